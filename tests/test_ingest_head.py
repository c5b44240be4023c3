"""The head of an article: title, date, writers, paper; and that nothing is guessed."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.ingest.read import article_from_bytes
from tests.quay import STORY, TITLE, read


@pytest.mark.parametrize(
    ("line", "published", "authors"),
    [
        ("By Una Teal", None, ("Una Teal",)),
        ("by Una Teal and Rhys Oakes", None, ("Una Teal", "Rhys Oakes")),
        ("By UNA O’DELL-TEAL, Health Correspondent", None, ("Una O’Dell-Teal",)),
        ("By Una Teal\nCrime correspondent\n@unateal", None, ("Una Teal",)),
        ("Una Teal  @unateal  Reporter", None, ("Una Teal",)),
        ("4 April 2023\nby Quay Sound newsdesk", "2023-04-04", ()),
        ("Words: Una ap Teal\tPicture: Rhys Oakes", None, ("Una ap Teal",)),
        ("Reporter: Una Teal", None, ("Una Teal",)),
        ("Una Teal, Local Democracy Reporter", None, ("Una Teal",)),
        ("Una Teal\nuna.teal@quay.example", None, ("Una Teal",)),
        ("Una Teal\n4 April 2023", "2023-04-04", ("Una Teal",)),
        ("Una Teal\n\nTuesday 4 April 2023 13:09", "2023-04-04", ("Una Teal",)),
        ("By Una Teal · 4 April 2023", "2023-04-04", ("Una Teal",)),
        ("By Una Teal on 4 April 2023", "2023-04-04", ("Una Teal",)),
        ("Education Reporter Una Teal, the Quay Evening Echo, 4 April 2023", "2023-04-04", ("Una Teal",)),
        ("By our harbour correspondent, Una Teal", None, ("Una Teal",)),
        ("By Una Teal, Chief Reporter and Rhys Oakes", None, ("Una Teal", "Rhys Oakes")),
        ("By Una West", None, ("Una West",)),
        ("Comment | Una Teal", None, ("Una Teal",)),
        ("Una Teal reports", None, ("Una Teal",)),
        ("From Una Teal at the Old Quay", None, ("Una Teal",)),
        ("Interview: Ida Marsh", None, ()),
        ("By our harbour correspondent", None, ()),
        ("Issued by Quay Council press office on 4 April 2023", "2023-04-04", ()),
        ("Posted on April 4, 2023 by Una Teal | 23 Comments", "2023-04-04", ("Una Teal",)),
        ("Author: Una TealPublished 4 April 2023", "2023-04-04", ("Una Teal",)),
        ("Una Teal Published: 4 April 2023", "2023-04-04", ("Una Teal",)),
        ("Published4 April 2023", "2023-04-04", ()),
        ("Published: 09:15, 4 April 2023 | Updated: 10:02, 5 April 2023", "2023-04-04", ()),
        ("EMBARGOED TO 0001 TUESDAY APRIL 4 2023", "2023-04-04", ()),
        ("06:00, Tuesday 4 April 2023", "2023-04-04", ()),
        ("Posted: Tue 4th Apr 2023, 12:01am", "2023-04-04", ()),
        ("04/04/23", "2023-04-04", ()),
        ("4 April 2023 - not for publication before noon", "2023-04-04", ()),
        ("Issued: 4 April 2023\nRef: QC/23/04", "2023-04-04", ()),
        ("Posted by admin on 4 April 2023", "2023-04-04", ()),
        ("Dydd Mawrth / Tuesday 4 April 2023", "2023-04-04", ()),
        ("Una Teal | 4 days ago | 3 min read", None, ("Una Teal",)),
        ("Una Teal · 6 hours ago", None, ("Una Teal",)),
        ("Una Teal | Harbour affairs correspondent", None, ("Una Teal",)),
        ("from Parish Councillor Una Teal", None, ("Una Teal",)),
        ("from Quay Parish Council", None, ()),
        ("Una Teal | Harbour master", None, ()),
        ("By Staff Reporters", None, ()),
        ("Published 3 days ago", None, ()),
        ("Press release, 7 May", None, ()),
        ("Updated: 4 April 2023", None, ()),
        ("Inspection date: 4 April 2023", None, ()),
        ("Born 4 April 1937; died 3 January, aged 85", None, ()),
        ("Ida Marsh\nHeadteacher", None, ()),
        ("Acting Harbour Master Ida Marsh", None, ()),
    ],
)
def test_bylines_and_dates(line: str, published: str | None, authors: tuple[str, ...]) -> None:
    article = read(f"{TITLE}\n\n{line}")
    assert (article.title, article.published, article.authors) == (TITLE, published, authors)


@pytest.mark.parametrize(
    "sentence",
    [
        "The report, published on Friday (4 April 2023), says that the boats were sound and the ropes were new.",
        "By Easter Ida Marsh, who took over on 4 April 2023, hopes to have a crew of her own.",
        "It was last inspected on 4 April 2023.",
    ],
)
def test_dates_and_names_in_the_story_are_not_those_of_the_article(sentence: str) -> None:
    article = read(TITLE, "\n" + sentence)
    assert (article.published, article.authors) == (None, ())


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("QUAY & DISTRICT NEWS\n\n{}", "QUAY & DISTRICT NEWS"),
        ("The Quay Post\nMonday April 4 2023 | £1.20\n\n{}", "The Quay Post"),
        ("NEWS RELEASE\nQuay Borough Council\n4 April 2023\n\n{}", "Quay Borough Council"),
        ("PRESS RELEASE\n\nQuay Borough Council\n\n4 April 2023\n\n{}", "Quay Borough Council"),
        ("HARBOUR LIGHTS\nA newsletter for people who work on the water\n\n{}", "HARBOUR LIGHTS"),
        ("Quay Gazette > News > Schools\n\n{}", "Quay Gazette"),
        ("Quay Police\n\nMedia statement – for immediate use\n4 April 2023\n\n{}", "Quay Police"),
        ("{}\n\nBy Una Teal, BBC South East", "BBC South East"),
        ("{}\n\nQuay Radio | News | Published 04/04/2023", "Quay Radio"),
        ("{}\n\nQuay News, Tuesday 4 April 2023, 6am", "Quay News"),
        ("{}\n\nBy Una Teal, Quay Television News", "Quay Television News"),
        ("{}\n\nUna Teal\nQuay Radio", "Quay Radio"),
        ("{} | Quay Gazette\n\n4 April 2023", "Quay Gazette"),
        ("STAGE & SCREEN\n\n{}", None),
        ("Obituaries\n\n{}", None),
        ("Home / Schools\n\n{}", None),
        ("News | Sport | What’s On\n\n{}", None),
        ("{}\n\nBy Una Teal, Local Democracy Reporter", None),
    ],
)
def test_mastheads_sections_and_papers(head: str, publisher: str | None) -> None:
    article = read(head.format(TITLE))
    assert (article.title, article.publisher) == (TITLE, publisher)


@pytest.mark.parametrize(
    ("tail", "publisher", "published"),
    [
        ("\n© Quay Gazette 2023. All rights reserved.", "Quay Gazette", None),
        ("\nCopyright © 2023 Quay Gazette", "Quay Gazette", None),
        ("\nQuay Gazette © 2019–2023. Registered in England.", "Quay Gazette", None),
        ("\n4 April 2023\n© Quay Gazette", "Quay Gazette", "2023-04-04"),
        ("\nMore on this story\n\nFerry rated inadequate\n4 April 2022", None, None),
    ],
)
def test_what_stands_below_the_story(tail: str, publisher: str | None, published: str | None) -> None:
    article = read(TITLE, tail)
    assert (article.publisher, article.published) == (publisher, published)


def test_the_title_may_look_like_a_name() -> None:
    assert read("Obituaries\n\nCaptain Una Teal\nHarbour master who never learned to swim").title == "Captain Una Teal"
    assert read("Quay Ferry Notes\n4 April 2023\n\nA FIVE FOR THE FERRY").title == "A FIVE FOR THE FERRY"


@pytest.mark.parametrize(
    "title", ["Watch: school praised", "Jobs: forty to go at harbour", "In pictures: the new boats"]
)
def test_a_title_may_begin_as_furniture_does(title: str) -> None:
    assert read(title).title == title


def test_a_letter_has_its_subject_as_title() -> None:
    letter = "Quay Harbour School\nHeadteacher: Mrs I. Marsh\n\n4 April 2023\n\nDear Parents,\n\nOur inspection report"
    assert read(letter).title == "Our inspection report"
    assert read(letter).published == "2023-04-04"


@pytest.mark.parametrize("passage", [STORY.strip(), "Ferry master sorry as inspectors call", "One sentence, no more."])
def test_a_passage_has_no_title_and_no_furniture(passage: str) -> None:
    article = article_from_bytes(passage.encode(), "quay.txt")
    assert isinstance(article, Article)
    assert (article.title, article.published, article.authors, article.publisher) == (None, None, (), None)
    assert article.furniture == ()


def test_a_rank_and_a_name_below_the_byline_are_a_caption() -> None:
    article = read(f"{TITLE}\n\n4 April 2023\nBy Una Teal\nActing Chief Constable Ida Marsh")
    kinds = {article.text[span.start : span.end]: span.kind for span in article.furniture}
    assert kinds["Acting Chief Constable Ida Marsh"] == "caption"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        ("Mae’r ysgol wedi cael adroddiad da gan yr arolygwyr, ac mae’r plant yn hapus yn y dosbarth bob dydd.", "cy"),
        ("Les inspecteurs ont trouvé que le port était bien tenu et que les bateaux étaient en bon état.", "fr"),
        ("Good: 3", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    article = article_from_bytes(text.encode(), "quay.txt")
    assert isinstance(article, Article)
    assert article.language == language

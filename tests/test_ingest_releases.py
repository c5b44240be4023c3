"""Heads that are no newspaper's: embargoes, the issues of newsletters, interviews, wrapped releases."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.ingest.labels import labels
from pipeline.ingest.names import writer_described, writer_reporting
from pipeline.ingest.read import article_from_bytes
from tests.quay import TITLE, read


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("STRICTLY EMBARGOED UNTIL 00.01 TUESDAY APRIL 4 2023", "2023-04-04"),
        ("Strictly embargoed until 00:01hrs on Tuesday 4 April 2023", "2023-04-04"),
        ("Embargoed until 00.01 on Tuesday 4 April 2023.", "2023-04-04"),
        ("EMBARGO: 0001 HOURS, TUESDAY 4TH APRIL 2023", "2023-04-04"),
        ("*** UNDER STRICT EMBARGO *** until 4 April 2023", "2023-04-04"),
        ("Under embargo until 04/04/2023 00:01", "2023-04-04"),
        ("Not for publication before 06:00 on 4 April 2023", "2023-04-04"),
        ("NOT FOR BROADCAST OR PUBLICATION BEFORE 0001 4 APRIL 2023", "2023-04-04"),
        ("Hold for release until 4 April 2023", "2023-04-04"),
        ("For release: 00:01 Tuesday 4 April 2023", "2023-04-04"),
        ("For immediate release: Tuesday 4 April 2023", "2023-04-04"),
        ("NEWS RELEASE - EMBARGOED UNTIL 00:01 4 APRIL 2023", "2023-04-04"),
        ("PRESS RELEASE: EMBARGOED TO 4 APRIL 2023", "2023-04-04"),
        ("This release is embargoed until 9.30am on Tuesday 4 April 2023.", "2023-04-04"),
        ("EMBARGOED UNTIL\n00:01 Tuesday 4 April 2023", "2023-04-04"),
        ("EMBARGOED UNTIL 00:01 TUESDAY 4 APRIL", None),
        ("Embargoed until noon on Tuesday", None),
        ("EMBARGOED", None),
    ],
)
def test_an_embargo_is_furniture_and_its_day_that_of_publication(line: str, published: str | None) -> None:
    for head in (f"{line}\n\n{TITLE}", f"{TITLE}\n\n{line}"):
        article = read(head)
        assert (article.title, article.published) == (TITLE, published)
        kinds = {article.text[span.start : span.end]: span.kind for span in article.furniture}
        assert kinds[line] in {"date", "note"}


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on shellfish lifted at the harbour",
        "Embargoed report says 12 boats were unsafe",
        "Embargo: the word that no chef wants to hear",
        "For use by pupils aged 4 to 11",
        "For sale: one harbour, 40 boats",
        "Not for us, say 40 harbour masters",
        "News release of a seal delights 200",
    ],
)
def test_a_title_with_such_a_word_is_no_embargo(line: str) -> None:
    assert labels().embargo.match(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Issue 143 - April 2023", "Issue 12", "Issue no. 12 | Spring 2023", "Vol. 3, No. 4 - Summer 2023",
        "Newsletter 9, Friday 7th April", "Edition 4 (Autumn term 2023)", "April 2023 - Issue 12",
        "Number 27 • May/June 2023 • Free",
    ],
)  # fmt: skip
def test_the_line_of_an_issue_is_no_title(line: str) -> None:
    article = read(f"HARBOUR LIGHTS\nNews for everyone on the quay\n{line}\n\n{TITLE}")
    assert (article.title, article.publisher) == (TITLE, "HARBOUR LIGHTS")
    assert read(f"{line}\n\n{TITLE}").title == TITLE


@pytest.mark.parametrize(
    "line",
    ["Issue 4: what next for the harbour", "Number of boats falls to 12", "Free swimming for 300", "May 12 be enough?"],
)  # fmt: skip
def test_a_title_with_a_number_is_no_issue_line(line: str) -> None:
    assert read(line).title == line


@pytest.mark.parametrize(
    ("line", "published", "authors", "publisher"),
    [
        ("Quay Review, 4 April 2023", "2023-04-04", (), "Quay Review"),
        ("The Quay Review, 4 April 2023", "2023-04-04", (), "The Quay Review"),
        ("Harbour Light Quarterly - 4 April 2023 - Una Teal", "2023-04-04", ("Una Teal",), "Harbour Light Quarterly"),
        ("Una Teal | Harbour Insider | 4 April 2023", "2023-04-04", ("Una Teal",), "Harbour Insider"),
        ("Office of the Harbour and Ferry Board for Quay, Tuesday 4 April 2023", "2023-04-04", (), "Office of"),
        ("Quay Borough Council, 4 April 2023", "2023-04-04", (), "Quay Borough Council"),
        ("Press Release Quay Council, 4 April 2023", "2023-04-04", (), None),
        ("Una Teal, Quay Post, 4 April 2023", "2023-04-04", ("Una Teal",), "Quay Post"),
        ("Una Teal, Health Editor, 4 April 2023", "2023-04-04", ("Una Teal",), None),
        ("Next review: 4 April 2023", None, (), None),
        ("Annual Inspection Review, 4 April 2023", None, (), None),
    ],
)
def test_a_paper_or_office_before_a_date(
    line: str, published: str | None, authors: tuple[str, ...], publisher: str | None
) -> None:
    article = read(f"{TITLE}\n\n{line}")
    assert (article.published, article.authors) == (published, authors)
    assert (article.publisher or "").startswith(publisher or "")
    assert bool(article.publisher) == bool(publisher)


WRAPPED = (
    "The commissioner for the harbour has welcomed a report by the\n"
    "watchdog which finds that the boats are sound and that the crews\n"
    "know what they are doing, and that nobody who went to sea in the\nyear to March came to any harm.\n"
)


def test_a_date_below_an_office_is_not_joined_to_it_in_a_wrapped_text() -> None:
    office = "Office of the Harbour and Ferry Commissioner for Lower Quayshire"
    head = f"PRESS RELEASE\n{office}\nTuesday 4 April 2023\n\nPRAISE FOR BOATS\n\n"
    article = article_from_bytes((head + WRAPPED).encode(), "quay.txt")
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("PRAISE FOR BOATS", "2023-04-04")
    assert "by the watchdog which finds" in article.text


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("Una Teal is deputy editor of the Quay Review.", "Una Teal"),
        ("Una Teal is the Quay Post’s health correspondent.", "Una Teal"),
        ("Una Teal is a freelance journalist, and a keen sailor.", "Una Teal"),
        ("Una Teal is a former harbour master and edits this bulletin.", "Una Teal"),
        ("Ida Marsh is head of the school and edits films.", None),
        ("Ida Marsh is staff governor at the harbour school.", None),
        ("Ida Marsh is head of the school, and once was its magazine’s editor.", None),
        ("Councillor Ida Marsh is a former journalist of the Quay Post.", None),
        ("The school is run by the editor of the Quay Post.", None),
    ],
)
def test_who_the_writer_is_may_stand_below_the_story(line: str, writer: str | None) -> None:
    assert writer_described(line, labels()) == writer
    article = read(TITLE, "\n" + line + "\n")
    assert article.authors == ((writer,) if writer else ())
    assert read(f"{TITLE}\n\nBy Rhys Oakes", "\n" + line + "\n").authors == ("Rhys Oakes",)


@pytest.mark.parametrize(
    ("standfirst", "writer"),
    [
        ("The boats are full again. Una Teal meets the harbour master.", "Una Teal"),
        ("What did the watchdog want with forty ferries? Una Teal finds out", "Una Teal"),
        ("The boats are full again. Harbour Master Ida Marsh meets the watchdog.", None),
        ("Una Teal meets the harbour master. It was not what either of them wanted.", None),
        ("The boats are full again. Ida Marsh has run them since May.", None),
        ("Quay Council meets the harbour master.", None),
        ("On the day of the launch she talked to Una Teal about boats and why she sold hers.", "Una Teal"),
        ("She told Una Teal, who was her deputy, to leave.", None),
        ("She talked to Quay Council about boats.", None),
    ],
)
def test_a_standfirst_may_name_the_writer(standfirst: str, writer: str | None) -> None:
    assert writer_reporting(standfirst, labels()) == writer
    assert read(f"{TITLE}\n\n{standfirst}\n\nThe Quay Review, 4 April 2023").authors == ((writer,) if writer else ())


def test_a_columnist_is_named_by_the_title_and_described_below() -> None:
    story = "The watchdog was in the harbour on Friday and found that the boats were sound and the ropes were new."
    about = "Una Teal is a former harbour master and lives on the Old Quay."
    text = f"Quay Post\nCOMMENT\n\nUNA TEAL: Save our boats while we can\n\n4 April 2023\n\n{story}\n\n{story}\n\n"
    for below, authors in ((about, ("Una Teal",)), ("", ())):
        article = article_from_bytes((text + below + "\n").encode(), "quay.txt")
        assert isinstance(article, Article)
        assert article.authors == authors

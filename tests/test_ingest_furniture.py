"""Plain-text furniture: what is set apart, of which kind, and what stays story."""

from __future__ import annotations

import time

import pytest

from pipeline.article import Article
from pipeline.ingest.read import article_from_bytes

STORY = (
    "Inspectors who called at the harbour school in March said that its pupils were safe and well taught.",
    "“We are pleased,” said the head, Ida Marsh, who has been in charge for two years and means to stay.",
    "The school was graded good for reading, and adequate for the way it looks after its boats.",
)


def furniture(text: str) -> list[tuple[str, str]]:
    article = article_from_bytes(text.encode(), "quay.txt")
    assert isinstance(article, Article)
    return [(span.kind, article.text[span.start : span.end]) for span in article.furniture]


def hidden(*blocks: str) -> list[tuple[str, str]]:
    """The furniture of the story with ``blocks`` below it."""
    return furniture("\n\n".join((*STORY, *blocks)))


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("READ MORE: Ferry rated inadequate", "related"),
        ("Related news\n- Ferry rated inadequate\n- Ten good walks", "related"),
        (
            "Ferry master who rowed home to meet the King\nWatchdog rates the ferry ‘inadequate’ for its ropes",
            "related",
        ),
        (
            "Ferry master who rowed home to meet the King\n\nWatchdog rates the ferry ‘inadequate’ for its ropes",
            "related",
        ),
        ("ALSO IN THE BULLETIN: ferry rated inadequate", "related"),
        ("Next month: Una Teal of the Old Ferry, rated inadequate", "related"),
        ("WHAT'S ON\nSaturday: an outstanding tribute to the sea", "related"),
        ("JOBS. Deck hand, the Old Ferry (rated Good), 36 hours", "advert"),
        ("SEE ALSO\n◾ Ferry rated inadequate\n◾ Ten good walks", "related"),
        ("More from the Quay Gazette\nFerry rated inadequate\nListen: the week in boats\nTen good walks", "related"),
        ("Related topics\nHarbours | Schools", "related"),
        ("Tags: harbours, schools", "related"),
        ("You may also like\n> Ferry rated inadequate\nBack to top", "related"),
        ("Vacancy: deck hand, £12 an hour", "advert"),
        ("Latest harbour jobs\nDeck hand, Quay Ferries (rated Good). £24,000", "advert"),
        ("SITUATIONS VACANT\nTeacher of knots, Quay School (Ofsted: Good). Write to Mrs O. Teal there.", "advert"),
        ("Jobs\n\nDeck hand, Quay Ferries (rated Good), £24,780. Apply by 4 May.", "advert"),
        ("DECK HAND. Quay Ferries. Closing date 4 May.", "advert"),
        ("Rope maker wanted, £24,000 pro rata. Closing date 4 May.", "advert"),
        ("A cottage near the good school. Viewing by appointment with O. Teal.", "advert"),
        ("Comments (2)\nsalty: should be inadequate\nWindy: they were great with my lad.", "comments"),
        ("Top comment – salty: should be inadequate", "comments"),
        ("12 comments | Share | Print", "comments"),
        ("Sign up to our free harbour newsletter", "share"),
        ("Follow Quay Radio on Facebook, X and Instagram.", "share"),
        ("Share this: Facebook | X", "share"),
        ("PICTURED: Ida Marsh with the boats", "caption"),
        ("PICTURED:", "caption"),
        ("The school boats at their moorings (Image: Ola Teal)", "caption"),
        ("[Pic 2: Ida Marsh]", "caption"),
        ("The school, which has stood on the quay since 1893. Photo: I. J. Marsh", "caption"),
        ("The head of the school has been thanked by the harbour master (Ola Teal/PA)", "caption"),
        ("The harbour master, who has run the ferry since 2019, has resigned (Ola Teal/PA).", "caption"),
        ("Inspectors found that some of the boats had been left to rot (PA)", "caption"),
        ("The quay at low water, with the school’s boats behind it (Getty Images/iStockphoto)", "caption"),
        ("The old ferry has been for sale since the spring (Google Maps)", "caption"),
        ("Ida Marsh has led the school for two years. Ola Teal/PA Wire", "caption"),
        ("The school stands on the quay – Google Street View", "caption"),
        ("Pupils row on the harbour every morning of the week. Alamy", "caption"),
        ("Pictured at the launch are Ida Marsh and her deputy, Una Penn.", "caption"),
        ("From left to right, Ida Marsh, Una Penn and the harbour master.", "caption"),
        ("© 2023 Quay Gazette", "copyright"),
        ("Quay Gazette © 2023. Registered in England.", "copyright"),
        ("Media enquiries: 01632 960 001", "contact"),
        ("3. Press contact: press@quay.example", "contact"),
        ("If you have been affected by this, call 0800 555 0100.", "contact"),
        ("Harbour Office, 1 The Quay, Quayside QY1 2AB", "contact"),
        ("Additional reporting by Ola Teal.", "byline"),
        ("(Reporting by Ola Teal; editing by Una Marsh)", "byline"),
        ("Ola Teal is paid for by the Local Democracy Reporting Service.", "byline"),
        ("ENDS", "note"),
        ("- ends -", "note"),
    ],
)
def test_furniture_below_the_story(block: str, kind: str) -> None:
    assert hidden(block) == [(kind, block)]


@pytest.mark.parametrize(
    "block",
    [
        "Reading – Good;\nBoats – Adequate.",
        "Reading\tGood\nBoats\tAdequate",
        "Response: good\nPrevention: adequate",
        "Comment from the union was brief: it said nothing had changed at the school since the last visit.",
        "Related parties were asked to leave the room before the vote was taken by the governors.",
        "More than 40 parents came to the meeting in the hall.",
        "Jobs were lost when the ferry stopped, and the school lost pupils too.",
        "Share prices had nothing to do with it, the governors said.",
        "Inspectors, who came twice in the year, named these:\nTeachers who know each pupil and each boat\n"
        "Ropes that hold in every kind of weather",
        "Jobs: 40 gone",
        "Jobs at the school pay well, said the head, and it is easy to apply by letter.",
        "Vacancies: 31",
        "Category: special measures",
        "Reporting by staff of what went wrong had got better, though there was a good way to go.",
        "Report by inspectors welcomed",
        "Also in today’s batch was the ferry, which was graded good by the same team of inspectors.",
        "Contact with parents was said to be good and getting better.",
        "Phone calls to the office rose to 1,200 in the year.",
        "Image matters to the school, whose banner says that it is good.",
        "Applicants must apply to the county, which sets the closing rules.",
        "Pupils who leave care at eighteen are helped to find a home by a personal adviser (PA)",
        "• help from the deputy head’s new and well liked helper, who is called the (PA)",
        "The ferry had been sold, the owners told the Press Association.",
        "The governors told the BBC/ITV.",
        "The school’s map is better than the one on Google.",
        "It was in the parish’s new plan for the quay (the PA).",
        "Left to its own devices the school would have closed, the governors said.",
        "What happens next",
        "Notes\n1. The grades are good, adequate and inadequate.",
        "Previous: Good",
        "Source: the harbour inspectorate, 2023",
        "How well the school teaches its pupils to swim: good\nHow well the school looks after them at sea: adequate",
        "Good at the way it teaches pupils to read\nAdequate at the way it looks after its old boats",
        "The ferry is good at getting to the island\nIt was adequate at getting home again in the dark",
        "What the pupils of the school said about the sea",
    ],
)
def test_the_story_stays_the_story(block: str) -> None:
    assert hidden(block) == []


def test_a_block_of_links_ends_where_the_story_goes_on() -> None:
    text = "\n\n".join((STORY[0], "Related news", "Ferry rated inadequate", "Ten good walks", *STORY[1:]))
    assert furniture(text) == [("related", "Related news\n\nFerry rated inadequate\n\nTen good walks")]


def test_in_a_text_without_blank_lines_a_sentence_ends_a_block_of_links() -> None:
    text = "\n".join(
        (STORY[0], "Related news", "Ferry rated inadequate", "Ten good walks", *STORY[1:], "© Quay Gazette")
    )
    assert furniture(text) == [
        ("related", "Related news\nFerry rated inadequate\nTen good walks"),
        ("copyright", "© Quay Gazette"),
    ]


def test_links_with_their_label_do_not_swallow_the_heading_below() -> None:
    text = "\n\n".join((STORY[0], "READ MORE:\n• Ferry rated inadequate", "What happens next", *STORY[1:]))
    assert furniture(text) == [("related", "READ MORE:\n• Ferry rated inadequate")]


def test_a_table_ends_a_block_of_links() -> None:
    text = "\n\n".join((*STORY, "Related news", "Reading\tGood\nBoats\tAdequate"))
    assert furniture(text) == [("related", "Related news")]


def test_a_count_of_comments_above_the_story_is_only_itself() -> None:
    text = "\n".join(("Harbour school praised", "By Ola Teal", "12 comments", "", *STORY))
    assert furniture(text)[-1] == ("comments", "12 comments")


def test_an_advertisement_feature_is_furniture_throughout() -> None:
    text = "ADVERTISEMENT FEATURE\nRated good by the inspectors! Come and meet the head, Ida Marsh, at our open day."
    assert furniture(text) == [("advert", text)]


@pytest.mark.parametrize(
    "line",
    ["Related news\n\n", "Comments\n\n", "READ MORE: a\n", "Jobs\na\n\n", "get a b c d e f g h ", "(Image: ", "© ",
     "By A B\n", "1. Tel 0", "closing date pro rata ", "4 May 2023\n"],
)  # fmt: skip
def test_hostile_furniture_takes_linear_time(line: str) -> None:
    data = (line * (400_000 // len(line))).encode()
    start = time.process_time()
    article_from_bytes(data, "hostile.txt")
    assert time.process_time() - start < 6


@pytest.mark.parametrize("line", ["4 min read", "6 minute read", "Reading time: 5 minutes"])
def test_the_time_that_reading_takes_is_furniture(line: str) -> None:
    assert ("share", line) in furniture("\n\n".join((STORY[0], line, *STORY[1:])))


def test_minutes_of_the_story_stay_in_it() -> None:
    assert furniture("\n\n".join((*STORY, "It took the head 40 minutes to read the report aloud."))) == []


@pytest.mark.parametrize("title", ["Pictured in court: the head who sold the boats", "Harbour school praised (PA)"])
def test_a_title_is_no_caption(title: str) -> None:
    assert furniture("\n\n".join((title, *STORY))) == [("title", title)]


@pytest.mark.parametrize(
    "line",
    [
        "Ida Marsh outside the harbour school last week",
        "Headteacher Ida Marsh with pupils of the school",
        "Dr Ida Marsh and Una Penn (right) on the quay",
        "Governors Una Penn and Rhys Oakes at the launch of the ferry",
    ],
)
def test_who_is_where_is_a_caption_without_a_word_for_it(line: str) -> None:
    assert furniture("\n\n".join((STORY[0], line, *STORY[1:]))) == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Ida Marsh is outside the harbour school",
        "Harbour School with pupils of every age",
        "Reading at the harbour school",
        "Quay Nursing Home inside out: what they found",
        "Ida Marsh with pupils rated good",
        "Ida Marsh at the harbour school.",
    ],
)
def test_a_heading_in_the_story_is_no_caption(line: str) -> None:
    assert furniture("\n\n".join((STORY[0], line, *STORY[1:]))) == []


def test_paid_words_below_the_story_take_what_stands_under_them_along() -> None:
    block = "Sponsored content\nIs your boat ready for winter? Find a good harbour today, or call on us"
    assert hidden(block) == [("advert", block)]


def test_a_notice_of_privacy_is_no_title() -> None:
    text = "\n".join(("We value your privacy", "Accept all", "Harbour school praised", "By Una Teal", "", *STORY))
    article = article_from_bytes(text.encode(), "quay.txt")
    assert isinstance(article, Article)
    assert article.title == "Harbour school praised"


def test_the_sections_of_a_site_are_neither_its_name_nor_its_title() -> None:
    text = "\n".join(("NEWS POLITICS FERRIES TV SHOPPING", "", "Harbour school praised", "", *STORY))
    article = article_from_bytes(text.encode(), "quay.txt")
    assert isinstance(article, Article)
    assert (article.title, article.publisher) == ("Harbour school praised", None)

"""E-mail: the letter that says most is the story; who forwards it, what it answers and how it ends is furniture."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage

import pytest

from pipeline.article import BODY_KINDS, Article
from pipeline.ingest.read import article_from_bytes

RELEASE = """\
Harbour school praised by inspectors

The harbour school in Quay has been praised by inspectors who called on it in May.

Its pupils were safe, they said, and its boats were good. It has 41 of them.
"""
FIELDS = """\
From: Quay Council Press Office <press@quay.example>
Sent: 4 April 2023 16:40
To: Una Teal <una@gazette.example>; Rhys Oakes <rhys@gazette.example>;
 desk@gazette.example
Subject: Harbour school praised by inspectors
"""
SIGNED = "Una Teal\nDeputy Editor | Quay Gazette\nT: 01632 960001\n"


def message(text: str, subject: str = "Harbour school praised by inspectors", sender: str = "Una Teal") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = f"{sender} <una@gazette.example>"
    made["Date"] = "Thu, 06 Apr 2023 09:15:00 +0100"
    made.set_content(text, cte="quoted-printable")
    return made


def read(made: EmailMessage) -> Article:
    article = article_from_bytes(made.as_bytes(policy=email.policy.SMTP), "quay.eml")
    assert isinstance(article, Article)
    return article


def beside(article: Article) -> str:
    """What is not the story, in the order of the text."""
    parts = (part for part in article.furniture if part.kind not in BODY_KINDS)
    return "\n".join(article.text[part.start : part.end] for part in parts)


@pytest.mark.parametrize(
    "mark",
    ["", "---------- Forwarded message ---------\n", "Begin forwarded message:\n\n", "-----Original Message-----\n"],
)
def test_a_forwarded_message_is_the_story_and_its_fields_and_covering_note_are_not(mark: str) -> None:
    cover = f"Hi all. Worth a line or two?\n\nThanks\n\n{SIGNED}\n"
    article = read(message(cover + mark + FIELDS + "\n" + RELEASE, "FW: Harbour school praised by inspectors"))
    assert article.text.startswith(RELEASE.strip())
    assert (article.published, article.publisher, article.authors) == ("2023-04-04", "Quay Council", ())
    others = beside(article)
    assert all(words in others for words in ("Worth a line", "Deputy Editor", "Sent: 4 April", "desk@gazette.example"))


def test_of_a_message_in_a_message_the_inner_one_gives_the_facts() -> None:
    outer = message("See below.\n", "Fwd: a note")
    outer.add_attachment(message(RELEASE, sender="Quay Council Press Office"))
    article = read(outer)
    assert article.text.startswith(RELEASE.strip())
    assert (article.title, article.publisher, article.repairs) == (
        "Harbour school praised by inspectors", "Quay Council", ()
    )  # fmt: skip


@pytest.mark.parametrize(
    "end",
    [
        f"-- \n{SIGNED}",
        f"Kind regards\n\n{SIGNED}\nThis email and any attachments are confidential. They are for you alone.\n",
        "You are receiving this because you subscribed. Unsubscribe: https://quay.example/u\nQuay Council Ltd\n",
        "Sent from my telephone\n",
    ],
)
def test_how_a_message_ends_is_furniture(end: str) -> None:
    article = read(message(f"{RELEASE}\n{end}"))
    assert all(line in beside(article) for line in end.split("\n") if line.strip("- "))


@pytest.mark.parametrize(
    "story", ["Thanks to its boats, the school is safe.", "Thanks\n\nThe school thanked its pupils."]
)
def test_thanks_do_not_end_a_message_that_goes_on(story: str) -> None:
    assert not beside(read(message(f"{RELEASE}\n{story}\n\nIt will be seen again in two years, inspectors said.\n")))


def test_what_a_message_quotes_is_no_story_unless_it_is_all_of_it() -> None:
    quoted = "On 3 Apr 2023, at 10:00, Rhys Oakes wrote:\n> Have you seen it?\n\n"
    article = read(message(quoted + RELEASE))
    assert article.text.startswith(RELEASE.strip())
    assert "Have you seen it?" in beside(article)
    forwarded = "".join(f"> {line}\n" for line in RELEASE.split("\n"))
    assert read(message(f"See below.\n\n{forwarded}")).text.startswith(RELEASE.strip())


def test_a_subject_loses_what_mail_and_press_offices_put_before_it() -> None:
    assert read(message(RELEASE, "Fwd: RE: Press release: Boats are good")).title == "Boats are good"


def test_fields_that_a_story_speaks_of_begin_no_message() -> None:
    text = f"{RELEASE}\nFrom: the harbour to the school, it is a mile.\nTo: nobody's surprise, it rained.\n"
    assert "it rained" in read(message(text)).text.split("\n\n")[-1]
    assert not beside(read(message(text)))

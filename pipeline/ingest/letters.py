"""Messages in a message: who forwards or answers what, and what is a letter's own furniture.

A release reaches an editor in a forwarded message, below a covering note and the fields of the message that it came in.
The one with the most to say is the story; the others, quotations of earlier ones, signatures and notices of
confidentiality stand below it as notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.dates import find_date
from pipeline.ingest.formats import Aside, Metadata, Page
from pipeline.ingest.labels import labels
from pipeline.ingest.lines import PROSE_WORDS
from pipeline.ingest.normalise import one_line
from pipeline.ingest.papers import is_paper, without_office

_PREFIX = re.compile(r"(?:(?:re|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_FIELD = re.compile(
    r"[>\s*]*(?P<name>from|sent|date|to|cc|bcc|reply-to|subject)\s*\*?:\*?\s*(?P<value>.*)$", re.IGNORECASE
)
_MARK = re.compile(
    r"[>\s]*(?:-{2,}\s*(?:forwarded message|original message)\b.*|begin forwarded message:?|_{20,})\s*$", re.IGNORECASE
)
_WROTE = re.compile(r"[>\s]*on .{6,120}\bwrote:\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"(?:>\s?)+")
_SENTENCES = re.compile(r"[.!?][\"'”’)]*(?:\s|$)")
_SIGNATURE = re.compile(r"--\s*$")
LEAST_FIELDS = 3
"""How many fields tell that a message begins."""
MAX_BETWEEN = 2
"""How many lines may stand between two of its fields: long lists of addresses are broken."""
MAX_SIGNATURE = 15
"""The most lines below the end of a letter that are its signature."""


class Letter(NamedTuple):
    """One message: the lines that announce it, its fields by name, and its lines."""

    head: tuple[str, ...]
    fields: dict[str, str]
    lines: tuple[str, ...]


def unfolded(page: Page) -> Page:
    """The page of a message with the letter that says most as its story, and what else there is as notes."""
    letters = list(_letters(page.text.replace("\r\n", "\n").split("\n")))
    main = max(letters, key=lambda letter: said(letter.lines))
    story, rest = _without_quotations(main.lines)
    story, end = _without_end(story)
    others = [*(line for letter in letters if letter is not main for line in (*letter.head, *letter.lines))]
    notes = tuple(Aside("note", text) for part in (main.head, rest, end, others) if (text := "\n".join(part).strip()))
    if not notes:
        return page
    metadata = page.metadata if len(letters) == 1 else metadata_of(main.fields)
    return page._replace(text="\n".join(story), metadata=metadata, asides=(*page.asides, *notes))


def said(lines: Iterable[str]) -> int:
    """How many sentences the lines have."""
    return len(_SENTENCES.findall("\n".join(lines)))


def metadata_of(fields: dict[str, str]) -> Metadata:
    """What the fields of a message say.

    The sender is the publisher if that is the name of a paper or an organisation, or of its press office.
    """
    sender = without_office(one_line(fields.get("from", "").partition("<")[0]).strip("\"' "))
    found = find_date(fields.get("sent") or fields.get("date") or "")
    return Metadata(
        title=_subject(fields.get("subject", "")) or None,
        published=found.iso if found else None,
        publisher=sender if is_paper(sender, labels()) else None,
    )


def _subject(text: str) -> str:
    """A subject without what answering and forwarding put before it, and without a label such as "Press release"."""
    subject = _PREFIX.sub("", one_line(text))
    label, colon, title = subject.partition(": ")
    return title if colon and label.lower() in labels().words["release-label"] else subject


def _letters(lines: Sequence[str]) -> Iterator[Letter]:
    """The message, and those that it forwards or quotes with their fields."""
    head: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    start = number = 0
    while number < len(lines):
        end, found = _fields(lines, number)
        if not found:
            number += 1
            continue
        begin = _mark_above(lines, number)
        yield Letter(head, fields, tuple(lines[start:begin]))
        head, fields, start, number = tuple(lines[begin:end]), found, end, end
    yield Letter(head, fields, tuple(lines[start:]))


def _mark_above(lines: Sequence[str], number: int) -> int:
    """The line that announces the message whose fields begin at ``number``, or that number."""
    above = next((at for at in range(number - 1, max(number - 4, -1), -1) if lines[at].strip(" >")), None)
    return above if above is not None and _MARK.match(lines[above]) else number


def _fields(lines: Sequence[str], start: int) -> tuple[int, dict[str, str]]:
    """The fields of the message that begins at ``start``, and the line behind them; none if no message does."""
    fields: dict[str, str] = {}
    end = at = start
    while at < len(lines) and at - end <= MAX_BETWEEN:
        match = _FIELD.match(lines[at])
        if match is not None:
            fields.setdefault(match["name"].lower(), match["value"])
            end = at + 1
        elif at == start:
            break
        at += 1
    begins = len(fields) >= LEAST_FIELDS and "from" in fields and not {"sent", "date", "subject"}.isdisjoint(fields)
    return (end, fields) if begins else (start, {})


def _without_quotations(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of a letter and those that it quotes; the quoted ones are the letter if they say more."""
    quoted = [line for line in lines if _QUOTED.match(line) or _WROTE.match(line)]
    own = [line for line in lines if not (_QUOTED.match(line) or _WROTE.match(line))]
    if said(quoted) <= said(own):
        return own, quoted
    return [_QUOTED.sub("", line, count=1) for line in quoted if not _WROTE.match(line)], own


def _without_end(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of a letter, and its signature with what stands below."""
    end = next((at for at, line in enumerate(lines) if _SIGNATURE.match(line) or _is_closing(lines, at)), len(lines))
    notices = next((at for at in range(end) if _is_notice(lines[at])), end)
    return list(lines[:notices]), list(lines[notices:])


def _is_closing(lines: Sequence[str], at: int) -> bool:
    """Whether a letter ends here: "Kind regards", and below it nothing but a signature and notices."""
    words = lines[at].lower().strip(" ,.!")
    if words not in labels().words["letter-closing"]:
        return False
    below = [line for line in lines[at + 1 :] if line.strip()]
    notices = next((number for number, line in enumerate(below) if _is_notice(line)), len(below))
    return notices <= MAX_SIGNATURE and not any(_is_sentence(line) for line in below[:notices])


def _is_sentence(line: str) -> bool:
    return line.count(" ") >= PROSE_WORDS and line.rstrip().endswith((".", "!", "?", "”", '"'))


def _is_notice(line: str) -> bool:
    """Whether the line begins a notice of confidentiality or the like."""
    text = line.lower().strip()
    return text.startswith(tuple(labels().words["letter-notice"]))

"""Page furniture in plain text: which lines are not the story, and what kind of thing they are.

Precision first: a line is furniture only by words that stories do not begin with, or by standing in a block that such a
line heads. Tables are never furniture.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.article import Furniture
from pipeline.ingest.furniture_shapes import shape_of
from pipeline.ingest.grade_words import is_graded_row
from pipeline.ingest.labels import MAX_LABEL_LINE, Found, Labels, labels
from pipeline.ingest.lines import PROSE_WORDS, Line, is_item, is_prose

PROSE_IN_BLOCK = {"related": 100, "advert": 240, "share": 100, "caption": 240}
"""How long, in characters, a sentence may be that still belongs to the block of a label right above it."""
_LEAST_HEADLINES = 2
_LINKED = re.compile(r"\b(?:is|are|was|were|has been|have been|remains?|we|our)\b", re.IGNORECASE)
"""What sentences have and headlines leave out."""
_OWN = frozenset(("copyright", "contact", "note", "byline"))
"""Kinds of furniture that never are part of another block."""
_CAPITALS = re.compile(r"[A-Z][A-Z’' &/-]{6,}[.:–]")
CUES_EVERYWHERE = 20
"""In a text of more lines, cues are looked for in its second half, where adverts and copyright stand."""
TITLE_REACH = 12
"""How many lines below its title, at most, a story begins."""


def find_furniture(lines: list[Line]) -> dict[int, str]:
    """The kind of furniture by index of line, for every line that is furniture by its own words or its label's."""
    words = labels()
    marks: dict[int, str] = {}
    if lines and (feature := _feature(lines[0].text, words)):
        return dict.fromkeys(range(len(lines)), feature)
    number = 0
    while number < len(lines):
        found = words.find(lines[number].text)
        if found is None or _is_title(lines, number, found):
            mark = shape_of(lines, number, words)
            if mark:
                marks[number] = mark
            number += 1
            continue
        heads = found.heads_block or (number > 0 and found.mark == "related" and _opens_block(lines, number))
        end = _block_end(lines, number, found, words) if heads else number + 1
        marks.update(dict.fromkeys(range(number, end), found.mark))
        number = end
    for index, mark in _by_cues(lines, words):
        marks.setdefault(index, mark)
    return marks | dict.fromkeys(_loose_headlines(lines, marks), "related")


def _loose_headlines(lines: list[Line], marks: dict[int, str]) -> range:
    """The last unmarked lines if they are several headlines that no label announces, right below the story.

    Rows and sentences with a grade are none: they may end a story.
    """
    end = len(lines)
    while end and end - 1 in marks:
        end -= 1
    first = end
    while first and first - 1 not in marks and _is_headline(lines[first - 1].text):
        first -= 1
    above = lines[first - 1].text if first and first - 1 not in marks else ""
    below_story = bool(above) and is_prose(above) and not above.endswith(":")
    return range(first, end) if end - first >= _LEAST_HEADLINES and below_story else range(0)


def _is_headline(text: str) -> bool:
    long_enough = text.count(" ") + 1 >= PROSE_WORDS and len(text) <= MAX_LABEL_LINE
    if not long_enough or "\t" in text or is_item(text) or text[-1] in ".:;,":
        return False
    return not (is_graded_row(text) or _LINKED.search(text))


def _is_title(lines: list[Line], number: int, found: Found) -> bool:
    """Whether a first line such as "Watch: ..." is the title of the story below it."""
    if number or found.heads_block:
        return False
    opens = found.use == "opener" and found.mark == "caption" and not is_prose(lines[0].text)
    return (opens or found.use in {"inline", "label"}) and any(is_prose(line.text) for line in lines[1:TITLE_REACH])


def spans(lines: list[Line], marks: dict[int, str]) -> tuple[Furniture, ...]:
    """The marked lines as furniture, neighbours of one kind in one block run together."""
    found: list[Furniture] = []
    last = -2
    for number in sorted(marks):
        line = lines[number]
        joins = found and number == last + 1 and found[-1].kind == marks[number]
        start = found.pop().start if joins else line.start
        found.append(Furniture(kind=marks[number], start=start, end=line.end))
        last = number
    return tuple(found)


def _feature(first: str, words: Labels) -> str | None:
    """The kind of the whole text if its first line says that all of it is an advertisement."""
    found = words.find(first)
    return found.mark if found and found.use == "feature" else None


def _block_end(lines: list[Line], start: int, found: Found, words: Labels) -> int:
    """The index after the last line of the block that the label on line ``start`` heads."""
    if found.mark == "comments":
        return _comments_end(lines, start, words)
    end = start + 1
    longest_prose = PROSE_IN_BLOCK.get(found.mark, 0) if _opens_block(lines, start) else 0
    alone = found.heads_block and found.mark != "caption" and found.use != "slot"
    longest = min(start + 2, len(lines)) if found.mark == "caption" else len(lines)
    while end < longest and lines[end].block == lines[start].block and _belongs(lines[end].text, longest_prose, words):
        end += 1
    if end > start + 1 or not alone or (end < len(lines) and lines[end].block == lines[start].block):
        return end
    while end < len(lines):  # the label stands alone: the short lines below it, up to a paragraph of the story
        stop = _end_of_block(lines, end)
        if not all(_may_stand_below(line.text, found, words) for line in lines[end:stop]):
            break
        end = stop
    return end


def _may_stand_below(text: str, found: Found, words: Labels) -> bool:
    """Whether a line in a block of its own is what the label above announces: no sentence, but that of an advert."""
    if "\t" in text or words.find(text):
        return False
    if not is_prose(text):
        return True
    sells = found.mark == "advert" and len(text) <= PROSE_IN_BLOCK["advert"]
    return sells and any(
        cue.mark == "advert" and cue.words in text.lower() for cues in words.cues.values() for cue in cues
    )


def _opens_block(lines: list[Line], number: int) -> bool:
    return number == 0 or lines[number - 1].block != lines[number].block


def _belongs(text: str, longest_prose: int, words: Labels) -> bool:
    other = words.find(text)
    if "\t" in text or (other is not None and (other.heads_block or other.mark in _OWN)):
        return False
    return len(text) <= longest_prose or not is_prose(text)


def _end_of_block(lines: list[Line], start: int) -> int:
    end = start + 1
    while end < len(lines) and lines[end].block == lines[start].block:
        end += 1
    return end


def _comments_end(lines: list[Line], start: int, words: Labels) -> int:
    """Comments run to the next label; but a count of comments above the story heads nothing."""
    if start and lines[start].start < lines[-1].end - lines[start].end:
        return start + 1
    end = start + 1
    while end < len(lines) and words.find(lines[end].text) is None:
        end += 1
    return end


def _by_cues(lines: list[Line], words: Labels) -> list[tuple[int, str]]:
    """Short lines in which enough words speak for one kind: job adverts without a label, copyright in mid line."""
    middle = lines[-1].end // 2 if len(lines) > CUES_EVERYWHERE else 0
    short = [n for n, line in enumerate(lines) if line.end > middle and len(line.text) <= MAX_LABEL_LINE]
    together = "\n".join([lines[number].text for number in short]).encode().lower()  # bytes: five times as fast
    weights: Counter[tuple[int, str]] = Counter()
    heard = (cue for word, cues in words.cues.items() if word in together for cue in cues)
    for cue in heard:
        if cue.words.encode() in together:
            found = {(n, cue.mark): cue.weight * lines[n].text.lower().count(cue.words) for n in short}
            weights.update(found)
    return [
        (number, mark)
        for (number, mark), weight in weights.items()
        if weight + bool(mark == "advert" and _CAPITALS.match(lines[number].text)) >= 2
    ]

"""Former names of bodies: "Elm Academy, formerly Elm High School" names one body, by the name that it has now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pipeline.extract.body_names import Naming
from pipeline.extract.name_bounds import name_end, name_start
from pipeline.extract.scan import Scan

_CALLED = r"(?: (?:known as|called|named))?"
_ONCE = r"(?:formerly|previously|once|originally)"
_UNTIL = r"until (?:[\w'-]+ ){1,3}?"
_FORMER = re.compile(
    r"(?:, ?| \(| [–-] )(?:(?:which|that) )?(?:(?:was|had been) )?"
    rf"(?:{_ONCE}{_CALLED}|used to be{_CALLED}|(?:known|called) {_UNTIL}as|{_UNTIL}(?:known as|called|named)"
    r"|(?:known as|called|named)(?= [^.\n]{1,40} until ))(?= )"
)
_RENAMED = re.compile(
    r"(?:(?:, ?| \()(?:(?:which|that) (?:is|has|was) )?| (?:is|has|was) )"
    rf"(?:now{_CALLED}|(?:now |since |later |recently )?(?:been )?renamed(?: as)?)(?= )"
)
_CLOSED = re.compile(r"[,;:)]|\.(?!\w)| [–-] | (?:until|in) \w|$")
_LED_TO = re.compile(rf"(?:{_FORMER.pattern}|{_RENAMED.pattern}) $")
_CUE = 60
_LAST = ("formerly ", "previously ", "once ", "originally ", " as ", "called ", "named ", " be ", "now ")
_TAIL = re.compile(r"(?: (?:until|in) \w[\w ]{1,24})?[,)]")
_MOST = 8
_MOST_MENTIONS = 20


class Renaming(NamedTuple):
    """Two namings of one body: by the name that it has and by one that it had, as they stand in "Elm, formerly Oak,".

    ``end`` is where what is said of the names ends, with the mark that closes an aside.
    """

    present: Naming
    former: Naming
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the first of the two begins and the aside with the second ends."""
        return min(self.present.start, self.former.start), self.end


def renamings(found: list[Naming], scan: Scan) -> list[Renaming]:
    """The renamings that the text tells right behind one of the names ``found``, at most eight."""
    return list(islice(_renamings(found, scan), _MOST))


def _renamings(found: list[Naming], scan: Scan) -> Iterator[Renaming]:
    by_start = {naming.start: naming for naming in found}
    for naming in _unnamed(found, scan):
        for cue, is_former in ((_FORMER, True), (_RENAMED, False)):
            match = cue.match(scan.text, naming.end)
            other = _name_behind(scan, match.end(), naming, by_start) if match else None
            if other is not None:
                present, former = (naming, other) if is_former else (other, naming)
                tail = _TAIL.match(scan.text, other.end)
                yield Renaming(present, former, tail.end() if tail else other.end)


def _unnamed(found: list[Naming], scan: Scan) -> Iterator[Naming]:
    """The names found, with those that a cue leads from to one of them: "Elm Bank" in "Elm Bank, once Oak School"."""
    ends = {naming.end for naming in found}
    for naming in found:
        led = scan.text.endswith(_LAST, 0, naming.start)
        cue = _LED_TO.search(scan.text, max(0, naming.start - _CUE), naming.start) if led else None
        start = name_start(scan, cue.start() + 1) if cue else None
        if cue and start is not None and cue.start() not in ends:
            yield naming._replace(start=start, end=cue.start())
        yield naming


def _name_behind(scan: Scan, position: int, like: Naming, by_start: dict[int, Naming]) -> Naming | None:
    """The naming behind the space at ``position``, with its own article if it has one, in a clause that ends there."""
    lead = 4 if scan.text.startswith((" The ", " the "), position) else 0
    known = by_start.get(position + 1) or by_start.get(position + 1 + lead)
    end = known.end if known else name_end(scan, position + lead)
    if end is None or not _CLOSED.match(scan.text, end):
        return None
    return known or like._replace(start=position + 1, end=end)


def mentions(renaming: Renaming, scan: Scan, found: list[Naming]) -> list[Naming]:
    """The former name wherever the text has it and ``found`` does not, at most twenty times."""
    former = renaming.former
    name = scan.text[former.start : former.end]
    starts = {naming.start for naming in found}
    places = islice(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", scan.text), _MOST_MENTIONS)
    return [former._replace(start=m.start(), end=m.end()) for m in places if m.start() not in starts]

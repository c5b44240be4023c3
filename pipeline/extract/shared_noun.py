"""Two bodies that share the noun of their names: "Elm and Oak primary schools have both been rated good"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.body_names import Naming
from pipeline.extract.name_bounds import WORD
from pipeline.extract.scan import Scan
from pipeline.extract.wording import Wording
from pipeline.pack import Term

_NAME = rf"(?:The |St )?{WORD}(?: {WORD}){{0,3}}"
_NOUN = r"(?P<noun>(?:[a-z][\w'-]* ){0,2}?<bodies>)"
_ASIDE = r"(?:,[^.;\n]{1,60},)?"
_PAIR = Wording(
    rf"(?:(?P<first>{_NAME}) and (?P<second>{_NAME}) {_NOUN}{_ASIDE}"
    r"(?: (?:have|had|were|are|both|each|been|now|also|just|since)){1,5} <judged>\b"
    rf"|\b<judged-before> (?:both )?(?P<third>{_NAME}) and (?P<fourth>{_NAME}) {_NOUN.replace('noun', 'nouns')}\b)"
)
"""Two names before a plural noun that are judged."""
_SECOND = Wording(rf" and {_NAME} {_NOUN}")
"""What every pair has, and few articles: looked for first, since it begins with words that are soon found."""


def sharing(scan: Scan) -> Iterator[Naming]:
    """The names of such pairs, without the noun. All are weak."""
    if _SECOND.of(scan.lexicon).search(scan.text) is None:
        return
    for pair in _PAIR.of(scan.lexicon).finditer(scan.text):
        sides = ("first", "second", "noun") if pair["first"] else ("third", "fourth", "nouns")
        term = _term(scan, _singular(pair[sides[2]]))
        if term is None:
            continue
        for start, end in map(pair.span, sides[:2]):
            opened = start + len("Both ") if scan.text.startswith("Both ", start) else start
            yield Naming(opened, end, term, weak=True)


def _term(scan: Scan, noun: str) -> Term | None:
    """The term of the pack whose noun it is."""
    return scan.gaps.terms.get(noun) or next((term for one, term in scan.gaps.nouns if one == noun), None)


def _singular(noun: str) -> str:
    """The noun of one body.

    >>> _singular("day nurseries"), _singular("primary schools")
    ('day nursery', 'primary school')
    """
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")

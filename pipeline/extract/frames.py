"""The grade frames: how one sentence binds its grades to areas, and what makes a grade word no grade.

A sentence comes as units (see :mod:`pipeline.extract.units`). Frames are patterns over its signature; each has a name,
which becomes the ``rule`` of the values that it makes. Examples of each stand in ``tests/test_frames.py``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.units import Unit

AREAS = r"A(?:(?:PB)?(?:,[ob](?=,))?[,;&/]{1,3}(?:(?:o{0,2}|K)P){0,2}[eo]?A)*"
"""A list of areas: "A, B and C", "at A and at B", "at A and again at B", "A; B; and C", "A of the school and its B"."""
_RESUMED = re.compile(rf",[wieR][^A;.,]{{0,6}}G,&P[eo]?({AREAS})(?![^.;,]{{0,6}}G)")
""" "Adequate at A, where it used to require improvement, and at [B]"."""
_NEAR_AREAS = AREAS.replace(";", "")


class Target(NamedTuple):
    """A grade, or a change of grade, in the stream: positions in the signature and the grade units it is made of."""

    place: int
    end: int
    current: Unit | None
    previous: Unit | None


class Bound(NamedTuple):
    """A target with the area units that it grades (empty: the frame names none), and the name of the frame."""

    target: Target
    areas: tuple[Unit, ...]
    rule: str
    right: int


_CHANGES = (
    ("change/from-to", "FG", re.compile(r"F(G)[noP,Y]{0,3}T(G)")),
    ("change/to-from", "TG", re.compile(r"T(G)n?(?:P[eo]?(?:A[,&]*)+)?[,PoY]{0,3}F(G)")),
    ("change/grade-to-grade", "GTG", re.compile(r"(?:^|[DUM\n.])(G)T(G)")),
    ("change/sinks-to", "", re.compile(r"(G)[ongB]{0,3}(?=[DUM]T?G)[DUM]T?(G)")),
    ("change/was-is-now", "CG", re.compile(r"(?:^|\n)C(G),&?C?W(G)")),
    ("change/which-was-to", ",iCG", re.compile(r"(?<=A),iC(G),T(G)")),
    ("change/that-is-now", "v", re.compile(r"(G)n?e[BI]?v[^G;.]{1,12}W[^GA;.]{0,6}(G)")),
    ("change/was-in-bracket", "(G,", re.compile(r"\((G),(?:C|R|RC)(G)\)")),
    ("change/was", "G(", re.compile(r"(G)\((?:C|R|C?R|RC)(G)\)")),
    ("change/was-for-area", "(CG)", re.compile(r"(G)n?P[eo]?A(?:[,&]{1,2}A)*\(C(G)\)")),
    ("change/formerly", "RG", re.compile(r"(?:^|[.;\n])R(G)P[eo]{0,2}A,[Be]o?[CW]{0,3}V?W?(G)(?!n?P[eo]{0,3}A)")),
    ("change/was-but-now", "eCG", re.compile(r"(?:^|[.;\n])eC(G)P?Y,b[IBeWjoVvC=]{1,7}(G)(?=n?P[eo]?A)")),
    ("change/swapped", "MG", re.compile(r"M(G)(?:PA,?)?P(G)(?!n?P[eo]?A)")),
    ("change/once-now", ",RG", re.compile(r"(?<=[AB]),R(G)C?,C?[PTW]?(G)")),
    ("change/having-been", "RG", re.compile(r"R(G)P[eo]?A,e(?:CW?|W)(G)(?!n?P[eo]{0,3}A)")),
    ("change/already-down", "RG", re.compile(r"(?<=[AB]),i?R(G)C?,[oC]{0,3}[UDM]T?(G)")),
)
"""The name of each, symbols without which there is none, so that most are never looked for, and the pattern."""
_OLD_FIRST = frozenset(name for name, *_ in _CHANGES) - {
    "change/to-from",
    "change/was",
    "change/was-for-area",
    "change/was-in-bracket",
}
_AREAS_INSIDE = frozenset(
    {
        "change/to-from",
        "change/that-is-now",
        "change/having-been",
        "change/was-for-area",
        "change/formerly",
        "change/swapped",
    }
)


def targets(units: list[Unit], sig: str) -> list[Target]:
    """The grades of a stream, two that are one change taken together, in order."""
    found: list[Target] = []
    taken: set[int] = set()
    for name, needed, pattern in _CHANGES if sig.count("G") > 1 else ():
        for match in pattern.finditer(sig) if needed in sig else ():
            first, second = match.start(1), match.start(2)
            if first in taken or second in taken:
                continue
            taken |= {first, second}
            old, new = (first, second) if name in _OLD_FIRST else (second, first)
            end = first + 1 if name in _AREAS_INSIDE and "A" in match.group() else second + 1
            found.append(Target(min(first, second), end, units[new], units[old]))
    found += [Target(i, i + 1, units[i], None) for i, symbol in enumerate(sig) if symbol == "G" and i not in taken]
    return sorted(found)


_THEN_COUNTED = rf"(?:,?&P?[eoPN]{{1,5}}[qr][^GA.;\n]{{0,12}}[:\-,(]{AREAS})?"
""" "... and for all four of the standards that cover supervision: B, C and D"."""
_RIGHT = (
    (
        "at-area",
        re.compile(
            rf"(?:\)|\(N\))?I?n?[eK]?(?:PY)?(?:[PFs]{{1,2}}[IB](?:W|Po{{1,2}}|o{{1,2}})?){{0,2}}R?P"
            rf"(?:[eoPn]{{0,4}}|eo{{1,3}}eo?)(?:w[eo]{{0,3}})?({AREAS}{_THEN_COUNTED})"
        ),
    ),
    ("grade-noun-at-area", re.compile(rf"n(?:[oY]{{0,2}}|P[oYIB]{{1,4}}),?P[eo]{{0,3}}({AREAS})")),
    (
        "count-then-areas",
        re.compile(
            rf"\)?n?,?P?o?N(?:PN)?[rqoVi]{{0,4}}(?:[Peo]{{0,4}}[BI]?[o]{{0,2}})(?:[:(,\-P]{{1,3}}|,iC)[eo]?({AREAS})"
        ),
    ),
    ("grades-colon-areas", re.compile(rf"n[^GA.;]{{0,10}}:({AREAS})")),
    ("anything-areas", re.compile(rf"n?P[oe]{{1,2}}[:\-]({AREAS})")),
    ("grade-then-areas", re.compile(rf"n?(?:PI)?a?P?[:(\-\t]P?o?({AREAS})")),
    ("all-else-including", re.compile(rf"n?ao,?P[eo]?({AREAS})(?![^.;,]*G)")),
    ("every-area", re.compile(rf"n?,?a(?:P[IC][CWo]{{0,4}})?[:(\-]{{1,2}}[eo]?({AREAS})")),
    (
        "grade-that-area",
        re.compile(rf"(?:C?n|n?)e[BIe]{{0,2}}(?:C?[RoL]?[vVo]|R{{1,2}})[BIe]?(?:PY|[PF]I)?P[eo]{{0,3}}({AREAS})"),
    ),
    ("grade-that-area", re.compile(rf",?iC[oeBI]{{0,3}}[vVR]P[eo]{{0,3}}({AREAS})")),
    ("grade-used-on", re.compile(rf"C?ne[^GA;.\n]{{0,14}}:P?({AREAS})")),
    ("given-to-area", re.compile(rf"n?,?T[eo]?({AREAS})")),
    ("good-is-what-it-got", re.compile(rf"Co{{1,2}}e[BI]?[vVo]{{1,2}}P[eo]?({AREAS})")),
    ("grades-are-for", re.compile(rf"n?,?CP[eo]{{0,2}}({AREAS})")),
    ("each-then-areas", re.compile(rf"n?P[eo]{{1,2}}q(?:P[IBo]{{1,3}})?[:(\-]{{1,2}}[eo]?({AREAS})")),
    ("things-including", re.compile(rf"n?P[oeN]{{0,3}}q,?P?[eo]?({AREAS})")),
    ("areas-included", re.compile(rf"[nq]P({AREAS})")),
    ("went-to-body", re.compile(rf",PB(?:P[BIo]{{1,2}})?P[eo]{{0,2}}({AREAS})")),
    ("among-them", re.compile(rf"[^GA;\n]{{0,6}},({AREAS})P(?=[,.;)])")),
)
_COMMA = ("at-area", re.compile(rf"n?,{{1,2}}(?:[oIsHe]{{1,6}},)?o{{0,2}}P[eo]{{0,3}}({AREAS})"))
_INVERSE = ("are-areas", re.compile(rf"[^GA;.\n]{{0,12}}C({AREAS})(?!,?(?:[CVK]|i[CV]|o?[UDM]T?G))"))
_ATTRIBUTE = ("grade-area", re.compile(rf"({AREAS})(?![,]?[CVKG])"))
""" "Good overall, with outstanding teaching"."""
_GRADE_FOR = ("grade-for-area", re.compile(rf"[^GA;.\n]{{0,14}}[vV]n?[eo]?nP({AREAS})"))
_COLON = ("areas-after-colon", re.compile(rf"[^GA.\n]{{0,14}}[:\-]({AREAS})"))
_SET_BEHIND = ("areas-behind", re.compile(rf"(?:P[BI])?,({AREAS})(?=[.;]|,N|$)"))
""" "On two of the four tests it was poor, safety and respect"."""
_FAR = ("change-for-area", re.compile(rf"[^GA;\n]{{0,26}}P[eoB]{{0,3}}({AREAS})"))
_FRONTED = ("fronted-grade", re.compile(rf"[^GA;\n]{{0,6}}[:C][^GA;\n]{{0,6}}n[^GA;\n]{{0,8}}P[eoB]{{0,3}}({AREAS})"))
"""A grade at the head: "Adequate and no better: such is the verdict on how it prevents fires"."""
_LEFT = re.compile(rf"({AREAS})([^GA;\n]{{0,22}})$")
_STANDS_AT = re.compile("[oe]{1,3}P")
_PLACE = re.compile(r"P[BoeI]{1,3}")
_ALL_OWN = re.compile("[oa]G")
""" "... overall, with A, B and C all good"."""
_WITH_AREAS = re.compile(r",PA[^G]*A")
_PLACE_ASIDE = re.compile(r"P[BoeI]{1,3},")
_ASIDE_ENDS = re.compile(r"(?:P?Y|R|w[^G;,]{1,6}|P[oe]{0,2}[RI][^G,;]{0,4}),[^GA;,]{1,6}G")
_LINK = re.compile(r"[CVvKUDMLRWX:\-(\t]")


def bind(units: list[Unit], sig: str, found: list[Target]) -> list[Bound]:
    """Each target with its areas. A right-hand frame wins when it touches the grade; else the areas before it."""
    bound: list[Bound] = []
    floor = 0
    raw, sig = sig, sig.replace("Q", "A")
    for number, target in enumerate(found):
        ceiling = found[number + 1].place if number + 1 < len(found) else len(sig)
        right = _overall(raw, target.end) or _match_right(_RIGHT, sig, target.end, ceiling)
        left = (
            None
            if right
            else _overall_before(raw, floor, target.place) or _match_left(sig, floor, target, gapping=bool(bound))
        )
        if not right and not left:
            right = _match_right((_COMMA, _INVERSE, _GRADE_FOR, _ATTRIBUTE), sig, target.end, ceiling)
        if not right and not left and "N" in sig[floor : target.place]:
            right = _match_right((_COLON, _SET_BEHIND), sig, target.end, ceiling)
        if not right and not left and (target.place == 0 or (target.previous and target.current)):
            right = _match_right((_FAR if target.previous else _FRONTED,), sig, target.end, ceiling)
        rule, start, end = right or left or ("", 0, 0)
        areas = tuple(units[i] for i in range(start, end) if sig[i] == "A")
        resumed = _RESUMED.match(sig, end) if right else None
        if resumed:
            areas += tuple(units[i] for i in range(*resumed.span(1)) if sig[i] == "A")
        floor = max(target.end, end)
        bound.append(Bound(target, areas, rule, floor))
    return bound


_COUNTED_OFF = r"(?:N(?:P[eo]?N)?[qo]{1,2}[:\-,(]{1,2}[eo]?)?"
""" "... and in three of the four areas - A, B and C"."""
_OVERALL = re.compile(
    rf"n?(?:PI)?,?P?e?(Q(?:,?&P?[eo]{{0,3}}{_COUNTED_OFF}{_NEAR_AREAS})?)"
    r"(?![CVK\-]|:[\n]?G|[\t ]?G|e?[CVKUDM](?![.,;]|$))"
)


def _overall(raw: str, end: int) -> tuple[str, int, int] | None:
    """The word "overall" right behind a grade, where no grade of its own follows it: "good overall and for A"."""
    match = _OVERALL.match(raw, end)
    return ("overall", *match.span(1)) if match else None


def _overall_before(raw: str, floor: int, place: int) -> tuple[str, int, int] | None:
    """ "An overall rating of inadequate"."""
    return ("overall", place - 2, place - 1) if place - 2 >= floor and raw.endswith("QP", 0, place) else None


def _match_right(
    frames: tuple[tuple[str, re.Pattern[str]], ...], sig: str, start: int, ceiling: int
) -> tuple[str, int, int] | None:
    for name, pattern in frames if sig.find("A", start, ceiling) >= 0 else ():
        match = pattern.match(sig, start, ceiling)
        if match:
            first, last = match.span(1)
            own = _OWN_GRADE if sig.count("A", first, last) == 1 else _ALL_OWN
            if pattern is _COMMA[1] and own.match(sig, last):
                continue  # "requires improvement, with the workforce inadequate"; "G2, with viability unchanged at V1"
            last = first if _NEXT_GRADE.match(sig, last) else _before_new_clause(sig, first, last)
            if last > first:
                return name, first, last
    return None


_OWN_GRADE = re.compile("(?:KP)?G")
_NEXT_GRADE = re.compile(r"-G|[oe]{1,3}PG")
"""Areas of the grade behind them: "three adequate, with one - A - inadequate"; "good, with A a bright spot at
outstanding"."""
_SET_OFF = re.compile(r"(?:;|&,)P?[eo]?A$")
""" "Adequate at A and, at B, good"; "good at A; B, poor"."""
_NEW_CLAUSE = re.compile(r"o?[CVKDUMX]|e[CKRXvV]|G|P[BIo]{1,2}[CV]")


def _before_new_clause(sig: str, first: int, last: int) -> int:
    """Where a list of areas ends: its last area may be the subject of the next clause ("..., and B was good")."""
    set_off = sig.rfind(";", first, last)
    if set_off > first and _NEW_CLAUSE.match(sig, last):
        return set_off
    if _NEW_CLAUSE.match(sig, last) or (sig.startswith(",G", last) and _SET_OFF.search(sig, first, last)):
        shorter = sig.rfind("A", first, last - 1)
        if shorter >= first and sig[last - 2 : last - 1] in "&,;oP":
            return shorter + 1
    return last


_MOVES_IT = re.compile("[UDM]n?P?[Be]?$")
""" "Raised the overall rating of Elm House to good", "lowered its grade for A to poor"."""
_OF_ANOTHER = re.compile("[bINY]")
"""What stands between areas and a change that is not theirs: "... last year, the one from good to poor"."""


_WHERE_IT = frozenset({",we", ",weR", ",ePi", ",aPi"})
""" "Good in all but A, where it requires improvement"; "at A and at B, both of which require improvement"."""


def _match_left(sig: str, floor: int, target: Target, *, gapping: bool) -> tuple[str, int, int] | None:
    match = _LEFT.search(sig, floor, target.place)
    if not match:
        return None
    link = match.group(2).removesuffix("F").removesuffix("T").replace(",b,", ",")  # "for A, however, the verdict was"
    if link == "P" and gapping:  # "A remains at good, and B at poor"
        link = ""
    thinks = sig.endswith("IH", 0, match.start())  # "Ofsted thinks its leadership good"
    thinks = thinks or sig.endswith(("VBC", "vBC"), 0, match.start())  # "rated the council's social work good"
    rule = _link_rule(link, "V" if thinks else sig[match.start() - 1 : match.start()])
    if link in _WHERE_IT and not rule:
        rule = "area-is-grade"
    if match.group(2).endswith("T") and _MOVES_IT.search(sig, floor, match.start()):
        rule = "area-is-grade"
    if _is_set_off(link, sig, match.start(), target.end):
        rule = "area-is-grade"
    if not rule and target.previous and target.current and not _OF_ANOTHER.search(link):
        rule = "area-is-grade"  # a change says by itself that it is one of grades
    if rule == "area-grade" and gapping:
        rule = "area-grade-gapped"
    return (rule, *match.span(1)) if rule else None


def _is_set_off(link: str, sig: str, start: int, end: int) -> bool:
    """Whether commas show that areas from ``start`` on have the grade that ends at ``end``: "A, at good, was the bright
    spot"; "A, good, does not change"; "..., with A, B and C all good"; "A at the hospital, poor in 2021, has climbed to
    good"."""
    if link in ("P", ",P", ","):
        return sig.startswith(",", end)
    if sig.endswith("C", 0, start):  # "the one is A, because it was good before"
        return _IT_WAS.fullmatch(link) is not None
    if link in ("a", "o"):
        return _WITH_AREAS.match(sig, start - 2) is not None
    return _PLACE_ASIDE.fullmatch(link) is not None and _ASIDE_ENDS.match(sig, end) is not None


_IT_WAS = re.compile(",?b?,?e[CRW]{1,3}")
_OF_ANOTHER_SUBJECT = re.compile("[CKVUDM][^&]*&(?:[oj]{1,4}|eg[CR]{1,2})$")
""" "Its response was poor and its custody suites inadequate": the second grade is of the suites."""

_GAVE_IT = re.compile("X[^,;]{0,6}&[vV][eBg]")
""" "Safety was not assured, they said, and gave it the lowest rating": an object of its own."""


def _link_rule(link: str, before: str) -> str:
    """The frame of areas with a grade behind them, by the symbols that link them and the one before; "" for none."""
    if "b" in link or link.endswith(("N", "NC")):  # a number counts the grade
        return ""
    if _OF_ANOTHER_SUBJECT.search(link) or _GAVE_IT.search(link):
        return ""
    if _LINK.search(link) or link.endswith(",e") or link == ",P" or _STANDS_AT.fullmatch(link):
        return "area-is-grade"
    if before in ("V", "v") and (link in ("", "P", "PBP") or _PLACE.fullmatch(link)):
        return "rated-area-grade"
    return (
        "area-grade" if link in ("", ",", ",w", "e", ",i", "o", "g", ",g", "B", ",B") or _PLACE.fullmatch(link) else ""
    )


_LADDER = re.compile(r"(?<!B\()G(?:[,;/&]{1,3}o?G){2,}")


def ladders(sig: str) -> list[list[int]]:
    """The places of the grades of each list of grades without anything between: "outstanding, good, adequate or
    inadequate"."""
    if "z" in sig or sig.count("G") < 3:
        return []
    return [[i for i in range(*ladder.span()) if sig[i] == "G"] for ladder in _LADDER.finditer(sig)]


_LIKEWISE = re.compile(
    rf"S(?:,[IsoPB]{{1,6}},)?[CVPoeBnN]{{0,4}}({_NEAR_AREAS})"
    rf"|(?:(?<=[,&;])|(?<=[,&]eP))({_NEAR_AREAS}),?S(?![CVPoeBn]{{0,4}}A)"
)
MASKED = "_"
"""Stands in a signature for a symbol that another frame has used."""


def likewise(sig: str) -> list[tuple[int, int, int]]:
    """The lists of areas that take a grade spoken of before ("so has the one for A"): position, list start and end."""
    if "S" not in sig:
        return []
    plain = sig.replace("Z", "A").replace("Q", "A")
    return [
        (m.start(), m.start(1), _before_new_clause(plain, *m.span(1))) if m.group(1) else (m.start(), *m.span(2))
        for m in _LIKEWISE.finditer(plain)
    ]


def mask(sig: str, lists: list[tuple[int, int, int]]) -> str:
    """The signature without the symbols of those lists, at the same length."""
    for start, _, end in lists:
        sig = sig[:start] + MASKED * (end - start) + sig[end:]
    return sig


class Paired(NamedTuple):
    """The runs of a sentence with "respectively": positions of the grades, and of the bodies or areas that they
    pair."""

    grades: list[int]
    others: list[int]
    symbol: str


_RUN = {symbol: re.compile(rf"{symbol}(?:[,;&]{{1,2}}(?:o?P)?{symbol})+") for symbol in "GBA"}


def respectively(sig: str) -> Paired | None:
    """The pairing of a sentence with "respectively"; ``symbol`` is B, A, or "" where the others are in the sentence
    before."""
    if "z" not in sig:
        return None
    run = _RUN["G"].search(sig)
    if not run:
        return None
    grades = [i for i in range(*run.span()) if sig[i] == "G"]
    for symbol in "BA":
        for other in _RUN[symbol].finditer(sig):
            places = [i for i in range(*other.span()) if sig[i] == symbol]
            if len(places) == len(grades):
                return Paired(grades, places, symbol)
    return Paired(grades, [], "")

"""When a grade was given: at the inspection that the article reports, at an earlier one, or at both."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.clause import Clause
from pipeline.extract.reading import Reading
from pipeline.extract.times import SURELY_NOW, Manner, When, past
from pipeline.extract.units import Unit, signature
from pipeline.extract.wording import Wording


class Window(NamedTuple):
    """What stands before and after a target, up to its neighbours: units of the stream. ``first``: it has none
    before; ``superseded``: the next one took its place; ``kept``: it and the next ones are said to be unchanged;
    ``joined``: the one before is dated by words behind it."""

    before: list[Unit]
    after: list[Unit]
    first: bool
    superseded: bool
    kept: bool
    joined: bool


_REPORTED = re.compile(r"s[^R]{0,8}R$")
_SAME_AFTER = re.compile(r"(?:P[IBo]{1,2}){0,2}[oq]{0,2}[,\-(]{0,2}(?:C?e?|PN)K|R[,&]{1,2}eKC")
""" "Good, as in 2021": as it was before."""
_EACH_TIME = re.compile("(?:PI)?P[eo]PRN")
""" "Has been rated good at each of its last three inspections"."""


_JOINT = re.compile(r",(?!P?Y[,.;&)])|[&:(\-]")
_SUPERSEDED = re.compile("(?:P[oY]{1,2})?,(?:C?W|WC)")
""" "Resettlement, which was good, is now poor"."""
_AND_IS_NOW = re.compile("&C?WC?V?G")
""" "Protection was adequate and is now good"."""
_KEPT_TOGETHER = re.compile(r"(?:/G)+[,\-(;]{0,2}C?e?K")
""" "G1/V2/C2, no change"."""
_BUT_RATED = re.compile(r"b(?=IV[eBg]*$)")
""" "It had wanted better, but Ofsted rated it good"."""
_DATES_BEFORE = re.compile(r"(?:n?e[BI]?e?)?R[^,;G]*Y(?=,)|R|\(K\)|w[^,;G]*R(?=,)|K(?=(?:P[IBo]{1,2})?,P)")
""" "Good then, now poor"; "poor when it was last inspected, has crept up": what dates the grade before this one."""
_NO_LONGER = Wording(
    r"(?:<grade-word>|status|label)[”’\"']? (?:(?:was|has been|been) )?"
    r"(?:taken away|taken from|stripped|removed|behind (?:it|them|him|her|us))\b"
    r"|until (?:(?:early|late|mid) )?(?:[A-Z][a-z]+ )?(?:(?:19|20)\d\d|last (?:year|month|week))\b"
)
""" "It was good until 2021", "its outstanding rating was taken away", "has put its inadequate rating behind it": a
grade that stands no longer."""
_WITHDRAWN = Wording(
    r"(?:<grade-word> )?(?:that|which) [^.,;]{3,70}? (?:has|have|was|were)(?: since| now)?(?: been)? "
    r"(?:<revoked>|stripped|taken away)\b"
)
""" "The good that Ofsted gave it has been withdrawn"."""
_TAKEN_BACK = Wording(r"<takes-back> (?:the|its|that|their|an?)\b")
""" "Ofsted has withdrawn the inadequate judgement"."""
_WHERE = re.compile("w[^,]*[RC]$")
""" "Graded good where in 2022 it had been poor": the clause dates the next grade."""


def window(units: list[Unit], clause: Clause) -> Window:
    """The units that may date the target: from the last target to the end of its own clause."""
    bound, sig, floor, ceiling = clause.bound, clause.sig, clause.floor, clause.ceiling
    end = bound.right
    stop = end
    while stop < ceiling and sig[stop] not in ";.b":
        stop += 1
    if ceiling < len(sig):  # what follows a comma or "and" belongs to the next grade
        aside = sig.startswith(("(K)", "(Y)"), end)
        kept = aside or (sig.startswith(",K", end) and stop < ceiling)  # "good, as in 2021; ..."
        stop = end + len("(K)") if aside else stop
        joint = None if kept else _JOINT.search(sig, end, stop) or _WHERE.search(sig, end, stop)
        if joint:
            stop = joint.start()
        elif stop == ceiling and sig[stop - 1] == "R":  # "G2/V2 after two years at G1/V2"
            stop = max(end, stop - 1)
    start = max(floor, sig.rfind(";", floor, bound.target.place) + 1)
    but = _BUT_RATED.search(sig, start, bound.target.place)
    start = but.start() + 1 if but else start
    theirs = _DATES_BEFORE.match(sig, start) if start else None
    start = theirs.end() if theirs else start
    replaced = "i" in sig[floor : bound.target.place] and _SUPERSEDED.match(sig, end) is not None
    replaced = replaced or (
        sig.startswith("C", max(0, bound.target.place - 1)) and _AND_IS_NOW.match(sig, end) is not None
    )
    kept = sig.startswith("/G", end) and _KEPT_TOGETHER.match(sig, end) is not None
    after = units[end:stop]
    if bound.rule == "grade-that-area":  # "the inadequate that it once had for A"
        replaced = replaced or "R" in sig[bound.target.end : end]
    else:  # "poor last time for A"
        after = [*(unit for unit in units[bound.target.end : end] if unit.symbol == "R"), *after]
    return Window(units[start : bound.target.place], after, start == 0, replaced, kept, theirs is not None)


def when(view: Window, reading: Reading, carried: When | None) -> When:
    """The time of the target. ``carried`` is that of the target before it in the same sentence."""
    view = _from_which_is(view, reading.text)
    before, after = signature(view.before), signature(view.after)
    text = reading.text
    known = _beside_brackets(view.before or view.after, before, reading) or _told(view, before, after, reading)
    if known is not None:
        return known
    if carried and (before == "/" or (carried.current and carried.previous and _PAIRED.fullmatch(before))):
        return carried
    now = "W" in before or "W" in after[:3]
    fronted, year = _fronted(before) and not _having_aside(view, text), _dating_year(before, after, view, text)
    told = "R" in before or "R" in after
    if told and before.rfind("W") <= before.rfind("R") and _earlier(before, after, view, text):
        certain = year > 0 or not _is_pluperfect(view, before, after, text)
        manner = Manner(fronted, standing=_is_of_last(view, reading))
        return past(_year(view), certain=certain, manner=manner)
    if year and not now:
        joined = carried is not None and carried.certain and carried.hands_on()
        return past(year, certain=joined, manner=Manner(fronted))
    if carried and _goes_on(view, before, text, carried, now=now):
        return carried
    aside = not now and _BY_THE_WAY.search(before) is not None and _is_past(view.before, text)
    aside = aside or (
        view.first and bool(view.before) and _LAST_SEASON.match(reading, view.before[0].start) is not None
    )
    return When(current=not aside, previous=aside, year=year, certain=now, manner=Manner(aside=aside))


_WHICH_IS = re.compile(r",i(?:I(?=[Vv=]))?([CVv=])[CVo]{0,3}$")
_IS = re.compile(r"(?:is|are|calls|rates|grades|judges|considers|deems|finds)\b", re.IGNORECASE)


def _from_which_is(view: Window, text: str) -> Window:
    """The window without what stands before a relative clause of the present: "where it had put X, which is rated",
    "she had come from X, which Ofsted rates"."""
    before = signature(view.before)
    clause = _WHICH_IS.search(before) if ",i" in before else None
    if clause is None or not _IS.match(text, view.before[clause.start(1)].start):
        return view
    return view._replace(before=view.before[clause.start() + 1 :])


_LAST_SEASON = Wording(r"[Ll]ast (?:<season>|<month>|month|year)\b(?![’'])")
""" "Last summer the CQC rated it poor": earlier, if the article gives another."""
_IN_BRACKETS = Wording(
    r"\b(?:those|ones|(?:previous|earlier|old|last|former) \w+|<grade-word>|(?:19|20)\d\d(?=[’']s))"
    r"(?:[’']s)?(?: (?:of|from|in|for|at) (?:[a-z]+ ){0,4}(?:(?:19|20)\d\d)?[^.;:()]{0,30}?)? (?:(?:is|are|were) )?"
    r"(?:given |set )?in brackets\b"
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADING_REACH = 300
"""Characters from where a sentence says what its brackets hold to the last of them, at most."""


def _beside_brackets(units: list[Unit], before: str, reading: Reading) -> When | None:
    """The time of a grade, in brackets or not, where the text says that those of last time stand in brackets."""
    end = units[-1].end if units else 0
    start = max(0, end - _HEADING_REACH)
    if reading.text.find(" in brackets", start, end) < 0:
        return None
    told = _IN_BRACKETS.search(reading, start, end)
    if told is None:
        return None
    if before.endswith("("):
        dated = _ANY_YEAR.search(told.group())
        return past(int(dated.group()) if dated else 0)
    return SURELY_NOW


_BY_THE_WAY = re.compile(r"i[CVv]{1,2}[eo]?$")


def _is_past(units: list[Unit], text: str) -> bool:
    """Whether the clause of the last relative pronoun is in the past."""
    start = next(unit.start for unit in reversed(units) if unit.symbol == "i")
    return re.search(r"\b(?:was|were)\b", text[start : units[-1].end]) is not None


def _goes_on(view: Window, before: str, text: str, carried: When, *, now: bool) -> bool:
    """Whether a grade is of the time of the one before it, dated at the head of the sentence or behind that grade."""
    if carried.hands_on():
        return not now and not _breaks(view, before, text)
    return carried.certain and not carried.current and _went_on(view, before, text)


_AND_WAS = re.compile(r",?&[^;:b,RW]{1,6}C")
_PAST = re.compile(r"was|were", re.IGNORECASE)


def _went_on(view: Window, before: str, text: str) -> bool:
    """Whether a clause goes on about the time behind the one before: "A was poor last time, and B was good"."""
    return view.joined and _AND_WAS.fullmatch(before) is not None and bool(_PAST.match(text, view.before[-1].start))


_YEARS_AFTER = re.compile(r"\b(?:years?|months?|weeks?|decades?) (?:after|since) (?=[^,.;:]{2,80}$)")
_CALLED_SO = re.compile(r"(?:I[oW]{0,2}[Vvo=]{1,2}[eBgo]{0,3}|[eBg]{1,2}[RW]?C?[CVv]{1,3})P?")
""" "Two years after Ofsted called it inadequate": whoever judged, the verb, and nobody else's doing between."""


def _is_after(view: Window, before: str, text: str) -> bool:
    """Whether a grade only dates what the sentence tells: "three years after the CQC had branded the home poor"."""
    if not view.before:
        return False
    start, end = view.before[0].start, view.before[-1].end
    if text.find(" after ", start, end) < 0 and text.find(" since ", start, end) < 0:
        return False
    dated = _YEARS_AFTER.search(text, start, end)
    if dated is None:
        return False
    behind = next((place for place, unit in enumerate(view.before) if unit.start >= dated.end()), len(before))
    return _CALLED_SO.fullmatch(before, behind) is not None


def _is_left(view: Window, before: str, reading: Reading) -> bool:
    """Whether a grade is what a body lost, left behind or came from, or what an inspectorate took back."""
    last = view.before[-1].start if view.before else 0
    gone = bool(view.before) and (_LEFT_BEHIND.match(reading.text, last) or _TAKEN_BACK.match(reading, last))
    lost = "L" in before and _LOST.search(before) is not None
    return bool(gone) or lost or before.endswith(("F", "Fn", "FN", "D", "Dn"))


def _had_then(before: str, after: str) -> bool:
    """Whether a grade had been kept, or given again, up to the inspection that is reported; not where "had been" only
    reports a finding."""
    if "R" not in before:
        return False
    had = _HAD_KEPT.search(before) or (_HAD_BEEN_GIVEN.search(before) if after.startswith("K") else None)
    return had is not None and not _REPORTED.search(before, 0, had.start() + 1)


def _is_kept(view: Window, before: str, after: str, reading: Reading) -> bool:
    """Whether a grade is said to be the one before as well."""
    if view.kept or _kept(view, before, reading.text) or _as_before(view, before, reading):
        return True
    return _SAME_AFTER.match(after) is not None or ("V" in before and _EACH_TIME.match(after) is not None)


def _told(view: Window, before: str, after: str, reading: Reading) -> When | None:
    """The time of a grade that was lost, kept or followed by another, as its clause tells; None for others."""
    text = reading.text
    if _is_after(view, before, text) or _is_left(view, before, reading) or _had_then(before, after):
        return past(_year(view))
    if _is_kept(view, before, after, reading):
        year = _KEPT_YEAR.search(after) or _KEPT_YEAR.search(before)
        units = view.after if year and year.string is after else view.before
        return When(current=True, previous=True, year=units[year.start(1)].value if year else 0, certain=True)
    if view.after and _WITHDRAWN.match(reading, view.after[0].start):
        return past(_year(view))
    if view.superseded or any(_NO_LONGER.match(reading, unit.start) for unit in view.after[:2]):
        return past(_year(view))
    return None


def _having_aside(view: Window, text: str) -> bool:
    """Whether "having been" dates a grade behind another: "it was poor, having been good in 2022, and ..."."""
    dated = next((unit for unit in view.before if unit.symbol == "R"), None)
    return not view.first and dated is not None and text.startswith("having ", dated.start)


def _fronted(before: str) -> bool:
    """Whether what dates a grade stands at the head of its clause, outside brackets."""
    dated = max(before.rfind("R"), before.rfind("Y"))
    aside = _OPENS_ASIDE.search(before, 0, max(dated, 0)) or (
        dated > 0 and before.rfind("(", 0, dated) > before.rfind(")", 0, dated)
    )
    return dated >= 0 and not aside and not _HEADLESS.fullmatch(before)


_OPENS_ASIDE = re.compile("B,$|[Bgk],i$")
""" "Elm House, formerly good, ...", "the home, which had been good, ..."."""
_KEPT_YEAR = re.compile("K[Po]?(Y)")
""" "As it did in 2018", "unchanged since 2017": the year of the grade before."""
_LEFT_BEHIND = re.compile(r"(?:leaves?|leaving|left) [^.,;]{1,40}? behind\b", re.IGNORECASE)
_LOST = re.compile("L(?![^G,;]{0,4}[,&]{1,2}C?W)[^b:]*$")  # not of "has lost its and now requires ..."
_PAIRED = re.compile(r",?[/&](?:,?P[eo]?A(?:[,&]{1,2}A)*,?|[eo]?A(?:[,&]{1,2}A)*P)?|,?&[eo]{0,2}nP[eo]?A,?")
"""What joins two grades that were kept together: "retains its G1/V2", "is still good and, for A, poor",
"keeps its C1 and the top grade for A, G1"."""
_HEADLESS = re.compile("R[Vv][CPT]?")
"""A participle that only describes the subject to come: "Previously rated good, the school is now ..."."""
_HAD = re.compile(r"had\b", re.IGNORECASE)
_HAD_BEEN = re.compile(r"had been|having been|had$", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|has|have|now|but|however|yet)\b", re.IGNORECASE)


_MOVES = re.compile("[UDM;]|[IJ][sV]{1,2}[eB]|^IK")


def _breaks(view: Window, before: str, text: str) -> bool:
    """Whether a clause leaves the time of the one before it: it moves, or it speaks in the present."""
    return _MOVES.search(before) is not None or any(_PRESENT.match(text, u.start, u.end) for u in view.before)


def _kept(view: Window, before: str, text: str) -> bool:
    """Whether the grade is the one held before. "It still graded X good" means nevertheless, "is still graded" does
    not."""
    if "K" not in before:
        return False
    before = _ASIDE.sub(lambda aside: "_" * len(aside.group()), before)
    clause = max(before.rfind(mark) for mark in ("&e", "&B", "bB", "be", ",w", ",i"))
    clause = max(clause, before.rfind(",&A"))
    places = [match.start() for match in _KEPT.finditer(before) if match.start() > clause]
    return any(
        not (
            before[i + 1 : i + 2] == "V"
            and before[i - 1 : i] != "C"
            and text[view.before[i].start : view.before[i].end].lower() == "still"
            and not text.endswith("s", 0, view.before[i + 1].end)
        )
        for i in places
    )


_ASIDE = re.compile(",i[^,;K]*(?=,)")
""" "The prison, which holds 110 women, ..."."""
FAR = 160
"""Characters from words that say that grades are as before to the last of them, at most."""
_SAME = Wording(r"\bsame (?:\w+ ){0,3}<grade-word>\b[^:;.]{1,60}[:–—-]")


def _as_before(view: Window, before: str, reading: Reading) -> bool:
    """Whether a list of grades is said to be that of last time: "the same three grades as in 2021: good for A"."""
    listed = before == "," or ("n" in before and before.endswith((":", "-")))
    return listed and _SAME.search(reading, max(0, view.before[-1].start - FAR), view.before[-1].end) is not None


_KEPT = re.compile("(?<!X)(?<!X.)K(?!Nq)")
"""The word for what is kept, not denied ("did not visit it again until May"), and not "still two areas in which"."""
_COUNT_BEFORE = re.compile(r"R(?:[,&]{0,2}N)+z?[),]")


def _is_pluperfect(view: Window, before: str, after: str, text: str) -> bool:
    """Whether nothing but "had been", with no date, puts a grade into an earlier time: minutes report a finding so."""
    told = [unit for unit, symbol in zip(view.before, before, strict=True) if symbol in "RY"]
    return len(told) == 1 and not re.search("[RY]", after) and text[told[0].start : told[0].end].lower() == "had been"


_LAST = Wording(
    r"(?:(?:at |on )?(?:its |the )?last (?:full )?<report-word>|last (?:<past-visit>|graded|called))\b",
    re.IGNORECASE,
)


def _is_of_last(view: Window, reading: Reading) -> bool:
    """Whether all that puts a grade into an earlier time is that it is from the last inspection."""
    told = [_LAST.match(reading, unit.start) for unit in (*view.before, *view.after) if unit.symbol == "R"]
    return bool(told) and all(told)


_OLD_COUNT = re.compile(r"n?(?:P[eo]?)?N[oqkP]{0,3}[(,]R")
"""Of the count, not the grade: "adequate in one (previously four)"."""


_OWNED = re.compile(r" (?:an? )?(?:important|significant) areas?\b")
""" "Leadership had important areas for improvement": a verb of its own."""


_HAVING_FOUND = re.compile(r"having\b")
""" "Inadequate for safety, having found that nobody looked": what comes before tells no time of the grade."""


def _had_something(unit: Unit, following: str, text: str) -> bool:
    """Whether "had" makes no pluperfect of a grade: "had fallen to", "had no inadequate grades", "it had said"."""
    if not _HAD.match(text, unit.start, unit.end):
        return False
    if following == "s":
        return unit.end - unit.start == len("had")  # not "had been told"
    return following in ("U", "D", "M", "X", "N") or _OWNED.match(text, unit.end) is not None


def _earlier(before: str, after: str, view: Window, text: str) -> bool:
    for position, symbol in enumerate(before):
        if symbol == "R" and _had_something(view.before[position], before[position + 1 : position + 2], text):
            continue
        if symbol == "R" and (_COUNT_BEFORE.match(before, position) or _having_done(view, position, before, text)):
            continue
        if symbol == "R" and (
            _in_relative_clause(view.before, position, before, text)
            or _which_reports(view, position, before, after, text)
        ):
            continue
        if symbol == "R" and not _only_since(view.before, position, before, text):
            if _HAD_BEEN.match(text[view.before[position].start : view.before[position].end]):
                return not _REPORTED.search(before[: position + 1])
            return True
    if _OLD_COUNT.match(after) or (after.startswith(",R") and _HAVING_FOUND.match(text, view.after[1].start)):
        return False
    head = after.lstrip(",(-").partition(",")[0].partition("&")[0] if after[:1] in ",(-" else after
    return "R" in head[:5] and "U" not in head and "D" not in head


_MAIN_CLAUSE = 3
"""Symbols of a clause before a participle that tells why: longer than "Ofsted, having ...", which tells of before."""


def _which_reports(view: Window, position: int, before: str, after: str, text: str) -> bool:
    """Whether "having" only tells of the same report: "issued a cause of concern, having graded it poor at A"."""
    having = text.startswith("having", view.before[position].start) and before.startswith("V", position + 1)
    return having and view.first and "Y" not in after and position > _MAIN_CLAUSE and before[position - 1] == ","


_WHICH_ONCE = re.compile("iR[oePnNYBgjq]{1,8}C[CV]{0,2}$")
_IS_NOW = re.compile(r" (?:has|have|is|are)(?: \w+){0,3}$")
_CLAUSE_BEFORE = re.compile(",[og]{0,3}ij?$")
_CLOSED = re.compile("R[^,;GAb]{1,12},")


def _in_relative_clause(units: list[Unit], position: int, symbols: str, text: str) -> bool:
    """Whether words for an earlier time are of a clause about somebody that ends before the verb of the grade: "a
    service that was once failing children has been rated outstanding", "inspectors, who had come in May, gave it"."""
    if _CLOSED.match(symbols, position) and _CLAUSE_BEFORE.search(symbols, 0, position):
        return True
    if not position or not _WHICH_ONCE.match(symbols, position - 1):
        return False
    return _IS_NOW.search(text, units[position].end, units[-1].end) is not None


_ONCE_THAT = re.compile("Ro{1,3}[oP]{0,4},B")
""" "Once the worst in the country, X is rated good": what the body was, and no time of the grade."""
_NEAR = 5
_HAVING = re.compile(r"having$", re.IGNORECASE)


def _having_done(view: Window, position: int, symbols: str, text: str) -> bool:
    """Whether "having" or "once" leads to something that is no grading: "having referred itself to the regulator",
    "once the worst in the country"."""
    unit = view.before[position]
    if _ONCE_THAT.match(symbols, position) and text.startswith("Once", unit.start):
        return True
    if not _HAVING.match(text[unit.start : unit.end]):
        return False
    return len(symbols) - position > _NEAR or text.endswith("as ", 0, unit.start)  # "described as having"


def _only_since(units: list[Unit], position: int, symbols: str, text: str) -> bool:
    """Whether an earlier inspection is only what something happened since ("for the first time since its last ...")."""
    lead = text[max(0, units[position].start - 24) : units[position].start].lower()
    return bool(re.search(r"\b(?:since|on|from|after)(?: \w+){0,2} $", lead)) and not re.search(
        r"w", symbols[position:]
    )


def _year(view: Window) -> int:
    return next((unit.value for unit in (*view.before[::-1], *view.after) if unit.symbol == "Y"), 0)


_HAD_KEPT = re.compile("RK[^;b]*$")
""" "It had been stuck on", "had stayed": up to the inspection that is reported."""
_HAD_BEEN_GIVEN = re.compile(r"R[CW]{0,2}V$")
""" "It had been rated poor for the second time in a row": what was kept was kept before this inspection."""
_WHEN_YEAR = re.compile(r"(Y),?w[^Y;b]*$")
""" "As it was in 2021, when it was good": the year of what follows."""
_LATER = re.compile(r"years? later", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"the (?:following|next) year", re.IGNORECASE)


def later_year(view: Window, text: str, year: int) -> int:
    """The year that a grade has by one told before: "five years later", "the following year"; 0 if it has none."""
    last = max((place for place, unit in enumerate(view.before) if unit.symbol == "W"), default=0)
    for count, unit in list(zip([0, *(u.value for u in view.before)], view.before, strict=False))[last:]:
        if unit.symbol == "W" and _LATER.match(text, unit.start, unit.end):
            return year + max(count, 1)
        if unit.symbol == "W" and _NEXT_YEAR.match(text, unit.start, unit.end):
            return year + 1
    return 0


_FRONTED_YEAR = re.compile(r"(?:^|[,;.&b(\-:oBeFRi])P?Y$")
_FOUND_IN = re.compile("VPYe")
""" "Inspectors found in 2021 that ..."."""
_FIRST_SINCE = re.compile(r"\b(?:first|only|best|worst|highest|lowest)\b[^.;]{1,160}\bsince $", re.IGNORECASE)
"""What a year behind it dates is no grade: "the first school to be rated outstanding since 2016"."""
_THEIR_YEAR = re.compile(r"\(?n?[Po]?Y[,&)]")
"""The year of the grade before this one: "good in 2019, ..."."""
_YEAR_ASIDE = re.compile(r"[Bgk],i[^,]*Y,")
"""A year in a clause about the body: "Kent Police, which moved in 2021, is ..."."""
_YEAR_BEHIND = re.compile(r"[(,]?n?P?o{0,2}(Y)")


def _dating_year(before: str, after: str, view: Window, text: str) -> int:
    """The year that dates the target: fronted ("In 2021 it was ..."), or just behind it ("good in 2019")."""
    match = _YEAR_BEHIND.match(after)
    behind = view.after[match.start(1)] if match else view.after[-1] if after.endswith("Y") else None
    if behind and _FIRST_SINCE.search(text, (view.before or view.after)[0].start, behind.start):
        return 0
    if match and behind:
        return behind.value
    when_it_was = _WHEN_YEAR.search(before) if "Y" in before else None
    if when_it_was:
        return view.before[when_it_was.start(1)].value
    theirs = _THEIR_YEAR.match(before) if not view.first else _YEAR_ASIDE.search(before)
    place = before.rfind("Y", theirs.end() if theirs else 0)
    if place >= 0 and _FOUND_IN.match(before, max(place - 2, 0)):
        return view.before[place].value
    if place >= 0 and _FRONTED_YEAR.search(before, 0, place + 1) and "s" not in before[max(place - 4, 0) : place]:
        return view.before[place].value
    return behind.value if behind else 0

"""Whether an article reports what an inspectorate found, or only mentions it: "Ofsted is expected any day"."""

from __future__ import annotations

import re

from pipeline.extract.bodies import Named
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.wording import Wording

_FINDS = Wording(r"\b<finding>\b")
_REPORT = "(?:<report-word>|<grade-word>)"
_REPORT_BY = Wording(
    rf"\b{_REPORT}\b[^.;]{{0,60}}\b(?:by|from|of) (?:the )?$"
    r"|\b(?:according to|in the (?:eyes|view|opinion|words|judge?ment) of) (?:the )?$"
    r"|\b(?:<reported-by>|put \w+) by (?:the )?$|\btold (?:the )?$"
    r"|^(?!.*\b(?:will|to be|due|expected|about to|before|until)\b)[^“”]* by (?:the )?$"
    r"|\b(?:say|said|write|wrote|found|reckon)(?: the)? inspectors (?:of|from|at) (?:the )?$"
    r"|\b(?:report|letter|findings)\b[^.;]{0,30}$(?<!to )(?<!to the )"
)
"""What stands before an inspectorate that has reported: "graded good by ..."."""

_ACTED = Wording(
    r"(?: inspectors (?:was|were) <moved>\b"
    r"|(?: inspectors| staff)?(?:, (?:who|which) [^,.]{1,80},)? (?:(?:has|have|also|since|now|all|then|recently"
    r"|today) )*"
    r"(?!<no-report>|not\b|never\b|been\b|had\b)(?:[a-z]+ed|<told-strongly>)\b)"
)
"""What an inspectorate did, right behind its name: any verb of the past or perfect, active."""

_REPORT_OF = Wording(
    r"(?:['’]s?)?(?: (?:<report-quality>|\d{4}|\w+day|\w+day['’]s))*"
    rf" {_REPORT}\b(?! (?:is|was|are|has|had)? ?(?:<to-come>|in \d{{4}})\b)"
)
"""What an inspectorate issued, right behind its name: "Ofsted's latest visit", "the HMICFRS verdict"."""

_ITS_SPEECH = Wording(r"\b<told-inverted> (?:the )?$")
_SPEECH_ENDS = re.compile(r"(?:['’]s?)?(?: ?\([A-Z]+\))?(?:[.,;:”]|$)")
""" "... and its staff are kind, says Estyn.", but not "the head said Ofsted would come"."""

_ON_BODY = re.compile(r" on (?:the )?[A-Z]")
_NOT_YET = Wording(
    r"(?! did(?: not|n[’']t) (?!<did-not>)\w)"
    r"(?! ha(?:s|ve)(?: not|n[’']t| never) (?:looked(?! at| into)|seemed|been (?:so|as|this|better|worse))\b)"
    r"(?:[’']s)? ?(?:\([^)]{1,12}\))?,? ?(?:itself |inspectors? )?(?:has|have|had|is|was|were|will|would"
    r"|did)?(?:n[’']t)? ?"
    r"(?:not(?! to\b)|yet|never|still to|still has|expected|due|about to|thought to|no view|to arrive)\b"
    r"| inspection, with its own| (?:said|says|added) (?:that )?(?:it|they) (?:would|will)\b"
    r"|(?: (?:inspection|visit)\b[^.;]{0,110}?)? (?:was|were|is|has been|had been) <put-off>\b"
    r"|, whose (?:\w+ )?(?:<grade-word>|<report-word>)[^,.;]{0,40} (?:is|are) (?:still )?<to-come>\b"
)
_IN_GENERAL = Wording(
    r"(?: inspectors?)?(?: (?:now|also|has|have|usually|normally|always))* <inspects> "
    r"(?:(?:each|every|all|any|most)(?: <aspect> of an?|(?: \w+)? <body>\b)|(?:\w+ )?<bodies>\b)"
)
""" "Ofsted grades each area in one of five ways", "the CQC inspects all homes": of no body."""
_UNREAL = Wording(
    r"\b<sent> to (?:the )?$|\b<future> (?:the |an? )?$|\b(?:retired|former|ex-?) ?$"
    r"|\blast <past-visit>\b[^.;]{0,20} by (?:the )?$",
    re.IGNORECASE,
)
"""What stands before an inspectorate that only receives something, or is still to come."""


_DUE = Wording(r"\b<awaits> (?:a|an|its|the|their) (?:\w+ )?(?:<visit>|call) (?:from|by) (?:the )?$")
_LEAD = 60
_WILL_GET = re.compile(r"\bwill (?:get|have|receive|be (?:given|sent|handed|issued)) [^.;]{0,60}$")
""" "Schools will get a report card from Ofsted"."""


def silent(reading: Reading, setting: Setting) -> bool:
    """Whether all that the article says of the inspectorate is that it has not reported: "Ofsted is expected any
    day"."""
    names = [h for h in reading.hits("inspectorate", setting.ids()) if not h.weak]
    return bool(names) and all(
        _NOT_YET.match(reading, h.end) or _DUE.search(reading, max(0, h.start - _LEAD), h.start) for h in names
    )


_OFFER = Wording(r"^(?:(<term-of-pay>)|<term-of-post>)\s*:", re.MULTILINE)
_HEAD = 600
"""Characters at the head of a text in which the terms of a post stand, if that is what it offers."""


def advertises(reading: Reading) -> bool:
    """Whether the text offers a post: three of its terms stand at the head, the pay or the last day among them."""
    terms = [match.group(1) for match in _OFFER.of(reading.lexicon).finditer(reading.text, 0, _HEAD)]
    return len(terms) > 2 and any(terms)


def reports(reading: Reading, setting: Setting, mentions: list[Named]) -> bool:
    """Whether the article says that the inspectorate found something of a body: "HMICFRS found", "the report by
    Ofsted"."""
    return any(not m.weak for m in mentions) and any(
        _has_reported(reading, hit) and _on_a_body(reading, hit, mentions)
        for hit in reading.hits("inspectorate", setting.ids())
    )


_THE_BODY = Wording(r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[\w-]+ ){0,2}(?:<body>|<part>)\b|\b[Ii]t\b")


def _on_a_body(reading: Reading, hit: Hit, mentions: list[Named]) -> bool:
    """Whether a body is spoken of where the inspectorate is: in its sentence, or in one beside it."""
    place = reading.sentence_index(hit.start)
    near = reading.sentences[max(place - 1, 0) : place + 2]
    span = Span(near[0].start, near[-1].end)
    return bool(within(mentions, span)) or _THE_BODY.search(reading, *span) is not None


_ANY_THAT = re.compile(r"\b(?:an?|any|every|each) [\w-]+ (?:that|which) $", re.IGNORECASE)
_JUDGES = Wording(r" <judges>\b")


def _of_any(reading: Reading, hit: Hit, sentence: Span) -> bool:
    """ "A school that Ofsted finds inadequate ...": any, and so none."""
    leads = _ANY_THAT.search(reading.text, max(sentence.start, hit.start - 40), hit.start)
    return leads is not None and _JUDGES.match(reading, hit.end) is not None


def _is_to_come(reading: Reading, hit: Hit, sentence: Span) -> bool:
    """Whether the inspectorate has not reported, or is spoken of in general."""
    if any(wording.match(reading, hit.end, sentence.end) for wording in (_IN_GENERAL, _NOT_YET)):
        return True
    if _WILL_GET.search(reading.text, sentence.start, hit.start):
        return True
    before = max(sentence.start, hit.start - 30)
    return _UNREAL.search(reading, before, hit.start) is not None or _of_any(reading, hit, sentence)


def _has_reported(reading: Reading, hit: Hit) -> bool:
    sentence = reading.sentence_at(hit.start)
    if _is_to_come(reading, hit, sentence):
        return False
    if _ON_BODY.match(reading.text, hit.end) or _REPORT_BY.search(reading, sentence.start, hit.start):
        return True
    if _ITS_SPEECH.search(reading, sentence.start, hit.start) and _SPEECH_ENDS.match(reading.text, hit.end):
        return True
    if _FINDS.search(reading, hit.end, min(sentence.end, hit.end + 45)):
        return True
    return not hit.weak and any(wording.match(reading, hit.end, sentence.end) for wording in (_ACTED, _REPORT_OF))

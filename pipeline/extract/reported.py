"""Whether an article reports what an inspectorate found, or only mentions it: "Ofsted is expected any day"."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.bodies import Named
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting


@lru_cache(maxsize=4)
def _finding_verbs(lexicon: Lexicon) -> re.Pattern[str]:
    forms = next(term.forms for term in lexicon.common("cue") if term.id == "finding")
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")\b")


_REPORT = (
    r"(?:report|letter|findings?|message|verdict|inspection|review|visit|judge?ment|notice|grades?|ratings?"
    r"|scores?|marks?)"
)
_REPORT_BY = re.compile(
    rf"\b{_REPORT}\b[^.;]{{0,60}}\b(?:by|from|of) (?:the )?$"
    r"|\baccording to (?:the )?$|\b(?:told|warned|criticised|found|praised|ordered|urged|asked|instructed"
    r"|put \w+) by (?:the )?$|\btold (?:the )?$"
    r"|^(?!.*\b(?:will|to be|due|expected|about to|before|until)\b)[^“”]* by (?:the )?$"
    r"|\b(?:report|letter|findings)\b[^.;]{0,30}$(?<!to )(?<!to the )"
)
"""What stands before an inspectorate that has reported: "graded good by ..."."""

_ACTED = re.compile(
    r"(?: inspectors (?:was|were) (?:full of|impressed|struck|pleased|worried|concerned|alarmed|shocked|dismayed)\b"
    r"|(?: inspectors| staff)?(?:, (?:who|which) [^,.]{1,80},)? (?:(?:has|have|also|since|now|all|then|recently"
    r"|today) )*"
    r"(?!sent|visited|kept|started|asked|used|need|based|called|expected|declined|refused|not\b|never\b|been\b|had\b)"
    r"(?:[a-z]+ed|gave|given|left|thought|read|saw|seen|heard|took|taken|found|put|told|said|made|set|wrote|drew)\b)"
)
"""What an inspectorate did, right behind its name: any verb of the past or perfect, active."""

_REPORT_OF = re.compile(
    rf"(?:['’]s?)?(?: (?:latest|new|newest|first|last|second|most|recent|own|full|monitoring|follow-up|short"
    rf"|unannounced|ungraded|graded|overall|worst|best|lowest|highest|top|bottom|possible|\d{{4}}|\w+day|\w+day['’]s))*"
    rf" {_REPORT}\b(?! (?:is|was|are|has|had)? ?(?:yet|due|expected|thought|to come|near|looms|arrives?|next"
    rf"|in \d{{4}}|put off|postponed)\b)"
)
"""What an inspectorate issued, right behind its name: "Ofsted's latest visit", "the HMICFRS verdict"."""

_ON_BODY = re.compile(r" on (?:the )?[A-Z]")
_NOT_YET = re.compile(
    r"(?! did(?: not|n[’']t) (?!come|visit|call|arrive|publish|comment|respond|reply|answer)\w)"
    r"(?! ha(?:s|ve)(?: not|n[’']t| never) (?:looked(?! at| into)|seemed|been (?:so|as|this|better|worse))\b)"
    r"(?:[’']s)? ?(?:\([^)]{1,12}\))?,? ?(?:itself |inspectors? )?(?:has|have|had|is|was|were|will|would"
    r"|did)?(?:n[’']t)? ?"
    r"(?:not(?! to\b)|yet|never|still to|still has|expected|due|about to|thought to|no view|to arrive)\b"
    r"| inspection, with its own| (?:said|says|added) (?:that )?(?:it|they) (?:would|will)\b"
    r"| (?:was|were|is|has been|had been) (?:put off|postponed|cancelled|called off|delayed)\b"
)
_IN_GENERAL = re.compile(
    r"(?: inspectors?)?(?: (?:now|also|has|have|usually|normally|always))*"
    r" (?:grade|rate|judge|inspect|visit|score)(?:s|d|ed)? "
    r"(?:(?:each|every|all|any|most)(?: (?:area|aspect|part|question|pillar)s? of an?"
    r"|(?: \w+)? (?:school|service|force|home|nursery|college|prison|provider|trust)\b)"
    r"|(?:\w+ )?(?:forces|services|schools|homes|nurseries|prisons|providers)\b)"
)
""" "Ofsted grades each area in one of five ways", "the CQC inspects all homes": of no body."""
_UNREAL = re.compile(
    r"\b(?:letter|complaint|appeal|evidence|submission|sent|wrote|written|writes|replied|response) to (?:the )?$"
    r"|\b(?:if|when|before|until|once|next time|unless|next|future|forthcoming|coming|by the time) (?:the "
    r"|an? )?$|\b(?:retired|former|ex-?) ?$"
    r"|\blast (?:inspected|visited|seen|looked at|assessed)\b[^.;]{0,20} by (?:the )?$",
    re.IGNORECASE,
)
"""What stands before an inspectorate that only receives something, or is still to come."""


def silent(reading: Reading, setting: Setting) -> bool:
    """Whether all that the article says of the inspectorate is that it has not reported: "Ofsted is expected any
    day"."""
    names = [h for h in reading.hits("inspectorate", setting.ids()) if not h.weak]
    return bool(names) and all(_NOT_YET.match(reading.text, h.end) for h in names)


_OFFER = re.compile(
    r"^(?:(Salary|Pay(?: scale| range)?|Closing date|Application deadline)|Contract(?: type)?|Hours|Start(?: date)?"
    r"|Interviews?|Location|Posted|Job type|Reports to)\s*:",
    re.MULTILINE,
)
_HEAD = 600
"""Characters at the head of a text in which the terms of a post stand, if that is what it offers."""


def advertises(reading: Reading) -> bool:
    """Whether the text offers a post: three of its terms stand at the head, the pay or the last day among them."""
    terms = [match.group(1) for match in _OFFER.finditer(reading.text, 0, _HEAD)]
    return len(terms) > 2 and any(terms)


def reports(reading: Reading, setting: Setting, mentions: list[Named]) -> bool:
    """Whether the article says that the inspectorate found something of a body: "HMICFRS found", "the report by
    Ofsted"."""
    return any(not m.weak for m in mentions) and any(
        _has_reported(reading, hit) and _on_a_body(reading, hit, mentions)
        for hit in reading.hits("inspectorate", setting.ids())
    )


_THE_BODY = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[\w-]+ ){0,2}"
    r"(?:force|constabulary|service|brigade|school|academy|college|nursery|home|hospital|trust|prison|jail|council"
    r"|surgery|practice|provider|landlord|association|unit|team|partnership|setting)\b"
    r"|\b[Ii]t\b"
)


def _on_a_body(reading: Reading, hit: Hit, mentions: list[Named]) -> bool:
    """Whether a body is spoken of where the inspectorate is: in its sentence, or in one beside it."""
    place = reading.sentence_index(hit.start)
    near = reading.sentences[max(place - 1, 0) : place + 2]
    span = Span(near[0].start, near[-1].end)
    return bool(within(mentions, span)) or _THE_BODY.search(reading.text, *span) is not None


_ANY_THAT = re.compile(r"\b(?:an?|any|every|each) [\w-]+ (?:that|which) $", re.IGNORECASE)
_FINDS = re.compile(r" (?:finds|rates|judges|grades|gives|thinks)\b")


def _of_any(text: str, hit: Hit, sentence: Span) -> bool:
    """ "A school that Ofsted finds inadequate ...": any, and so none."""
    leads = _ANY_THAT.search(text, max(sentence.start, hit.start - 40), hit.start)
    return leads is not None and _FINDS.match(text, hit.end) is not None


def _has_reported(reading: Reading, hit: Hit) -> bool:
    text, sentence = reading.text, reading.sentence_at(hit.start)
    if _IN_GENERAL.match(text, hit.end, sentence.end) or _of_any(text, hit, sentence):
        return False
    if _NOT_YET.match(text, hit.end, sentence.end) or _UNREAL.search(
        text, max(sentence.start, hit.start - 30), hit.start
    ):
        return False
    if _ON_BODY.match(text, hit.end) or _REPORT_BY.search(text, sentence.start, hit.start):
        return True
    if _finding_verbs(reading.lexicon).search(text, hit.end, min(sentence.end, hit.end + 45)):
        return True
    return not hit.weak and any(pattern.match(text, hit.end, sentence.end) for pattern in (_ACTED, _REPORT_OF))

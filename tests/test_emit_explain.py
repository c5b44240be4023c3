"""What `explain` tells the author of a rule."""

from pipeline.emit.explain import Seen, Sense, Trace, explanation
from pipeline.emit.wording import statements
from tests.invented import FURNITURE, TEXT, record

LINES = [
    (TEXT.index(line), TEXT.index(line) + len(line))
    for line in TEXT.split("\n")
    if not line.startswith(("By", "Photo"))
]


def seen(words: str, *senses: Sense) -> Seen:
    start = TEXT.index(words)
    return Seen(start, start + len(words), senses)


TERMS = [
    seen("good", Sense("grade", "good", "watch", True), Sense("cue", "praise", "common", False)),
    seen("Harrowmere", Sense("body", "harrowmere-police", "watch", True)),
]


def block(number: int) -> list[str]:
    """The lines about one sentence."""
    lines = list(explanation(Trace(record(), TEXT, LINES, TERMS, FURNITURE)))
    first = next(i for i, line in enumerate(lines) if line.startswith(f"[{number}] "))
    end = lines.index("", first) if "" in lines[first:] else len(lines)
    return lines[first:end]


def test_a_sentence_shows_terms_with_offsets_pack_and_weakness() -> None:
    start = TEXT.index("good")
    line = f"    seen     {start}-{start + 4} 'good'  grade/good (watch, everyday word), cue/praise (common)"
    assert line in block(2)


def test_a_sentence_shows_values_with_rule_and_evidence() -> None:
    [line] = [line for line in block(2) if "requires improvement (current)" in line]
    assert line.startswith(f"    value    {TEXT.index('requires')}-")
    assert "grades: Harrowmere Police, responding: requires improvement (current)  [rule grades/at]" in line


def test_a_sentence_shows_what_was_dropped_and_why() -> None:
    [line] = [line for line in block(3) if line.startswith("    dropped")]
    assert "'outstanding'  grade: hoped for  [rule grades/hypothetical]" in line


def test_notes_are_in_text_order() -> None:
    offsets = [int(line.split()[1].split("-")[0]) for line in block(2)[1:]]
    assert offsets == sorted(offsets)


def test_a_sentence_without_anything_says_so() -> None:
    bare = record().model_copy(update={"measures": [], "bodies": []})
    lines = list(explanation(Trace(bare, TEXT, LINES, [], [])))
    place = next(i for i, line in enumerate(lines) if line.endswith("The force stays in Engage."))
    assert lines[place + 1] == "    nothing seen"


def test_every_value_is_told() -> None:
    told = "\n".join(explanation(Trace(record(), TEXT, LINES, TERMS, FURNITURE)))
    for value in statements(record()):
        assert f"{value.field}: {value.words}  [rule {value.rule}]" in told


def test_evidence_outside_the_sentences_is_not_lost() -> None:
    lines = list(explanation(Trace(record(), TEXT, LINES[:1], [], FURNITURE)))
    outside = lines[lines.index("outside the sentences") :]
    assert any("measures: Harrowmere Police: engage (current)" in line for line in outside)


def test_furniture_and_checks_are_told_at_the_top() -> None:
    lines = list(explanation(Trace(record(), TEXT, LINES, TERMS, FURNITURE)))
    assert "furniture    byline     46-59  By Ines Quill" in lines
    assert any(line.startswith("check        FAILED tally-matches-grades") for line in lines)


def test_a_value_tells_where_its_other_evidence_is() -> None:
    first, other = record().bodies[0].evidence[0], record().people[0].evidence[0]
    twice = record().bodies[0].model_copy(update={"evidence": [first, other]})
    lines = list(explanation(Trace(record().model_copy(update={"bodies": [twice]}), TEXT, LINES, [], [])))
    told = [line for line in lines if " bodies: " in line]
    assert len(told) == 2
    assert told[0].endswith(f"also {other.start}-{other.end}")

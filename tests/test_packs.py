"""Packs load whole or not at all; the shipped ones are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.pack import COMMON, Framework, Pack, PackError, Term, load_packs

PACKS = load_packs()
INSPECTORATES = {
    "care-inspectorate", "ciw", "cqc", "education-scotland", "estyn", "eti", "hiw", "hmi-prisons", "hmi-probation",
    "hmicfrs-fire", "hmicfrs-police", "isi", "ofsted", "rsh",
}  # fmt: skip
OWN = [pack for pack in PACKS.values() if pack.id != COMMON]
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

SCALE = '[[scale]]\nid = "s"\nlabel = "S"\ngrades = ["fine"]\n'
GRADE = '[[term]]\nkind = "grade"\nid = "fine"\nforms = ["very fine"]\n'
AREA = '[[term]]\nkind = "area"\nid = "depth"\nforms = ["depth of water"]\n'
FRAMEWORK = '[[framework]]\nid = "f"\nlabel = "F"\nscale = "s"\nareas = ["depth"]\n'
WHOLE = SCALE + GRADE + AREA + FRAMEWORK


def load(tmp_path: Path, rules: str, head: str = 'id = "lidos"\nname = "Lido Watch"\n') -> Pack:
    folder = tmp_path / "lidos"
    folder.mkdir()
    (folder / "pack.toml").write_text(head)
    (folder / "rules.toml").write_text(rules)
    return load_packs([folder])["lidos"]


def test_a_whole_pack_loads(tmp_path: Path) -> None:
    pack = load(tmp_path, WHOLE)
    assert [framework.id for framework in pack.frameworks] == ["f"]


def test_review_grades_are_of_frameworks_that_grade_neither_area_nor_body(tmp_path: Path) -> None:
    review = '[[scale]]\nid = "r"\nlabel = "R"\ngrades = ["better"]\n'
    review += '[[term]]\nkind = "grade"\nid = "better"\nforms = ["much better"]\n'
    review += '[[framework]]\nid = "again"\nlabel = "A"\nscale = "r"\n'
    assert load(tmp_path, WHOLE + review).review_grades == {"better"}


WEAK = '[[term]]\nkind = "area"\nid = "depth"\nweak = ["depth"]\n'
BROKEN = {
    "bad TOML": ("[[term", "lidos/rules.toml: not valid TOML"),
    "unknown key of a term": (AREA + 'colour = "red"\n', "lidos/rules.toml: [[term]] depth, colour: Extra inputs"),
    "unknown key of a file": ("colour = 1\n", "lidos/rules.toml: unknown key 'colour'"),
    "no words": (
        '[[term]]\nkind = "area"\nid = "depth"\n',
        "[[term]] depth: no forms, weak, exact, tokens or patterns",
    ),
    "everyday words without proof": (
        WEAK,
        "lidos/rules.toml: [[term]] depth: weak, tokens or patterns without examples",
    ),
    "yes without no": (
        WEAK + 'yes = ["[Depth] is fine."]\n',
        "[[term]] depth: weak, tokens or patterns without examples",
    ),
    "yes without brackets": (AREA + 'yes = ["Depth is fine."]\n', "yes example without [brackets]: 'Depth is fine.'"),
    "pattern without a gap": (AREA + 'patterns = ["Lido"]\nyes = ["[A Lido]"]\nno = ["a"]\n', "pattern that does not"),
    "term without kind": ('[[term]]\nid = "depth"\nforms = ["depth"]\n', "lidos/rules.toml: [[term]] depth, kind"),
    "term without id": ('[[term]]\nkind = "area"\nforms = ["depth"]\n', "lidos/rules.toml: [[term]] 1, id"),
    "unknown area": (SCALE + GRADE + FRAMEWORK, "lidos: framework f: no area 'depth'"),
    "unknown scale": (GRADE + AREA + FRAMEWORK, "lidos: framework f: no scale 's'"),
    "unknown scale of an area": (WHOLE + 'scales = { depth = "t" }\n', "lidos: framework f: no scale 't'"),
    "unknown grade": (SCALE + AREA + FRAMEWORK, "lidos: scale s: no grade 'fine'"),
    "two entries": (WHOLE + AREA, "lidos: area depth: two entries"),
}


@pytest.mark.parametrize(("rules", "words"), list(BROKEN.values()), ids=list(BROKEN))
def test_a_broken_pack_says_file_entry_and_reason(rules: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load(tmp_path, rules)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_broken_head_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="lidos, motto: Extra inputs"):
        load(tmp_path, WHOLE, 'id = "lidos"\nmotto = "deep"\n')


def test_a_folder_without_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"no pack\.toml in it or in its folders"):
        load_packs([tmp_path])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="nowhere: no such folder"):
        load_packs([tmp_path / "nowhere"])


def test_a_pack_replaces_the_shipped_one_of_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "rsh"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "rsh"\nname = "Another"\n')
    assert load_packs([tmp_path])["rsh"].name == "Another"


def test_every_inspectorate_is_shipped() -> None:
    assert set(PACKS) == INSPECTORATES | {COMMON}


@pytest.mark.parametrize("pack", OWN, ids=lambda pack: pack.id)
def test_a_pack_names_its_inspectorate_and_its_bodies(pack: Pack) -> None:
    names = next(term for term in pack.of_kind("inspectorate") if term.id == pack.id)
    assert names.label == pack.name
    assert pack.short in names.forms
    assert any(not term.attributes.get("outside") for term in pack.of_kind("body"))


@pytest.mark.parametrize("pack", list(PACKS.values()), ids=lambda pack: pack.id)
def test_ids_are_kebab_case(pack: Pack) -> None:
    ids = [s.id for s in pack.scales] + [f.id for f in pack.frameworks] + [t.id for t in pack.terms]
    assert [name for name in ids if not KEBAB.fullmatch(name)] == []


@pytest.mark.parametrize("pack", list(PACKS.values()), ids=lambda pack: pack.id)
def test_dates_are_iso_prefixes_in_order(pack: Pack) -> None:
    entries: list[Term | Framework] = [*pack.frameworks, *pack.terms]
    dated = [(entry.id, entry.since, entry.until) for entry in entries]
    dated += [(scale.id, scale.since, scale.until) for scale in pack.scales]
    wrong = [d for d in dated if any(date and not DATE.fullmatch(date) for date in d[1:])]
    assert wrong == []
    assert [d for d in dated if d[1] and d[2] and d[1] >= d[2]] == []


@pytest.mark.parametrize("pack", OWN, ids=lambda pack: pack.id)
def test_every_area_grade_and_scale_is_used(pack: Pack) -> None:
    areas = {area for f in pack.frameworks for area in (*f.areas, *f.ungraded, *f.services)} | {"overall"}
    scales = {scale for f in pack.frameworks for scale in (f.scale, *f.scales.values())}
    used = {grade for scale in pack.scales for grade in scale.grades}
    assert {term.id for term in pack.of_kind("area")} - areas == set()
    assert {term.id for term in pack.of_kind("grade")} - used == set()
    assert {scale.id for scale in pack.scales} - scales <= UNGRADED_SCALES.get(pack.id, set())


UNGRADED_SCALES = {
    "cqc": {"cqc-no-rating"},
    "education-scotland": {"scot-confidence", "scot-further-inspection"},
    "hmi-prisons": {"prison-ofsted"},
    "ofsted": {"ungraded-school-2024", "section8-good", "childcare-register"},
}
"""Outcomes that stand beside the areas of a framework, or are another inspectorate's."""


@pytest.mark.parametrize("pack", OWN, ids=lambda pack: pack.id)
def test_some_framework_is_in_force_in_every_year(pack: Pack) -> None:
    assert any(not framework.until for framework in pack.frameworks)
    for year in range(2019, 2027):
        assert any(framework.in_force(f"{year}-06") for framework in pack.frameworks), year


def test_scores_belong_to_grades() -> None:
    scales = [scale for pack in PACKS.values() for scale in pack.scales if scale.numbers]
    assert [scale.id for scale in scales if len(scale.numbers) != len(scale.grades)] == []
    prisons = PACKS["hmi-prisons"].scale("healthy-prison-4")
    assert prisons is not None
    assert dict(zip(prisons.numbers, prisons.grades, strict=True))[1] == "poor"


def test_frameworks_know_the_scale_of_each_area() -> None:
    rsh = next(f for f in PACKS["rsh"].frameworks if f.id == "rsh-2024")
    assert [rsh.scale_of(area) for area in rsh.areas] == ["rsh-consumer", "rsh-governance", "rsh-viability"]


@pytest.mark.parametrize("pack", OWN, ids=lambda pack: pack.id)
def test_a_term_says_each_thing_once(pack: Pack) -> None:
    for term in pack.terms:
        words = [form.lower() for form in (*term.forms, *term.weak)]
        assert len(words) == len(set(words)), (term.kind, term.id)

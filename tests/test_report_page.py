"""The review page in headless Chromium: overview, lists, filters and links, on a run over the corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from pipeline.cli import status
from pipeline.extract.extractor import Extractor
from pipeline.pack import Pack
from pipeline.record import Grade, Record
from tests.conftest import ROOT
from tests.invented import record
from tests.report_pages import AXE, FIELDS, covered, go, keys, opened, renamed, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GRID = r"""() => [...document.querySelectorAll('.grid tbody tr:not(.filler)')]
    .map(row => [...row.cells].map(cell => cell.innerText.replace(/\s+/g, ' ').trim()))"""
CARDS = """() => {
    const marks = [...document.querySelectorAll('.story mark')];
    const marked = at => marks.filter(mark => mark.dataset.at.split(' ').includes(at)).map(mark => mark.textContent);
    const shown = card => ({ text: card.textContent, marked: marked(card.id).join('') });
    return Object.fromEntries([...document.querySelectorAll('.value')].map(card => [card.id, shown(card)]));
}"""
HEADLINES = {
    "label", "name", "honorific", "value", "low", "high", "noun", "detail", "reason", "body", "about", "role",
    "organisation", "comparison", "period", "as_of", "scale", "inspectorate",
}  # fmt: skip
"""Fields that are shown as they are; ids and units are shown by their names."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> tuple[Path, list[Record]]:
    """The page of a run over the corpus, and its records."""
    del extractor
    out = tmp_path_factory.mktemp("run")
    assert status(["run", str(ROOT / "corpus/*/*/article.*"), "--out", str(out), "--quiet"]) == 0
    assert status(["report", str(out)]) == 0
    lines = (out / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return out / "report.html", [Record.model_validate_json(line) for line in lines]


def listed(page: Page) -> list[str]:
    """The keys of all articles in the list, as one finds them by scrolling through it."""
    found: list[str] = page.evaluate("""async () => {
        const box = document.querySelector('.list'), found = new Set();
        if (!box) return [];
        for (box.scrollTop = 0; ; box.scrollTop += box.clientHeight / 2) {
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
            for (const link of box.querySelectorAll('.what a')) found.add(link.hash.split(/[/?]/)[2]);
            if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) return [...found];
        }
    }""")
    return found


def test_every_article_is_in_the_list(browser: Browser, corpus: tuple[Path, list[Record]]) -> None:
    file, records = corpus
    with opened(browser, file, "#/articles") as page:
        assert sorted(listed(page)) == sorted(keys(records))


def test_every_value_is_shown_with_its_words_marked(browser: Browser, corpus: tuple[Path, list[Record]]) -> None:
    file, records = corpus
    with opened(browser, file) as page:
        for shown in records:
            go(page, f"#/article/{shown.id[:12]}?residue=1")
            cards = page.evaluate(CARDS)
            assert page.locator(".story").text_content() == shown.article.text
            assert len(cards) == sum(len(getattr(shown, field)) for field in FIELDS)
            for field in FIELDS:
                for place, value in enumerate(getattr(shown, field)):
                    card = cards[f"{field}.{place}"]
                    spans = [span for name in ("evidence", "quotes", "mentions") for span in getattr(value, name, [])]
                    assert card["marked"] == covered(shown.article.text or "", spans)
                    assert getattr(value, "rule", "") in card["text"]
                    for span in getattr(value, "evidence", []):
                        assert " ".join(span.quote.split()) in " ".join(card["text"].split())


def test_every_field_of_a_value_is_written(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    shown = record()
    with opened(browser, written(tmp_path, [shown], packs), f"#/article/{shown.id[:12]}?residue=1") as page:
        for field in FIELDS:
            for place, value in enumerate(getattr(shown, field)):
                text = page.locator(f"[id='{field}.{place}']").inner_text()
                strings = {k: v for k, v in value.model_dump().items() if isinstance(v, str) and k in HEADLINES}
                assert {name: words for name, words in strings.items() if words not in text} == {}


def fits(grade: Grade, wanted: dict[str, str]) -> bool:
    known = {"body": grade.body, "area": grade.area, "grade": grade.grade, "status": grade.status}
    return all(known[name] == value for name, value in wanted.items() if name in known) and (
        wanted.get("inspectorate", grade.inspectorate) == grade.inspectorate
    )


def graded(**wanted: str) -> Callable[[Record], bool]:
    return lambda shown: any(fits(grade, wanted) for grade in shown.grades)


FILTERS: list[tuple[dict[str, str], Callable[[Record], bool]]] = [
    ({"grade": "inadequate"}, graded(grade="inadequate")),
    ({"status": "previous"}, graded(status="previous")),
    ({"grade": "adequate", "status": "current"}, graded(grade="adequate", status="current")),
    (
        {"area": "investigating-crime"},
        lambda r: graded(area="investigating-crime")(r) or any(a.id == "investigating-crime" for a in r.areas),
    ),
    ({"area": "investigating-crime", "grade": "good"}, graded(area="investigating-crime", grade="good")),
    (
        {"inspectorate": "hmicfrs-fire"},
        lambda r: r.inspectorate == "hmicfrs-fire" or graded(inspectorate="hmicfrs-fire")(r),
    ),
    (
        {"body": "kent police"},
        lambda r: graded(body="Kent Police")(r) or any(body.name == "Kent Police" for body in r.bodies),
    ),
    ({"person": "fitzhugh"}, lambda r: any("Fitzhugh" in person.name for person in r.people)),
    ({"check": "any"}, lambda r: any(not check.ok for check in r.checks)),
    ({"q": "humberside"}, lambda r: any("Humberside" in body.name for body in r.bodies)),
    ({"q": "no such words anywhere"}, lambda _: False),
]


@pytest.mark.parametrize(
    ("wanted", "right"), FILTERS, ids=lambda case: urlencode(case) if isinstance(case, dict) else ""
)
def test_a_filter_in_the_link_shows_what_fits(
    browser: Browser, corpus: tuple[Path, list[Record]], wanted: dict[str, str], right: Callable[[Record], bool]
) -> None:
    file, records = corpus
    expected = keys(filter(right, records))
    assert len(expected) < len(records)
    with opened(browser, file, f"#/articles?{urlencode(wanted)}") as page:
        assert sorted(listed(page)) == sorted(expected)
        assert page.locator(".found").inner_text() == f"{len(expected)} of {len(records)} articles"
        assert {name: page.locator(f"[name={name}]").input_value() for name in wanted} == wanted


def test_filters_are_set_by_hand_and_kept_in_the_fragment(browser: Browser, corpus: tuple[Path, list[Record]]) -> None:
    file, records = corpus
    expected = keys(filter(graded(grade="good", status="current"), records))
    with opened(browser, file, "#/articles") as page:
        page.get_by_label("Grade", exact=True).select_option("good")
        page.get_by_label("Status").select_option("current")
        page.wait_for_function("() => location.hash.includes('grade=good') && location.hash.includes('status=current')")
        page.wait_for_function("() => document.documentElement.dataset.shown === location.hash")
        assert sorted(listed(page)) == sorted(expected)
        link = page.url
        page.get_by_role("link", name="Clear").click()
        page.wait_for_function("() => document.documentElement.dataset.shown === '#/articles'")
        assert len(listed(page)) == len(records)
    with opened(browser, file, link.partition(".html")[2]) as again:
        assert sorted(listed(again)) == sorted(expected)


def test_typing_a_name_filters_and_keeps_the_focus(browser: Browser, corpus: tuple[Path, list[Record]]) -> None:
    file, _ = corpus
    with opened(browser, file) as page:
        page.get_by_label("Body", exact=True).press_sequentially("humberside")
        page.wait_for_function("() => location.hash === '#/?body=humberside'")
        page.wait_for_function("() => document.documentElement.dataset.shown === location.hash")
        assert {row[0].partition(" ")[0] for row in page.evaluate(GRID)} == {"Humberside"}
        assert page.evaluate("document.activeElement.name") == "body"
        assert "Humberside Police" in page.locator("#names-body option").evaluate_all("all => all.map(o => o.value)")


def test_the_grid_has_the_newest_grade_and_its_change(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    """One article of 2023 says good before; one of 2025 says outstanding, and another of that year adequate."""
    old, best = record(), record().grades[0].model_copy(update={"grade": "outstanding", "rank": 1})
    other = best.model_copy(update={"grade": "adequate", "rank": 3})
    new = renamed(old.model_copy(update={"grades": [best]}), 1, published="2025-02-01")
    same = renamed(old.model_copy(update={"grades": [other]}), 2, published="2025-01-01")
    with opened(browser, written(tmp_path, [old], packs)) as page:
        assert page.evaluate(GRID) == [["Harrowmere Police Engage", "Requires improvement ≠ was Good"]]
    with opened(browser, written(tmp_path, [new, old, same], packs)) as page:
        [[_, cell]] = page.evaluate(GRID)
        assert cell == "Outstanding ≠ was Requires improvement articles differ"
        assert (
            page.locator(".chart").get_attribute("aria-label")
            == "2021 Good, 2023 Requires improvement, 2025 Outstanding"
        )
        page.locator(".grid .cell a").click()
        page.wait_for_selector(".reading")
        assert page.url.endswith(f"#/article/{keys([new])[0]}?at=grades.0")


def test_grades_on_a_known_scale_go_up_and_down(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    known = [g.model_copy(update={"inspectorate": "hmicfrs-police", "scale": "peel-5"}) for g in record().grades]
    with opened(browser, written(tmp_path, [record().model_copy(update={"grades": known})], packs)) as page:
        assert page.evaluate(GRID) == [["Harrowmere Police Engage", "Requires improvement ▼ down from Good"]]
        assert "step5" in (page.locator(".grid .cell").get_attribute("class") or "")
        assert page.locator(".grid thead th").all_inner_texts() == ["Body", "Responding"]


def test_failed_checks_come_first(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    with opened(browser, written(tmp_path, [record()], packs)) as page:
        first = page.locator("main > section").first
        assert first.locator("h3").inner_text() == "Tally matches grades 1"
        assert "two adequate in prose, none among the grades" in first.inner_text()
        assert page.locator(".counts dt").first.inner_text() == "Failed checks"
        first.get_by_role("link", name="Harrowmere Police told").click()
        page.wait_for_selector(".reading")
        assert page.locator(".chosen").get_attribute("id") == "checks.0"


def test_rejects_are_listed(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    (tmp_path / "rejects.jsonl").write_text(
        '{"source":"torn.pdf","sha256":null,"stage":"ingest","error":"empty","detail":"no <text>"}\n', encoding="utf-8"
    )
    with opened(browser, written(tmp_path, [record()], packs), "#/rejects") as page:
        assert page.locator("tbody tr:not(.filler)").inner_text().split() == [
            "torn.pdf",
            "ingest",
            "empty",
            "no",
            "<text>",
        ]


def test_on_paper_all_rows_are_there_and_controls_are_not(
    browser: Browser, packs: dict[str, Pack], tmp_path: Path
) -> None:
    with opened(browser, written(tmp_path, [renamed(record(), n) for n in range(300)], packs), "#/articles") as page:
        assert page.locator(".list tbody tr:not(.filler)").count() < 60
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".list tbody tr:not(.filler)").count() == 300
        assert not page.locator(".filters").is_visible()
        assert page.locator(".list").evaluate("box => box.clientHeight === box.scrollHeight")


VIEWS = ["#/", "#/articles", "#/article/KEY?residue=1&at=grades.0", "#/rejects", "#/articles?q=nothing+like+it"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", VIEWS)
def test_axe_finds_nothing(browser: Browser, corpus: tuple[Path, list[Record]], fragment: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: `make browser` does it")
    file, records = corpus
    failing = next(shown for shown in records if shown.grades)
    with opened(browser, file, fragment.replace("KEY", failing.id[:12]), color_scheme=scheme) as page:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []
        assert len(found["passes"]) > 10

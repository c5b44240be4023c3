"""The article view of the review page in headless Chromium: words and values, citations, keyboard, hostile text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.emit.report import write_report
from pipeline.pack import Pack
from pipeline.record import Check, Evidence, Record
from tests.invented import TEXT, record
from tests.report_pages import opened, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEY = record().id[:12]
ON = "kind => [...document.querySelectorAll(`mark.${kind}`)].map(mark => mark.textContent)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, packs: dict[str, Pack]) -> Path:
    return written(tmp_path_factory.mktemp("one"), [record()], packs)


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.closest('[data-at]')?.dataset.at ?? document.activeElement.tagName")
    )


def test_pointing_at_a_value_shows_its_words_and_rule(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}") as page:
        page.locator("[id='grades.1'] .go").hover()
        assert page.evaluate(ON, "on") == ["good in 2021"]
        assert page.locator("[id='grades.1'] code").inner_text() == "grades/at"
        page.locator("[id='people.0'] .go").focus()
        assert page.evaluate(ON, "on") == ["We were too slow,", "Chief Constable ", "Dana Prewitt"]


def test_pointing_at_words_shows_their_value(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}") as page:
        page.locator("mark", has_text="62 per cent").hover()
        assert page.locator(".value.on").evaluate_all("all => all.map(value => value.id)") == ["statistics.0"]


def test_a_click_goes_to_the_words_and_back(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}", viewport={"width": 1000, "height": 300}) as page:
        page.locator("[id='measures.0'] .go").click()
        assert page.url.endswith(f"#/article/{KEY}?at=measures.0")
        assert page.evaluate("document.activeElement.textContent") == "Engage"
        page.wait_for_function(
            "() => (top => top > 0 && top < innerHeight)(document.activeElement.getBoundingClientRect().top)"
        )
        page.locator("mark", has_text="Engage").click()
        assert focused(page) == "measures.0"
        assert page.evaluate("document.activeElement.className") == "go"


def test_a_link_to_a_value_opens_at_it(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}?at=measures.0", viewport={"width": 1000, "height": 300}) as page:
        assert page.evaluate(ON, "chosen") == ["Engage"]
        assert page.locator("mark.chosen").evaluate(
            "m => (top => top > 0 && top < innerHeight)(m.getBoundingClientRect().top)"
        )


def test_furniture_is_dimmed(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}") as page:
        dimmed = page.locator(".story .furniture")
        assert dimmed.all_text_contents() == ["By Ines Quill", "Photo: Harrowmere News"]
        colours = "node => getComputedStyle(node).color"
        assert dimmed.first.evaluate(colours) != page.locator(".story").evaluate(colours)
        assert page.locator(".story").text_content() == TEXT


def test_residue_is_shown_when_asked_for(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#/article/{KEY}") as page:
        assert page.locator(".k-residue").count() == 0
        page.get_by_label("Show residue (1)").check()
        page.wait_for_selector("mark.k-residue")
        assert page.locator("mark.k-residue").inner_text() == "outstanding"
        assert "hoped for" in page.locator("[id='residue.0']").inner_text()
        assert page.url.endswith("?residue=1")


def test_marks_may_overlap(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    start = TEXT.index("requires improvement at")
    words = [Evidence(start=start, end=start + len("requires improvement at"), quote="requires improvement at")]
    across = [Evidence(start=start + 9, end=start + 37, quote=TEXT[start + 9 : start + 37])]
    grades = [
        record().grades[0].model_copy(update={"evidence": words}),
        record().grades[1].model_copy(update={"evidence": across}),
    ]
    shown = record().model_copy(update={"grades": grades, "areas": [], "tallies": []})
    with opened(browser, written(tmp_path, [shown], packs), f"#/article/{KEY}") as page:
        marks = page.locator("mark.k-grades").evaluate_all("all => all.map(m => [m.textContent, m.dataset.at])")
        assert marks == [
            ["requires ", "grades.0"],
            ["improvement at", "grades.0 grades.1"],
            [TEXT[start + 23 : start + 37], "grades.1"],
        ]
        assert page.locator(".story").text_content() == TEXT


def shifted(prefix: str) -> Record:
    """The invented record with a text before its text."""
    shown = record()
    data = shown.model_dump()
    for value in (value for field in data.values() if isinstance(field, list) for value in field):
        for span in (span for name in ("evidence", "quotes", "mentions") for span in value.get(name, [])):
            span["start"] += len(prefix)
            span["end"] += len(prefix)
    for part in data["furniture"]:
        part["start"] += len(prefix)
        part["end"] += len(prefix)
    data["article"]["text"] = prefix + TEXT
    data["id"] = hashlib.sha256((prefix + TEXT).encode()).hexdigest()
    return Record.model_validate(data)


def test_a_citation_counts_code_points(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    shown = shifted("🚓🚒 𝔅reaking 👩‍🚒\n")
    span = shown.measures[0].evidence[0]
    with opened(browser, written(tmp_path, [shown], packs), f"#/article/{shown.id[:12]}") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("[id='measures.0']").hover()
        assert page.evaluate(ON, "on") == ["Engage"]
        page.get_by_role("button", name="Cite measures 1").click()
        page.wait_for_selector("text=Copied")
        assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
            "“Engage”",
            "Harrowmere Police told to answer calls faster, Harrowmere News, 2023-05-04",
            f"harrowmere.txt, characters {span.start}-{span.end} (code points; record {shown.id})",
            "Read as measures: Engage, rule measures/in",
        ]


def test_it_is_used_by_keyboard_alone(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.grid td') !== null"):
                break
        page.keyboard.press("Enter")
        page.wait_for_selector(".reading")
        page.wait_for_function("() => document.activeElement.id === 'main'")
        for _ in range(20):
            page.keyboard.press("Tab")
            if focused(page) == "grades.0":
                break
        page.keyboard.press("ArrowDown")
        assert focused(page) == "grades.1"
        page.keyboard.press("Enter")
        assert page.evaluate("[document.activeElement.tagName, document.activeElement.textContent]") == [
            "MARK",
            "good in 2021",
        ]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.className") == "go"
        assert focused(page) == "grades.1"


EVIL = """</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">
<a href="javascript:window.hacked=3" onmouseover="window.hacked=4">]]>--><!-- &lt;b&gt; &amp; \u202egnitar doog\u202c
\u2028\u2029<svg/onload=window.hacked=5> {{7*7}} ${7*7} $style"""


def hostile() -> Record:
    """A record in which everything that an article can say is markup and characters that turn the text."""
    evidence = [Evidence(start=0, end=len(EVIL), quote=EVIL)]
    shown = record(text=None)
    update = {
        "id": hashlib.sha256(EVIL.encode()).hexdigest(),
        "article": shown.article.model_copy(
            update={"text": EVIL, "title": EVIL, "source": EVIL, "publisher": EVIL, "authors": [EVIL],
                    "url": "javascript:window.hacked=6", "published": EVIL}
        ),
        "bodies": [shown.bodies[0].model_copy(update={"name": EVIL, "evidence": evidence})],
        "areas": [shown.areas[0].model_copy(update={"label": EVIL, "evidence": evidence})],
        "grades": [shown.grades[0].model_copy(update={"body": EVIL, "evidence": evidence, "rule": EVIL})],
        "people": [
            shown.people[0].model_copy(
                update={"name": EVIL, "role": EVIL, "evidence": evidence, "quotes": evidence, "mentions": evidence}
            )
        ],
        "statistics": [shown.statistics[0].model_copy(update={"about": EVIL, "evidence": evidence})],
        "checks": [Check(check="one-grade-per-area", ok=False, detail=EVIL)],
        "tallies": [], "measures": [], "residue": [],
    }  # fmt: skip
    return Record.model_validate(shown.model_copy(update=update).model_dump())


@pytest.mark.parametrize("fragment", ["#/", "#/articles", "#/article/KEY?residue=1", "#/article/KEY?at=grades.0"])
def test_a_hostile_article_is_shown_as_text(
    browser: Browser, packs: dict[str, Pack], tmp_path: Path, fragment: str
) -> None:
    shown = hostile()
    with opened(browser, written(tmp_path, [shown], packs), fragment.replace("KEY", shown.id[:12])) as page:
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img, main script, main iframe, main [onerror], main [href^=javascript]").count() == 0
        assert page.evaluate("document.querySelectorAll('script').length") == 3
        assert EVIL.splitlines()[0] in (page.locator("main").text_content() or "")
        if "article/" in fragment:
            assert page.locator(".story").text_content() == EVIL
            codes = page.locator(".story .unseen").evaluate_all("all => all.map(c => c.dataset.code)")
            assert codes == ["U+202E", "U+202C"]
            assert page.locator(".story .unseen").first.evaluate("c => getComputedStyle(c).unicodeBidi") == "isolate"


def test_without_texts_the_quoted_words_are_there(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    with opened(browser, written(tmp_path, [record(text=None)], packs), f"#/article/{KEY}") as page:
        assert "The run left the texts out" in page.locator(".text").inner_text()
        assert "62 per cent" in page.locator("[id='statistics.0']").inner_text()


def test_texts_beside_the_records_are_read(browser: Browser, packs: dict[str, Pack], tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{record().id}.txt").write_bytes(TEXT.encode())
    written(tmp_path, [record(text=None)], packs)
    write_report(tmp_path, tmp_path / "page.html", packs)
    with opened(browser, tmp_path / "page.html", f"#/article/{KEY}") as page:
        assert page.locator(".story").text_content() == TEXT


def test_a_link_to_an_article_that_is_not_there_says_so(browser: Browser, file: Path) -> None:
    with opened(browser, file, "#/article/0123456789ab") as page:
        assert page.locator("h1").inner_text() == "No such article"

"""One article in every format: what is read from it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.ingest.files import Item
from pipeline.ingest.read import article_from_bytes, articles
from tests.conftest import ROOT
from tests.written import WRITERS

CASES = (
    "hmicfrs-police/grade-list-at-end",
    "hmicfrs-police/round-up-tab-table",
    "hmicfrs-police/local-paper-quotes",
    "hmicfrs-police/engage-lifted",
    "hmicfrs-fire/trade-pillars",
    "hmicfrs-fire/staff-newsletter",
    "cqc/home-care-bullets",
    "ofsted/round-up-five-providers",
    "ofsted/ilacs-outstanding-release",
    "hmi-prisons/removal-centre-briefing",
    "rsh/wire-gradings-in-brief",
)
WHERE = {"evidence", "quotes", "mentions"}
"""What of a value are places in the text, which differ where a format has no place for blank lines."""


def values(extractor: Extractor, article: Article) -> dict[str, list[object]]:
    record = extractor(article)
    return {
        "grades": [grade.model_dump(exclude=WHERE) for grade in record.grades],
        "people": [person.model_dump(exclude=WHERE) for person in record.people],
        "statistics": [statistic.model_dump(exclude=WHERE) for statistic in record.statistics],
        "tallies": [tally.model_dump(exclude=WHERE) for tally in record.tallies],
    }


def read(name: str, data: bytes, folder: Path) -> Article:
    (folder / name).write_bytes(data)
    (article,) = articles(Item(name, str(folder / name)))
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", WRITERS)
def test_an_article_says_the_same_in_every_format(case: str, name: str, extractor: Extractor, tmp_path: Path) -> None:
    plain = article_from_bytes((ROOT / "corpus" / case / "article.txt").read_bytes(), "article.txt")
    assert isinstance(plain, Article)
    expected = values(extractor, plain)
    assert expected["grades"]
    assert values(extractor, read(name, WRITERS[name](plain.text), tmp_path)) == expected


@pytest.mark.parametrize("name", WRITERS)
def test_content_tells_the_format_and_not_the_name(name: str, tmp_path: Path) -> None:
    text = "Harbour school praised\n\nInspectors who called in March said that it was safe, and well led by its head."
    article = read("quay", WRITERS[name](text), tmp_path)
    assert article.text.startswith(text)
    assert article.format == {"articles.zip": "html", "articles.warc.gz": "html"}.get(name, article.format)


def test_a_pdf_in_two_columns_below_a_wide_title_keeps_its_paragraphs_and_broken_words(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    left = ["The harbour school was looked at by", "inspectors who came in May and read", "180 files. It is good"]
    left += ["at keeping boats safe and inade-", "quate at teaching how to sail them."]
    right = ["Its head said that 24 more boats", "had been bought since they left."]
    page = canvas.Canvas(str(tmp_path / "quay.pdf"))
    page.setFont("Helvetica-Bold", 20)
    page.drawString(60, 770, "Harbour school praised and blamed")
    page.setFont("Helvetica", 11)
    for x, lines in ((60, left), (310, right)):
        for number, line in enumerate(lines):
            page.drawString(x, 730 - 14 * number, line)
    page.save()
    article = article_from_bytes((tmp_path / "quay.pdf").read_bytes(), "quay.pdf")
    assert isinstance(article, Article)
    assert "looked at by inspectors who came in May and read 180 files" in article.text
    assert "safe and inadequate at teaching how to sail them." in article.text
    assert "24 more boats had been bought" in article.text


def test_a_pdf_stretched_to_its_margins_has_no_cells_and_its_items_no_broken_lines(tmp_path: Path) -> None:
    platypus = pytest.importorskip("reportlab.platypus", reason="reportlab is not installed")
    styles = pytest.importorskip("reportlab.lib.styles", reason="reportlab is not installed")
    style = styles.ParagraphStyle("stretched", alignment=4, fontName="Helvetica")
    story = "Some ferries were extraordinarily slow, said harbourmasters and the inspectors who called in May."
    item = "The quay must send a report to the inspectors every week until they have come back"
    items = [
        platypus.ListItem(platypus.Paragraph(item, style), bulletFontSize=13),
        platypus.ListItem(platypus.Paragraph("Boats are safe", style)),
    ]
    flow = [platypus.Paragraph(story, style), platypus.ListFlowable(items, bulletType="bullet")]
    platypus.SimpleDocTemplate(str(tmp_path / "quay.pdf"), pagesize=(330, 400)).build(flow)
    article = article_from_bytes((tmp_path / "quay.pdf").read_bytes(), "quay.pdf")
    assert isinstance(article, Article)
    assert [line for line in article.text.split("\n") if line] == [story, f"• {item}", "• Boats are safe"]


def test_a_pdf_keeps_the_cells_of_a_table_that_only_their_places_part(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    page = canvas.Canvas(str(tmp_path / "quay.pdf"))
    page.scale(0.75, 0.75)  # as browsers print
    rows = (
        ("Test", "2020", "2023"),
        ("Safety", "Poor", "Reasonably good"),
        ("Respect", "Not sufficiently good", "Reasonably good"),
    )
    for number, row in enumerate(rows):
        for x, cell in zip((81, 180, 304) if not number else (75, 122, 262), row, strict=True):
            page.drawString(x, 900 - 18 * number, cell)
    page.save()
    article = article_from_bytes((tmp_path / "quay.pdf").read_bytes(), "quay.pdf")
    assert isinstance(article, Article)
    assert article.text.split("\n") == ["\t".join(row) for row in rows]


def test_a_word_document_with_tracked_changes_reads_as_if_they_were_accepted(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra is not installed")
    xml = pytest.importorskip("docx.oxml", reason="the docx extra is not installed")
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1" w:author="Una"'
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    for paragraph in (document.add_paragraph("The harbour has "), cell.paragraphs[0]):
        change = f"<w:del {names}><w:r><w:delText>19</w:delText></w:r></w:del>"
        paragraph._p.append(xml.parse_xml(change))
        paragraph._p.append(xml.parse_xml(f"<w:ins {names}><w:r><w:t>24</w:t></w:r></w:ins>"))
        paragraph.add_run(" boats, and they are all safe.")
    document.save(str(tmp_path / "quay.docx"))
    article = article_from_bytes((tmp_path / "quay.docx").read_bytes(), "quay.docx")
    assert isinstance(article, Article)
    assert "The harbour has 24 boats, and they are all safe." in article.text
    assert article.text.count("24 boats") == 2
    assert "19" not in article.text


def test_a_word_document_keeps_the_words_in_controls_fields_boxes_and_notes(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra is not installed")
    xml = pytest.importorskip("docx.oxml", reason="the docx extra is not installed")
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t>{}</w:t></w:r>".format
    wrapped = {
        f"<w:sdt {names}><w:sdtPr/><w:sdtContent>{run('41 boats')}</w:sdtContent></w:sdt>": "It has 41 boats.",
        f'<w:fldSimple {names} w:instr="X">{run("£2.1m")}</w:fldSimple>': "It has £2.1m.",
        f'<w:smartTag {names} w:element="place">{run("Quay")}</w:smartTag>': "It has Quay.",
    }
    document = docx.Document()
    for markup in wrapped:
        paragraph = document.add_paragraph("It has ")
        paragraph._p.append(xml.parse_xml(markup))
        paragraph.add_run(".")
    whole = f"<w:sdt {names}><w:sdtContent><w:p>{run('It was safe.')}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, xml.parse_xml(whole))
    box = f"<w:r {names}><w:pict><w:txbxContent><w:p>{run('Boxed: 14 boats')}</w:p></w:txbxContent></w:pict></w:r>"
    document.add_paragraph("A note")._p.append(xml.parse_xml(box))
    document.add_paragraph("Figure 1: the pier of 1922", style="Caption")
    table = document.add_table(2, 2)
    for cell, words in zip(table.columns[0].cells, ("Safe", "Caring"), strict=True):
        cell.text = words
    table.rows[1]._tr.get_or_add_trPr().append(xml.parse_xml(f'<w:del {names} w:id="1" w:author="Una"/>'))
    document.save(str(tmp_path / "quay.docx"))
    article = article_from_bytes((tmp_path / "quay.docx").read_bytes(), "quay.docx")
    assert isinstance(article, Article)
    story, _, below = article.text.partition("Figure 1")
    assert all(words in story for words in (*wrapped.values(), "It was safe.", "A note\n\nBoxed: 14 boats", "Safe"))
    assert "Caring" not in article.text
    assert [(part.kind, below) for part in article.furniture] == [("caption", ": the pier of 1922")]


def test_a_pdf_joins_broken_words_and_keeps_hyphens_of_their_own(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    page = canvas.Canvas(str(tmp_path / "quay.pdf"))
    lines = ["The harbour home was found to be inadequate for being safe and well-", "led, and its staff were over-"]
    lines += ["whelmed by the 999-", "call system of 2023-", "24 in the old part of the house by the harbour wall."]
    for number, line in enumerate(lines):
        page.drawString(60, 700 - 14 * number, line)
    page.save()
    article = article_from_bytes((tmp_path / "quay.pdf").read_bytes(), "quay.pdf")
    assert isinstance(article, Article)
    assert article.text == (
        "The harbour home was found to be inadequate for being safe and well-led, and its staff were overwhelmed by "
        "the 999-call system of 2023-24 in the old part of the house by the harbour wall."
    )

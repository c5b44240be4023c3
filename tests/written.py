"""An article written in every format by that format's own writer, for the tests that read it back."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from benchmarks.pages import blocks, markup
from pipeline.article import Article


def as_html(text: str) -> bytes:
    """A page."""
    body = "\n".join(element for block in blocks(text) for element in markup(block))
    return f"<!DOCTYPE html><html lang='en'><body><main>{body}</main></body></html>".encode()


def as_pdf(text: str) -> bytes:
    """A PDF laid out by reportlab, with broken lines."""
    pytest.importorskip("pypdfium2", reason="the pdf extra is not installed")
    platypus = pytest.importorskip("reportlab.platypus")
    styles = pytest.importorskip("reportlab.lib.styles").getSampleStyleSheet()
    story: list[object] = []
    for block in blocks(text):
        if block.kind == "table":
            story.append(platypus.Table([line.split("\t") for line in block.lines]))
            continue
        style = styles["Title" if block.kind == "title" else "BodyText"]
        bullet = "•" if block.kind == "items" else None
        lines = (html.escape(line[2:] if bullet else line) for line in block.lines)
        story += [platypus.Paragraph(line, style, bulletText=bullet) for line in lines]
    target = io.BytesIO()
    platypus.SimpleDocTemplate(target, invariant=1).build(story)
    return target.getvalue()


def as_docx(text: str) -> bytes:
    """A Word document."""
    document = pytest.importorskip("docx", reason="the docx extra is not installed").Document()
    for block in blocks(text):
        if block.kind == "table":
            rows = [line.split("\t") for line in block.lines]
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=False):
                    cell.text = words
            continue
        style = {"title": "Title", "items": "List Bullet"}.get(block.kind)
        for line in block.lines:
            document.add_paragraph(line[2:] if block.kind == "items" else line, style)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_eml(text: str) -> bytes:
    """A message with the article as plain text and as markup."""
    message = EmailMessage()
    message["From"], message["To"] = "Quay Newsdesk <desk@quay.example>", "all@quay.example"
    message["Subject"], message["Message-ID"] = text.partition("\n")[0], "<1@quay.example>"
    message.set_content(text)
    message.add_alternative(as_html(text).decode(), subtype="html")
    return message.as_bytes()


def as_jsonl(text: str) -> bytes:
    """A collection of one."""
    return json.dumps({"text": text}).encode() + b"\n"


def as_csv(text: str) -> bytes:
    """A table of one row."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([["url", "body"], ["https://quay.example/1", text]])
    return target.getvalue().encode()


def as_parquet(text: str) -> bytes:
    """A table of one row."""
    pyarrow = pytest.importorskip("pyarrow", reason="the parquet extra is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    target = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [text], "words": [len(text.split())]}), target)
    return target.getvalue()


def as_warc(text: str) -> bytes:
    """A web archive of one page, and the request for it."""
    pytest.importorskip("warcio", reason="the warc extra is not installed")
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    target = io.BytesIO()
    warc = writer.WARCWriter(target, gzip=True)
    answer = headers("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    asked = headers("GET /1 HTTP/1.1", [("Host", "quay.example")], is_http_request=True)
    address = "https://quay.example/1"
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # warcio leaves its own files open
        warc.write_record(warc.create_warc_record(address, "request", http_headers=asked))
        page = io.BytesIO(as_html(text))
        warc.write_record(warc.create_warc_record(address, "response", payload=page, http_headers=answer))
    return target.getvalue()


def as_zip(text: str) -> bytes:
    """An archive of one page."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("saved/page.html", as_html(text))
    return target.getvalue()


def as_tar(text: str) -> bytes:
    """A compressed archive of one text."""
    target, data = io.BytesIO(), text.encode()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        member = tarfile.TarInfo("saved/article.txt")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return target.getvalue()


def as_zstandard(text: str) -> bytes:
    """A compressed text."""
    zstd = pytest.importorskip("backports.zstd", reason="the zstd extra is not installed")
    data: bytes = zstd.compress(text.encode())
    return data


WRITERS: dict[str, Callable[[str], bytes]] = {
    "article.html": as_html,
    "article.pdf": as_pdf,
    "article.docx": as_docx,
    "article.eml": as_eml,
    "articles.jsonl": as_jsonl,
    "articles.csv": as_csv,
    "articles.parquet": as_parquet,
    "articles.warc.gz": as_warc,
    "articles.zip": as_zip,
    "articles.tgz": as_tar,
    "article.txt.gz": lambda text: gzip.compress(text.encode()),
    "article.txt.bz2": lambda text: bz2.compress(text.encode()),
    "article.txt.zst": as_zstandard,
}
"""The writers, by a name that files of theirs have."""


def story(article: Article) -> str:
    """The text above the first piece of furniture that is not of the story's head."""
    heads = {"title", "standfirst", "byline", "date"}
    below = [part.start for part in article.furniture if part.kind not in heads]
    return article.text[: min(below, default=len(article.text))].rstrip()

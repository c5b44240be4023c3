"""Web pages for measuring: articles wrapped as sites wrap them, with the story known. Deterministic."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

_SLOT = re.compile(r"\{(\w+):((?:[^{}])*)\}")
_AD_EVERY = 3
"""After so many blocks of the story something is put into its middle."""


class SavedPage(NamedTuple):
    """A page as a browser saves it, the text of the story in it, and the name of its template."""

    markup: str
    story: str
    template: str


class Block(NamedTuple):
    """Lines of one kind: ``title``, ``paragraphs``, ``items`` or ``table``."""

    kind: str
    lines: list[str]


def blocks(text: str) -> Iterator[Block]:
    """The lines of a normalised text, in runs of one kind; its first line is the title."""
    first, _, rest = text.partition("\n")
    yield Block("title", [first])
    lines = ((_kind(line), line) for line in rest.split("\n") if line)
    for kind, group in groupby(lines, key=lambda pair: pair[0]):
        yield Block(kind, [line for _, line in group])


def _kind(line: str) -> str:
    return "table" if "\t" in line else "items" if line[:2] in {"• ", "- ", "* "} else "paragraphs"


def markup(block: Block) -> list[str]:
    """The elements of a block."""
    lines = [html.escape(line) for line in block.lines]
    if block.kind == "table":
        rows = ("".join(f"<td>{cell}</td>" for cell in line.split("\t")) for line in lines)
        return ["<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"]
    if block.kind == "items":
        return ["<ul>" + "\n".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"]
    tag = "h1" if block.kind == "title" else "p"
    return [f"<{tag}>{line}</{tag}>" for line in lines]


@cache
def _material() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "pages.toml").read_text(encoding="utf-8"))


def page(text: str, seed: int) -> SavedPage:
    """The text, a normalised article, as a page of the site ``seed`` stands for."""
    templates = _material()["template"]
    template, random = templates[seed % len(templates)], Random(seed)
    title, *rest = blocks(text)
    elements: list[str] = []
    for element in (element for block in rest for element in markup(block)):
        elements.append(element)
        if template["inline"] and len(elements) % _AD_EVERY == 0:
            elements.append(_SLOT.sub(_filled(random, most=1), template["inline"]))
    body = "\n".join(elements)
    around = _SLOT.sub(_filled(random), template["page"])
    whole = around.replace("{title}", html.escape(title.lines[0])).replace("{body}", body)
    head = f'<meta charset="utf-8"><title>{html.escape(title.lines[0])} | Marlham Mail</title>'
    return SavedPage(
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{whole}</body></html>', text, template["name"]
    )


def _filled(random: Random, most: int = 6) -> Callable[[re.Match[str]], str]:
    """What fills a slot such as ``{related:<li>%</li>}``: some of its words, each in the markup."""

    def fill(match: re.Match[str]) -> str:
        words: list[str] = _material()["words"][match[1]]
        chosen = random.sample(words, min(most, len(words)))
        return "".join(match[2].replace("%", html.escape(each)) for each in chosen)

    return fill

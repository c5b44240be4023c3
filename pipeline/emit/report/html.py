"""The page as text: template, style, script and data, each escaped for the place where it stands."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from string import Template

SCRIPTS = (
    "dom.js", "data.js", "state.js", "filter.js", "rows.js", "grid.js", "chart.js", "overview.js", "lists.js",
    "marks.js", "values.js", "article.js", "main.js",
)  # fmt: skip
"""The parts of the page's one script, in the order in which they are read."""
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_BLOCKS = "<!--blocks-->"


def page(head: object, blocks: Iterable[str]) -> Iterator[str]:
    """The pieces of the page. ``head`` is what the first view needs; ``blocks`` are base64 and come after the script.

    The script stands before the blocks, so that the first view is there while they are still being read.
    """
    style, script = asset("page.css"), _script()
    template = Template(asset("page.html"))
    filled = template.substitute(style=style, script=script, policy=_policy(style, script), head=json_for_html(head))
    start, end = filled.split(_BLOCKS)
    yield start
    for number, block in enumerate(blocks):
        yield f'<script type="text/plain" id="block-{number}">{block}</script>\n'
    yield end


def json_for_html(data: object) -> str:
    """JSON that can stand inside a script element: no character of it can end the element or a line of script.

    >>> json_for_html(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@lru_cache
def asset(name: str) -> str:
    """The text of a file of the page."""
    return resources.files("pipeline.emit.report").joinpath("page", name).read_text(encoding="utf-8")


def _script() -> str:
    parts = "\n".join(asset(name) for name in SCRIPTS)
    return f'\n(() => {{\n"use strict";\n{parts}}})();\n'


def _policy(style: str, script: str) -> str:
    """A policy under which the browser runs this script and this style, and fetches nothing."""
    return f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

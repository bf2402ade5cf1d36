"""A plain table: one header row, text as text, numbers to the right.

A short table is a component of the page. A long one is a plain dictionary that
`assets/js/tables.js` builds: the renderer takes milliseconds a component, so a thousand cells
would hold up the whole page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

#: A cell of a long table: a text, or parts, each a text or {text, tag, css, title}.
Cell = str | dict[str, str] | list[str | dict[str, str]]


@dataclass(frozen=True)
class Head:
    """A column's header; `is_number` sets the column to the right."""

    words: Any
    is_number: bool = False


def table(heads: Sequence[Head], rows: Iterable[Sequence[Any]], *, css: str = "") -> html.Div:
    """Return a table that scrolls sideways in its own frame where the screen is narrow."""
    kinds = ["number" if head.is_number else "" for head in heads]
    body = []
    for row in rows:
        cells = [html.Td(c, className=kind) for c, kind in zip(row, kinds, strict=True)]
        body.append(html.Tr(cells))
    header = [html.Th(h.words, className=k) for h, k in zip(heads, kinds, strict=True)]
    return html.Div(
        html.Table([html.Thead(html.Tr(header)), html.Tbody(body)], className="plain"),
        className=f"table-wrap {css}".strip(),
    )


def long_table(
    heads: Sequence[Head], rows: Iterable[Sequence[Cell]], *, css: str = "", label: str = ""
) -> dict[str, Any]:
    """Return a table for `qingce_tables.build`; every word in it is shown as text."""
    return {
        "heads": [{"text": head.words, "number": head.is_number} for head in heads],
        "rows": [list(row) for row in rows],
        "css": css,
        "label": label,
    }


def code(words: str) -> dict[str, str]:
    """Return a part of a cell that is written in the type of names."""
    return {"tag": "code", "text": words}

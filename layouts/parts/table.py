"""A plain table: one header row, text as text, numbers to the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html


@dataclass(frozen=True)
class Head:
    """A column's header; `is_number` sets the column to the right."""

    words: Any
    is_number: bool = False


def table(
    heads: Sequence[Head],
    rows: Iterable[Sequence[Any]],
    *,
    searched: bool = False,
    css: str = "",
    label: str = "",
) -> html.Div:
    """Return a table that scrolls sideways in its own frame where the screen is narrow.

    With `searched` each row carries its words in `data-search`, for a filter in the browser.
    """
    kinds = ["number" if head.is_number else "" for head in heads]
    body = []
    for row in rows:
        cells = [html.Td(c, className=kind) for c, kind in zip(row, kinds, strict=True)]
        words: dict[str, Any] = {}
        if searched:
            words["data-search"] = " ".join(words_in(row)).lower()
        body.append(html.Tr(cells, **words))
    header = [html.Th(h.words, className=k) for h, k in zip(heads, kinds, strict=True)]
    named: dict[str, Any] = {"aria-label": label} if label else {}
    return html.Div(
        html.Table([html.Thead(html.Tr(header)), html.Tbody(body)], className="plain", **named),
        className=f"table-wrap {css}".strip(),
    )


def words_in(part: Any) -> list[str]:
    """Return every text inside a component, a list of components or a plain value."""
    if part is None or isinstance(part, bool):
        return []
    if isinstance(part, str | int | float):
        return [str(part)]
    if isinstance(part, list | tuple):
        return [word for each in part for word in words_in(each)]
    return words_in(getattr(part, "children", None))

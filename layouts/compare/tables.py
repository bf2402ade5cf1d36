"""Cases side by side as tables: their key numbers, and their weather against the same weeks."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from layouts.parts.table import Head, table
from view.formats import MISSING


def case_heads(titles: Sequence[str], links: Sequence[str], corner: str) -> list[Head]:
    """Return the header: a corner, then the cases, each with the mark of its line."""
    heads = [
        Head(
            [
                html.Span("", className=f"case-line case-line-{n}"),
                dcc.Link(title, href=link, className="case-link"),
            ]
        )
        for n, (title, link) in enumerate(zip(titles, links, strict=True))
    ]
    return [Head(corner), *heads]


def side_by_side(heads: Sequence[Head], columns: Sequence[Sequence[tuple[str, Any]]]) -> html.Div:
    """Return what each case has under the same names in one row; a dash where it has none.

    columns: of each case (name, cell) in its own order; a name that only one has keeps its place.
    """
    rows = [
        [html.Span(name, className="quiet"), *(dict(own).get(name, MISSING) for own in columns)]
        for name in _all_names([[name for name, _ in own] for own in columns])
    ]
    return table(heads, rows, css="case-side")


def _all_names(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return every name once; one that the lists before lack comes after its own neighbour."""
    names: list[str] = []
    for own in lists:
        at = 0
        for name in own:
            if name in names:
                at = names.index(name) + 1
            else:
                names.insert(at, name)
                at += 1
    return names

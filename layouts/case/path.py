"""The card of a case's path: when it came, was highest and left, place by place."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, method_note
from layouts.parts.lazy import lazy
from layouts.parts.table import Head, table
from view import ids
from view.text import text

GRAPH = ids.CASE_PATH
READING, FOOT, TABLE, FIGURES = (
    ids.part(GRAPH, name) for name in ("reading", "foot", "table", "figures")
)
METHOD_LINES = 3
_MARKS = ("onset", "peak_time", "clearing")
_HEADS = ("place", "onset", "lag", "peak_time", "peak", "clearing")
_NUMBERS = ("lag", "peak")


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it: a chart, on a phone a table."""
    made = framed(
        text(lang, "case_path.title"),
        [
            html.Ul(
                [html.Li(text(lang, f"case_path.mark.{m}"), className=f"path-{m}") for m in _MARKS],
                className="path-key",
            ),
            html.Div(
                chart(GRAPH, lang, GRAPH, 420, text(lang, "case_path.label")),
                className="path-chart",
            ),
            html.Details(
                [html.Summary(text(lang, "case_path.table")), html.Div(id=TABLE)],
                className="method path-table",
                open=False,
            ),
            method_note(lang, "case_path", METHOD_LINES, html.Ul(id=FIGURES)),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-6 card-case-path",
    )
    return lazy(GRAPH, made)


def path_table(lang: str, unit: str, rows: list[list[str]]) -> Any:
    """Return a row a place: name, onset, hours against the city's, peak with its hour, clearing."""
    heads = [
        Head(text(lang, f"case_path.head.{name}", unit=unit), name in _NUMBERS) for name in _HEADS
    ]
    return table(heads, rows, css="case-path-table")

"""Legends as HTML: what a colour means, in words."""

from collections.abc import Sequence

from dash import html

from view.formats import number
from view.text import text


def chips(items: Sequence[tuple[str, str]]) -> html.Ul:
    """Return a legend of (colour, words); "transparent" stands for a mark that the words hold."""
    return html.Ul(
        [html.Li([_chip(colour), words]) for colour, words in items], className="level-legend"
    )


def _chip(colour: str) -> html.Span | None:
    if colour == "transparent":
        return None
    return html.Span("", className="level-chip", style={"background": colour})


def scale(
    edges: Sequence[float], colours: Sequence[str], limit: float | None, lang: str
) -> html.Div:
    """Return a legend of classes: their colours in a row, the edges under them, the limit marked.

    `edges` is one longer than `colours`; without colours only the grey of "unknown" is explained.
    """
    unknown = html.Span(
        [
            html.Span("", className="level-chip map-unknown-chip"),
            text(lang, "overview.map.legend.unknown"),
        ],
        className="map-scale-unknown",
    )
    if not colours:
        return html.Div([unknown], className="map-scale")
    cells = [html.Span("", className="map-scale-cell", style={"background": c}) for c in colours]
    marks = []
    for i, edge in enumerate(edges):
        is_limit = limit is not None and edge == limit
        words = number(edge, 0)
        if is_limit:
            words = text(lang, "overview.map.legend.limit", value=words)
        style = {"left": f"{100 * i / len(colours):.2f}%"}
        marks.append(
            html.Span(
                words,
                className="map-scale-edge limit" if is_limit else "map-scale-edge",
                style=style,
            )
        )
    bar = html.Div(
        [html.Div(cells, className="map-scale-cells"), *marks], className="map-scale-bar"
    )
    return html.Div([bar, unknown], className="map-scale")

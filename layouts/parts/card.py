"""A card: title line, one-line reading, chart, foot line."""

from collections.abc import Callable
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html

from layouts.parts.aria import spoken
from view import ids
from view.figures.frame import config, empty
from view.text import text


def card(
    title: Any,
    body: Any,
    *,
    id: str | None = None,
    reading: Any = None,
    foot: Any = None,
    actions: Any = None,
    css: str = "",
) -> html.Section:
    """Return a card. `title` says what, statistic and unit; `reading` is one sentence in words.

    `reading`, `title` and `foot` may be components with an id of their own that a callback fills.
    """
    named: dict[str, Any] = {"id": id} if id else {}
    return html.Section(
        [
            html.Div([html.H2(title, className="card-title"), actions], className="card-head"),
            html.P(reading, className="card-reading") if reading is not None else None,
            html.Div(body, className="card-body"),
            html.Div(foot, className="card-foot") if foot is not None else None,
        ],
        className=f"card {css}".strip(),
        **named,
    )


def chart(
    id: str, lang: str, name: str, height: int, label: str, *, brush: bool = False
) -> html.Div:
    """Return an empty graph that a callback fills with a figure.

    `name` is the file name of a saved picture, `label` what a screen reader says; `brush` that
    dragging over it chooses the page's days (`assets/js/brush.js`). The old picture stays at half
    strength while a new one is on its way for more than 300 ms (`assets/3-figures.css`).
    """
    graph = dcc.Graph(
        id=id,
        figure=empty(""),
        # The stub asks for a dict of its own.
        config=config(lang, name, brush),  # type: ignore[arg-type]
        style={"height": f"{height}px"},
        className="chart",
    )
    return html.Div(graph, role="img", **spoken(label))


def method_note(lang: str, room: str, lines: int, *more: Any) -> html.Details:
    """Return the fold-out that says how a card was made: `<room>.method.1` …, then more."""
    words = (html.P(text(lang, f"{room}.method.{n + 1}")) for n in range(lines))
    summary = html.Summary(text(lang, "common.method"))
    return html.Details([summary, *words, *more], className="method")


def save_on_click(app: Dash, what: str, save: Callable[[int | None, Any], Any]) -> None:
    """Have `download_button(what, …)` fill its file from save(clicks, viewer's choice)."""
    app.callback(
        Output(ids.file(what), "data"),
        Input(ids.download(what), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(save)


def download_button(what: str, lang: str, label: str) -> html.Span:
    """Return a button that downloads what a chart shows, with the dcc.Download that it fills."""
    return html.Span(
        [
            dmc.Button(
                text(lang, "common.download"),
                id=ids.download(what),
                variant="subtle",
                size="compact-sm",
                className="download",
                **spoken(text(lang, "common.download.label", what=label)),
            ),
            dcc.Download(id=ids.file(what)),
        ]
    )

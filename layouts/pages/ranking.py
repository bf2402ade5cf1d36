"""The page Ranking: places by level and by change, their ranks over time, whose PM2.5 rose."""

from typing import Any

from dash import dcc, html

from layouts.parts.card import card, download_button, method_note
from layouts.ranking import history, rebounds
from layouts.ranking.controls import controls
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

TABLE = "ranking-table"
_METHOD_LINES = 4


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, cards empty."""
    return html.Div(
        [
            html.H1(text(state.lang, "ranking.heading"), className="unseen"),
            controls(snapshot, state),
            html.Div(
                [
                    _table(state.lang),
                    history.card(snapshot, state),
                    rebounds.card(snapshot, state),
                ],
                className="grid",
            ),
        ]
    )


def _table(lang: str) -> html.Section:
    method = method_note(lang, "ranking", _METHOD_LINES)
    return card(
        html.Span(id=ids.part(TABLE, "title")),
        [dcc.Store(id=ids.part(TABLE, "rows")), html.Div(id=ids.part(TABLE, "table")), method],
        reading=html.Span(id=ids.part(TABLE, "reading")),
        foot=html.Span(id=ids.part(TABLE, "foot")),
        actions=download_button(TABLE, lang, text(lang, "ranking.table.file")),
        css="span-12",
    )

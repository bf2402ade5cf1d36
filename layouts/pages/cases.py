"""The page of the case library: narrow, see in time, sort, tick to compare; the rules below."""

from typing import Any

from dash import dcc, html

from layouts.cases import timeline
from layouts.cases.rail import rail
from layouts.cases.tray import tray
from layouts.parts.card import card, download_button
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

PAGE = "cases"
ASKED = ids.part(PAGE, "asked")
TABLE = "cases-table"
RULES = "cases-rules"


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, cards empty."""
    lang = state.lang
    return html.Div(
        [
            html.H1(text(lang, "case_library.heading"), className="unseen"),
            dcc.Store(id=ASKED),
            html.Div(
                html.P(id=ids.part(PAGE, "reading"), className="case-reading", role="status"),
                className="case-head",
            ),
            html.Div(
                [
                    rail(snapshot, state),
                    html.Div(
                        [
                            html.Div(id=ids.part(PAGE, "empty")),
                            timeline.card(lang),
                            _table(state),
                            _rules(lang),
                        ],
                        className="grid case-cards",
                    ),
                ],
                className="case-library",
            ),
        ]
    )


def _table(state: ViewState) -> html.Section:
    lang = state.lang
    return card(
        text(lang, "case_library.table.title"),
        [
            tray(state),
            dcc.Store(id=ids.part(TABLE, "rows")),
            html.Div(id=ids.part(TABLE, "table")),
        ],
        id=TABLE,
        foot=html.Span(id=ids.part(TABLE, "foot")),
        actions=download_button(TABLE, lang, text(lang, "case_library.table.file")),
        css="span-12",
    )


def _rules(lang: str) -> html.Section:
    return card(
        text(lang, "case_library.rules.title"),
        html.Div(id=ids.part(RULES, "body")),
        id=RULES,
        reading=html.Span(id=ids.part(RULES, "reading")),
        css="span-12",
    )

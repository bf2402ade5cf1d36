"""The page Case where there is no case: an id that does not exist, a city without any."""

from typing import Any

from dash import dcc, html

from summaries.store import Snapshot
from view import case_choice, options
from view.links import to_cases
from view.state import ViewState
from view.text import text


def missing_case(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return what is said instead of a case, and where to go on from here."""
    lang = state.lang
    city = options.city_of(snapshot, state).name(lang)
    key = "unknown" if state.case else "none"
    return html.Div(
        [
            html.H1(text(lang, f"case_page.{key}.title")),
            html.P(text(lang, f"case_page.{key}.body", case=state.case, city=city)),
            _likely(snapshot, state) if state.case else None,
            html.P(dcc.Link(text(lang, "case_page.library"), href=to_cases(state))),
        ],
        className="missing",
    )


def _likely(snapshot: Snapshot, state: ViewState) -> Any:
    found = case_choice.likely(snapshot, state)
    if not found:
        return None
    rows = [html.Li(dcc.Link(name, href=href)) for href, name in found]
    return html.Div([html.P(text(state.lang, "case_page.unknown.likely")), html.Ul(rows)])

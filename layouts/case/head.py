"""The head of the page Case: which case, its marks and figures, what is told of it, other cases."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import case_choice, ids
from view.links import to_cases
from view.state import ViewState
from view.text import text

#: Parts that the page's callbacks fill.
TITLE, MARKS, SENTENCE, FIGURES, NOTES, STEPS = (
    ids.part(ids.CASE, name) for name in ("title", "marks", "sentence", "figures", "notes", "steps")
)
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def head(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the head of the case of a settled state, empty until its callback fills it."""
    return html.Div(
        [
            _ways(snapshot, state),
            html.Div(
                [html.H1(id=TITLE, className="case-title"), html.Ul(id=MARKS, className="marks")],
                className="case-name",
            ),
            html.P(id=SENTENCE, className="sentence", **_LIVE),
            html.Div(id=FIGURES, className="case-figures"),
            html.Div(id=NOTES, className="case-notes"),
        ],
        className="case-head",
    )


def _ways(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the ways to other cases: the library, a search, the case before and after."""
    lang = state.lang
    return html.Div(
        [
            dcc.Link(text(lang, "case_page.library"), href=to_cases(state), className="to-library"),
            dmc.Select(
                id=ids.control("case"),
                data=case_choice.choices(snapshot, state),
                value=state.case,
                allowDeselect=False,
                searchable=True,
                nothingFoundMessage=text(lang, "case_page.choose.nothing"),
                size="sm",
                className="choose-case",
                **spoken(text(lang, "case_page.choose")),
            ),
            html.Span(id=STEPS, className="case-steps"),
            # What was dragged over the curve; `assets/js/case/brush.js` writes it.
            dcc.Input(id=ids.control("part"), type="hidden", value=state.part),
        ],
        className="case-ways",
    )


def mark(words: str, kind: str) -> html.Li:
    """Return one of a case's marks, in words."""
    return html.Li(words, className=f"mark mark-{kind}")


def figure(label: str, value: str) -> html.Div:
    """Return one of a case's key figures."""
    return html.Div([html.Span(label, className="kpi-name"), value], className="card kpi")


def step(words: str, href: str, case_id: str, said: str) -> html.A:
    """Return a link to the case before or after: a plain click changes the case in place."""
    given: dict[str, Any] = {"data-case": case_id, **spoken(said)}
    return html.A(words, href=href, title=said, className="case-step", **given)

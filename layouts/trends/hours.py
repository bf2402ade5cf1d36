"""The hours of one day in every place."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

METHOD_LINES = 3
STEPS = ("previous", "next", "worst")


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang, name = state.lang, ids.TRENDS_HOURS
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            html.Div(
                chart(name, lang, name, 200, text(lang, "hours.label")), className="tiles-wide"
            ),
            # Which days the buttons lead to, from the day that is shown.
            dcc.Store(id=ids.part(name, "around")),
            method_note(lang, "hours", METHOD_LINES),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=html.Div(
            [*_steps(state), download_button(name, lang, text(lang, "hours.csv"))],
            className="card-actions",
        ),
        css="span-12 card-hours",
    )
    return lazy(name, section)


def _steps(state: ViewState) -> list[Any]:
    """Return the day's field and the buttons to the days around it."""
    lang, name = state.lang, ids.TRENDS_HOURS
    before, after, worst = (
        dmc.Button(
            text(lang, f"hours.step.{step}"),
            id=ids.part(name, step),
            variant="default",
            size="compact-sm",
            **spoken(text(lang, f"hours.step.{step}.label")),
        )
        for step in STEPS
    )
    field = dmc.TextInput(
        id=ids.control("day"),
        value=state.day,
        # A date typed by keyboard is a valid one after every digit of its year.
        debounce=700,
        attributes={"input": {"type": "date"}},
        size="xs",
        className="choose-day",
        **spoken(text(lang, "hours.day")),
    )
    return [before, field, after, worst]

"""Every day of every year as a tile, and one year as a calendar."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.year_days import CALENDAR_HEIGHT
from view.state import ViewState
from view.text import text

METHOD_LINES = 4


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang, name = state.lang, ids.TRENDS_TILES
    calendar = ids.part(name, "calendar")
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            html.Div(
                chart(name, lang, name, 160, text(lang, "tiles.label")), className="tiles-wide"
            ),
            html.H3(id=ids.part(name, "calendar-title"), className="panel-title"),
            html.Div(
                chart(
                    calendar, lang, calendar, CALENDAR_HEIGHT, text(lang, "tiles.calendar.label")
                ),
                className="tiles-wide",
            ),
            method_note(lang, "tiles", METHOD_LINES),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=html.Div(
            [_switch(state), download_button(name, lang, text(lang, "tiles.csv"))],
            className="card-actions",
        ),
        css="span-12 card-tiles",
    )
    return lazy(name, section)


def _switch(state: ViewState) -> dmc.SegmentedControl:
    """Return the switch between level and value."""
    lang = state.lang
    return dmc.SegmentedControl(
        id=ids.control("tiles"),
        data=[
            {"value": each, "label": text(lang, f"tiles.switch.{each or 'level'}")}
            for each in ("", "value")
        ],
        value=state.tiles,
        size="xs",
        **spoken(text(lang, "tiles.switch")),
    )

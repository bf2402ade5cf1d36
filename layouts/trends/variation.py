"""The mean cycles in one panel: hour by weekday by month."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from airquality.pollutants import POLLUTANTS
from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.cycles import RELATIVE, SHOWN, chosen_of, offered_pollutants
from view.figures import month_hours, profiles, weekday_hours
from view.state import ViewState
from view.text import text

METHOD_LINES = 5
_HEIGHT = {"hour_weekday": weekday_hours.HEIGHT, "hour_month": month_hours.HEIGHT}


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang, name = state.lang, ids.TRENDS_PROFILES
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            html.Div([_panel(cycle, lang) for cycle in SHOWN], className="variation-panels"),
            method_note(lang, "variation", METHOD_LINES),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=html.Div(
            [_switch(state), download_button(name, lang, text(lang, "variation.csv"))],
            className="card-actions",
        ),
        css="span-12 card-variation",
    )
    return lazy(name, section)


def _panel(cycle: str, lang: str) -> html.Div:
    own = ids.part(ids.TRENDS_PROFILES, cycle)
    height = _HEIGHT.get(cycle, profiles.HEIGHT)
    return html.Div(
        [
            html.H3(id=ids.part(own, "title"), className="panel-title"),
            chart(own, lang, own, height, text(lang, f"variation.label.{cycle}")),
        ],
        id=ids.part(own, "panel"),
        className=f"variation-panel panel-{cycle.replace('_', '-')}",
    )


def switch_choices(state: ViewState) -> list[dict[str, str]]:
    """Return what the switch offers: each chosen pollutant and, of several, all by their means.

    The first has the value '': what the panel shows until somebody chooses.
    """
    offered = offered_pollutants(state)
    values = ["", *offered[1:]] if offered else []
    choices = [
        {"value": value, "label": POLLUTANTS[each].symbol}
        for value, each in zip(values, offered, strict=True)
    ]
    if len(offered) > 1:
        label = text(state.lang, "variation.switch.relative")
        choices.append({"value": RELATIVE, "label": label})
    return choices


def switch_value(state: ViewState) -> str:
    """Return which choice of the switch is on."""
    chosen = chosen_of(state)
    return "" if chosen == next(iter(offered_pollutants(state)), "") else chosen


def _switch(state: ViewState) -> dmc.SegmentedControl:
    return dmc.SegmentedControl(
        id=ids.control("variation"),
        data=switch_choices(state),
        value=switch_value(state),
        size="xs",
        **spoken(text(state.lang, "variation.switch")),
    )

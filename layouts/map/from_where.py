"""Where it comes from: roses of wind and of what it brought, polar plots by wind speed."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from airquality.polar_plot import LEAST_HOURS
from airquality.wind import CALM_BELOW
from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.compass import HEIGHT
from view.formats import number
from view.readings.from_where import NAMED_SHARE
from view.state import ViewState
from view.text import text
from view.wind_periods import period_name, periods

PANELS = ("wind", "pollution", "polar", "cpf")
_NAME = ids.MAP_FROM_WHERE
_NOTES = ("radius", "ring", "source")
_METHOD_LINES = 4


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    notes = [html.P(text(lang, f"from_where.note.{note}")) for note in _NOTES]
    section = framed(
        html.Span(id=ids.part(_NAME, "title")),
        [
            html.Div(
                [
                    html.Div([_panel(each, lang) for each in PANELS], className="from-where"),
                    html.Div(notes, className="from-where-notes"),
                ],
                id=ids.part(_NAME, "panels"),
            ),
            _method(lang),
        ],
        id=_NAME,
        reading=html.Span(id=ids.part(_NAME, "reading")),
        foot=html.Span(id=ids.part(_NAME, "foot")),
        actions=html.Div(
            [_switch(snapshot, state), download_button(_NAME, lang, text(lang, "from_where.csv"))],
            className="card-actions",
        ),
        css="span-12 card-from-where",
    )
    return lazy(_NAME, section)


def _panel(name: str, lang: str) -> html.Div:
    own = ids.part(_NAME, name)
    label = text(lang, f"from_where.panel.label.{name}")
    return html.Div(
        [
            html.H3(id=ids.part(own, "title"), className="panel-title"),
            chart(own, lang, own, HEIGHT, label),
        ],
        # By its span a saved picture finds the panel's own title.
        className="from-where-panel span-3",
    )


def _switch(snapshot: Snapshot, state: ViewState) -> dmc.Select:
    """Return the switch of the wind's period; its usual position follows the map."""
    lang, there = state.lang, periods(snapshot, state.city)
    data = [{"value": "", "label": text(lang, "from_where.period.follow")}]
    data += [{"value": p, "label": period_name(snapshot, p, lang)} for p in there]
    return dmc.Select(
        id=ids.control("wind"),
        data=data,
        value=state.wind if state.wind in there else "",
        disabled=not there,
        allowDeselect=False,
        size="xs",
        className="choose-wind",
        **spoken(text(lang, "from_where.period")),
    )


def _method(lang: str) -> html.Details:
    told = {
        "calm": number(CALM_BELOW, 1),
        "least": LEAST_HOURS,
        "share": number(100 * NAMED_SHARE, 1),
    }
    lines = (html.P(text(lang, f"from_where.method.{n + 1}", **told)) for n in range(_METHOD_LINES))
    summary = html.Summary(text(lang, "common.method"))
    notes = html.Div(id=ids.part(_NAME, "sources"))
    return html.Details([summary, *lines, notes], className="method")

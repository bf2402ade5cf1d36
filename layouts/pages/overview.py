"""The overview: how the city stands this year, day by day, place by place, against other years."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.card import card, chart, download_button
from layouts.parts.place_list import PlaceRow, place_list
from summaries.store import Snapshot
from view import ids, maps, options
from view.state import PALETTES, ViewState
from view.text import text

PAGE = "overview"
MAP = "overview-map"
_CALENDAR_HEIGHT = 330
_MAP_HEIGHT = 356
_YEARS_HEIGHT = 380
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state."""
    lang = state.lang
    return html.Div(
        [
            _controls(snapshot, state),
            html.P(id=_id("sentence"), className="sentence", **_LIVE),
            html.Div(id=_id("cards"), className="kpis"),
            html.Div(
                [
                    _calendar(lang),
                    _map(snapshot, state),
                    _years(lang),
                    _places(snapshot, state),
                ],
                className="grid",
            ),
        ]
    )


def _id(name: str) -> str:
    return ids.part(PAGE, name)


def _labelled(words: str) -> dict[str, Any]:
    return {"aria-label": words}


def _controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    lang = state.lang
    years = options.years(snapshot, state.city)
    months = [
        {"value": str(m), "label": text(lang, "common.month_name", month=_month(lang, m))}
        for m in range(1, 13)
    ]
    last = {str(y): options.last_month(snapshot, state.city, y) for y in years}
    return html.Div(
        [
            dcc.Store(id=_id("months"), data={"last": last, "months": months}),
            dmc.Select(
                id=ids.control("year"),
                label=text(lang, "common.control.year"),
                data=[
                    {"value": str(y), "label": text(lang, "common.year_name", year=y)}
                    for y in reversed(years)
                ],
                value=str(state.year),
                allowDeselect=False,
                size="sm",
                className="choice-year",
            ),
            dmc.Select(
                id=ids.control("until"),
                label=text(lang, "common.control.until"),
                data=months[: last[str(state.year)]],
                value=str(state.until),
                allowDeselect=False,
                size="sm",
                className="choice-until",
            ),
            html.Div(
                [
                    html.Div(text(lang, "common.control.palette"), className="choice-label"),
                    dmc.SegmentedControl(
                        id=ids.control("palette"),
                        data=[
                            {"value": p, "label": text(lang, f"common.palette.{p}")}
                            for p in PALETTES
                        ],
                        value=state.palette,
                        size="sm",
                        **_labelled(text(lang, "common.control.palette")),
                    ),
                ]
            ),
        ],
        className="controls",
    )


def _month(lang: str, month: int) -> str:
    return text(lang, f"common.month.{month}")


def _calendar(lang: str) -> html.Section:
    label = text(lang, "overview.calendar.label")
    return card(
        html.Span(id=_id("calendar-title")),
        [
            html.Div(id=_id("calendar-legend")),
            chart(_id("calendar"), lang, "qingce-calendar", _CALENDAR_HEIGHT, label),
        ],
        reading=html.Span(id=_id("calendar-reading")),
        foot=html.Span(id=_id("calendar-foot")),
        actions=download_button(_id("days"), lang, text(lang, "overview.calendar.file")),
        css="span-7",
    )


def _map(snapshot: Snapshot, state: ViewState) -> html.Section:
    lang = state.lang
    city = options.city_of(snapshot, state).name(lang)
    label = text(lang, "overview.map.label")
    return card(
        text(lang, "overview.map.title", city=city),
        [
            html.Div(
                maps.city_map(snapshot, state.city, MAP, _MAP_HEIGHT),
                role="group",
                className="map-frame",
                **_labelled(label),
            ),
            html.Div(id=_id("map-legend")),
        ],
        reading=html.Span(id=_id("map-reading")),
        foot=html.Span(id=_id("map-foot")),
        css="span-5",
    )


def _years(lang: str) -> html.Section:
    label = text(lang, "overview.years.label")
    return card(
        html.Span(id=_id("years-title")),
        chart(_id("years"), lang, "qingce-years", _YEARS_HEIGHT, label),
        reading=html.Span(id=_id("years-reading")),
        foot=html.Span(id=_id("years-foot")),
        css="span-6",
    )


def _places(snapshot: Snapshot, state: ViewState) -> html.Section:
    lang = state.lang
    names = [
        PlaceRow(p.id, p.name(lang), "", 0.0, "", "", "")
        for p in options.places(snapshot, state.city)
        if p.scope != "city"
    ]
    return card(
        text(lang, "overview.rank.title"),
        html.Div(
            place_list("", names, None, state.place, lang), id=_id("places"), className="rank"
        ),
        reading=html.Span(id=_id("places-reading")),
        foot=html.Span(id=_id("places-foot")),
        actions=download_button(_id("places"), lang, text(lang, "overview.places.file")),
        css="span-6",
    )

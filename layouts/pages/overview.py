"""The overview: how the city stands this year, day by day, place by place, against other years."""

from typing import Any

from dash import html

from layouts.overview import PAGE, meeting
from layouts.overview import part as _id
from layouts.overview.controls import controls
from layouts.parts.aria import spoken
from layouts.parts.card import card, chart, download_button
from layouts.parts.lazy import lazy
from layouts.parts.place_list import PlaceRow, place_list
from summaries.store import Snapshot
from view import maps, options
from view.state import ViewState
from view.text import text

MAP = "overview-map"
#: Cards that are drawn once they come near the screen.
YEARS, PLACES = f"{PAGE}-years", f"{PAGE}-places"
_CALENDAR_HEIGHT = 330
_MAP_HEIGHT = 356
_YEARS_HEIGHT = 380
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: for a desk, or in large letters."""
    if state.mode == "meeting":
        return meeting.content(snapshot, state)
    lang = state.lang
    return html.Div(
        [
            controls(snapshot, state),
            html.P(id=_id("sentence"), className="sentence", **_LIVE),
            html.Div(
                [html.Div(id=_id("cards")), html.Div(id=_id("rank"))],
                className="kpis kpis-of-two",
            ),
            html.Div(
                [
                    _calendar(lang),
                    _map(snapshot, state),
                    lazy(YEARS, _years(lang)),
                    lazy(PLACES, _places(snapshot, state)),
                    html.Section(id=_id("case"), className="card span-12 latest-case"),
                ],
                className="grid",
            ),
        ]
    )


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
                **spoken(label),
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

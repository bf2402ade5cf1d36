"""The timeline of the cases shown."""

from typing import Any

from dash import Dash, Input, Output

from layouts.cases.timeline import CARD
from layouts.pages.cases import ASKED
from view import ids
from view.case_library import Library, library
from view.figures.case_timeline import (
    COUNTS,
    MOST_PLACES,
    YEARS,
    case_timeline,
    timeline_height,
    timeline_way,
)
from view.readings.case_library import foot_words
from view.text import text


def register(app: Dash) -> None:
    """Register the callback with an app."""
    app.callback(
        Output(CARD, "figure"),
        Output(CARD, "style"),
        *(Output(ids.part(CARD, what), "children") for what in ("title", "reading", "foot")),
        Output(ids.part(CARD, "card"), "hidden"),
        Input(ASKED, "data"),
        prevent_initial_call=True,
    )(show_timeline)


def show_timeline(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading and foot of the timeline, whether it is hidden."""
    shown = library(data)
    state, rows = shown.state, shown.found.rows
    way = timeline_way(rows, shown.is_nation)
    known = (shown.city.first_day, shown.city.last_day)
    figure = case_timeline(rows, shown.titles, way, state.palette, state.lang, known)
    title = text(state.lang, f"case_library.timeline.title.{way}")
    foot = foot_words(shown.snapshot, shown.city, len(rows), state.lang)
    style = {"height": f"{timeline_height(rows, way)}px"}
    return figure, style, title, _reading(shown, way), " · ".join(foot), not rows


def _reading(shown: Library, way: str) -> str:
    lang = shown.state.lang
    if way == COUNTS:
        return text(lang, "case_library.timeline.reading.counts", most=MOST_PLACES)
    words = text(lang, "case_library.timeline.reading")
    return words + text(lang, "case_library.timeline.no_data") if way == YEARS else words

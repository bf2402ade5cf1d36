"""The curve of a case: its hours or days, strips, stages, and the part dragged out of it."""

from typing import Any

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, html

from layouts.case import curve as layout
from layouts.case.stages import part_table, stage_table
from layouts.case.strips import strip
from summaries.store import Snapshot
from view import case_choice, ids, options
from view.case_parts import Curve
from view.case_row import CaseRow
from view.case_strips import stage_bands, warning_bands
from view.case_window import Window, window_of
from view.figures.case_curve import case_curve, case_curve_height
from view.figures.case_days import case_days, case_days_height
from view.figures.frame import empty
from view.queries import case as query
from view.queries.trends import sources
from view.readings import case as reading
from view.readings.case_curve import curve_title, days_foot, days_part_words, hours_foot
from view.readings.case_numbers import part_numbers, part_words
from view.text import text

_CURVE = ids.CASE_CURVE
_WORDS = (layout.PART, layout.TITLE, layout.READING, layout.FOOT)
#: What `show_curve` fills; the first time it comes with the page (`dashboard/first_chart.py`).
SHOWN = (
    Output(_CURVE, "figure"),
    Output(_CURVE, "style"),
    Output(layout.BANDS, "data"),
    Output(layout.WHOLE, "style"),
    *(Output(part, "children") for part in _WORDS),
)
_HIDDEN, _SHOWN = {"display": "none"}, {"display": "inline-flex"}


def register(app: Dash) -> None:
    """Register the curve's callbacks with an app; brush and pointer are the browser's."""
    app.callback(*SHOWN, Input(ids.STATE, "data"), prevent_initial_call=True)(show_curve)
    app.clientside_callback(
        ClientsideFunction("qingce_case_strips", "build"),
        # Filled by nobody: what has no output is not run when the page comes.
        Output(layout.STRIPS, "title"),
        Input(layout.BANDS, "data"),
        State(layout.STRIPS, "id"),
        State(layout.STAGES, "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_case_part", "choose"),
        Input(_CURVE, "relayoutData"),
        State(_CURVE, "figure"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_case_part", "clear"),
        Input(layout.WHOLE, "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_case_hour", "point"),
        Input(_CURVE, "hoverData"),
        prevent_initial_call=True,
    )


def show_curve(data: Any) -> tuple[Any, ...]:
    """Return figure, style and bands; whether the whole can be asked for; the words of the card."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        nothing = empty(text(lang, "case_page.none.title"))
        return nothing, {}, None, _HIDDEN, *("",) * len(_WORDS)
    window, curve = window_of(row, state.part), query.curve(snapshot, row)
    drawn = _of_hours if _is_hourly(curve, row) else _of_days
    figure, height, bands, part, *words = drawn(snapshot, row, window, lang)
    style = {"height": f"{height}px"}
    if not window.is_part:
        return figure, style, bands, _HIDDEN, text(lang, "case_curve.brush"), *words
    return figure, style, bands, _SHOWN, part, *words


def _is_hourly(curve: Curve, row: CaseRow) -> bool:
    """Return whether there are hours to draw: of the case's own pollutant, or their mean."""
    lines = (curve.values.get(row.pollutant), curve.pm25_24h, curve.o3_8h)
    return any(line is not None and np.isfinite(line).any() for line in lines)


def _of_hours(snapshot: Snapshot, row: CaseRow, window: Window, lang: str) -> tuple[Any, ...]:
    """Return figure, height, bands, what is read of a part, title, reading and foot."""
    curve, stages = query.curve(snapshot, row), query.stages(snapshot, row)
    own = strip(text(lang, "case_curve.strip.stage"), stage_bands(lang, stages, window))
    return (
        case_curve(curve, row, stages, window, lang),
        case_curve_height(curve, row),
        {
            "strips": [_warnings(snapshot, row, window, lang), own],
            "stages": stage_table(lang, stages, row.pollutant),
        },
        _part_of_hours(row, curve, window, lang) if window.is_part else None,
        curve_title(lang, row, is_hourly=True),
        reading.period_words(lang, row),
        hours_foot(lang, row, curve, sources(snapshot, row.city, True)),
    )


def _part_of_hours(row: CaseRow, curve: Curve, window: Window, lang: str) -> list[Any]:
    span = window.start, window.end
    words = html.P(part_words(lang, row, curve, *span))
    return [words, part_table(lang, part_numbers(lang, curve, *span))]


def _of_days(snapshot: Snapshot, row: CaseRow, window: Window, lang: str) -> tuple[Any, ...]:
    """Return the same of a case of which only days are known: it has no stages."""
    days = query.days(snapshot, row)
    return (
        case_days(days, row, window, lang) if days else empty(text(lang, "common.empty.no_data")),
        case_days_height(days, row),
        {"strips": [_warnings(snapshot, row, window, lang)], "stages": None},
        html.P(days_part_words(lang, row, days, window.start, window.end)),
        curve_title(lang, row, is_hourly=False),
        reading.period_words(lang, row),
        days_foot(lang, row, days, sources(snapshot, row.city)),
    )


def _warnings(snapshot: Snapshot, row: CaseRow, window: Window, lang: str) -> dict[str, Any]:
    bands = warning_bands(lang, query.responses(snapshot, row), window)
    key = "none" if row.warning is not None else "no_list"
    label, nothing = (text(lang, f"case_curve.strip.{name}") for name in ("warning", key))
    return strip(label, bands, nothing)

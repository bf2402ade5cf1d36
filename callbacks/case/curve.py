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
from view.queries.hours import hour_sources
from view.queries.trends import sources
from view.readings import case as reading
from view.readings.case_curve import curve_title, days_foot, days_part_words, hours_foot
from view.readings.case_numbers import part_numbers, part_words
from view.text import text

_CURVE = ids.CASE_CURVE
_WORDS = (layout.TITLE, layout.READING, layout.FOOT, layout.STRIPS, layout.STAGES)
_HIDDEN, _SHOWN = {"display": "none"}, {"display": "inline-flex"}


def register(app: Dash) -> None:
    """Register the curve's callbacks with an app; brush and pointer are the browser's."""
    state = Input(ids.STATE, "data")
    drawn = (Output(_CURVE, "figure"), Output(_CURVE, "style"))
    app.callback(*drawn, *(Output(part, "children") for part in _WORDS), state)(show_curve)
    app.callback(Output(layout.PART, "children"), Output(layout.WHOLE, "style"), state)(show_part)
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
    """Return figure, style, title, reading, foot, strips and stages of the case."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return empty(text(lang, "case_page.none.title")), {}, "", "", "", None, None
    window, curve = window_of(row, state.part), query.curve(snapshot, row)
    if not _is_hourly(curve, row):
        return _of_days(snapshot, row, window, lang)
    stages = query.stages(snapshot, row)
    return (
        case_curve(curve, row, stages, window, lang),
        {"height": f"{case_curve_height(curve, row)}px"},
        curve_title(lang, row, is_hourly=True),
        reading.period_words(lang, row),
        hours_foot(lang, row, curve, hour_sources(snapshot, row.city)),
        [
            _warnings(snapshot, row, window, lang),
            strip(text(lang, "case_curve.strip.stage"), stage_bands(lang, stages, window)),
        ],
        stage_table(lang, stages, row.pollutant),
    )


def _is_hourly(curve: Curve, row: CaseRow) -> bool:
    """Return whether there are hours to draw: of the case's own pollutant, or their mean."""
    lines = (curve.values.get(row.pollutant), curve.pm25_24h, curve.o3_8h)
    return any(line is not None and np.isfinite(line).any() for line in lines)


def _of_days(snapshot: Snapshot, row: CaseRow, window: Window, lang: str) -> tuple[Any, ...]:
    days = query.days(snapshot, row)
    foot = days_foot(lang, row, days, sources(snapshot, row.city))
    if not days:
        return empty(text(lang, "common.empty.no_data")), {}, "", "", foot, None, None
    return (
        case_days(days, row, window, lang),
        {"height": f"{case_days_height(days, row)}px"},
        curve_title(lang, row, is_hourly=False),
        reading.period_words(lang, row),
        foot,
        [_warnings(snapshot, row, window, lang)],
        None,
    )


def _warnings(snapshot: Snapshot, row: CaseRow, window: Window, lang: str) -> html.Div:
    bands = warning_bands(lang, query.responses(snapshot, row), window)
    key = "none" if row.warning is not None else "no_list"
    label, nothing = (text(lang, f"case_curve.strip.{name}") for name in ("warning", key))
    return strip(label, bands, nothing)


def show_part(data: Any) -> tuple[Any, Any]:
    """Return what is read of the chosen part, and whether the whole can be asked for again."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    window = window_of(row, state.part) if row is not None else None
    if row is None or window is None or not window.is_part:
        return text(lang, "case_curve.brush"), _HIDDEN
    span = window.start, window.end
    curve = query.curve(snapshot, row)
    if not _is_hourly(curve, row):
        return days_part_words(lang, row, query.days(snapshot, row), *span), _SHOWN
    words = html.P(part_words(lang, row, curve, *span))
    return [words, part_table(lang, part_numbers(lang, curve, *span))], _SHOWN

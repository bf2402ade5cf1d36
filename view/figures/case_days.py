"""The days of a case of which only daily values are known: bars, a panel a pollutant."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.standards.gb3095 import limit, standard_in_force
from view.case_parts import CaseDay
from view.case_row import CaseRow
from view.case_window import Window, whole_window
from view.figures.arrays import milliseconds, typed
from view.figures.case_frame import frame, limit_marks, meta_of, panel_axis, title, top_of
from view.figures.case_panels import CasePanel, CaseSheet, colour_of, day_sheet
from view.figures.frame import Figure
from view.figures.series_traces import printed
from view.formats import THIN_SPACE, number, unit
from view.text import text
from view.wording import series_name

_DAY = 86_400_000
#: Bars of days outside the case.
_PALE = 0.35


def case_days_height(days: Sequence[CaseDay], row: CaseRow) -> int:
    """Return the height in pixels that `case_days` is drawn for."""
    return _sheet(days, row).height


def case_days(days: Sequence[CaseDay], row: CaseRow, window: Window, lang: str) -> Figure:
    """Draw the daily values of a case and of the days around it, its own pollutant on top.

    Daily means, of O3 the MDA8, each against the daily limit in force on the first day. Days
    outside the case are pale; a day without a value has no bar.
    """
    sheet = _sheet(days, row)
    whole = meta_of(whole_window(row), "day")
    figure = frame(sheet, window, lang, "daily", hoverdistance=1, meta=whole, bargap=0.15)
    data, shapes, notes = [], [], []
    for panel in sheet.panels:
        metric = panel.first
        values = _values(days, metric)
        high, line = top_of([values], _limit(metric, row), panel.is_leading)
        figure[f"yaxis{panel.key}"] = panel_axis(sheet, panel, 0.0, high)
        data.append(_bars(days, values, panel, row, lang))
        words = series_name(lang, metric, "daily"), unit(lang, METRICS[metric])
        shown = text(lang, "case_curve.title", name=words[0], unit=words[1])
        notes.append(title(sheet, panel, shown))
        if line is not None:
            averaging = "mda8" if metric == "o3_mda8" else "24h"
            value = number(line, 0)
            shape, note = limit_marks(
                panel, line, text(lang, f"common.limit.{averaging}", value=value)
            )
            shapes.append(shape)
            notes.append(note)
    return {"data": data, "layout": {**figure, "shapes": shapes, "annotations": notes}}


def _sheet(days: Sequence[CaseDay], row: CaseRow) -> CaseSheet:
    metrics = ("pm25", "pm10", "o3_mda8", "no2", "so2", "co")
    return day_sheet({m for m in metrics if np.isfinite(_values(days, m)).any()}, row.kind)


def _values(days: Sequence[CaseDay], metric: str) -> np.ndarray:
    found = (getattr(day, metric) for day in days)
    return np.array([np.nan if v is None else v for v in found], np.float32)


def _limit(metric: str, row: CaseRow) -> float | None:
    pollutant = METRICS[metric].pollutant or ""
    averaging = "mda8" if metric == "o3_mda8" else "24h"
    return limit(pollutant, averaging, standard_in_force(row.first_day.date()))


def _bars(
    days: Sequence[CaseDay], values: np.ndarray, panel: CasePanel, row: CaseRow, lang: str
) -> dict[str, Any]:
    metric = METRICS[panel.first]
    dates = np.array([day.date.to_datetime64() for day in days], "datetime64[h]")
    start, end = (t.to_datetime64().astype("datetime64[h]") for t in (row.start, row.end))
    is_own = (dates >= start.astype("datetime64[D]")) & (dates < end)
    value = f"%{{y:.{metric.decimals}f}}{THIN_SPACE}{unit(lang, metric)}"
    name = series_name(lang, panel.first, "daily")
    words = text(lang, "trends.hover.series", name=name, value=value)
    return {
        "type": "bar",
        "x": milliseconds(dates + np.timedelta64(12, "h")),
        "y": typed(printed(values, panel.first)),
        "width": 0.8 * _DAY,
        "yaxis": f"y{panel.key}",
        "name": name,
        "marker": {
            "color": colour_of(metric.pollutant or ""),
            "opacity": typed(np.where(is_own, 1.0, _PALE)),
        },
        "hovertemplate": f"{words}<extra></extra>",
    }

"""The hours of a case: pollutants and weather, a panel each, on one axis of time."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from airquality.standards.gb3095 import limit, standard_in_force
from view.case_parts import Curve, Stage
from view.case_row import CaseRow
from view.case_window import Window, whole_window
from view.figures.arrays import milliseconds, typed
from view.figures.case_frame import (
    day_lines,
    frame,
    limit_marks,
    meta_of,
    panel_axis,
    reach_of,
    title,
    top_of,
)
from view.figures.case_panels import (
    CasePanel,
    colour_of,
    decimals_of,
    hour_sheet,
    name_of,
    running_mean,
    unit_of,
)
from view.figures.frame import Figure
from view.formats import THIN_SPACE, number
from view.text import text
from view.theme import NEUTRAL

#: Ground of each stage, pale enough for both schemes; the strip above names them.
STAGE_FILL = {
    "accumulation": "rgba(184,137,59,0.10)",
    "explosive": "rgba(194,85,58,0.20)",
    "plateau": "rgba(138,143,152,0.18)",
    "easing": "rgba(47,134,201,0.05)",
    "clearing": "rgba(47,134,201,0.10)",
    "photochemical_day": "rgba(47,134,201,0.12)",
}
_HOUR = 3_600_000
_AVERAGING = {"pm25": "24h", "o3": "mda8"}
#: Most arrows of the wind in a panel, and the steps in hours between two of them.
_MOST_ARROWS = 32
_ARROW_STEPS = (1, 2, 3, 4, 6, 8, 12, 24, 48)
_SIGNED = ("temperature", "dew_point")


def case_curve_height(curve: Curve, row: CaseRow) -> int:
    """Return the height in pixels that `case_curve` is drawn for."""
    return hour_sheet(curve, row.kind).height


def case_curve(
    curve: Curve, row: CaseRow, stages: Sequence[Stage], window: Window, lang: str
) -> Figure:
    """Draw the hours of a case, its own pollutant on top, over the hours of `window`.

    Hours stand at their beginning; a gap is a gap, and an hour of the case without the leading
    pollutant has a cross at the foot. Running means lie heavy over their hours; the daily limit in
    force on the first day is drawn for them only. The scale of each panel is that of the whole
    case, so that a part keeps it. Stages are bands through all panels. Arrows fly with the wind.
    """
    sheet = hour_sheet(curve, row.kind)
    whole = meta_of(whole_window(row), "hour")
    figure = frame(sheet, window, lang, "hourly", hoverdistance=reach_of(window), meta=whole)
    data: list[dict[str, Any]] = _hour_words(curve, lang)
    shapes, notes = [*day_lines(window), *_bands(stages)], []
    for panel in sheet.panels:
        own, low, high, line = _panel(curve, row, panel, lang)
        data += own
        figure[f"yaxis{panel.key}"] = panel_axis(sheet, panel, low, high)
        notes.append(title(sheet, panel, panel_words(curve, panel, lang)))
        if line is not None:
            words = text(lang, f"case_curve.limit.{panel.first}", value=number(line, 0))
            shape, note = limit_marks(panel, line, words)
            shapes.append(shape)
            notes.append(note)
        if panel.first == "wind_speed":
            data += _arrows(curve, panel, window, 0.86 * high)
    data += _gaps(curve)
    return {"data": data, "layout": {**figure, "shapes": shapes, "annotations": notes}}


def running_limit(variable: str, row: CaseRow) -> float | None:
    """Return the daily limit that a running mean is held against; None for what has no mean."""
    if variable not in _AVERAGING:
        return None
    return limit(variable, _AVERAGING[variable], standard_in_force(row.first_day.date()))


def panel_words(curve: Curve, panel: CasePanel, lang: str) -> str:
    """Return a panel's title: what is drawn in it, and the unit."""
    first, unit = panel.first, unit_of(panel.first)
    if running_mean(curve, first) is not None:
        key = "running" if first in curve.values else "only"
        return text(lang, f"case_curve.title.{first}.{key}", symbol=name_of(first, lang), unit=unit)
    names = [_coloured(name_of(v, lang), v, len(panel.variables) > 1) for v in panel.variables]
    joined = text(lang, "case_curve.title.join").join(names)
    key = "case_curve.title.wind" if first == "wind_speed" else "case_curve.title"
    return text(lang, key, name=joined, unit=unit)


def _coloured(name: str, variable: str, is_told: bool) -> str:
    """Return a name with a dash in the colour of its line, where a panel has several."""
    if not is_told:
        return name
    return f'<span style="color:{colour_of(variable)}"><b>━</b></span> {name}'


def _panel(
    curve: Curve, row: CaseRow, panel: CasePanel, lang: str
) -> tuple[list[dict[str, Any]], float, float, float | None]:
    """Return a panel's traces, the ends of its axis, and the limit that it shows."""
    shown, data = [], []
    for variable in panel.variables:
        mean = running_mean(curve, variable)
        if variable in curve.values:
            shown.append(curve.values[variable])
            data.append(_hours(curve, panel, variable, lang, is_pale=mean is not None))
        if mean is not None:
            shown.append(mean)
            data.append(_running(curve, panel, variable, mean, lang))
    if panel.first in _SIGNED or panel.first == "pressure":
        low, high = _free_ends(shown)
        return data, low, high, None
    high, line = top_of(shown, running_limit(panel.first, row), panel.is_leading)
    if panel.first == "wind_speed":
        high *= 1.25  # room for the arrows
    return data, 0.0, max(high, 1.0 if panel.first == "rain" else high), line


def _free_ends(shown: list[np.ndarray]) -> tuple[float, float]:
    held = np.concatenate(shown)
    held = held[np.isfinite(held)]
    low, high = float(held.min()), float(held.max())
    room = max(0.08 * (high - low), 0.5)
    return low - room, high + room


def _base(curve: Curve, panel: CasePanel) -> dict[str, Any]:
    return {
        "x0": str(curve.times[0].astype("datetime64[s]")) if len(curve) else None,
        "dx": _HOUR,
        "yaxis": f"y{panel.key}",
    }


def _hours(
    curve: Curve, panel: CasePanel, variable: str, lang: str, is_pale: bool
) -> dict[str, Any]:
    """Return the hours of a variable as a line; the wind says where it came from."""
    decimals, colour = decimals_of(variable), colour_of(variable)
    value = f"%{{y:.{decimals}f}}{THIN_SPACE}{unit_of(variable)}"
    words = text(lang, "trends.hover.series", name=name_of(variable, lang), value=value)
    made = {
        **_base(curve, panel),
        "y": typed(curve.values[variable]),
        "name": name_of(variable, lang),
    }
    made |= {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": colour, "width": 1.2 if is_pale else 1.5},
        "hovertemplate": f"{words}<extra></extra>",
    }
    if variable == "rain":
        # Hours as steps: a bar each would take the browser longer than all other lines together.
        made |= {"line": {"color": colour, "width": 1, "shape": "hv"}, "fill": "tozeroy"}
    if is_pale:
        made["opacity"] = 0.65
    if variable == "wind_speed" and "wind_direction" in curve.values:
        made["text"] = _wind_words(curve.values["wind_direction"], lang)
        made["hovertemplate"] = f"{words} %{{text}}<extra></extra>"
    return made


def _running(
    curve: Curve, panel: CasePanel, variable: str, mean: np.ndarray, lang: str
) -> dict[str, Any]:
    value = f"%{{y:.0f}}{THIN_SPACE}{unit_of(variable)}"
    name = text(lang, f"case_curve.running.{variable}")
    words = text(lang, "trends.hover.series", name=name, value=value)
    return {
        **_base(curve, panel),
        "type": "scatter",
        "mode": "lines",
        "y": typed(mean),
        "name": name,
        "line": {"color": colour_of(variable), "width": 2.6},
        "hovertemplate": f"{words}<extra></extra>",
    }


def _wind_words(direction: np.ndarray, lang: str) -> list[str]:
    """Return by hour the name of the wind: one of eight, '' where it has no direction."""
    names = [text(lang, f"case_curve.wind.{n}") for n in range(8)]
    known = np.isfinite(direction)
    sectors = np.floor(np.nan_to_num(direction) / 45.0 + 0.5).astype(int) % 8
    return [names[s] if k else "" for s, k in zip(sectors, known, strict=True)]


def _arrows(curve: Curve, panel: CasePanel, window: Window, level: float) -> list[dict[str, Any]]:
    """Return an arrow every few hours in the direction in which the air moves."""
    direction = curve.values.get("wind_direction")
    if direction is None:
        return []
    fits = (step for step in _ARROW_STEPS if window.hours / step <= _MOST_ARROWS)
    step = next(fits, _ARROW_STEPS[-1])
    clock = curve.times.astype(np.int64) % step == 0
    own = np.isfinite(direction) & clock
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": milliseconds(curve.times[own]),
            "y": typed(np.full(int(own.sum()), level)),
            "yaxis": f"y{panel.key}",
            "marker": {
                "symbol": "arrow",
                "size": 9,
                "color": colour_of("wind_speed"),
                "angle": typed((direction[own] + 180.0) % 360.0),
            },
            "hoverinfo": "skip",
        }
    ]


def _bands(stages: Sequence[Stage]) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "layer": "below",
            **{"xref": "x", "x0": str(stage.start), "x1": str(stage.end)},
            **{"yref": "paper", "y0": 0, "y1": 1},
            "line": {"width": 0},
            "fillcolor": STAGE_FILL[stage.stage],
        }
        for stage in stages
        if stage.stage in STAGE_FILL
    ]


def _hour_words(curve: Curve, lang: str) -> list[dict[str, Any]]:
    """Return what the hover says first of an hour: its stage, and that it is missing."""
    if not len(curve):
        return []
    said = {"": text(lang, "case_curve.outside")}
    said |= {s: text(lang, f"case_curve.stage.{s}") for s in set(curve.stage.tolist()) if s}
    missing = f" · {text(lang, 'case_curve.missing')}"
    hours = zip(curve.stage.tolist(), curve.is_missing.tolist(), strict=True)
    return [
        {
            **{"x0": str(curve.times[0].astype("datetime64[s]")), "dx": _HOUR},
            **{"type": "scatter", "mode": "lines", "line": {"width": 0}},
            "y": typed(np.zeros(len(curve))),
            "yaxis": "y",
            "text": [said[stage] + (missing if is_gap else "") for stage, is_gap in hours],
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _gaps(curve: Curve) -> list[dict[str, Any]]:
    """Return a cross at the foot of the top panel for each hour that is missing in the case."""
    if not curve.is_missing.any():
        return []
    times = curve.times[curve.is_missing]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": milliseconds(times),
            "y": typed(np.zeros(len(times))),
            "yaxis": "y",
            "cliponaxis": False,
            "marker": {"symbol": "x-thin-open", "size": 5, "color": NEUTRAL},
            "hoverinfo": "skip",
        }
    ]

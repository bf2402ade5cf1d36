"""The lines of a series: values, trailing means, dots between gaps, markers of long steps."""

import math
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from view.figures.arrays import milliseconds, typed
from view.figures.frame import plain
from view.figures.panels import Panel
from view.formats import THIN_SPACE, unit
from view.lines import Line
from view.text import text
from view.theme import NEUTRAL, PLACE_COLOURS, POLLUTANT_COLOUR
from view.wording import moment, series_name

#: How near to a half, in the last place shown, a float32 is looked at by the exact rule.
_NEAR_TIE = 1e-4
_STEP_MS = {"hourly": 3_600_000, "daily": 86_400_000}
_PALE = 0.35
#: Width of the chosen year's line among those of other years.
_CHOSEN_YEAR = 2.2
#: Markers from so many on are small.
_MANY = 160


def traces(lines: list[Line], panel: Panel, lang: str) -> list[dict[str, Any]]:
    """Return what is drawn of the lines in one panel."""
    found: list[dict[str, Any]] = []
    several = len(lines) > 1
    for number, line in enumerate(lines):
        colour = PLACE_COLOURS[number % len(PLACE_COLOURS)]
        colour = colour if several else metric_colour(panel.metric)
        base = {
            "type": "scatter",
            "yaxis": f"y{panel.key}",
            "name": plain(line.name),
            "legendgroup": f"{line.place} {number}",
            "showlegend": panel.number == 0,
        }
        own = _of_line(line, panel.metric, colour, base, several, lang)
        if any(other.is_elsewhere for other in lines) and not line.is_elsewhere:
            own[0]["line"] = {**own[0]["line"], "width": _CHOSEN_YEAR}
        found += own
    return found


def _of_line(
    line: Line, metric: str, colour: str, base: dict[str, Any], several: bool, lang: str
) -> list[dict[str, Any]]:
    row, name = METRICS[metric], base["name"]
    # The axis says which mean it is; two other statistics of one pollutant need their names.
    label = row.symbol if row.statistic == "mean" else series_name(lang, metric, line.grain)
    hover = f"{name} {label}" if several else label
    if several and metric in line.smooth:
        # Pale lines of several places under their means would hide one another.
        mean = _smooth(line, metric, colour, base, hover, lang)
        return [{**mean, "showlegend": base["showlegend"], "line": {"color": colour, "width": 1.8}}]
    there = ~np.isnat(line.true_times)
    shown = brief(line.values[metric], metric)[there]
    main = {**base, **_steps(line, there), **_style(line, metric, colour, hover, lang)}
    main["y"] = typed(shown)
    found = [main]
    alone = _alone(shown) if not line.step.is_long else np.zeros(len(shown), bool)
    if alone.any():
        found.append(
            {
                **base,
                "x": milliseconds(line.times[there][alone]),
                "y": typed(shown[alone]),
                "mode": "markers",
                "marker": {"size": 4, "color": colour},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    if metric in line.smooth:
        for trace in found:
            trace["opacity"] = _PALE
        found.append(_smooth(line, metric, colour, base, hover, lang))
    return found


def _smooth(
    line: Line, metric: str, colour: str, base: dict[str, Any], hover: str, lang: str
) -> dict[str, Any]:
    """Return the trailing mean, drawn heavier over its line."""
    there = ~np.isnat(line.true_times)
    name = text(lang, "trends.hover.smooth", name=hover)
    return {
        **base,
        **_steps(line, there),
        "y": typed(brief(line.smooth[metric], metric)[there]),
        "mode": "lines",
        "line": {"color": colour, "width": 2.4},
        "showlegend": False,
        "hovertemplate": f"{_value_words(metric, name, lang)}<extra></extra>",
    }


def metric_colour(metric: str) -> str:
    """Return the identity colour of a metric's pollutant, grey for what is of all pollutants."""
    pollutant = METRICS[metric].pollutant
    return POLLUTANT_COLOUR[pollutant] if pollutant else NEUTRAL


def printed(values: np.ndarray, metric: str) -> np.ndarray:
    """Return values in the unit they are printed in, made ready for a browser to round.

    A browser rounds a half up, GB/T 8170 to the even neighbour: a value that the two would print
    differently is moved to the rule's result, by half a unit of the last place shown.
    """
    row = METRICS[metric]
    shown = values * np.float32(100) if row.unit == "%" else values.astype(np.float32)
    scaled = shown * np.float32(10**row.decimals)
    scaled -= np.floor(scaled)
    ties = np.flatnonzero(np.abs(scaled - np.float32(0.5)) < _NEAR_TIE)
    if len(ties):
        shown[ties] = round_half_even(shown[ties], row.decimals)
    return shown


def brief(values: np.ndarray, metric: str) -> np.ndarray:
    """Return printed values on a grid of an eighth of what is printed, or finer: short to send.

    The grid's step is a power of two, so that half of each number's bytes are zero. A value that a
    browser would then print otherwise stays as it is.
    """
    shown, last_place = printed(values, metric), 10 ** METRICS[metric].decimals
    step = np.float32(2.0 ** -(math.ceil(math.log2(last_place)) + 3))
    short = np.round(shown / step) * step
    seen, kept = (np.floor(x * np.float32(last_place) + np.float32(0.5)) for x in (shown, short))
    return np.asarray(np.where(seen == kept, short, shown), np.float32)


def _steps(line: Line, there: np.ndarray) -> dict[str, Any]:
    """Return the times of a line: a start and a step, or one by one where some are left out."""
    if line.grain in _STEP_MS and there.all():
        return {"x0": str(line.start.astype("datetime64[s]")), "dx": _STEP_MS[line.grain]}
    return {"x": milliseconds(line.times[there])}


def _value_words(metric: str, name: str, lang: str) -> str:
    row = METRICS[metric]
    value = f"%{{y:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE)
    return text(lang, "trends.hover.series", name=name, value=value)


def _style(line: Line, metric: str, colour: str, name: str, lang: str) -> dict[str, Any]:
    words = _value_words(metric, name, lang)
    if not line.step.is_long:
        style = {"mode": "lines", "line": {"color": colour, "width": 1.3}}
        return {**style, "hovertemplate": f"{words}<extra></extra>"}
    there = ~np.isnat(line.true_times)
    valid = line.has_enough(metric)[there]
    notes = _step_notes(line, valid, lang)
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": 1.8},
        "marker": {
            "size": 7 if len(line) < _MANY else 4,
            "color": colour,
            "symbol": ["circle" if is_valid else "circle-open" for is_valid in valid],
        },
        "text": notes,
        "hovertemplate": f"{words}%{{text}}<extra></extra>",
    }


def _step_notes(line: Line, valid: np.ndarray, lang: str) -> list[str]:
    """Return what follows a value: that it rests on too few days; of seasons, which one it is."""
    flag = f" · {text(lang, 'common.insufficient')}"
    notes = ["" if is_valid else flag for is_valid in valid]
    if line.grain != "seasonal" and not line.is_elsewhere:
        return notes
    times = line.true_times[~np.isnat(line.true_times)]
    return [f" · {moment(lang, line.grain, t)}{n}" for t, n in zip(times, notes, strict=True)]


def _alone(values: np.ndarray) -> np.ndarray:
    """Return where a value stands between two gaps, which a line alone would not show."""
    here = np.isfinite(values)
    padded = np.concatenate(([False], here, [False]))
    return here & ~padded[:-2] & ~padded[2:]

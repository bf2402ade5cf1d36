"""Series over time: a panel a metric above one another, a line a place, one time axis."""

from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.limits import LimitSpan, limit_spans
from view.figures.panels import (
    FOOT,
    PANEL,
    ROW,
    Panel,
    crosses,
    panel_marks,
    plot_height,
    reference_change_marks,
)
from view.formats import THIN_SPACE, unit
from view.lines import Line
from view.text import text
from view.theme import NEUTRAL, PLACE_COLOURS, POLLUTANT_COLOUR
from view.wording import series_name

#: A limit further above the data than this would press them flat: it is told, not drawn.
_MOST_HEADROOM = 2.0
#: How near to a half, in the last place shown, a float32 is looked at by the exact rule.
_NEAR_TIE = 1e-4
_STEP_MS = {"hourly": 3_600_000, "daily": 86_400_000}
_HOVER = {"hourly": "hover.hourly", "daily": "hover.daily", "monthly": "hover.monthly"}


def series_height(lines: list[Line], metrics: tuple[str, ...]) -> int:
    """Return the height in pixels that `series_figure` is drawn for."""
    if not lines:
        return PANEL + ROW + FOOT
    return plot_height(len(metrics)) + _top(lines) + FOOT


def series_figure(lines: list[Line], metrics: tuple[str, ...], lang: str) -> Figure:
    """Draw lines over the same steps and of the same grain.

    One place has its pollutants' colours, several have the places'. A gap is a gap, a value alone
    between two gaps a dot. Months and years have markers, hollow where too few days are valid.
    Amounts start from zero. Limits lie on the statistic they belong to, over the span in which
    they held. The change of reference state is a dotted line where the steps cross it.
    """
    if not lines:
        return empty(text(lang, "common.empty.no_data"))
    data: list[dict] = []
    shapes, notes = reference_change_marks(lines[0], len(metrics), lang)
    figure = layout(
        margin={"l": 48, "r": 16, "t": _top(lines), "b": FOOT},
        hoversubplots="axis",
        xaxis=_time_axis(lines[0], len(metrics), lang),
        showlegend=len(lines) > 1,
        legend=_legend(metrics, lines),
    )
    for number, metric in enumerate(metrics):
        panel = Panel(metric, number, len(metrics))
        data += _traces(lines, panel, lang)
        top, drawn, above = _reach(lines, metric)
        # Markers that stand on zero need a little room not to be cut in half.
        foot = 0 if lines[0].grain in _STEP_MS else -0.03 * top
        figure[f"yaxis{panel.key}"] = axis(
            domain=panel.domain, range=[foot, top], nticks=5, fixedrange=True
        )
        more_shapes, more_notes = panel_marks(panel, lines, drawn, above, lang)
        shapes, notes = shapes + more_shapes, notes + more_notes
    return {"data": data, "layout": {**figure, "shapes": shapes, "annotations": notes}}


def _top(lines: list[Line]) -> int:
    return ROW * (1 + (len(lines) > 1) + crosses(lines[0])) + 8


def _legend(metrics: tuple[str, ...], lines: list[Line]) -> dict[str, Any]:
    rows = ROW * (1 + crosses(lines[0]))
    above = 1 + rows / plot_height(len(metrics))
    return {"orientation": "h", "x": 0, "xanchor": "left", "y": above, "yanchor": "bottom"}


def _time_axis(line: Line, panels: int, lang: str) -> dict[str, Any]:
    low, high = line.start.astype("datetime64[ms]"), line.end.astype("datetime64[ms]")
    if line.grain in ("monthly", "annual"):
        # A marker on the edge would be cut in half; the end is the step after the last one.
        room = (high - low) // (len(line) * 3)
        low, high = low - room, high - 2 * room
    formats = [([None, 43_200_000], "hours"), ([86_400_000, 1_209_600_000], "days")]
    formats += [(["M1", "M6"], "months"), (["M12", None], "years")]
    hover = text(lang, f"trends.{_HOVER.get(line.grain, 'hover.annual')}")
    # Left to itself the axis would mark months within so few years.
    every_year = line.grain == "annual" and len(line) <= 3
    return axis(
        type="date",
        range=[str(low), str(high)],
        anchor="y" if panels == 1 else f"y{panels}",
        hoverformat=hover,
        ticklabelstandoff=4,
        tickformatstops=[
            {"dtickrange": span, "value": text(lang, f"trends.tick.{name}")}
            for span, name in formats
        ],
        **({"dtick": "M12", "tick0": "2000-01-01"} if every_year else {}),
    )


def _traces(lines: list[Line], panel: Panel, lang: str) -> list[dict[str, Any]]:
    found, metric = [], panel.metric
    for number, line in enumerate(lines):
        several = len(lines) > 1
        colour = PLACE_COLOURS[number % len(PLACE_COLOURS)] if several else metric_colour(metric)
        name = plain(line.name)
        shown = printed(line.values[metric], metric)
        base = {
            "type": "scatter",
            "yaxis": f"y{panel.key}",
            "name": name,
            "legendgroup": line.place,
            "showlegend": panel.number == 0,
        }
        # The axis says which mean it is; two other statistics of one pollutant need their names.
        row = METRICS[metric]
        label = row.symbol if row.statistic == "mean" else series_name(lang, metric, line.grain)
        hover = f"{name} {label}" if several else label
        style = _style(line, metric, colour, hover, lang)
        found.append({**base, **_steps(line), **style, "y": typed(shown)})
        alone = _alone(shown) if line.grain in _STEP_MS else np.zeros(len(line), bool)
        if alone.any():
            found.append(
                {
                    **base,
                    "x": milliseconds(line.times[alone]),
                    "y": typed(shown[alone]),
                    "mode": "markers",
                    "marker": {"size": 4, "color": colour},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    return found


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


def _steps(line: Line) -> dict[str, Any]:
    if line.grain in _STEP_MS:
        return {"x0": str(line.start.astype("datetime64[s]")), "dx": _STEP_MS[line.grain]}
    return {"x": milliseconds(line.times)}


def _style(line: Line, metric: str, colour: str, name: str, lang: str) -> dict[str, Any]:
    row = METRICS[metric]
    value = f"%{{y:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE)
    words = text(lang, "trends.hover.series", name=name, value=value)
    if line.grain in _STEP_MS:
        style = {"mode": "lines", "line": {"color": colour, "width": 1.3}}
        return {**style, "hovertemplate": f"{words}<extra></extra>"}
    valid = line.has_enough(metric)
    flag = text(lang, "common.insufficient")
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": 1.8},
        "marker": {
            "size": 7,
            "color": colour,
            "symbol": ["circle" if is_valid else "circle-open" for is_valid in valid],
        },
        "text": ["" if is_valid else f" · {flag}" for is_valid in valid],
        "hovertemplate": f"{words}%{{text}}<extra></extra>",
    }


def _alone(values: np.ndarray) -> np.ndarray:
    """Return where a value stands between two gaps, which a line alone would not show."""
    here = np.isfinite(values)
    padded = np.concatenate(([False], here, [False]))
    return here & ~padded[:-2] & ~padded[2:]


def _reach(lines: list[Line], metric: str) -> tuple[float, list[LimitSpan], list[LimitSpan]]:
    """Return the top of a panel, the limits drawn in it and those too far above the data."""
    values = np.concatenate([line.values[metric] for line in lines])
    held = values[np.isfinite(values)] * (100 if METRICS[metric].unit == "%" else 1)
    if not len(held):
        return 1.0, [], []
    largest = max(float(held.max()), 10.0 ** -METRICS[metric].decimals)
    spans = limit_spans(lines[0], metric)
    drawn = [s for s in spans if s.value <= _MOST_HEADROOM * largest]
    top = 1.1 * max([largest, *(s.value for s in drawn)])
    return top, drawn, [s for s in spans if s not in drawn]

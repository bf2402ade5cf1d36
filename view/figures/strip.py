"""The strip at the foot of a series: how much of each step is there."""

from typing import Any

import numpy as np

from view.figures.arrays import milliseconds, typed
from view.figures.sheet import Sheet
from view.lines import Line
from view.text import text

#: From nothing to all; a step of which nothing is there stays the ground.
_COLOURS = [
    [0.0, "rgba(95,134,173,0)"],
    [0.01, "rgba(95,134,173,0.18)"],
    [0.74, "rgba(95,134,173,0.45)"],
    [0.75, "rgba(95,134,173,0.8)"],
    [1.0, "rgba(95,134,173,1)"],
]


def shares_of(line: Line, metrics: tuple[str, ...]) -> np.ndarray:
    """Return for each step the least share that any of the metrics has, from 0 to 1."""
    shares = [line.share[m] for m in metrics if m in line.share]
    return np.min(shares, axis=0) if shares else np.zeros(len(line), np.float32)


def strip_rows(lines: list[Line], metrics: tuple[str, ...]) -> int:
    """Return how many rows the strip has: one a line; none where no line knows its shares."""
    return len(lines) if any(m in line.share for line in lines for m in metrics) else 0


def strip_traces(
    lines: list[Line], metrics: tuple[str, ...], sheet: Sheet, lang: str
) -> list[dict[str, Any]]:
    """Return the strip, the first line on top; empty without rows."""
    if not sheet.rows:
        return []
    shares = np.stack([shares_of(line, metrics) for line in reversed(lines)])
    step = lines[0].step
    at: dict[str, Any]
    if step.is_long:
        # Edges half-way between markers, so that one step alone has a width too.
        begins = step.run(lines[0].start, len(lines[0]) + 1).astype("datetime64[ms]")
        half = np.diff(begins) // 2
        at = {"x": milliseconds(begins - np.append(half, half[-1:]))}
    else:
        begin = lines[0].start.astype("datetime64[s]")
        at = {"x0": str(begin), "dx": 3_600_000 if step.unit == "h" else 86_400_000}
    return [
        {
            "type": "heatmap",
            **at,
            "y0": 0,
            "dy": 1,
            "z": typed(np.round(np.nan_to_num(shares) * 100), "u1"),
            "yaxis": sheet.lowest_axis,
            "zmin": 0,
            "zmax": 100,
            "colorscale": _COLOURS,
            "showscale": False,
            "ygap": 2,
            "name": text(lang, "trends.strip"),
            "hoverinfo": "skip" if len(lines) > 1 else "all",
            "hovertemplate": f"{text(lang, 'trends.strip')} %{{z}}\u2009%<extra></extra>",
        }
    ]


def strip_axis(sheet: Sheet) -> dict[str, Any]:
    """Return the axis of the strip: no ticks, no grid."""
    return {
        "domain": sheet.strip_domain(),
        "range": [-0.5, sheet.rows - 0.5],
        "visible": False,
        "fixedrange": True,
    }

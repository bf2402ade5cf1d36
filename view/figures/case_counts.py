"""In how many places there is a case each day: the timeline of more places than rows can show."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from view.case_row import CaseRow
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, layout
from view.text import text
from view.theme import NEUTRAL, level_colours

TOP, FOOT = 40, 28
HEIGHT = 260
LEVELS = range(7)
_DAY_MS = 86_400_000


def case_counts(rows: Sequence[CaseRow], palette: str, lang: str) -> Figure:
    """Draw how many places are in a case each day, by the level of the worst one there."""
    first = np.datetime64(min(row.first_day for row in rows), "D")
    days = int((np.datetime64(max(row.last_day for row in rows), "D") - first).astype(int)) + 1
    places = {place: i for i, place in enumerate(dict.fromkeys(row.place for row in rows))}
    worst = np.full((len(places), days), -1, np.int8)
    for row in rows:
        begin = int((np.datetime64(row.first_day, "D") - first).astype(int))
        end = int((np.datetime64(row.last_day, "D") - first).astype(int)) + 1
        own = worst[places[row.place], begin:end]
        np.maximum(own, row.level, out=own)
    counts = {level: (worst == level).sum(axis=0) for level in LEVELS}
    return {
        "data": [
            _count_bars(level, each, first, palette, lang)
            for level, each in counts.items()
            if each.any()
        ],
        "layout": layout(
            height=HEIGHT,
            barmode="stack",
            bargap=0.15,
            hovermode="x unified",
            margin={"l": 44, "r": 8, "t": TOP, "b": FOOT},
            showlegend=True,
            legend=legend(),
            xaxis=days_axis(first, first + days, lang, by_day=True),
            yaxis=axis(rangemode="tozero", fixedrange=True),
        ),
    }


def _count_bars(
    level: int, counts: np.ndarray, first: np.datetime64, palette: str, lang: str
) -> dict[str, Any]:
    name = text(lang, f"common.level.{level}")
    return {
        "type": "bar",
        "x0": str(first),
        "dx": _DAY_MS,
        "y": typed(counts, "i2"),
        "name": name,
        "marker": {
            "color": level_colour(level, palette),
            "line": {"color": "#4a5663", "width": 0.6},
        },
        "hovertemplate": text(
            lang,
            "case_library.timeline.hover.counts",
            day="%{x|%Y-%m-%d}",
            level=name,
            n="%{y}",
        )
        + "<extra></extra>",
    }


def legend() -> dict[str, Any]:
    """Return the levels in one line above the chart; a click on them changes nothing."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
        "font": {"size": 12},
    }


def days_axis(
    low: np.datetime64, high: np.datetime64, lang: str, by_day: bool = False
) -> dict[str, Any]:
    """Return an axis of days from low to before high; by_day: a day's bar around its beginning."""
    half = np.timedelta64(12, "h") if by_day else np.timedelta64(0, "h")
    ends = [low.astype("datetime64[h]") - half, high.astype("datetime64[h]") - half]
    return axis(
        type="date",
        range=[str(end) for end in ends],
        tickformat="%-m月%-d日" if lang == "zh" else "%-d %b",
        fixedrange=True,
    )


def level_colour(level: int, palette: str) -> str:
    """Return the colour of a level; grey where there is none."""
    return NEUTRAL if level == 0 else level_colours(palette)[level - 1]

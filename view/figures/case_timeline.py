"""All cases in time: a row a year, a row a place, or how many places are in a case each day.

A city's years lie under one another on the days of one leap year. The areas of a nation share
one stretch of days: a row each while they are few, their number a day (`case_counts`) where many.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from view.case_row import CaseRow
from view.clock import same_moments
from view.figures.arrays import milliseconds, typed
from view.figures.case_counts import (
    FOOT,
    HEIGHT,
    LEVELS,
    TOP,
    case_counts,
    days_axis,
    legend,
    level_colour,
)
from view.figures.case_lanes import LANE, Lane, lanes_by_place, lanes_by_year, lanes_height
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import number
from view.text import text

YEARS, PLACES, COUNTS = "years", "places", "counts"
#: Rows of places that can be read; above it their number a day is drawn.
MOST_PLACES = 30
_CLOCK = 2000
_DAY_MS = 86_400_000


def timeline_way(rows: Sequence[CaseRow], is_nation: bool) -> str:
    """Return how cases are drawn: YEARS of a city, PLACES of a nation, COUNTS of many places."""
    if not is_nation:
        return YEARS
    return PLACES if len({row.place for row in rows}) <= MOST_PLACES else COUNTS


def timeline_height(rows: Sequence[CaseRow], way: str) -> int:
    """Return the chart's height in pixels."""
    if way == COUNTS or not rows:
        return HEIGHT if rows else 120
    return TOP + FOOT + lanes_height(_lanes(rows, way, "zh"))


def case_timeline(
    rows: Sequence[CaseRow],
    titles: dict[str, str],
    way: str,
    palette: str,
    lang: str,
    known: tuple[Any, Any] | None = None,
) -> Figure:
    """Draw cases as bars that open them by a click; each bar carries its id as custom data.

    titles: case id -> title. A bar spans the days from the first to the last over the limit; its
    height tells the level of the worst day besides its colour. A case over New Year is drawn in
    two rows. known: first and last day with data; the days of a year outside them are grey.
    """
    if not rows:
        return empty("")
    if way == COUNTS:
        return case_counts(rows, palette, lang)
    lanes = _lanes(rows, way, lang)
    pieces = [piece for row in rows for piece in _pieces(row, way, lanes)]
    data = [
        _bars(level, [p for p in pieces if p[0].level == level], titles, palette, lang)
        for level in LEVELS
        if any(row.level == level for row in rows)
    ]
    low, high = min(p[1] for p in pieces), max(p[2] for p in pieces)
    return {
        "data": data,
        "layout": layout(
            height=TOP + FOOT + lanes_height(lanes),
            barmode="overlay",
            hovermode="closest",
            margin={"l": 8, "r": 8, "t": TOP, "b": FOOT},
            showlegend=True,
            legend=legend(),
            xaxis=_clock_axis(lang) if way == YEARS else days_axis(low, high, lang),
            yaxis=_lane_axis(list(lanes.values())),
            shapes=[
                *(_unknown(lanes, known) if known and way == YEARS else ()),
                *(_baseline(lane) for lane in lanes.values()),
            ],
        ),
    }


def _lanes(rows: Sequence[CaseRow], way: str, lang: str) -> dict[Any, Lane]:
    return lanes_by_year(rows, lang) if way == YEARS else lanes_by_place(rows, lang)


_Piece = tuple[CaseRow, np.datetime64, np.datetime64, float]


def _pieces(row: CaseRow, way: str, lanes: dict[Any, Lane]) -> list[_Piece]:
    """Return the bars of a case: (case, first day, day after the last, foot of its lane)."""
    first = np.datetime64(row.first_day, "D")
    end = np.datetime64(row.last_day, "D") + 1
    if way == PLACES:
        return [(row, first, end, lanes[row.place, row.kind].foot)]
    found = []
    for year in range(row.first_day.year, row.last_day.year + 1):
        begins = max(first, np.datetime64(f"{year}-01-01", "D"))
        # The last day, not the day after it: 31 December must not become 1 January.
        last = min(end, np.datetime64(f"{year + 1}-01-01", "D")) - 1
        low, high = same_moments(np.array([begins, last]), "daily", _CLOCK - year)
        found.append((row, low, high + 1, lanes[year, row.kind].foot))
    return found


def _bars(
    level: int, pieces: list[_Piece], titles: dict[str, str], palette: str, lang: str
) -> dict[str, Any]:
    height = LANE * (0.4 + 0.2 * (max(level, 3) - 3))
    starts = np.array([p[1] for p in pieces], "datetime64[D]")
    days = np.array([(p[2] - p[1]).astype(int) for p in pieces], np.float64)
    return {
        "type": "bar",
        "orientation": "h",
        "base": milliseconds(starts),
        "x": typed(days * _DAY_MS, "f8"),
        "y": typed([p[3] + height / 2 for p in pieces]),
        "width": typed(np.full(len(pieces), height)),
        "name": text(lang, f"common.level.{level}"),
        "marker": {
            "color": level_colour(level, palette),
            "line": {"color": "#4a5663", "width": 0.8},
        },
        "customdata": [p[0].case_id for p in pieces],
        "hovertext": [_told(p[0], titles, lang) for p in pieces],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _told(row: CaseRow, titles: dict[str, str], lang: str) -> str:
    return text(
        lang,
        "case_library.timeline.hover",
        title=plain(titles[row.case_id]),
        first=f"{row.first_day:%Y-%m-%d}",
        last=f"{row.last_day:%Y-%m-%d}",
        days=row.days,
        level=text(lang, f"common.level.{row.level}"),
        value=number(row.peak_day_value, 0),
    )


def _clock_axis(lang: str) -> dict[str, Any]:
    """Return the axis of one leap year, a tick a month in its middle."""
    starts = np.arange(f"{_CLOCK}-01", f"{_CLOCK + 1}-01", dtype="datetime64[M]")
    middles = starts.astype("datetime64[D]") + 14
    return axis(
        type="date",
        range=[f"{_CLOCK}-01-01", f"{_CLOCK + 1}-01-01"],
        tickvals=milliseconds(middles),
        ticktext=[text(lang, f"overview.calendar.month.{m}") for m in range(1, 13)],
        tickangle=0,
        showgrid=False,
        fixedrange=True,
    )


def _lane_axis(lanes: Sequence[Lane]) -> dict[str, Any]:
    return axis(
        tickvals=typed([lane.foot + LANE / 2 for lane in lanes]),
        ticktext=[lane.name for lane in lanes],
        range=[min(lane.foot for lane in lanes) - 4, max(lane.foot for lane in lanes) + LANE + 4],
        showgrid=False,
        fixedrange=True,
    )


def _unknown(lanes: dict[Any, Lane], known: tuple[Any, Any]) -> list[dict[str, Any]]:
    """Return grey ground over the days before the first and after the last one with data."""
    first, last = (np.datetime64(day, "D") for day in known)
    found = []
    for year in sorted({year for year, _ in lanes}):
        feet = [lane.foot for (of, _), lane in lanes.items() if of == year]
        begin, end = np.datetime64(f"{year}-01-01", "D"), np.datetime64(f"{year + 1}-01-01", "D")
        for low, high in ((begin, min(first, end)), (max(last + 1, begin), end)):
            if low >= high:
                continue
            # The last day, not the day after it: 31 December must not become 1 January.
            ends = same_moments(np.array([low, high - 1]), "daily", _CLOCK - year)
            found.append(
                {
                    "type": "rect",
                    **{"x0": str(ends[0]), "x1": str(ends[1] + 1)},
                    **{"y0": min(feet), "y1": max(feet) + LANE},
                    "fillcolor": "rgba(138,143,152,0.22)",
                    "line": {"width": 0},
                    "layer": "below",
                }
            )
    return found


def _baseline(lane: Lane) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": lane.foot,
        "y1": lane.foot,
        "line": {"color": "rgba(138,143,152,0.35)", "width": 1},
        "layer": "below",
    }

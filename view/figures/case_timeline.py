"""All cases in time: a row a year, a row a place, or how many places are in a case each day.

A city's years lie under one another on the days of one leap year. The areas of a nation share
one stretch of days: a row each while they are few, their number a day where they are many.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from view.case_row import CaseRow
from view.clock import same_moments
from view.figures.arrays import milliseconds, typed
from view.figures.case_lanes import LANE, Lane, lanes_by_place, lanes_by_year, lanes_height
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import number
from view.text import text
from view.theme import NEUTRAL, level_colours

YEARS, PLACES, COUNTS = "years", "places", "counts"
#: Rows of places that can be read; above it their number a day is drawn.
MOST_PLACES = 30
TOP, FOOT = 40, 28
COUNTS_HEIGHT = 260
_CLOCK = 2000
_LEVELS = range(7)
_DAY_MS = 86_400_000


def timeline_way(rows: Sequence[CaseRow], is_nation: bool) -> str:
    """Return how cases are drawn: YEARS of a city, PLACES of a nation, COUNTS of many places."""
    if not is_nation:
        return YEARS
    return PLACES if len({row.place for row in rows}) <= MOST_PLACES else COUNTS


def timeline_height(rows: Sequence[CaseRow], way: str) -> int:
    """Return the chart's height in pixels."""
    if way == COUNTS or not rows:
        return COUNTS_HEIGHT if rows else 120
    return TOP + FOOT + lanes_height(_lanes(rows, way, "zh"))


def case_timeline(
    rows: Sequence[CaseRow], titles: dict[str, str], way: str, palette: str, lang: str
) -> Figure:
    """Draw cases as bars that open them by a click; each bar carries its id as custom data.

    titles: case id -> title. A bar spans the days from the first to the last over the limit; its
    height tells the level of the worst day besides its colour. A case over New Year is drawn in
    two rows.
    """
    if not rows:
        return empty("")
    if way == COUNTS:
        return _counts(rows, palette, lang)
    lanes = _lanes(rows, way, lang)
    pieces = [piece for row in rows for piece in _pieces(row, way, lanes)]
    data = [
        _bars(level, [p for p in pieces if p[0].level == level], titles, palette, lang)
        for level in _LEVELS
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
            legend=_legend(),
            xaxis=_clock_axis(lang) if way == YEARS else _days_axis(low, high, lang),
            yaxis=_lane_axis(list(lanes.values())),
            shapes=[_baseline(lane) for lane in lanes.values()],
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
            "color": NEUTRAL if level == 0 else level_colours(palette)[level - 1],
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


def _counts(rows: Sequence[CaseRow], palette: str, lang: str) -> Figure:
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
    counts = {level: (worst == level).sum(axis=0) for level in _LEVELS}
    return {
        "data": [
            _count_bars(level, each, first, palette, lang)
            for level, each in counts.items()
            if each.any()
        ],
        "layout": layout(
            height=COUNTS_HEIGHT,
            barmode="stack",
            bargap=0.15,
            hovermode="x unified",
            margin={"l": 44, "r": 8, "t": TOP, "b": FOOT},
            showlegend=True,
            legend=_legend(),
            xaxis=_days_axis(first, first + days, lang, by_day=True),
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
            "color": NEUTRAL if level == 0 else level_colours(palette)[level - 1],
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


def _legend() -> dict[str, Any]:
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


def _days_axis(
    low: np.datetime64, high: np.datetime64, lang: str, by_day: bool = False
) -> dict[str, Any]:
    half = np.timedelta64(12, "h") if by_day else np.timedelta64(0, "h")
    ends = [low.astype("datetime64[h]") - half, high.astype("datetime64[h]") - half]
    return axis(
        type="date",
        range=[str(end) for end in ends],
        tickformat="%-m月%-d日" if lang == "zh" else "%-d %b",
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

"""The year so far against other years: cumulated means by day of the year."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout, limit_line
from view.figures.sparkline import FIRST_DAYS
from view.formats import amount
from view.text import text
from view.theme import POLLUTANT_COLOUR

OTHER = "rgba(138,143,152,0.45)"
BEFORE = "#6f7a86"
#: All years lie on the days of one leap year, so that a month and day is one place for all.
_LEAP = 2000
_PLOT_PIXELS = 300.0
_LABEL_PIXELS = 15.0


def year_lines(
    series: pd.DataFrame,
    year: int,
    end: pd.Timestamp,
    limit: float | None,
    limit_label: str,
    lang: str,
) -> Figure:
    """Return cumulated PM2.5 means of every year, the chosen one bold and cut at `end`.

    series: date, pm25 (NaN is a gap). The year before is darker than the others; each line is
    labelled at its end. `limit` is the annual limit: what the line is held against at its end.
    The axis is set by the values after January, when a cumulated mean has settled, once these are
    the more.
    """
    series = series[(series["date"].dt.year != year) | (series["date"] <= end)]
    known = series[series["pm25"].notna()]
    if known.empty:
        return empty(text(lang, "common.empty.no_data"))
    others = sorted(set(known["date"].dt.year) - {year, year - 1})
    order = [y for y in (*others, year - 1, year) if y in set(known["date"].dt.year)]
    settled = known[known["date"].dt.day_of_year > FIRST_DAYS]
    highest = float((settled if 2 * len(settled) > len(known) else known)["pm25"].max())
    top = max(highest * 1.1, (limit or 0.0) * 1.25)
    shapes, notes = [], _labels(known, order, year, top)
    if limit is not None:
        shape, note = limit_line(limit, limit_label)
        shapes.append(shape)
        # Under the line on the left, where fewest lines pass; over it where there is no room.
        side = "top" if limit > top * _LABEL_PIXELS / _PLOT_PIXELS * 1.5 else "bottom"
        notes.append({**note, "x": 0.01, "xanchor": "left", "yanchor": side})
    return {
        "data": [_line(series, y, year, lang) for y in order],
        "layout": layout(
            margin={"l": 40, "r": 76, "t": 12, "b": 28},
            xaxis=months_axis(lang),
            yaxis=axis(range=[0, top]),
            shapes=shapes,
            annotations=notes,
        ),
    }


def months_axis(lang: str) -> dict[str, Any]:
    """Return the axis of one year's days with the months' names under their middles."""
    return axis(
        type="date",
        range=[f"{_LEAP}-01-01", f"{_LEAP}-12-31"],
        tickvals=[f"{_LEAP}-{m:02d}-15" for m in range(1, 13)],
        ticktext=[text(lang, f"overview.calendar.month.{m}") for m in range(1, 13)],
        tickangle=0,
        hoverformat=text(lang, "overview.years.hover_day"),
        showgrid=False,
    )


def _line(series: pd.DataFrame, y: int, year: int, lang: str) -> dict[str, Any]:
    own = series[series["date"].dt.year == y]
    style = {"color": OTHER, "width": 1.2}
    if y == year:
        style = {"color": POLLUTANT_COLOUR["pm25"], "width": 3.2}
    elif y == year - 1:
        style = {"color": BEFORE, "width": 2}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": text(lang, "common.year_name", year=y),
        "x": milliseconds(on_one_year(own["date"])),
        "y": typed(own["pm25"], "f4"),
        "line": style,
        "connectgaps": False,
        "hovertemplate": "%{y:.0f} µg/m³",
    }


def on_one_year(dates: ArrayLike) -> np.ndarray:
    """Return each date's month and day in the year that stands for all years, datetime64[D]."""
    days = np.asarray(dates, dtype="datetime64[D]")
    years = days.astype("datetime64[Y]")
    begins = years.astype("datetime64[D]")
    since = (days - begins).astype(np.int64)
    is_leap = ((years + 1).astype("datetime64[D]") - begins).astype(np.int64) == 366
    # From March on, a year without 29 February is a day behind the leap year.
    behind = ~is_leap & (since >= 59)
    return np.datetime64(f"{_LEAP}-01-01") + (since + behind).astype("timedelta64[D]")


def _labels(known: pd.DataFrame, order: list[int], year: int, top: float) -> list[dict[str, Any]]:
    """Return each line's year beside its last point, moved apart where two would touch."""
    ends = [known[known["date"].dt.year == y].iloc[-1] for y in order]
    spots = [[float(row["pm25"]), y, row] for y, row in zip(order, ends, strict=True)]
    at_end = sorted((s for s in spots if s[2]["date"].month == 12), key=lambda s: s[0])
    gap = top * _LABEL_PIXELS / _PLOT_PIXELS
    heights: dict[int, float] = {}
    previous = -gap
    for value, y, _ in at_end:
        previous = heights[y] = max(value, previous + gap)
    # Pushed past the top, the pile is let down again as a whole.
    over = max(0.0, previous - top)
    notes = []
    for value, y, row in spots:
        height = heights.get(y, value + over) - over
        shown = amount("pm25", value)
        is_chosen = y == year
        colour = POLLUTANT_COLOUR["pm25"] if is_chosen else BEFORE if y == year - 1 else "#8a8f98"
        notes.append(
            {
                "x": str(on_one_year([row["date"]])[0]),
                "y": height,
                "xanchor": "left",
                "yanchor": "middle" if row["date"].month == 12 else "bottom",
                "xshift": 4,
                "text": f"<b>{y} · {shown}</b>" if is_chosen else f"{y} · {shown}",
                "showarrow": False,
                "font": {"size": 13 if is_chosen else 12, "color": colour},
            }
        )
    return notes

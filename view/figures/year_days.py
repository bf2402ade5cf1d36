"""Tiles of days: a row a year and a column a day of it, or one year's months as a calendar."""

from typing import Any

import numpy as np

from view.figures.arrays import typed
from view.figures.calendar import month_grid
from view.figures.day_cells import LEFT_OUT, NO_DATA, DayCells
from view.figures.frame import Figure, axis, empty, layout
from view.figures.scales import key_trace
from view.text import text
from view.theme import ACCENT, NEUTRAL

#: All years lie on the days of one leap year, so that a month and day is one column for all.
LEAP = 2000
ROW, FOOT, BAR = 30, 28, 36
"""Heights in pixels: a year, the months, the bar of a run of colours."""
#: Height of the legend in pixels: the English names of the levels need two lines.
LEGEND = {"zh": 30, "en": 50}
DAYS = 366
_DAY_MS = 86_400_000
_MARKS = {"sand_dust": "circle", "exceptional": "diamond"}
#: A mark is seen on every colour: dark with a light edge.
_MARK = {"size": 6, "color": "#1c2733", "line": {"color": "#ffffff", "width": 1}}
#: How far from the middle of a cell its mark stands, in cells.
_CORNER = 0.36
CALENDAR_HEIGHT = 320


def year_tiles_height(cells: DayCells, lang: str) -> int:
    """Return the height in pixels that `year_tiles` is drawn for."""
    rows = max(len(np.unique(cells.year)), 3 if not len(cells.dates) else 1)
    return rows * ROW + LEGEND[lang] + FOOT + (0 if cells.scale.classes else BAR)


def year_tiles(cells: DayCells, lang: str, chosen: str = "") -> Figure:
    """Draw a row a year, a column a day of a leap year; 29 February is blank in other years.

    Days without a value are grey, special days have a mark, the chosen day (ISO text) a frame.
    """
    if not len(cells.dates):
        return empty(text(lang, "common.empty.no_data"))
    years = np.unique(cells.year)
    at = np.searchsorted(years, cells.year), _columns(cells.dates)
    shape = len(years), DAYS
    names = [str(y) for y in years]
    grid = {
        "type": "heatmap",
        "x0": f"{LEAP}-01-01",
        "dx": _DAY_MS,
        "y": names,
        "ygap": 2,
        "hoverongaps": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    data = []
    for number, z in enumerate((_grey_codes(cells), cells.z)):
        if not np.isfinite(z).any():
            continue
        whole, hovers = np.full(shape, np.nan), np.full(shape, "", dtype=object)
        whole[at] = z
        hovers[at] = np.where(np.isfinite(z), cells.hovers, "")
        colours = _greys() if number == 0 else {"coloraxis": "coloraxis"}
        data.append({**grid, **colours, "z": typed(whole), "hovertext": hovers.tolist()})
    data += [*cells.scale.key(), *_grey_keys(cells, lang), *_marks(cells, lang, chosen)]
    is_bar = not cells.scale.classes
    return {
        "data": data,
        "layout": layout(
            hovermode="closest",
            margin={"l": 44, "r": 8, "t": LEGEND[lang], "b": FOOT + (BAR if is_bar else 0)},
            xaxis=_months(lang),
            yaxis=axis(
                type="category",
                range=[len(years) - 0.5, -0.5],
                showgrid=False,
                fixedrange=True,
                nticks=40,
                ticks="",
            ),
            coloraxis=cells.scale.axis(yref="container", y=0, yanchor="bottom"),
            showlegend=True,
            legend=_legend(),
            shapes=_month_edges(),
        ),
    }


def month_tiles(cells: DayCells, year: int | None, lang: str) -> Figure:
    """Draw one year as a calendar: a row a month, a column a day, a word in each cell."""
    own = cells.year == year
    if year is None or not own.any():
        return empty(text(lang, "common.empty.no_data"))
    month = cells.dates[own].astype("datetime64[M]")
    at = month.astype(int) % 12, (cells.dates[own] - month).astype(int)

    def table(column: np.ndarray, blank: Any) -> np.ndarray:
        whole = np.full((12, 31), blank, dtype=object if blank == "" else np.float64)
        whole[at] = column[own]
        return whole

    z, words, hovers = (table(cells.z, np.nan), table(cells.words, ""), table(cells.hovers, ""))
    scale = cells.scale
    figure = month_grid(
        z, words, hovers, scale.ink(z), scale.colours, (scale.low, scale.high), lang
    )
    grey = table(_grey_codes(cells), np.nan)
    if np.isfinite(grey).any():
        ink = np.where(np.isfinite(grey), NEUTRAL, "").astype(object)
        pale = month_grid(grey, words, hovers, ink, _greys()["colorscale"], (-0.5, 1.5), lang)
        figure["data"] = [*pale["data"][1:], *figure["data"]]
    figure["data"] += _corner_marks(cells.dates[own], cells.kind[own])
    # Marks at an edge would widen a range that is left to itself.
    rows = {"autorange": False, "range": [11.5, -0.5]}
    figure["layout"]["yaxis"] |= rows
    # A mark stands beside the word of its cell, which a row by name does not allow.
    figure["layout"]["yaxis2"] = {**rows, "overlaying": "y", "visible": False, "fixedrange": True}
    # For `assets/js/days.js`: a click says the month by its name.
    figure["layout"]["meta"] = {"year": year, "months": [_month(lang, m) for m in range(1, 13)]}
    return figure


def _columns(dates: np.ndarray) -> np.ndarray:
    """Return the place of each day in a leap year, from 0."""
    year = dates.astype("datetime64[Y]")
    day = (dates - year.astype("datetime64[D]")).astype(int)
    length = ((year + 1).astype("datetime64[D]") - year.astype("datetime64[D]")).astype(int)
    # From March on, a year without 29 February is a day behind the leap year.
    return day + ((length == DAYS - 1) & (day >= 59))


def _on_clock(dates: np.ndarray) -> list[str]:
    days = np.datetime64(f"{LEAP}-01-01") + _columns(dates).astype("timedelta64[D]")
    return [str(d) for d in days]


def _grey_codes(cells: DayCells) -> np.ndarray:
    """Return 0 for a day without a value, 1 for one left out, NaN for the others."""
    return np.select([cells.grey == NO_DATA, cells.grey == LEFT_OUT], [0.0, 1.0], np.nan)


def _greys() -> dict[str, Any]:
    halves = [[0, NO_DATA], [0.5, NO_DATA], [0.5, LEFT_OUT], [1, LEFT_OUT]]
    return {"colorscale": halves, "zmin": -0.5, "zmax": 1.5, "showscale": False}


def _grey_keys(cells: DayCells, lang: str) -> list[Figure]:
    keys = []
    for colour, key in ((NO_DATA, "no_value"), (LEFT_OUT, "left_out")):
        days = int((cells.grey == colour).sum())
        if days:
            words = text(lang, f"tiles.legend.{key}", days=days)
            keys.append(key_trace("square", colour, words))
    return keys


def _marks(cells: DayCells, lang: str, chosen: str) -> list[Figure]:
    """Return the marks of special days, named in the legend, and the frame of the chosen day."""
    marks = []
    for kind, symbol in _MARKS.items():
        own = cells.dates[cells.kind == kind]
        if len(own):
            marks.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": _on_clock(own),
                    "y": [str(d)[:4] for d in own],
                    "marker": {**_MARK, "symbol": symbol},
                    "name": text(lang, f"tiles.legend.{kind}", days=len(own)),
                    "hoverinfo": "skip",
                }
            )
    own = cells.dates[cells.dates == np.datetime64(chosen)] if chosen else cells.dates[:0]
    if len(own):
        frame = {"symbol": "square-open", "size": 15, "color": ACCENT, "line": {"width": 3}}
        marks.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": _on_clock(own),
                "y": [chosen[:4]],
                "marker": frame,
                "name": text(lang, "tiles.legend.chosen"),
                "hoverinfo": "skip",
            }
        )
    return marks


def _corner_marks(dates: np.ndarray, kinds: np.ndarray) -> list[Figure]:
    """Return the marks of special days in a corner of their cells."""
    marks = []
    for kind, symbol in _MARKS.items():
        own = dates[kinds == kind]
        if not len(own):
            continue
        month = own.astype("datetime64[M]")
        marks.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": typed((own - month).astype(int) + 1 - _CORNER),
                "y": typed(month.astype(int) % 12 - _CORNER),
                "yaxis": "y2",
                "marker": {**_MARK, "symbol": symbol},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return marks


def _month(lang: str, month: int) -> str:
    return text(lang, f"overview.calendar.month.{month}")


def _months(lang: str) -> dict[str, Any]:
    return axis(
        type="date",
        range=[f"{LEAP - 1}-12-31T12:00", f"{LEAP}-12-31T12:00"],
        tickvals=[f"{LEAP}-{m:02d}-15" for m in range(1, 13)],
        ticktext=[_month(lang, m) for m in range(1, 13)],
        tickangle=0,
        showgrid=False,
        fixedrange=True,
    )


def _month_edges() -> list[dict[str, Any]]:
    line = {"color": "rgba(70,78,88,0.55)", "width": 1}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "y domain",
            "x0": f"{edge}T12:00",
            "x1": f"{edge}T12:00",
            "y0": 0,
            "y1": 1,
            "line": line,
        }
        for edge in (np.datetime64(f"{LEAP}-{m:02d}-01") - 1 for m in range(2, 13))
    ]


def _legend() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 12},
        "itemsizing": "constant",
    }

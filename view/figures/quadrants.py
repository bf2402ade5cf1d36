"""PM2.5 against O3: the days as dots, the limits that cut them into four, days above both."""

from typing import Any

import numpy as np

from view.figures.arrays import milliseconds, typed
from view.figures.exceedance import name_anchor
from view.figures.frame import Figure, axis, empty, layout
from view.formats import number
from view.limit_words import daily_limit_words
from view.paired_days import QUADRANTS, SEASONS, PairedDays
from view.text import text
from view.theme import LIMIT

HEIGHT = 480
#: Identity of the seasons: colour and mark, so that either is enough.
SEASON_COLOUR = {
    "winter": "#4c78a8",
    "spring": "#4f9d69",
    "summer": "#d9942b",
    "autumn": "#9b6bb3",
}
SEASON_MARK = {"winter": "circle", "spring": "square", "summer": "triangle-up", "autumn": "diamond"}
BOTH = "#8a5a9e"
_GROUND = "rgba(255,255,255,0.6)"
_TICKS = {"fixedrange": True}
#: Where the words of each quadrant stand under the chart, laid out as the quadrants are: x, row,
#: and an arrow to the quadrant. On the chart the limits would cut them.
_CORNERS = {
    "o3_only": (0.0, 0, "left", "↖"),
    "both": (1.0, 0, "right", "↗"),
    "neither": (0.0, 1, "left", "↙"),
    "pm25_only": (1.0, 1, "right", "↘"),
}
#: Pixels of the axis with its title, and of a row of words under them.
_AXIS, _ROW = 48, 38


def quadrant_figure(days: PairedDays, scheme: str, lang: str) -> Figure:
    """Draw each day as a dot, PM2.5 to the right and O3 upwards, in the mark of its season.

    A line for every limit that one of the days is held against; under the chart the number and
    share of the days in each quarter, counted from the very days drawn.
    """
    if not len(days):
        return empty(text(lang, "coupling.empty.pairs"))
    right = 1.06 * max(float(days.pm25.max()), float(days.pm25_limit.max()) * 1.2)
    top = 1.16 * max(float(days.o3.max()), float(days.o3_limit.max()) * 1.2)
    shapes, notes = _limits(days, scheme, lang, right)
    return {
        "data": [_season(days, number_, name, lang) for number_, name in enumerate(SEASONS)],
        "layout": layout(
            margin={"l": 52, "r": 12, "t": 56, "b": _AXIS + 2 * _ROW},
            hovermode="closest",
            showlegend=True,
            # Above the name of the upright limit.
            legend={"orientation": "h", "x": 0, "y": 1.07, "yanchor": "bottom"},
            xaxis=axis(
                range=[0, right],
                title=_title(lang, "pm25"),
                **_TICKS,
            ),
            yaxis=axis(
                # A little room, not to cut a dot near zero in half.
                range=[-0.02 * top, top],
                tickvals=list(range(0, int(top), 50 if top < 350 else 100)),
                title=_title(lang, "o3"),
                **_TICKS,
            ),
            shapes=shapes,
            annotations=[*notes, *_corners(days, lang)],
        ),
    }


def _title(lang: str, item: str) -> dict[str, Any]:
    return {"text": text(lang, f"coupling.axis.{item}"), "standoff": 8, "font": {"size": 13}}


def _season(days: PairedDays, place: int, name: str, lang: str) -> dict[str, Any]:
    own = days.season == place
    words = text(lang, f"coupling.season.{name}")
    date = f"%{{customdata|{text(lang, 'coupling.hover.date')}}}"
    hover = text(lang, "coupling.hover.day", date=date, pm25="%{x}", o3="%{y}")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words,
        "x": typed(days.pm25[own], "i2"),
        "y": typed(days.o3[own], "i2"),
        "customdata": milliseconds(days.dates[own]),
        "marker": {
            "size": 6,
            "color": SEASON_COLOUR[name],
            "symbol": SEASON_MARK[name],
            "opacity": 0.62,
        },
        "hovertemplate": f"{hover}<extra>{words}</extra>",
    }


def _limits(
    days: PairedDays, scheme: str, lang: str, right: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of the limits with their names: PM2.5 upright, O3 level."""
    shapes, notes = [], []
    line = {"type": "line", "line": {"color": LIMIT, "width": 1.2}}
    style = {"showarrow": False, "font": {"size": 12, "color": LIMIT}, "bgcolor": _GROUND}
    for value in np.unique(days.pm25_limit).tolist():
        shapes.append({**line, "x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "y domain"})
        notes.append(
            {
                **style,
                "x": value,
                "y": 1,
                "yref": "y domain",
                "text": daily_limit_words(
                    lang, "pm25", value, scheme, days.dates[days.pm25_limit == value][-1]
                ),
                "xanchor": name_anchor(value / right),
                "yanchor": "bottom",
            }
        )
    for value in np.unique(days.o3_limit).tolist():
        shapes.append({**line, "y0": value, "y1": value, "x0": 0, "x1": 1, "xref": "x domain"})
        notes.append(
            {
                **style,
                "x": 1,
                "xref": "x domain",
                "y": value,
                "text": daily_limit_words(
                    lang, "o3_mda8", value, scheme, days.dates[days.o3_limit == value][-1]
                ),
                "xanchor": "right",
                "yanchor": "bottom",
            }
        )
    return shapes, notes


def _corners(days: PairedDays, lang: str) -> list[dict[str, Any]]:
    counts, whole = days.counts, len(days)
    notes = []
    for name in QUADRANTS:
        x, row, side, arrow = _CORNERS[name]
        share = number(100 * counts[name] / whole, 1)
        what = text(lang, f"coupling.quadrant.{name}")
        words = text(lang, "coupling.corner", what=what, n=counts[name], share=share)
        notes.append(
            {
                "xref": "x domain",
                "yref": "y domain",
                "x": x,
                "y": 0,
                "xanchor": side,
                "yanchor": "top",
                "yshift": -_AXIS - row * _ROW,
                "align": side,
                "showarrow": False,
                "font": {"size": 13},
                "text": f"{arrow} {words}",
            }
        )
    return notes


def both_days_figure(days: PairedDays, lang: str) -> Figure:
    """Draw how many days were above both limits, by calendar month on the left, by year beside it.

    A year that is not whole among the days has its bar hollow; the hover says of how many days
    each was counted.
    """
    if not len(days):
        return empty(text(lang, "coupling.empty.pairs"))
    if not days.both.any():
        return empty(text(lang, "coupling.empty.both"))
    months, years = np.arange(1, 13), np.arange(days.year.min(), days.year.max() + 1)
    by_month = _bars(days, days.month, months, "", lang)
    by_month["text"] = [str(n) if n else "" for n in by_month["y"]]
    by_year = _bars(days, days.year, years, "2", lang)
    whole = by_year.pop("of") >= _MOST_OF_A_YEAR
    by_month.pop("of")
    by_year["marker"] = {
        "color": [BOTH if is_whole else "rgba(138,90,158,0.28)" for is_whole in whole],
        "line": {"color": BOTH, "width": 1.5},
    }
    month_words = [text(lang, f"coupling.month.{m}.short") for m in months]
    heads = [
        {
            "xref": "paper",
            "yref": "paper",
            "x": x,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 4,
            "showarrow": False,
            "font": {"size": 13},
            "text": text(lang, f"coupling.both.{key}"),
        }
        for x, key in ((0, "by_month"), (0.58, "by_year"))
    ]
    most = [1.18 * max(1, *trace["y"]) for trace in (by_month, by_year)]
    return {
        "data": [by_month, by_year],
        "layout": layout(
            margin={"l": 36, "r": 12, "t": 32, "b": 32},
            hovermode="closest",
            bargap=0.3,
            xaxis=axis(
                domain=[0, 0.52],
                tickvals=months.tolist(),
                ticktext=month_words,
                tickangle=0,
                tickfont={"size": 11},
                showgrid=False,
                **_TICKS,
            ),
            xaxis2=axis(
                domain=[0.58, 1],
                anchor="y2",
                tickvals=years.tolist(),
                ticktext=[str(y) for y in years],
                tickangle=0,
                tickfont={"size": 11},
                showgrid=False,
                **_TICKS,
            ),
            yaxis=axis(range=[0, most[0]], nticks=5, tickformat="d", **_TICKS),
            yaxis2=axis(range=[0, most[1]], nticks=5, tickformat="d", anchor="x2", **_TICKS),
            annotations=heads,
        ),
    }


#: Days with both values from which on a year's bar is full; our own choice.
_MOST_OF_A_YEAR = 324


def _bars(
    days: PairedDays, groups: np.ndarray, names: np.ndarray, key: str, lang: str
) -> dict[str, Any]:
    """Return bars of the days above both limits; `of` holds the days that each was counted in."""
    both = [int((days.both & (groups == name)).sum()) for name in names]
    whole = np.array([int((groups == name).sum()) for name in names])
    return {
        "type": "bar",
        "x": names.tolist(),
        "y": both,
        "xaxis": f"x{key}",
        "yaxis": f"y{key}",
        "text": [str(n) for n in both],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": BOTH},
        "customdata": whole.tolist(),
        "hovertemplate": text(lang, "coupling.hover.both") + "<extra></extra>",
        "of": whole,
    }

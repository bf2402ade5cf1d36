"""The months behind a slope: the line of the slope, and the months from which levels change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.series_traces import printed
from view.formats import THIN_SPACE, number, unit
from view.long_term import Change, LongTerm
from view.steps import STEPS
from view.text import text
from view.theme import NEUTRAL
from view.wording import moment

HEIGHT = 232
_ROW, _LEGEND, _FOOT = 20, 28, 28


@dataclass(frozen=True)
class Drawn:
    """One place's months under its name, in its colour."""

    name: str
    colour: str
    months: LongTerm


def slope_months_figure(places: Sequence[Drawn], lang: str) -> Figure:
    """Draw each place's months, its slope as a line, and its change points.

    The line is whole where the slope is judged and its interval leaves out zero, else dashed. A
    change point is an upright line with the interval of its date and the levels before and after.
    """
    shown = [p for p in places if len(p.months.values)]
    if not shown:
        return empty(text(lang, "common.empty.no_data"))
    several = len(shown) > 1
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for place in shown:
        data.append(_values(place, several, lang))
        if place.months.has_slope:
            data.append(_slope_line(place))
        for change in place.months.changes:
            data.append(_levels(place, change))
            shapes += _upright(change, place.colour)
            notes.append(_name(place, change, several, lang))
    if any(p.months.trend["crosses_reference_change"] for p in shown):
        shapes.append(_reference_line())
        notes.append(_note(REFERENCE_STATE_CHANGE, text(lang, "slopes.reference_change")))
    rows = len(notes)
    first = min(p.months.start for p in shown)
    last = max(p.months.start + len(p.months.values) for p in shown)
    _spread(notes, first, last)
    top = max(float(np.nanmax(p.months.values)) for p in shown)
    return {
        "data": data,
        "layout": layout(
            margin={"l": 40, "r": 16, "t": 8 + _ROW * rows + several * _LEGEND, "b": _FOOT},
            xaxis=_time_axis(first, last, lang),
            # Markers that stand on zero need a little room not to be cut in half.
            yaxis=axis(range=[-0.03 * top, 1.08 * max(top, 1e-9)], nticks=5, fixedrange=True),
            showlegend=several,
            legend={
                "orientation": "h",
                "x": 0,
                "y": 1 + _ROW * rows / (HEIGHT - _ROW * rows - _LEGEND - _FOOT),
                "yanchor": "bottom",
            },
            shapes=shapes,
            annotations=notes,
            meta={"step": STEPS["monthly"].meta()},
        ),
    }


def _values(place: Drawn, several: bool, lang: str) -> dict[str, Any]:
    own, row = place.months, METRICS[place.months.metric]
    flag = f" · {text(lang, 'common.insufficient')}"
    head = f"{plain(place.name)} " if several else ""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": milliseconds(own.months),
        "y": typed(printed(own.values, own.metric)),
        "line": {"color": place.colour, "width": 1.2},
        "opacity": 0.75,
        "marker": {
            "size": 4,
            "color": place.colour,
            "symbol": ["circle" if valid else "circle-open" for valid in own.is_valid],
        },
        "name": plain(place.name),
        "legendgroup": plain(place.name),
        "text": ["" if valid else flag for valid in own.is_valid],
        "hovertemplate": f"{head}%{{y:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}%{{text}}"
        "<extra></extra>",
    }


def _slope_line(place: Drawn) -> dict[str, Any]:
    own, ends = place.months, [0, -1]
    is_sure = own.is_judged and own.is_clear
    return {
        "type": "scatter",
        "mode": "lines",
        "x": milliseconds(own.months[ends]),
        "y": typed(own.line[ends]),
        "line": {"color": place.colour, "width": 2.4, "dash": "solid" if is_sure else "dash"},
        "legendgroup": plain(place.name),
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _levels(place: Drawn, change: Change) -> dict[str, Any]:
    """Return the means of the months before and after a change point as two level lines."""
    begin, end = place.months.beside(change)
    times = np.array([begin, change.month, change.month, change.month, end])
    gap = np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": milliseconds(times),
        "y": typed([change.before, change.before, gap, change.after, change.after]),
        "line": {"color": NEUTRAL, "width": 4},
        "legendgroup": plain(place.name),
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _upright(change: Change, colour: str) -> list[dict[str, Any]]:
    """Return the line of a change point and the ground of its date's interval."""
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    ground = {
        "type": "rect",
        "layer": "below",
        "x0": str(change.low),
        "x1": str(change.high + 1),
        "fillcolor": f"rgba({red},{green},{blue},0.14)",
        "line": {"width": 0},
    }
    month = str(change.month)
    line = {"type": "line", "x0": month, "x1": month, "line": {"color": colour, "width": 1.6}}
    return [{**where, **ground}, {**where, **line}]


def _note(month: np.datetime64, words: str) -> dict[str, Any]:
    return {
        "xref": "x",
        "yref": "paper",
        "x": str(month),
        "y": 1,
        "yanchor": "bottom",
        "text": words,
        "showarrow": False,
        "font": {"size": 12},
    }


def _spread(notes: list[dict[str, Any]], first: np.datetime64, last: np.datetime64) -> None:
    """Give every name a row of its own over the panel, and keep it within the panel's width."""
    low, high = int(first.astype(int)), int(last.astype(int))
    for row, note in enumerate(notes):
        month = int(np.datetime64(note["x"], "M").astype(int))
        share = (month - low) / max(high - low, 1)
        note["xanchor"] = "left" if share < 0.3 else "right" if share > 0.7 else "center"
        note["yshift"] = _ROW * row


def _name(place: Drawn, change: Change, several: bool, lang: str) -> dict[str, Any]:
    when = moment(lang, "monthly", change.month)
    percent = number(change.change_pct, 0, signed=True)
    words = text(lang, "slopes.point", month=when, percent=percent)
    return _note(change.month, f"{plain(place.name)} {words}" if several else words)


def _reference_line() -> dict[str, Any]:
    day = str(REFERENCE_STATE_CHANGE)
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
    }


def _time_axis(first: np.datetime64, last: np.datetime64, lang: str) -> dict[str, Any]:
    return axis(
        type="date",
        ticklabelstandoff=4,
        range=[str(first - 1), str(last)],
        hoverformat=text(lang, "trends.hover.monthly"),
        tickformatstops=[
            {"dtickrange": [None, "M6"], "value": text(lang, "trends.tick.months")},
            {"dtickrange": ["M12", None], "value": text(lang, "trends.tick.years")},
        ],
    )

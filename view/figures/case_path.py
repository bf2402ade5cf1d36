"""A case from place to place: a row a place, from its onset over its peak to its clearing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from view.case_parts import PlacePath
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import MINUS
from view.text import text
from view.theme import NEUTRAL, POLLUTANT_COLOUR

ROW_HEIGHT, MARGINS = 22, 84
#: Rows that a heading takes; share of the time left free before the first onset, for its hours.
_HEADING = 1.1
_BEFORE, _AFTER = 0.12, 0.03
_FORMATS = (([None, 43_200_000], "hours"), ([86_400_000, None], "days"))


@dataclass(frozen=True)
class PathRow:
    """A place's row.

    Attributes:
        path: its times; name: as printed.
        words: what is said of its onset, peak and clearing where the pointer is.
        silent: why it has no onset; '' where it has one.
        is_own: it is the place of the case, against which the others' hours are counted.
    """

    path: PlacePath
    name: str
    words: tuple[str, str, str]
    silent: str = ""
    is_own: bool = False


def path_height(groups: Sequence[tuple[str, Sequence[PathRow]]]) -> int:
    """Return the height in pixels that `path_figure` is drawn for."""
    return round(MARGINS + ROW_HEIGHT * max(_depth(groups), 4))


def path_figure(
    groups: Sequence[tuple[str, Sequence[PathRow]]],
    start: pd.Timestamp,
    end: pd.Timestamp,
    pollutant: str,
    lang: str,
) -> Figure:
    """Draw groups of places (heading and rows) over the time of a case.

    A bar lasts from a place's onset to its clearing, to the end of the case where that was not
    seen (none of ozone, which falls every night); the dot is the onset with its hours against the
    city's, the diamond the highest hour, the ring the clearing. The city's onset crosses all rows.
    """
    heights = _place(groups)
    rows = [
        (row, y)
        for (_, own), ys in zip(groups, heights, strict=True)
        for row, y in zip(own, ys, strict=True)
    ]
    if not any(row.path.onset is not None or row.path.peak_time is not None for row, _ in rows):
        return empty(text(lang, "case_path.none"))
    colour = POLLUTANT_COLOUR[pollutant]
    bars = [] if pollutant == "o3" else [_bars(rows, end, colour)]
    low, high = _span([row.path for row, _ in rows], start, end)
    return {
        "data": [*bars, *_marks(rows, colour, lang)],
        "layout": layout(
            margin={"l": 16, "r": 20, "t": 10, "b": 44},
            hovermode="closest",
            annotations=[*_headings(groups, heights), *_silent(rows, low)],
            shapes=_city_line(rows),
            xaxis=_time_axis(low, high, lang),
            yaxis=axis(
                tickvals=typed([y for _, y in rows]),
                ticktext=[plain(row.name) for row, _ in rows],
                range=[_depth(groups) - 0.3, -0.7],
                showgrid=False,
                fixedrange=True,
            ),
        ),
    }


def _depth(groups: Sequence[tuple[str, Sequence[PathRow]]]) -> float:
    return sum(len(rows) + (_HEADING if heading else 0) for heading, rows in groups if rows)


def _place(groups: Sequence[tuple[str, Sequence[PathRow]]]) -> list[list[float]]:
    """Return where the rows of each group stand, from 0 downwards."""
    found, y = [], 0.0
    for heading, rows in groups:
        y += _HEADING if heading and rows else 0
        found.append([y + number for number in range(len(rows))])
        y += len(rows)
    return found


def _span(
    paths: Sequence[PlacePath], start: pd.Timestamp, end: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    onsets = [p.onset for p in paths if p.onset is not None]
    clearings = [p.clearing for p in paths if p.clearing is not None]
    low, high = min([start, *onsets]), max([end, *clearings])
    return low - (high - low) * _BEFORE, high + (high - low) * _AFTER


def _bars(rows: Sequence[tuple[PathRow, float]], end: pd.Timestamp, colour: str) -> dict[str, Any]:
    """Return the bars as one line with gaps."""
    x: list[Any] = []
    y: list[float] = []
    for row, height in rows:
        if row.path.onset is not None:
            x += [row.path.onset, row.path.clearing or end, pd.NaT]
            y += [height, height, float("nan")]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": milliseconds(pd.DatetimeIndex(x).to_numpy()) if x else [],
        "y": typed(y),
        "line": {"color": colour, "width": 6},
        "opacity": 0.3,
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _marks(rows: Sequence[tuple[PathRow, float]], colour: str, lang: str) -> list[dict[str, Any]]:
    """Return onsets, peaks and clearings, each with its words."""
    found = []
    for number, (name, symbol, size) in enumerate(
        (("onset", "circle", 9), ("peak_time", "diamond", 8), ("clearing", "circle-open", 8))
    ):
        own = [(row, y, getattr(row.path, name)) for row, y in rows]
        own = [each for each in own if each[2] is not None and (number == 1 or not each[0].silent)]
        trace: dict[str, Any] = {
            "type": "scatter",
            "mode": "markers",
            "name": text(lang, f"case_path.mark.{name}"),
            "x": milliseconds(pd.DatetimeIndex([at for _, _, at in own]).to_numpy()),
            "y": typed([y for _, y, _ in own]),
            "marker": {
                "symbol": symbol,
                "size": size,
                "color": colour,
                "line": {"width": 1.5, "color": colour},
            },
            "text": [plain(row.words[number]) for row, _, _ in own],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
        found.append(trace)
    onsets = found[0]
    return [*found, _lags(rows, onsets)]


def _lags(rows: Sequence[tuple[PathRow, float]], onsets: dict[str, Any]) -> dict[str, Any]:
    """Return the hours before or after the city's onset, written beside each onset."""
    shown = [row for row, _ in rows if row.path.onset is not None and not row.silent]
    return {
        "type": "scatter",
        "mode": "text",
        "x": onsets["x"],
        "y": onsets["y"],
        "text": [_lag(row) for row in shown],
        "textposition": "middle left",
        "textfont": {"size": 11, "color": NEUTRAL},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _lag(row: PathRow) -> str:
    if row.is_own or row.path.lag_hours is None:
        return ""
    hours = round(row.path.lag_hours)
    return f"{MINUS if hours < 0 else '+' if hours else ''}{abs(hours)}\u2009h\u2002"


def _headings(
    groups: Sequence[tuple[str, Sequence[PathRow]]], heights: Sequence[Sequence[float]]
) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": ys[0] - 0.9,
            "yanchor": "middle",
            "text": plain(heading),
            "showarrow": False,
            "font": {"size": 12, "color": NEUTRAL},
        }
        for (heading, rows), ys in zip(groups, heights, strict=True)
        if heading and rows
    ]


def _silent(rows: Sequence[tuple[PathRow, float]], low: pd.Timestamp) -> list[dict[str, Any]]:
    """Return why a place has no bar, written in its row."""
    return [
        {
            "x": str(low.isoformat()),
            "xanchor": "left",
            "y": y,
            "yanchor": "middle",
            "text": plain(row.silent),
            "showarrow": False,
            "font": {"size": 11, "color": NEUTRAL},
        }
        for row, y in rows
        if row.silent
    ]


def _city_line(rows: Sequence[tuple[PathRow, float]]) -> list[dict[str, Any]]:
    onset = next((r.path.onset for r, _ in rows if r.is_own), None)
    if onset is None:
        return []
    at = onset.isoformat()
    line = {"color": NEUTRAL, "width": 1, "dash": "dot"}
    return [
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
    ]


def _time_axis(low: pd.Timestamp, high: pd.Timestamp, lang: str) -> dict[str, Any]:
    return axis(
        type="date",
        range=[low.isoformat(), high.isoformat()],
        fixedrange=True,
        nticks=7,
        tickformatstops=[
            {"dtickrange": span, "value": text(lang, f"trends.tick.{name}")}
            for span, name in _FORMATS
        ],
    )

"""Share of usable hours: stations down, months across, the reasons for gaps under the pointer."""

import unicodedata
from typing import Any

import numpy as np
import pandas as pd

from view.completeness import REASONS
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, layout, plain
from view.readings.data import month, station_name
from view.text import text

#: From nothing to everything: warm to blue through a pale middle, no colour of an AQI level and
#: told apart by readers with any common colour vision. Most of the range is spent above 75 %.
SCALE = (
    (0.0, "#6b3d1e"),
    (0.5, "#b98a5e"),
    (0.75, "#e3cfae"),
    (0.9, "#b5d0e4"),
    (1.0, "#3f86bd"),
)
#: In columns of the screen: a Chinese character takes two.
_LONGEST_NAME = 16
_CONTROL = "◇"
_FEW_MONTHS = 15
#: A share below this is written into its cell, as large as there is room.
_WRITTEN_BELOW = 89.5


def draw_completeness(frame: pd.DataFrame, lang: str, chosen: tuple[str, ...] = ()) -> Figure:
    """Return the heat map of `share_valid` in per cent.

    `frame` has a row a station and month (`view.queries.data.completeness`); months without a row
    stay blank. `chosen` are the stations of the place that the page is about; they are marked
    unless they are all.
    """
    stations = frame.drop_duplicates("station").sort_values("station")
    months = pd.date_range(frame["period_start"].min(), frame["period_start"].max(), freq="MS")
    rows = pd.Index(stations["station"]).get_indexer(frame["station"])
    columns = pd.DatetimeIndex(months).get_indexer(pd.DatetimeIndex(frame["period_start"]))

    def spread(name: str) -> np.ndarray:
        table = np.full((len(stations), len(months)), np.nan, dtype="f4")
        table[rows, columns] = frame[f"share_{name}"].to_numpy(dtype="f4") * 100
        return table

    valid = spread("valid")
    labels = [_label(row, lang) for row in stations.to_dict("records")]
    marked = [s in chosen and len(chosen) < len(stations) for s in stations["station"]]
    trace: dict[str, Any] = {
        "type": "heatmap",
        "x": milliseconds(months),
        "xperiod": "M1",
        "xperiodalignment": "middle",
        "y": list(range(len(stations))),
        "z": typed(valid),
        "zmin": 0,
        "zmax": 100,
        "colorscale": [list(step) for step in SCALE],
        "xgap": 1,
        "ygap": 1,
        "hoverongaps": False,
        "text": _written(valid),
        "texttemplate": "%{text}",
        "hovertext": _hover(stations, months, valid, [spread(reason) for reason in REASONS], lang),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showscale": False,
    }
    return {
        "data": [trace],
        "layout": layout(
            hovermode="closest",
            margin={"l": 8, "r": 8, "t": 8, "b": 32},
            xaxis=month_axis(months, lang, showgrid=False, showspikes=False),
            yaxis=axis(
                autorange="reversed",
                showgrid=False,
                tickmode="array",
                tickvals=list(range(len(stations))),
                ticktext=[
                    f"<b>▸ {label}</b>" if mark else label
                    for label, mark in zip(labels, marked, strict=True)
                ],
            ),
        ),
    }


def month_axis(months: pd.DatetimeIndex, lang: str, **options: Any) -> dict[str, Any]:
    """Return a date axis whose ticks name months, or years where there are many months."""
    if len(months) <= _FEW_MONTHS:
        ticks = {"dtick": "M1", "tickformat": "%-m\n%Y", "tickangle": 0}
    else:
        ticks = {"dtick": "M12", "tickformat": "%Y"}
    return axis(
        type="date",
        ticklabelmode="period",
        hoverformat=text(lang, "data.chart.month"),
        spikethickness=1,
        **ticks,
        **options,
    )


def _label(station: dict[Any, Any], lang: str) -> str:
    """Return the name of a row, cut to what a phone has room for; a control point has a mark."""
    name, room = str(station[f"name_{lang}"]), _LONGEST_NAME
    kept = ""
    for character in name:
        room -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if room < 0:
            kept = f"{kept[:-1]}…"
            break
        kept += character
    return plain(f"{kept} {_CONTROL}" if station["is_control"] else kept)


def _hover(
    stations: pd.DataFrame,
    months: pd.DatetimeIndex,
    valid: np.ndarray,
    reasons: list[np.ndarray],
    lang: str,
) -> list[list[str]]:
    """Return the words of each cell: station, month, and every reason that took an hour."""
    words = [text(lang, f"data.reason.{reason}") for reason in REASONS]
    label = text(lang, "data.valid")
    shown_months = [month(lang, start) for start in months]
    table = []
    for row, (_, station) in enumerate(stations.iterrows()):
        name = plain(station_name(station, lang))
        lines = []
        for column, shown in enumerate(shown_months):
            parts = [f"<b>{name}</b>", shown, f"{label} {valid[row, column]:.1f}\u202f%"]
            for word, shares in zip(words, reasons, strict=True):
                if shares[row, column] > 0:
                    parts.append(f"{word} {_percent(shares[row, column])}")
            lines.append("<br>".join(parts))
        table.append(lines)
    return table


def _percent(share: float) -> str:
    return f"{share:.1f}\u202f%" if share >= 0.05 else "< 0.1\u202f%"


def _written(valid: np.ndarray) -> list[list[str]]:
    """Return what is written into the cells: low shares, and nothing elsewhere."""
    is_low = valid < _WRITTEN_BELOW
    return [
        [f"{share:.0f}" if low else "" for share, low in zip(*row, strict=True)]
        for row in zip(valid, is_low, strict=True)
    ]

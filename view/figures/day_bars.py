"""Bars of days: stacked or side by side, each as wide as its period on the time axis."""

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANTS
from airquality.schemes import SCHEMES
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure
from view.text import text
from view.theme import NEUTRAL, POLLUTANT_COLOUR, ink_on

_EDGE = {"color": "rgba(70,78,88,0.55)", "width": 0.5}
_WIDTH = 0.86
#: Shares of the height of the upper and the lower panel that a number needs.
ROOM_ABOVE, ROOM_BELOW = 0.085, 0.13
_SPAN = ("period_start", "period_end")


def middles(rows: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Return the middle and the width of each bar: a period takes its place on the time axis."""
    starts, ends = (rows[c].to_numpy().astype("datetime64[h]") for c in _SPAN)
    length = ends - starts
    return milliseconds(starts + length // 2), typed(
        length.astype(np.int64) * 3_600_000 * _WIDTH, "f8"
    )


def bar(
    x: dict[str, str],
    width: dict[str, str],
    values: np.ndarray,
    colour: str,
    name: str,
    ink: str | None,
    lang: str,
    least: float = 0.0,
) -> Figure:
    """Return bars of days; with an ink their number stands in each of at least so many days."""
    values = np.nan_to_num(values)
    has_room = (values > 0) & (values >= least)
    return {
        "type": "bar",
        "x": x,
        "width": width,
        "y": typed(values),
        "marker": {"color": colour, "line": _EDGE},
        "name": name,
        "text": [f"{v:.0f}" if ink and ok else "" for v, ok in zip(values, has_room, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": ink or NEUTRAL, "size": 12},
        "hovertemplate": f"%{{y:.0f}} {text(lang, 'common.unit.days')}",
    }


def primary_bars(
    rows: pd.DataFrame, x: dict[str, str], width: dict[str, str], lang: str
) -> list[Figure]:
    """Return the days on which each pollutant led, stacked; a tie counts in each."""
    traces = []
    least = tallest(rows, "primary") * ROOM_BELOW
    for p in POLLUTANTS.values():
        colour = POLLUTANT_COLOUR[p.id]
        values = rows[f"primary_{p.id}"].to_numpy(np.float64)
        one = bar(x, width, values, colour, p.symbol, ink_on(colour), lang, least)
        traces.append({**one, "yaxis": "y2", "legend": "legend2"})
    return traces


def over_bars(
    rows: pd.DataFrame, x: dict[str, str], width: dict[str, str], lang: str
) -> list[Figure]:
    """Return a narrow bar a pollutant side by side."""
    starts, ends = (rows[c].to_numpy().astype("datetime64[h]") for c in _SPAN)
    room = (ends - starts).astype(np.int64) * 3_600_000 * _WIDTH
    each = room / len(POLLUTANTS)
    traces = []
    for number_of, p in enumerate(POLLUTANTS.values()):
        values = rows[f"over_{p.id}"].to_numpy(np.float64)
        one = bar(x, typed(each, "f8"), values, POLLUTANT_COLOUR[p.id], p.symbol, None, lang)
        # A base of its own takes a bar out of the stack.
        beside = {"base": 0, "offset": typed(number_of * each - room / 2, "f8")}
        traces.append({**one, **beside, "yaxis": "y2", "legend": "legend2"})
    return traces


def tallest(rows: pd.DataFrame, key: str) -> float:
    """Return the height that the lower panel needs: 'primary' is stacked, 'over' is not."""
    days = rows[[f"{key}_{p}" for p in POLLUTANTS]].to_numpy(np.float64)
    highest = np.nansum(days, axis=1) if key == "primary" else np.nanmax(days, axis=1)
    return max(float(highest.max()), 1.0)


def lower_key(scheme: str) -> str:
    """Return what the lower panel counts: 'primary', or 'over' where nothing leads."""
    return "primary" if SCHEMES[scheme].has_primary else "over"

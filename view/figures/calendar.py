"""Every day of a year by its AQI level: a row a month, a column a day."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANTS
from airquality.rounding import round_half_even
from airquality.standards.aqi_levels import GOOD_AQI, level_of
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import MISSING, day
from view.text import text
from view.theme import NEUTRAL, ink_on, level_colours

NO_DATA = "rgba(138,143,152,0.28)"
#: Written in a day without an AQI that is over 100 by the items that are there; its colour is the
#: level that it has at least.
AT_LEAST = "≥"
_EDGE = "rgba(70,78,88,0.55)"
_SHAPE = (12, 31)
_LEVELS = 7
_TICKS = (1, 5, 10, 15, 20, 25, 31)


def calendar(days: pd.DataFrame, lang: str, palette: str) -> Figure:
    """Return the calendar of a place's days (columns of `DAY_COLUMNS`, one year, any order).

    Colour is the level, the number in a cell its AQI, the hover says both in words. A day without
    an AQI is pale grey with a dash; where the items that are there exceed all the same, it has ≥
    and the colour of the level that it reaches at least. Days not in `days` stay blank.
    """
    if days.empty:
        return empty(text(lang, "common.empty.no_data"))
    levels, words, hovers = _tables(days, lang)
    colours = (NO_DATA, *level_colours(palette))
    inks = np.array([NEUTRAL, *(ink_on(colour) for colour in colours[1:])], dtype=object)
    held = np.isfinite(levels)
    ink = np.where(held, inks[np.where(held, levels, 0).astype(int)], "")
    return month_grid(levels, words, hovers, ink, steps(colours), (-0.5, _LEVELS - 0.5), lang)


def month_grid(
    z: np.ndarray,
    words: np.ndarray,
    hovers: np.ndarray,
    ink: np.ndarray,
    scale: list[list[Any]],
    bounds: tuple[float, float],
    lang: str,
) -> Figure:
    """Return a grid of a year's days: a row a month, a column a day of the month.

    All four arrays are (12, 31): what is coloured (NaN is no such day), the word in a cell, the
    hover, the colour of the word. `scale` is a colour scale over `bounds`.
    """
    months = [text(lang, f"overview.calendar.month.{m}") for m in range(1, 13)]
    grid = {"x0": 1, "dx": 1, "y": months, "type": "heatmap", "showscale": False}
    # The first layer shows through the gaps of the others: a dark outline of the light colours.
    outlined = np.isfinite(z) & (ink != NEUTRAL)
    edge = {
        **grid,
        "z": typed(np.where(outlined, 1.0, np.nan), "f4"),
        "colorscale": [[0, _EDGE], [1, _EDGE]],
        "hoverinfo": "skip",
    }
    days_axis = axis(
        range=[0.5, 31.5], tickvals=list(_TICKS), showgrid=False, fixedrange=True, ticks=""
    )
    months_axis = axis(
        type="category", autorange="reversed", showgrid=False, fixedrange=True, nticks=12
    )
    cells = {**grid, "zmin": bounds[0], "zmax": bounds[1], "colorscale": scale}
    return {
        "data": [edge, *_layers(cells, z, words, hovers, ink)],
        "layout": layout(
            hovermode="closest",
            margin={"l": 36, "r": 4, "t": 4, "b": 24},
            xaxis=days_axis,
            yaxis=months_axis,
        ),
    }


def _tables(days: pd.DataFrame, lang: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return levels (NaN where there is no such day), cell texts and hovers as (month, day)."""
    levels = np.full(_SHAPE, np.nan)
    words = np.full(_SHAPE, "", dtype=object)
    hovers = np.full(_SHAPE, "", dtype=object)
    rounded = {name: _whole(days[name]) for name in ("aqi", "aqi_at_least", "pm25", "o3_mda8")}
    exceeds = (days["aqi_at_least"] > GOOD_AQI).to_numpy()
    at_least = level_of(days["aqi_at_least"].to_numpy(dtype=float, na_value=np.nan))
    has_aqi = days["aqi"].notna().to_numpy()
    row: Any
    for i, row in enumerate(days.itertuples(index=False)):
        at = (row.date.month - 1, row.date.day - 1)
        shown = {name: column[i] for name, column in rounded.items()}
        levels[at] = row.level if has_aqi[i] else at_least[i] if exceeds[i] else 0
        words[at] = AT_LEAST if exceeds[i] else shown["aqi"]
        hovers[at] = "<br>".join(_hover(row, shown, bool(exceeds[i]), lang))
    return levels, words, hovers


def _layers(
    cells: Figure, z: np.ndarray, words: np.ndarray, hovers: np.ndarray, ink: np.ndarray
) -> list[Figure]:
    """Return one layer an ink: a heat map has one text colour, no ink is read on every level."""
    shared = {
        **cells,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
    }
    layers = []
    for colour in dict.fromkeys((NEUTRAL, *ink[np.isfinite(z)])):
        own = np.isfinite(z) & (ink == colour)
        layer = {
            **shared,
            "z": typed(np.where(own, z, np.nan), "f4"),
            "text": np.where(own, words, "").tolist(),
            "hovertext": np.where(own, hovers, "").tolist(),
            "textfont": {"color": colour, "size": 10},
        }
        layers.append(layer)
    return layers


def steps(colours: tuple[str, ...]) -> list[list[Any]]:
    """Return a colour scale of equal steps without a transition."""
    n = len(colours)
    return [[edge / n, c] for i, c in enumerate(colours) for edge in (i, i + 1)]


def _whole(values: pd.Series) -> list[str]:
    """Return whole numbers by GB/T 8170 as words, all at once: one by one takes 30 ms a year."""
    whole = round_half_even(values.to_numpy(), 0)
    return [f"{v:.0f}" if np.isfinite(v) else MISSING for v in whole]


def _hover(row: Any, shown: dict[str, str], exceeds: bool, lang: str) -> tuple[str, ...]:
    first = f"{day(lang, row.date)} {text(lang, f'overview.weekday.{row.date.weekday()}')}"
    values = {"pm25": shown["pm25"], "o3": shown["o3_mda8"]}
    if shown["aqi"] == MISSING:
        key = "at_least" if exceeds else "no_aqi"
        lacking = first, text(lang, f"overview.calendar.{key}", aqi=shown["aqi_at_least"])
        if set(values.values()) == {MISSING}:
            return lacking
        return *lacking, text(lang, "overview.calendar.values", **values)
    return (
        first,
        f"AQI {shown['aqi']} · {text(lang, f'common.level.{row.level}')}",
        text(lang, "overview.calendar.primary", names=primary_names(row.primary, lang)),
        text(lang, "overview.calendar.values", **values),
    )


def primary_names(primary: Any, lang: str) -> str:
    """Return the symbols of the primary pollutants (ids joined by +), a dash for none."""
    if not isinstance(primary, str) or not primary:
        return MISSING
    ids = primary.split("+")
    return text(lang, "overview.list").join(
        POLLUTANTS[i].symbol if i in POLLUTANTS else plain(i) for i in ids
    )

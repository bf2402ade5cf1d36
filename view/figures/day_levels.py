"""Days by level and by primary pollutant, stacked: a bar a year or a month."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.schemes import IN_FORCE, SCHEMES
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.figures.arrays import typed
from view.figures.day_bars import (
    ROOM_ABOVE,
    bar,
    lower_key,
    middles,
    over_bars,
    primary_bars,
    tallest,
)
from view.figures.day_cells import KEPT, LEFT_OUT, NO_DATA, NOT_KEPT
from view.figures.frame import Figure, axis, empty, layout
from view.formats import MISSING, number
from view.text import text
from view.theme import NEUTRAL, ink_on, level_colours

TOP, UPPER, GAP, LOWER, FOOT = 78, 240, 84, 150, 28
"""Heights in pixels: legend and title, days by level, the words between, by pollutant, the axis."""
HEIGHT = TOP + UPPER + GAP + LOWER + FOOT
_PLOT = UPPER + GAP + LOWER
#: A period of too few days is shown with this behind its number.
FEW = "*"


def day_levels(rows: pd.DataFrame, kind: str, scheme: str, lang: str, palette: str) -> Figure:
    """Draw the periods of `queries.levels.Levels.rows`, above by level, below by pollutant.

    A scheme without levels has kept and not kept days; one without primary pollutants the days
    above each daily limit as dots, since a day may be above several. The number on a bar is the
    share of good days in per cent. A dotted line stands where the limits change between two bars,
    and at the change of reference state.
    """
    if rows.empty:
        return empty(text(lang, "common.empty.no_data"))
    x, width = middles(rows)
    below = primary_bars if SCHEMES[scheme].has_primary else over_bars
    highest = float(rows["calendar_days"].max())
    shapes, notes = _changes(rows, scheme, lang)
    notes += [_heading(lang, "above", 1.0), _heading(lang, lower_key(scheme), LOWER / _PLOT)]
    highest_below = tallest(rows, lower_key(scheme))
    return {
        "data": [
            *_upper(rows, kind, scheme, x, width, lang, palette),
            *below(rows, x, width, lang),
        ],
        "layout": layout(
            barmode="stack",
            bargap=0,
            hoversubplots="axis",
            margin={"l": 44, "r": 8, "t": TOP, "b": FOOT},
            xaxis=_time_axis(rows, kind, x, lang),
            yaxis=axis(
                domain=[(LOWER + GAP) / _PLOT, 1], range=[0, highest * 1.1], fixedrange=True
            ),
            yaxis2=axis(
                domain=[0, LOWER / _PLOT], range=[0, highest_below * 1.08], fixedrange=True
            ),
            showlegend=True,
            legend=_legend(1.0, 26),
            legend2=_legend(LOWER / _PLOT, 26),
            uniformtext={"mode": "hide", "minsize": 9},
            shapes=shapes,
            annotations=notes,
        ),
    }


def _upper(
    rows: pd.DataFrame,
    kind: str,
    scheme: str,
    x: dict[str, str],
    width: dict[str, str],
    lang: str,
    palette: str,
) -> list[Figure]:
    """Return the days by level from the bottom up, those without one, and the share on top."""
    if SCHEMES[scheme].has_levels:
        parts = [
            (rows[f"level{n}_days"], colour, text(lang, f"levels.short.{n}"))
            for n, colour in enumerate(level_colours(palette), 1)
        ]
    else:
        good, valid = rows["good_days"], rows["valid_days"]
        parts = [
            (good, KEPT, text(lang, "levels.kept")),
            (valid - good, NOT_KEPT, text(lang, "levels.not_kept")),
        ]
    # The mark of the days that are good by the limits stands on the two lowest levels.
    marked = 2 if SCHEMES[scheme].by_limits and SCHEMES[scheme].has_levels else 0
    traces = [
        bar(
            *(x, width, days.to_numpy(np.float64), colour, name),
            None if number_of < marked else ink_on(colour),
            lang,
            float(rows["calendar_days"].max()) * ROOM_ABOVE,
        )
        for number_of, (days, colour, name) in enumerate(parts)
    ]
    told = np.sum([days.fillna(0).to_numpy(np.float64) for days, _, _ in parts], axis=0)
    excluded = rows["excluded_days"].to_numpy(np.float64)
    silent = rows["calendar_days"].to_numpy(np.float64) - told - excluded
    if excluded.any():
        name = text(lang, "levels.left_out")
        gone = bar(x, width, excluded, LEFT_OUT, name, None, lang)
        gone["marker"]["pattern"] = {"shape": "/", "fgcolor": NEUTRAL, "size": 6}
        traces.append(gone)
    key = "no_aqi" if SCHEMES[scheme].has_levels else "unknown"
    traces.append(bar(x, width, silent, NO_DATA, text(lang, f"levels.{key}"), None, lang))
    if marked:
        traces.append(_good_marks(rows, x, lang))
    return [*traces, _shares(rows, kind, x, lang)]


def _good_marks(rows: pd.DataFrame, x: dict[str, str], lang: str) -> Figure:
    """Return a mark at the good days by limits: they are fewer than the two lowest levels."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": typed(rows["good_days"]),
        "marker": {
            "symbol": "diamond",
            "size": 9,
            "color": "#ffffff",
            "line": {"color": "#1c2733", "width": 2},
        },
        "name": text(lang, "levels.good_by_limits"),
        "hovertemplate": f"%{{y:.0f}} {text(lang, 'common.unit.days')}",
    }


def _shares(rows: pd.DataFrame, kind: str, x: dict[str, str], lang: str) -> Figure:
    """Return the share of good days on top of each bar; of a month without decimals, for room."""
    pairs = list(zip(rows["good_ratio"], rows["is_valid"], strict=True))
    shown = [_share_words(share, valid, 0 if kind == "month" else 1) for share, valid in pairs]
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": typed(rows["calendar_days"]),
        "text": shown,
        "customdata": [_share_words(share, valid, 1) for share, valid in pairs],
        "textposition": "top center",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "name": text(lang, "levels.share"),
        "showlegend": False,
        "hovertemplate": "%{customdata} %",
    }


def _share_words(share: float, is_valid: bool, decimals: int) -> str:
    words = number(100 * share, decimals)
    return words if is_valid or words == MISSING else words + FEW


def _time_axis(rows: pd.DataFrame, kind: str, x: dict[str, str], lang: str) -> dict[str, Any]:
    starts = rows["period_start"]
    names = (
        [text(lang, f"overview.calendar.month.{t.month}") for t in starts]
        if kind == "month"
        else [str(t.year) for t in starts]
    )
    return axis(
        type="date",
        range=[str(starts.iloc[0].date()), str(rows["period_end"].iloc[-1].date())],
        tickvals=x,
        ticktext=names,
        tickangle=0,
        ticks="",
        showgrid=False,
        anchor="y2",
        hoverformat=text(lang, f"levels.hover.{kind}"),
    )


def _changes(
    rows: pd.DataFrame, scheme: str, lang: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return dotted lines with their words: where bars to the left and right are not alike.

    Between two bars that are judged by different limits, and at the change of reference state.
    """
    marks = []
    limits, starts = rows["limits"].tolist(), rows["period_start"]
    for i in range(1, len(rows)) if scheme == IN_FORCE else ():
        if limits[i] != limits[i - 1]:
            name = text(lang, f"common.standard.{limits[i]}")
            words = text(lang, "levels.change", standard=name)
            marks.append((str(starts.iloc[i].date()), words))
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    if starts.iloc[0] < changed < rows["period_end"].iloc[-1]:
        marks.append((str(changed.date()), text(lang, "trends.reference_change")))
    shapes = [
        {
            "type": "line",
            **{"xref": "x", "x0": day, "x1": day, "yref": "paper", "y0": low, "y1": top},
            "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
        }
        for day, _ in marks
        # Its words stand between the panels, where the line would cross them.
        for low, top in ((0, LOWER / _PLOT), ((LOWER + GAP) / _PLOT, 1))
    ]
    notes = [
        {
            **{"xref": "x", "x": day, "xanchor": "center"},
            **{"yref": "paper", "y": (LOWER + GAP) / _PLOT, "yanchor": "top", "yshift": -2},
            "text": words,
            "showarrow": False,
            "font": {"size": 12},
        }
        for day, words in marks
    ]
    return shapes, notes


def _heading(lang: str, key: str, at: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -36,
        "y": at,
        "yanchor": "bottom",
        "yshift": 4,
        "text": text(lang, f"levels.panel.{key}"),
        "showarrow": False,
        "font": {"size": 13},
    }


def _legend(at: float, above: int) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": at + above / _PLOT,
        "yanchor": "bottom",
        "font": {"size": 12},
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }

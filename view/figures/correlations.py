"""Correlations of daily PM2.5 and O3 as dots on their intervals, a row a group of days."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.quadrants import SEASON_COLOUR, SEASON_MARK
from view.formats import number
from view.text import text
from view.theme import NEUTRAL

ROW_HEIGHT, MARGINS = 23, 72


@dataclass(frozen=True)
class Correlation:
    """The correlation within one group of days.

    Attributes:
        kind: all, season or temperature.
        group: all, the season's name, or a class of temperature such as "[5,10)".
        value, low, high: rank correlation and its 95 % interval; NaN with too few days.
        days: days with both values.
    """

    kind: str
    group: str
    value: float
    low: float
    high: float
    days: int

    @property
    def is_known(self) -> bool:
        """Whether there are enough days for a value with its interval."""
        return all(map(math.isfinite, (self.value, self.low, self.high)))

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.is_known and (self.low > 0 or self.high < 0)


def correlations_height(rows: Sequence[Correlation]) -> int:
    """Return the height in pixels that `correlations_figure` is drawn for."""
    return MARGINS + ROW_HEIGHT * max(len(_laid(rows)), 8)


def correlations_figure(rows: Sequence[Correlation], lang: str) -> Figure:
    """Draw a row for each group under the head of its kind; the number of days at the right.

    Hollow where the interval spans zero; words in place of a dot where there are too few days.
    """
    if not rows:
        return empty(text(lang, "coupling.empty.correlations"))
    laid = _laid(rows)
    labels = [_label(entry, lang) for entry in laid]
    placed = [(y, entry) for y, entry in enumerate(laid) if isinstance(entry, Correlation)]
    notes = [_aside(y, row, lang) for y, row in placed]
    notes += [_few(y, row, lang) for y, row in placed if not row.is_known]
    zero = {"type": "line", "xref": "x", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    return {
        "data": [_dot(y, row, lang) for y, row in placed if row.is_known],
        "layout": layout(
            margin={"l": 16, "r": 76, "t": 8, "b": 48},
            hovermode="closest",
            xaxis=axis(
                range=[-1, 1],
                tickvals=[-1, -0.5, 0, 0.5, 1],
                ticktext=[number(v, 1) for v in (-1, -0.5, 0, 0.5, 1)],
                title={
                    "text": text(lang, "coupling.axis.correlation"),
                    "standoff": 8,
                    "font": {"size": 13},
                },
                fixedrange=True,
            ),
            yaxis=axis(
                tickvals=list(range(len(laid))),
                ticktext=labels,
                range=[len(laid) - 0.4, -0.6],
                showgrid=False,
                fixedrange=True,
            ),
            shapes=[{**zero, "line": {"color": NEUTRAL, "width": 1.5}}],
            annotations=notes,
        ),
    }


def _laid(rows: Sequence[Correlation]) -> list[Correlation | str]:
    """Return the rows in their order, the name of a kind before its first row."""
    laid: list[Correlation | str] = []
    for kind in ("all", "season", "temperature"):
        own = [row for row in rows if row.kind == kind]
        if own and kind != "all":
            laid.append(kind)
        laid += own
    return laid


def _label(entry: Correlation | str, lang: str) -> str:
    if isinstance(entry, str):
        return f"<b>{text(lang, f'coupling.correlation.by_{entry}')}</b>"
    return group_words(lang, entry.kind, entry.group)


def group_words(lang: str, kind: str, group: str) -> str:
    """Return a group of days in words: 冬季, 全部日, 5–10 ℃."""
    if kind == "all":
        return text(lang, "coupling.correlation.all")
    if kind == "season":
        return text(lang, f"coupling.season.{group}")
    bounds = group.strip("[)").split(",")
    if len(bounds) != 2:
        return plain(group)
    low, high = (bound.replace("-", "\u2212") for bound in bounds)
    return text(lang, "coupling.temperature", low=low, high=high)


def _dot(y: int, row: Correlation, lang: str) -> dict[str, Any]:
    colour = SEASON_COLOUR[row.group] if row.kind == "season" else NEUTRAL
    mark = SEASON_MARK[row.group] if row.kind == "season" else "circle"
    shown = {key: number(getattr(row, key), 2, signed=True) for key in ("value", "low", "high")}
    name = group_words(lang, row.kind, row.group)
    return {
        "type": "scatter",
        "x": [round(row.value, 4)],
        "y": [y],
        "mode": "markers",
        "marker": {
            "size": 10,
            "color": colour,
            "symbol": mark if row.is_clear else f"{mark}-open",
            "line": {"width": 2, "color": colour},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(row.high - row.value, 4)],
            "arrayminus": [round(row.value - row.low, 4)],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        "hovertemplate": text(lang, "coupling.hover.correlation", name=name, n=row.days, **shown)
        + "<extra></extra>",
    }


def _aside(y: int, row: Correlation, lang: str) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 6,
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12},
        "text": text(lang, "coupling.correlation.days", n=row.days),
    }


def _few(y: int, row: Correlation, lang: str) -> dict[str, Any]:
    return {
        "x": 0,
        "xanchor": "left",
        "xshift": 6,
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL},
        "text": text(lang, "common.insufficient"),
    }

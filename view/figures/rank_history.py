"""Ranks over periods: a line a place, first on top, its name at the end of its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import THIN_SPACE, unit
from view.text import text
from view.theme import NEUTRAL, PLACE_COLOURS

#: Heights in pixels: a row of names, the margins, no chart (the card's reading says why).
_ROW, _TOP, _FOOT, _EMPTY = 22, 16, 52, 60
_LEAST_ROWS = 5
_QUIET = "rgba(138,143,152,0.55)"
#: A name wider than this many pixels is cut; a sign of Chinese is about two letters wide.
_LEAST_NAME, _MOST_NAME, _LETTER = 72, 190, 7.2
_MOST_TICKS = 8


@dataclass(frozen=True)
class RankedLine:
    """One place: its ranks and printed values over the periods, NaN where it is not ranked.

    emphasis: 0 drawn strongest, 1, 2, 3 in further colours of places, None among the others.
    """

    name: str
    ranks: np.ndarray
    shown: np.ndarray
    emphasis: int | None


def rank_history_height(lines: Sequence[RankedLine]) -> int:
    """Return the height in pixels that `rank_history_figure` is drawn for."""
    if not lines:
        return _EMPTY
    return _TOP + _FOOT + _ROW * max(len(lines), _LEAST_ROWS)


def rank_history_figure(
    lines: Sequence[RankedLine],
    periods: Sequence[str],
    ticks: Sequence[str],
    totals: np.ndarray,
    chosen: int,
    metric: str,
    lang: str,
) -> Figure:
    """Draw the ranks of places, 1 on top, one step a period.

    periods: each period in words, for the hover; ticks: the same as short as an axis needs them;
    totals: places ranked in each, told below it; chosen: which of them is marked. A period in
    which a place is not ranked is a gap. Names stand at the right in the order of the last ranks,
    moved apart where places share one; a place that is not ranked last stands below the others,
    in brackets.
    """
    if not lines or not any(np.isfinite(line.ranks).any() for line in lines):
        return empty(text(lang, "ranking.history.none"))
    held = np.flatnonzero(totals > 0)
    if len(held) == 1:
        return empty(text(lang, "ranking.history.one", period=periods[held[0]]))
    # What is strong is drawn last, on top of the others.
    order = sorted(lines, key=lambda line: -1 if line.emphasis is None else 9 - line.emphasis)
    deepest = max(float(np.nanmax(line.ranks)) for line in lines if np.isfinite(line.ranks).any())
    notes, lowest = _names(lines, deepest, lang)
    return {
        "data": [_trace(line, periods, totals, metric, lang) for line in order],
        "layout": layout(
            margin={"l": 40, "r": _name_width(lines), "t": _TOP, "b": _FOOT},
            hovermode="closest",
            xaxis=_periods_axis(ticks, totals, lang),
            yaxis=axis(
                range=[max(deepest, lowest) + 0.6, 0.4],
                tickvals=_rank_ticks(int(deepest)),
                fixedrange=True,
                showgrid=False,
            ),
            shapes=[_band(chosen, len(periods))],
            annotations=notes,
        ),
    }


def _trace(
    line: RankedLine, periods: Sequence[str], totals: np.ndarray, metric: str, lang: str
) -> dict[str, Any]:
    row = METRICS[metric]
    colour = _QUIET if line.emphasis is None else PLACE_COLOURS[line.emphasis]
    width = {None: 1.5, 0: 4.0}.get(line.emphasis, 2.5)
    measured = f"{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE)
    hover = [
        text(lang, "ranking.history.hover", period=period, rank=int(rank), total=int(total))
        if np.isfinite(rank)
        else ""
        for period, rank, total in zip(periods, line.ranks, totals, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(line.name),
        "x": typed(np.arange(len(line.ranks)), "i2"),
        "y": typed(line.ranks),
        "text": hover,
        "customdata": typed(line.shown),
        "line": {"color": colour, "width": width},
        "marker": {"color": colour, "size": 9 if line.emphasis == 0 else 6},
        "connectgaps": False,
        "hovertemplate": f"<b>{plain(line.name)}</b><br>%{{text}}<br>"
        f"%{{customdata:.{row.decimals}f}}{measured}<extra></extra>",
    }


def _names(
    lines: Sequence[RankedLine], deepest: float, lang: str
) -> tuple[list[dict[str, Any]], float]:
    """Return the names at the ends of the lines, and how far down the lowest of them stands."""
    held = [line.ranks[-1] for line in lines if np.isfinite(line.ranks[-1])]
    below = max(held, default=0.0) + 1
    wanted = [line.ranks[-1] if np.isfinite(line.ranks[-1]) else below for line in lines]
    order = sorted(range(len(lines)), key=lambda i: (wanted[i], lines[i].emphasis is None))
    height, notes = 0.0, []
    for i in order:
        line, height = lines[i], max(wanted[i], height + _step(lines, deepest))
        is_ranked = bool(np.isfinite(line.ranks[-1]))
        words = _shorten(line.name)
        if is_ranked:
            words = f"{int(line.ranks[-1])}{THIN_SPACE}{words}"
        else:
            words = text(lang, "ranking.history.unranked", place=words)
        colour = NEUTRAL if line.emphasis is None else PLACE_COLOURS[line.emphasis]
        is_strong = line.emphasis is not None and is_ranked
        notes.append(
            {
                "xref": "x domain",
                "x": 1,
                "y": height,
                "xanchor": "left",
                "yanchor": "middle",
                "xshift": 6,
                "text": f"<b>{plain(words)}</b>" if is_strong else plain(words),
                "showarrow": False,
                "font": {"size": 13 if is_strong else 12, "color": colour},
            }
        )
    return notes, height


def _step(lines: Sequence[RankedLine], deepest: float) -> float:
    """Return the ranks between two names: less than one where ranks are many and lines few."""
    return max(1.0, deepest / max(len(lines), _LEAST_ROWS))


def _shorten(name: str) -> str:
    width, kept = 0.0, ""
    for sign in name:
        width += _LETTER * (1.0 if sign.isascii() else 1.8)
        if width > _MOST_NAME - 30:
            return kept + "…"
        kept += sign
    return kept


def _name_width(lines: Sequence[RankedLine]) -> int:
    longest = max(
        sum(_LETTER * (1.0 if sign.isascii() else 1.8) for sign in _shorten(line.name))
        for line in lines
    )
    return int(min(max(longest + 44, _LEAST_NAME), _MOST_NAME))


def _periods_axis(ticks: Sequence[str], totals: np.ndarray, lang: str) -> dict[str, Any]:
    """Return the axis of periods, below each how many places were ranked in it."""
    every = -(-len(ticks) // _MOST_TICKS)
    # Counted from the last period, so that it is always named.
    shown = list(range(len(ticks) - 1, -1, -every))[::-1]
    return axis(
        tickvals=shown,
        ticktext=[
            f"{ticks[i]}<br>{text(lang, 'ranking.history.tick', n=int(totals[i]))}" for i in shown
        ],
        range=[-0.35, len(ticks) - 0.65],
        tickangle=0,
        fixedrange=True,
        showgrid=False,
    )


def _rank_ticks(deepest: int) -> list[int]:
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if deepest / step <= 12)
    return [1, *(n for n in range(every, deepest + 1, every) if n > 1)]


def _band(chosen: int, periods: int) -> dict[str, Any]:
    half = 0.3 if periods > 8 else 0.12
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y domain",
        "x0": chosen - half,
        "x1": chosen + half,
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": "rgba(138,143,152,0.16)",
        "layer": "below",
    }

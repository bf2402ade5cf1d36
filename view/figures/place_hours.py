"""The hours of a day in every place: the city mean on top, a row a station below."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, layout, plain
from view.figures.scales import Scale, value_scale
from view.formats import THIN_SPACE, unit
from view.queries.hours import StationRow
from view.text import text

ROW, TOP, FOOT, BAR = 24, 26, 8, 44
"""Heights in pixels: a row, the hours above, below the last row, the bar of colours."""
#: Where the rows of stations begin below the city's, counted in rows.
_FIRST = 1.4
_HOURS = (0, 3, 6, 9, 12, 15, 18, 21, 24)
_EDGE = {"color": "rgba(138,143,152,0.6)", "width": 1}


def place_hours_height(rows: Sequence[StationRow]) -> int:
    """Return the height in pixels that `place_hours` is drawn for."""
    return round((_FIRST + len(rows)) * ROW) + TOP + FOOT + BAR


def place_hours(
    mean: np.ndarray,
    rows: Sequence[StationRow],
    step: int,
    metric: str,
    lang: str,
) -> Figure:
    """Draw the city mean by hours and the stations by blocks of `step` hours on one scale.

    Hours are labelled by their beginning. Stations of a district stand together, its name at the
    right; missing values are blank. No limit is drawn: none is one of a mean over some hours.
    """
    row = METRICS[metric]
    mean = round_half_even(mean, row.decimals)
    table = round_half_even(np.array([r.values for r in rows]), row.decimals)
    scale = value_scale(np.append(mean, table.ravel()), unit(lang, row), row.decimals)
    city = text(lang, "hours.city")
    data = [
        *_layers(mean[None], [city], 1, 0.0, metric, scale, lang),
        *_layers(table, [_label(r) for r in rows], step, _FIRST, metric, scale, lang),
    ]
    names = [f"<b>{city}</b>", *(_tick(r) for r in rows)]
    at = [0.0, *(_FIRST + i for i in range(len(rows)))]
    shapes, notes = _groups(rows)
    return {
        "data": data,
        "layout": layout(
            hovermode="closest",
            margin={"l": 56, "r": _right(rows), "t": TOP, "b": FOOT + BAR},
            xaxis=_clock(lang),
            yaxis=axis(
                range=[_FIRST + len(rows) - 0.5, -0.5],
                tickvals=at,
                ticktext=names,
                showgrid=False,
                fixedrange=True,
                ticks="",
            ),
            coloraxis=scale.axis(yref="container", y=0, yanchor="bottom"),
            shapes=shapes,
            annotations=notes,
        ),
    }


def _clock(lang: str) -> dict[str, Any]:
    return axis(
        range=[0, 24],
        side="top",
        tickvals=list(_HOURS),
        ticktext=[text(lang, "hours.tick", hour=f"{h:02d}") for h in _HOURS],
        tickangle=0,
        showgrid=False,
        fixedrange=True,
        ticks="",
    )


def _label(row: StationRow) -> str:
    return f"{row.name} · {row.district}" if row.district else row.name


def _tick(row: StationRow) -> str:
    return f"<b>{plain(row.name)}</b>" if row.is_chosen else plain(row.name)


def _layers(
    table: np.ndarray,
    names: list[str],
    step: int,
    first: float,
    metric: str,
    scale: Scale,
    lang: str,
) -> list[Figure]:
    """Return one layer an ink: a heat map has one text colour, no ink is read on every value."""
    row = METRICS[metric]
    held = np.isfinite(table)
    ink = scale.ink(table)
    words = np.where(held, np.char.mod(f"%.{row.decimals}f", np.nan_to_num(table)), "")
    blocks = [block_words(lang, i * step, step) for i in range(table.shape[1])]
    ends = f"{THIN_SPACE}{unit(lang, row)}"
    hovers = [
        [f"{plain(name)}<br>{b} {row.symbol} {w}{ends}" for b, w in zip(blocks, line, strict=True)]
        for name, line in zip(names, words, strict=True)
    ]
    grid = {
        "type": "heatmap",
        **{"x0": step / 2, "dx": step, "y0": first, "dy": 1},
        **{"xgap": 1, "ygap": 1, "hoverongaps": False, "coloraxis": "coloraxis"},
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "texttemplate": "%{text}",
    }
    layers = []
    for colour in sorted(set(ink[held])):
        own = held & (ink == colour)
        layer = {
            **grid,
            "z": typed(np.where(own, table, np.nan)),
            "text": np.where(own, words, "").tolist(),
            "textfont": {"color": colour},
        }
        layers.append(layer)
    return layers


def block_words(lang: str, hour: int, step: int) -> str:
    """Return a block of hours in words: 06 时, or 06—09 时."""
    first, last = f"{hour:02d}", f"{hour + step:02d}"
    if step == 1:
        return text(lang, "hours.one", hour=first)
    return text(lang, "hours.block", first=first, last=last)


def _groups(rows: Sequence[StationRow]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a line between two districts and each district's name at the right."""
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    done = 0
    for district, members in groupby(rows, key=lambda r: r.district):
        size = len(list(members))
        edge = _FIRST + done - 0.5
        if done:
            across = {"xref": "paper", "x0": 0, "x1": 1, "y0": edge, "y1": edge}
            shapes.append({"type": "line", **across, "line": _EDGE})
        notes.append(
            {
                **{"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6},
                **{"y": edge + size / 2, "yanchor": "middle"},
                "text": plain(district),
                "showarrow": False,
                "font": {"size": 12},
            }
        )
        done += size
    return shapes, notes


def _right(rows: Sequence[StationRow]) -> int:
    """Return the room for the longest district name: a Chinese character is twice as wide."""
    widths = [sum(12 if ord(c) > 0x2E80 else 7 for c in r.district) for r in rows]
    return 14 + max(widths, default=0)

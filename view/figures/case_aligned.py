"""Cases laid over each other by their onset or their peak: a panel a pollutant, one line a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.pollutants import POLLUTANTS
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import MINUS, THIN_SPACE
from view.queries.compare import Aligned
from view.text import text
from view.theme import NEUTRAL, PLACE_COLOURS

#: Lines are told apart without colour too.
DASHES = ("solid", "dash", "dot", "dashdot")
TOP, PANEL, GAP, FOOT, RIGHT = 30, 230, 44, 52, 24
_DAY = 24
_TICKS = (24, 48, 72, 96, 120, 168, 240, 336, 720)
_MOST_TICKS = 12
#: Pixels of a letter and of a line of a label, and of the plot they are placed in: labels that
#: would cover one another are moved up. The plot is wider or narrower, so this is on the safe side.
_LETTER, _LINE, _WIDTH = 7.5, 16, 700


@dataclass(frozen=True)
class AlignedCase:
    """One case: its name in the chart, the pollutant that leads it, its hours."""

    label: str
    lead: str
    hours: Aligned


def aligned_height(panels: int) -> int:
    """Return the chart's height in pixels."""
    return TOP + FOOT + panels * PANEL + (panels - 1) * GAP


def case_aligned(
    cases: Sequence[AlignedCase], pollutants: Sequence[str], align: str, lang: str
) -> Figure:
    """Draw cases over hours from their onset or peak; days are drawn as steps of a day.

    Each line carries its name in the panel of the pollutant that leads it, where it is highest. A
    pollutant that a case lacks leaves no line.
    """
    if not any(case.hours.values for case in cases):
        return empty(text(lang, "compare.curves.none"))
    low, high = _reach(cases)
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for panel, pollutant in enumerate(pollutants):
        highest = _highest(cases, pollutant)
        traces += [t for n, case in enumerate(cases) if (t := _line(case, n, panel, pollutant))]
        notes += [_heading(pollutant, panel, len(pollutants), lang)]
        notes += _names(cases, pollutant, panel, (low, high), highest)
        if not highest:
            notes.append(_nothing(pollutant, panel, len(pollutants), lang))
        axes[_key("yaxis", panel)] = axis(
            domain=list(_domain(panel, len(pollutants))),
            range=[0, (highest or 1.0) * 1.12],
            nticks=5,
            fixedrange=True,
        )
    foot = _key("y", len(pollutants) - 1)
    return {
        "data": traces,
        "layout": layout(
            height=aligned_height(len(pollutants)),
            margin={"l": 48, "r": RIGHT, "t": TOP, "b": FOOT},
            hoversubplots="axis",
            xaxis={**_time_axis(cases, low, high, align, lang), "anchor": foot},
            annotations=[*notes, _zero_name(align, lang)],
            shapes=[_zero()],
            **axes,
        ),
    }


def _key(name: str, panel: int) -> str:
    return f"{name}{panel + 1}" if panel else name


def _domain(panel: int, panels: int) -> tuple[float, float]:
    whole = panels * PANEL + (panels - 1) * GAP
    top = whole - panel * (PANEL + GAP)
    return (top - PANEL) / whole, top / whole


def _reach(cases: Sequence[AlignedCase]) -> tuple[int, int]:
    held = [case.hours for case in cases if len(case.hours.hours)]
    low = min(int(h.hours.min()) for h in held)
    return low, max(int(h.hours.max()) + (_DAY if h.is_days else 1) for h in held)


def _highest(cases: Sequence[AlignedCase], pollutant: str) -> float:
    held = [case.hours.values[pollutant] for case in cases if pollutant in case.hours.values]
    return max((float(np.nanmax(values)) for values in held), default=0.0)


def _line(case: AlignedCase, n: int, panel: int, pollutant: str) -> dict[str, Any] | None:
    values = case.hours.values.get(pollutant)
    if values is None:
        return None
    hours = case.hours.hours
    if case.hours.is_days:  # a step needs its end
        hours, values = np.append(hours, hours[-1] + _DAY), np.append(values, values[-1])
    row = POLLUTANTS[pollutant]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": typed(hours, "i4"),
        "y": typed(values),
        "yaxis": _key("y", panel),
        "name": plain(case.label),
        "line": {
            "color": PLACE_COLOURS[n],
            "width": 2.2 if n == 0 else 1.8,
            "dash": DASHES[n],
            "shape": "hv" if case.hours.is_days else "linear",
        },
        "connectgaps": False,
        "hovertemplate": f"{row.symbol} %{{y:.{row.decimals}f}}{THIN_SPACE}{row.unit}"
        f"<extra>{plain(case.label)}</extra>",
    }


def _names(
    cases: Sequence[AlignedCase],
    pollutant: str,
    panel: int,
    reach: tuple[int, int],
    highest: float,
) -> list[dict[str, Any]]:
    """Return the names of the lines that the pollutant leads, each where its line is highest.

    A name is moved up where it would meet another one.
    """
    low, high = reach
    placed: list[tuple[float, float, float]] = []
    notes = []
    for n, case in enumerate(cases):
        values = case.hours.values.get(pollutant)
        if values is None or case.lead != pollutant:
            continue
        top = int(np.nanargmax(values))
        at = float(case.hours.hours[top]) + (_DAY / 2 if case.hours.is_days else 0)
        x = (at - low) / max(high - low, 1) * _WIDTH
        y = float(values[top]) / (highest or 1.0) * PANEL / 1.12
        half = _LETTER * len(case.label) / 2
        lift = 0.0
        while any(abs(x - a) < half + b and abs(y + lift - c) < _LINE for a, b, c in placed):
            lift += 2.0
        placed.append((x, half, y + lift))
        notes.append(
            {
                "x": at,
                "y": float(values[top]),
                "yref": _key("y", panel),
                "xanchor": "left" if x < half else "right" if x > _WIDTH - half else "center",
                "yanchor": "bottom",
                "yshift": lift,
                "text": f"<b>{plain(case.label)}</b>",
                "showarrow": False,
                "font": {"size": 12, "color": PLACE_COLOURS[n]},
            }
        )
    return notes


def _heading(pollutant: str, panel: int, panels: int, lang: str) -> dict[str, Any]:
    row = POLLUTANTS[pollutant]
    return _note(text(lang, "compare.panel", symbol=row.symbol, unit=row.unit), panel, panels, 13)


def _nothing(pollutant: str, panel: int, panels: int, lang: str) -> dict[str, Any]:
    words = text(lang, "compare.panel.none", symbol=POLLUTANTS[pollutant].symbol)
    return _note(words, panel, panels, 13) | {"yshift": -PANEL / 2, "x": 0.5, "xanchor": "center"}


def _note(words: str, panel: int, panels: int, size: int) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": _domain(panel, panels)[1],
        "yanchor": "bottom",
        "yshift": 8,
        "text": words,
        "showarrow": False,
        "font": {"size": size},
    }


def _time_axis(
    cases: Sequence[AlignedCase], low: int, high: int, align: str, lang: str
) -> dict[str, Any]:
    """Return the axis of hours; of days where there are only days."""
    is_days = all(case.hours.is_days for case in cases)
    step = next((s for s in _TICKS if (high - low) / s <= _MOST_TICKS), _TICKS[-1])
    ticks = list(range((low // step + 1) * step, high + 1, step))
    shown = [hour // _DAY if is_days else hour for hour in ticks]
    unit = text(lang, f"compare.axis.{'days' if is_days else 'hours'}")
    return axis(
        range=[low, high],
        tickvals=ticks,
        ticktext=[f"{MINUS}{-n}" if n < 0 else f"+{n}" if n else "0" for n in shown],
        title={"text": text(lang, f"compare.axis.{align}", unit=unit), "font": {"size": 13}},
        fixedrange=True,
        tickangle=0,
        unifiedhovertitle={"text": text(lang, "compare.hover")},
        showspikes=True,
        spikemode="across",
        spikethickness=1,
        spikedash="solid",
    )


def _zero() -> dict[str, Any]:
    return {
        "type": "line",
        **{"xref": "x", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1},
        "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
    }


def _zero_name(align: str, lang: str) -> dict[str, Any]:
    return {
        **{"xref": "x", "x": 0, "xanchor": "left", "xshift": 4},
        **{"yref": "paper", "y": 0, "yanchor": "bottom"},
        "text": text(lang, f"compare.align.{align}"),
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL},
    }

"""What the curve of hours and the bars of days of a case share: time axis, titles, limits."""

from typing import Any

import numpy as np

from view.case_window import Window
from view.figures.case_panels import LEFT, RIGHT, TITLE, TOP, CasePanel, CaseSheet
from view.figures.frame import Figure, axis, layout, limit_line
from view.text import text

_DAY = 86_400_000
#: Up to so many hours shown each day has a line of its own.
_FEW_HOURS = 24 * 24
#: A limit further above the data than this would press them flat: it is not drawn.
MOST_HEADROOM = 2.0
_FORMATS = (([None, 43_200_000], "hours"), ([_DAY, None], "days"))


def frame(sheet: CaseSheet, window: Window, lang: str, hover: str, **more: Any) -> Figure:
    """Return the layout of a case's chart: margins that its strips know, one axis of time."""
    lowest = f"y{sheet.panels[-1].key}"
    times = axis(
        type="date",
        range=[str(t.astype("datetime64[s]")) for t in (window.start, window.end)],
        anchor=lowest,
        automargin=False,
        hoverformat=text(lang, f"trends.hover.{hover}"),
        ticklabelstandoff=4,
        tickformatstops=[
            {"dtickrange": span, "value": text(lang, f"trends.tick.{name}")}
            for span, name in _FORMATS
        ],
        showspikes=True,
        spikemode="across",
        spikesnap="hovered data",
        spikethickness=1,
        spikedash="solid",
        **_days_of(window),
    )
    return layout(
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": 40},
        hoversubplots="axis",
        hoverdistance=-1,
        dragmode="zoom",
        xaxis=times,
        **more,
    )


def meta_of(whole: Window, step: str) -> dict[str, Any]:
    """Return what `assets/js/case/brush.js` needs: the step that it cuts by, and the whole case."""
    ends = [str(t.astype("datetime64[s]")) for t in (whole.start, whole.end)]
    return {"step": step, "whole": ends}


def _days_of(window: Window) -> dict[str, Any]:
    """Return a thin line a day, and ticks of whole days where several are shown."""
    if window.hours > _FEW_HOURS:
        return {}
    lines = {"minor": {"dtick": _DAY, "tick0": "2000-01-01", "showgrid": True}}
    if 48 < window.hours <= 24 * 6:
        return {**lines, "dtick": _DAY, "tick0": "2000-01-01"}
    return lines


def panel_axis(sheet: CaseSheet, panel: CasePanel, low: float, high: float) -> dict[str, Any]:
    """Return a panel's axis of values, from low to high, which a drag does not move."""
    return axis(
        domain=sheet.domain(panel),
        range=[low, high],
        nticks=4 if panel.height < 100 else 6,
        fixedrange=True,
        automargin=False,
    )


def title(sheet: CaseSheet, panel: CasePanel, words: str) -> dict[str, Any]:
    """Return a panel's title, above it at the left."""
    return {
        **{"xref": "paper", "yref": "paper", "showarrow": False},
        **{"x": 0, "xanchor": "left", "xshift": -2},
        **{"y": sheet.domain(panel)[1], "yanchor": "bottom", "yshift": 1},
        "text": words,
        "height": TITLE - 4,
        "align": "left",
        "font": {"size": 12},
    }


def limit_marks(panel: CasePanel, value: float, words: str) -> tuple[dict, dict]:
    """Return a panel's limit line and its name, which stands on it at the right."""
    shape, note = limit_line(value, words)
    shape["yref"] = note["yref"] = f"y{panel.key}"
    return shape, note


def top_of(values: list[np.ndarray], limit: float | None) -> tuple[float, float | None]:
    """Return how far a panel goes from zero, and its limit if that is near enough to be drawn."""
    held = np.concatenate([np.ravel(v) for v in values]) if values else np.empty(0)
    held = held[np.isfinite(held)]
    if not len(held):
        return (1.1 * limit if limit else 1.0), limit
    largest = max(float(held.max()), 1e-3)
    drawn = limit if limit is not None and limit <= MOST_HEADROOM * largest else None
    return 1.12 * max(largest, drawn or 0.0), drawn

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
#: A limit further above the data than this would press them flat: it is not drawn. The case's own
#: pollutant is shown with its limit sooner than the others.
MOST_HEADROOM, OTHERS_HEADROOM = 2.0, 1.2
#: Pixels of the plot on a desk.
_USUAL_WIDTH = 740
_LINES = "rgba(138,143,152,0.22)"
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
        showgrid=False,
        **_days_of(window),
    )
    return layout(
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": 40},
        hoversubplots="axis",
        dragmode="zoom",
        xaxis=times,
        **more,
    )


def meta_of(whole: Window, step: str) -> dict[str, Any]:
    """Return what `assets/js/case/brush.js` needs: the step that it cuts by, and the whole case."""
    ends = [str(t.astype("datetime64[s]")) for t in (whole.start, whole.end)]
    return {"step": step, "whole": ends}


def _days_of(window: Window) -> dict[str, Any]:
    """Return ticks of whole days where several are shown; their lines are `day_lines`."""
    return {"dtick": _DAY, "tick0": "2000-01-01"} if 48 < window.hours <= 24 * 6 else {}


def day_lines(window: Window) -> list[dict[str, Any]]:
    """Return a thin line through all panels where each day begins, unless there are too many.

    One line for all panels: a grid of days in each takes the browser a third longer to draw.
    """
    if window.hours > _FEW_HOURS:
        return []
    first, last = (t.astype("datetime64[D]") for t in (window.start, window.end))
    return [
        {
            **{"type": "line", "layer": "below", "line": {"width": 1, "color": _LINES}},
            **{"xref": "x", "x0": str(day), "x1": str(day), "yref": "paper", "y0": 0, "y1": 1},
        }
        for day in np.arange(first + 1, last + 1)
    ]


def reach_of(window: Window) -> int:
    """Return from how far an hour is pointed at, in pixels: less than from its neighbour.

    Else a gap would be told as the hour beside it. plotly.js itself takes what is within three
    pixels of a line for hit.
    """
    return max(1, round(0.85 * _USUAL_WIDTH / window.hours - 2.33))


def panel_axis(sheet: CaseSheet, panel: CasePanel, low: float, high: float) -> dict[str, Any]:
    """Return a panel's axis of values, from low to high, which a drag does not move."""
    return axis(
        domain=sheet.domain(panel),
        range=[low, high],
        nticks=4 if panel.height < 100 else 6,
        fixedrange=True,
        automargin=False,
        # Else plotly.js measures each label at each drawing: half of the time that it takes.
        ticklabeloverflow="allow",
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


def top_of(
    values: list[np.ndarray], limit: float | None, is_leading: bool
) -> tuple[float, float | None]:
    """Return how far a panel goes from zero, and its limit if that is near enough to be drawn."""
    most = MOST_HEADROOM if is_leading else OTHERS_HEADROOM
    held = np.concatenate([np.ravel(v) for v in values]) if values else np.empty(0)
    held = held[np.isfinite(held)]
    if not len(held):
        return (1.1 * limit if limit else 1.0), limit
    largest = max(float(held.max()), 1e-3)
    drawn = limit if limit is not None and limit <= most * largest else None
    return 1.12 * max(largest, drawn or 0.0), drawn

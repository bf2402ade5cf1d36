"""Panels above one another on one time axis: where they lie, and what is written on them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.figures.limits import LimitSpan, limit_words
from view.formats import unit
from view.lines import Line
from view.text import text
from view.theme import LIMIT, NEUTRAL
from view.wording import series_name

PANEL, GAP, ROW, FOOT = 168, 52, 24, 40
"""Heights in pixels: a panel, the room between two, a row of words above, the axis below."""

Marks = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""Shapes and annotations."""

#: Behind words on lines; the style sheet gives it the card's colour, in light and dark.
GROUND = "rgba(255,255,255,0.6)"
_LONG_TITLE = 40
_PAPER = {"xref": "paper", "yref": "paper", "showarrow": False}


@dataclass(frozen=True)
class Panel:
    """One of `count` panels, number 0 on top."""

    metric: str
    number: int
    count: int

    @property
    def key(self) -> str:
        """What plotly appends to `y` for this panel's axis."""
        return "" if self.number == 0 else str(self.number + 1)

    @property
    def domain(self) -> list[float]:
        """The share of the plot's height that the panel takes, counted from the bottom."""
        whole, low = plot_height(self.count), (self.count - 1 - self.number) * (PANEL + GAP)
        return [low / whole, (low + PANEL) / whole]


def plot_height(panels: int) -> int:
    """Return the pixels from the top of the first panel to the foot of the last."""
    return panels * PANEL + (panels - 1) * GAP


def crosses(line: Line) -> bool:
    """Return whether the change of reference state (2018-09-01) lies within a line's steps."""
    return bool(line.start < REFERENCE_STATE_CHANGE < line.end)


def panel_marks(
    panel: Panel, lines: list[Line], drawn: list[LimitSpan], above: list[LimitSpan], lang: str
) -> Marks:
    """Return a panel's title, its limits, and the words where it has nothing to draw.

    A limit too far above the data is told at the top instead of drawn.
    """
    row, grain = METRICS[panel.metric], lines[0].grain
    title = series_name(lang, panel.metric, grain)
    if unit(lang, row):
        title = text(lang, "trends.with_unit", name=title, unit=unit(lang, row))
    heading = {"x": 0, "xanchor": "left", "xshift": -40, "yanchor": "bottom", "yshift": 4}
    # A phone is 340 pixels wide inside a card: a long English title fits in the smaller size only.
    font = {"size": 13 if len(title) <= _LONG_TITLE else 12}
    notes = [{**_PAPER, **heading, "y": panel.domain[1], "text": title, "font": font}]
    if not any(np.isfinite(line.values[panel.metric]).any() for line in lines):
        message = text(lang, "common.empty.no_data")
        middle = sum(panel.domain) / 2
        notes.append({**_PAPER, "x": 0.5, "y": middle, "text": message, "font": {"size": 13}})
    if above:
        limit = limit_words(lang, panel.metric, above[-1])
        notes.append(
            {
                **_PAPER,
                "x": 1,
                "xanchor": "right",
                "y": panel.domain[1],
                "yanchor": "top",
                "text": text(lang, "trends.limit_above", limit=limit),
                "font": {"size": 12, "color": LIMIT},
                "bgcolor": GROUND,
            }
        )
    marks = [_limit_marks(panel, span, lines, lang) for span in drawn]
    return [shape for shape, _ in marks], notes + [note for _, note in marks]


def _limit_marks(
    panel: Panel, span: LimitSpan, lines: list[Line], lang: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the line of a limit over its span, and its name at an end of it.

    Markers of months and years stand on the beginning of a step, so their line ends a third of a
    step after the last marker and begins a third before the first.
    """
    line = lines[0]
    start, end = (t.astype("datetime64[ms]") for t in (span.start, span.end))
    if line.grain in ("monthly", "annual"):
        step = (end - start) // max(int((span.end - span.start).astype(int)), 1)
        start, end = start - step // 3, end - step + step // 3
    whole = line.end.astype("datetime64[ms]") - line.start.astype("datetime64[ms]")
    # A short span at the left end: its name would leave the chart if it ended with the span.
    is_left = span.start == line.start and (end - start) / whole < 0.4 and span.end < line.end
    at = {"yref": f"y{panel.key}", "xref": "x"}
    shape = {
        "type": "line",
        **at,
        "x0": str(start),
        "x1": str(end),
        "y0": span.value,
        "y1": span.value,
        "line": {"color": LIMIT, "width": 1.2},
    }
    note = {
        **at,
        "x": str(start if is_left else end),
        "xanchor": "left" if is_left else "right",
        "y": span.value,
        "yanchor": "top" if _is_busy_above(panel, span, lines) else "bottom",
        "text": limit_words(lang, panel.metric, span),
        "showarrow": False,
        "font": {"size": 12, "color": LIMIT},
        "bgcolor": GROUND,
        "borderpad": 0,
    }
    return shape, note


def _is_busy_above(panel: Panel, span: LimitSpan, lines: list[Line]) -> bool:
    """Return whether the data stand above a limit where its name would be written."""
    size = int((span.end - span.start).astype(int))
    last = int((span.end - lines[0].start).astype(int))
    near = np.concatenate(
        [line.values[panel.metric][max(last - size // 4 - 1, 0) : last] for line in lines]
    )
    held = near[np.isfinite(near)]
    return bool(len(held) and (held > span.value).mean() > 0.5)


def reference_change_marks(line: Line, panels: int, lang: str) -> Marks:
    """Return the dotted line of the change of reference state, its words above the panels."""
    if not crosses(line):
        return [], []
    when = REFERENCE_STATE_CHANGE
    low, high = line.start.astype("datetime64[s]"), line.end.astype("datetime64[s]")
    share = float((when.astype("datetime64[s]") - low) / (high - low))
    shape = {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": str(when),
        "x1": str(when),
        "y0": 0,
        "y1": 1 + ROW / plot_height(panels),
        "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
    }
    note = {
        "xref": "x",
        "yref": "paper",
        "x": str(when),
        "xanchor": "left" if share < 0.35 else "right" if share > 0.65 else "center",
        "y": 1,
        "yanchor": "bottom",
        "yshift": ROW,
        "text": text(lang, "trends.reference_change"),
        "showarrow": False,
        "font": {"size": 12},
    }
    return [shape], [note]

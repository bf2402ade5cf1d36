"""What is marked across all panels of a series: changes of state and of standard, days left out."""

from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE, standards_in_force
from view.figures.arrays import milliseconds, typed
from view.figures.panels import Marks, Panel
from view.figures.sheet import ROW, Sheet
from view.lines import Line
from view.text import text
from view.theme import NEUTRAL


def crosses(line: Line) -> bool:
    """Return whether the change of reference state (2018-09-01) lies within a line's steps."""
    return bool(line.start < REFERENCE_STATE_CHANGE < line.end)


def standard_changes(line: Line, metrics: tuple[str, ...]) -> list[np.datetime64]:
    """Return the days within a line on which the standard in force changes, where it matters.

    It matters where the AQI or a limit judges: shares of good days, heavy days, AQI and composite
    index. What is compared over time stays as it is; a mean knows no standard.
    """
    if all(METRICS[m].pollutant for m in metrics) or not len(line):
        return []
    first, end = (t.astype("datetime64[D]") for t in (line.start, line.end))
    days = np.arange(first, end)
    names = standards_in_force(days)
    return list(days[1:][names[1:] != names[:-1]])


def change_marks(
    line: Line, sheet: Sheet, metrics: tuple[str, ...], standard: str, basis: str, lang: str
) -> Marks:
    """Return dotted lines where what is shown changes by no change of the air, with words above.

    The change of reference state, unless all is in the present state; the change of the standard in
    force, unless one scheme judges throughout.
    """
    told = []
    if crosses(line) and basis != "present_state":
        told.append((REFERENCE_STATE_CHANGE, "trends.reference_change"))
    if not standard:
        told += [(day, "trends.standard_change") for day in standard_changes(line, metrics)]
    shapes, notes = [], []
    for number, (day, key) in enumerate(told):
        rows = len(told) - number
        when = day.astype("datetime64[D]")
        low, high = line.start.astype("datetime64[s]"), line.end.astype("datetime64[s]")
        share = float((when.astype("datetime64[s]") - low) / (high - low))
        shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": str(when),
                "x1": str(when),
                "y0": 0,
                "y1": 1 + (sheet.head + rows * ROW) / sheet.height,
                "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
            }
        )
        notes.append(
            {
                "xref": "x",
                "yref": "paper",
                "x": str(when),
                "xanchor": "left" if share < 0.35 else "right" if share > 0.65 else "center",
                "y": 1,
                "yanchor": "bottom",
                "yshift": sheet.head + rows * ROW,
                "text": text(lang, key, day=str(when)),
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    return shapes, notes


def change_rows(line: Line, metrics: tuple[str, ...], standard: str, basis: str) -> int:
    """Return how many rows of words `change_marks` writes above the panels."""
    changes = 0 if standard else len(standard_changes(line, metrics))
    return changes + (crosses(line) and basis != "present_state")


def left_out_marks(panel: Panel, line: Line, basis: str, lang: str) -> list[dict[str, Any]]:
    """Return a small mark at the foot of a panel for each day that the basis leaves out."""
    gone = line.touched.get(panel.metric)
    if line.grain != "daily" or basis == "present_state" or gone is None or not gone.any():
        return []
    times = line.times[gone]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": milliseconds(times),
            "y": typed(np.zeros(len(times))),
            "yaxis": f"y{panel.key}",
            "name": text(lang, "trends.left_out"),
            "showlegend": False,
            "cliponaxis": False,
            "marker": {"symbol": "triangle-up", "size": 7, "color": "#b07d2b"},
            "hovertemplate": f"{text(lang, 'trends.left_out.day')}<extra></extra>",
        }
    ]

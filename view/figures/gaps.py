"""What is missing, month by month, and why: stacked bars, each reason with its own pattern."""

from typing import Any

import pandas as pd

from view.completeness import REASONS
from view.figures.arrays import milliseconds, typed
from view.figures.completeness import month_axis
from view.figures.frame import Figure, axis, layout
from view.text import text

#: Fill and hatch of each reason; `assets/4-data.css` draws the same swatches beside the words.
LOOKS: dict[str, tuple[str, str]] = {
    "source_empty": ("#5f86ad", ""),
    "not_loaded": ("#9aa5b1", "/"),
    "rejected": ("#8f6b9c", "x"),
    "excluded": ("#a97a54", "."),
}
#: The axis reaches at least so many per cent, so that a thousandth does not look like a disaster.
_LEAST_TOP = 5.0


def draw_gaps(months: pd.DataFrame, lang: str) -> Figure:
    """Return stacked bars of the missing hours by reason, in per cent of a month's station hours.

    `months` has the month as index and a column `share_<reason>` for each reason
    (`view.completeness.by`). Months without a row have no bar.
    """
    index = pd.DatetimeIndex(months.index)
    traces = [_bars(months, index, reason, lang) for reason in REASONS]
    missing = months[[f"share_{reason}" for reason in REASONS]].sum(axis=1) * 100
    top = max(_LEAST_TOP, float(missing.max()) * 1.05)
    return {
        "data": traces,
        "layout": layout(
            barmode="stack",
            bargap=0.15,
            margin={"l": 8, "r": 8, "t": 8, "b": 32},
            xaxis=month_axis(index, lang, showgrid=False),
            yaxis=axis(range=[0, min(top, 100)], ticksuffix=" %", rangemode="tozero"),
        ),
    }


def _bars(months: pd.DataFrame, index: pd.DatetimeIndex, reason: str, lang: str) -> dict[str, Any]:
    colour, hatch = LOOKS[reason]
    return {
        "type": "bar",
        "name": text(lang, f"data.reason.{reason}"),
        "x": milliseconds(index),
        "xperiod": "M1",
        "xperiodalignment": "middle",
        "y": typed(months[f"share_{reason}"].to_numpy(dtype="f4") * 100),
        "marker": {
            "color": colour,
            "pattern": {
                "shape": hatch,
                "fillmode": "overlay",
                "fgcolor": "#ffffff",
                "fgopacity": 0.8,
                "size": 6,
            },
        },
        "hovertemplate": "%{y:.1f}\u202f%",
    }

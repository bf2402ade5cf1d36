"""The plain bars of before, during and after, with what was to be expected drawn beside them."""

from view.effect_amounts import level
from view.effect_parts import MeasureEffect
from view.figures.arrays import typed
from view.figures.effect_series import MODEL
from view.figures.frame import Figure, axis, empty, layout
from view.text import text
from view.theme import NEUTRAL

HEIGHT = 220
_NAMES = ("before", "during", "after", "expected")


def before_after(one: MeasureEffect, lang: str) -> Figure:
    """Draw the means of two weeks before, of the window, of two weeks after, and the predicted.

    The last is an outline: it was not measured. A mean that is not known has no bar.
    """
    values = (one.before, one.observed, one.after, one.predicted)
    if all(value is None for value in values):
        return empty(text(lang, "effects.event.none"))
    heights = [value if value is not None else float("nan") for value in values]
    shown = [level(one.pollutant, value) for value in values]
    top = 1.2 * max(value for value in values if value is not None)
    return {
        "data": [
            {
                "type": "bar",
                "x": [text(lang, f"effects.bar.{name}") for name in _NAMES],
                "y": typed(heights),
                "text": shown,
                "textposition": "outside",
                "cliponaxis": False,
                "width": 0.56,
                "marker": {
                    "color": [NEUTRAL, NEUTRAL, NEUTRAL, "rgba(95,134,173,0.2)"],
                    "line": {"width": [0, 0, 0, 2], "color": MODEL},
                },
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(
            margin={"l": 40, "r": 8, "t": 8, "b": 40},
            hovermode=False,
            xaxis=axis(fixedrange=True, showgrid=False, tickangle=0),
            yaxis=axis(range=[0, top or 1], nticks=4, fixedrange=True),
        ),
    }

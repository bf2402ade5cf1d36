"""Trends as dots on their intervals, in per cent a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.series import metric_colour
from view.formats import number
from view.long_term import p_words
from view.text import text
from view.theme import NEUTRAL, PLACE_COLOURS

ROW_HEIGHT, MARGINS = 40, 72


@dataclass(frozen=True)
class Slope:
    """One trend: its place (number in the order chosen, and name), metric and per cent a year.

    `label` is what stands at the left; NaN bounds and slope where there is none. `is_judged`
    says that no step is in it that is not the air's.
    """

    place: int
    name: str
    metric: str
    label: str
    slope_pct: float
    low_pct: float
    high_pct: float
    p_value: float = float("nan")
    is_judged: bool = True

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out, and the slope may be judged by it."""
        return self.is_judged and (self.low_pct > 0 or self.high_pct < 0)


def slopes_height(slopes: Sequence[Slope]) -> int:
    """Return the height in pixels that `slopes_figure` is drawn for."""
    return MARGINS + ROW_HEIGHT * max(len(slopes), 2)


def slopes_figure(slopes: Sequence[Slope], several: bool, lang: str) -> Figure:
    """Draw a row for each trend; the dot is hollow where it is not clear.

    Trends without a value are left out: the words beside the chart give the reason. Colours are
    the places' where there are several, else the pollutants'.
    """
    shown = [s for s in slopes if s.slope_pct == s.slope_pct and s.low_pct == s.low_pct]
    if not shown:
        return empty(text(lang, "slopes.none"))
    data = []
    for row, slope in enumerate(shown):
        colour = (
            PLACE_COLOURS[slope.place % len(PLACE_COLOURS)]
            if several
            else metric_colour(slope.metric)
        )
        bounds = {key: number(value, 1, signed=True) for key, value in _numbers(slope).items()}
        data.append(
            {
                "type": "scatter",
                "x": [slope.slope_pct],
                "y": [row],
                "mode": "markers",
                "marker": {
                    "size": 10,
                    "color": colour,
                    "symbol": "circle" if slope.is_clear else "circle-open",
                    "line": {"width": 2, "color": colour},
                },
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [slope.high_pct - slope.slope_pct],
                    "arrayminus": [slope.slope_pct - slope.low_pct],
                    "color": colour,
                    "thickness": 2,
                    "width": 5,
                },
                "name": plain(slope.label),
                "hovertemplate": text(lang, "slopes.hover", **bounds, p=p_words(slope.p_value))
                + "<extra></extra>",
            }
        )
    axis_words = text(lang, "slopes.axis")
    return {
        "data": data,
        "layout": layout(
            margin={"l": 16, "r": 24, "t": 8, "b": 48},
            hovermode="closest",
            xaxis=axis(
                title={"text": axis_words, "standoff": 8, "font": {"size": 13}},
                fixedrange=True,
            ),
            yaxis=axis(
                tickvals=list(range(len(shown))),
                ticktext=[plain(slope.label) for slope in shown],
                range=[len(shown) - 0.4, -0.6],
                showgrid=False,
                fixedrange=True,
            ),
            shapes=[
                {
                    "type": "line",
                    "xref": "x",
                    "x0": 0,
                    "x1": 0,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": NEUTRAL, "width": 1.5},
                }
            ],
        ),
    }


def _numbers(slope: Slope) -> dict[str, float]:
    return {"slope": slope.slope_pct, "low": slope.low_pct, "high": slope.high_pct}

"""Where the wind of a case came from: bars of its hours beside those of the same weeks."""

from collections.abc import Mapping, Sequence
from typing import Any

from airquality.pollutants import POLLUTANTS
from view.case_parts import Driver
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout
from view.formats import number
from view.text import text
from view.theme import NEUTRAL

HEIGHT = 190
#: Eight sectors clockwise and calm air, as they are drawn.
SECTORS = ("n", "ne", "e", "se", "s", "sw", "w", "nw", "calm")
#: Least share of the case's hours, in per cent, for a wind to be spoken of (own choice).
NAMED_SHARE, _FEW_OPACITY = 10.0, 0.4
_WIND, _USUAL = "#5f86ad", "rgba(138,143,152,0.28)"


def sectors_figure(drivers: Sequence[Driver], pollutant: str, lang: str) -> Figure:
    """Draw the share of the case's hours by sector, a broad pale bar for the same weeks.

    The number over a bar is the lead pollutant's mean of those hours; bars of less than
    `NAMED_SHARE` of the hours are pale.
    """
    found = {own.factor: own for own in drivers}
    if not any(name in found for name in SECTORS):
        return empty(text(lang, "case_weather.wind.none"))
    names = [text(lang, f"case_weather.sector.{name}") for name in SECTORS]
    shares = [_share(found, name) for name in SECTORS]
    usual = [_usual(found, name) for name in SECTORS]
    means = [number(found[n].mean_pollutant, 0) if n in found else "" for n in SECTORS]
    hover = [
        text(
            lang,
            "case_weather.wind.hover",
            sector=name,
            share=number(share, 0),
            usual=number(own, 0),
            symbol=POLLUTANTS[pollutant].symbol,
            mean=mean,
        )
        for name, share, own, mean in zip(names, shares, usual, means, strict=True)
    ]
    bars: dict[str, Any] = {
        "type": "bar",
        "x": names,
        "y": typed(shares),
        "width": 0.46,
        "marker": {
            "color": [_WIND] * 8 + [NEUTRAL],
            "opacity": [1.0 if share >= NAMED_SHARE else _FEW_OPACITY for share in shares],
            "line": {"width": 0},
        },
        "text": [mean if share >= 0.5 else "" for mean, share in zip(means, shares, strict=True)],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 11, "color": NEUTRAL},
        "cliponaxis": False,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    highest = max([v for v in (*shares, *usual) if v == v], default=1.0)
    return {
        "data": [_usual_bars(names, usual), bars],
        "layout": layout(
            margin={"l": 36, "r": 8, "t": 8, "b": 28},
            hovermode="closest",
            barmode="overlay",
            xaxis=axis(showgrid=False, fixedrange=True, type="category", tickangle=0, dtick=1),
            yaxis=axis(
                range=[0, max(highest, 10.0) * 1.18], ticksuffix="%", nticks=4, fixedrange=True
            ),
        ),
    }


def _usual_bars(names: list[str], usual: list[float]) -> dict[str, Any]:
    """Return the same weeks as a broad pale bar: the case's own stands in front of it."""
    return {
        "type": "bar",
        "x": names,
        "y": typed(usual),
        "width": 0.86,
        "marker": {"color": _USUAL, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _share(found: Mapping[str, Driver], name: str) -> float:
    own = found.get(name)
    return float("nan") if own is None or own.value is None else own.value


def _usual(found: Mapping[str, Driver], name: str) -> float:
    own = found.get(name)
    return float("nan") if own is None or own.p50 is None else own.p50

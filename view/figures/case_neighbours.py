"""Two cases as curves as small as a line of words, laid over each other at their peaks."""

from dataclasses import dataclass
from urllib.parse import quote

import numpy as np

from view.theme import NEUTRAL

WIDTH, HEIGHT = 240, 56
_PAD = 3


@dataclass(frozen=True)
class PeakCurve:
    """The lead pollutant of a case, counted from its highest value.

    Attributes:
        hours: hours from the peak, rising, float64.
        values: of the same length, NaN is a gap.
    """

    hours: np.ndarray
    values: np.ndarray


def at_peak(
    times: np.ndarray, values: np.ndarray, start: np.datetime64, end: np.datetime64
) -> PeakCurve:
    """Count times (datetime64) from the highest value of the case; of equal ones the first.

    start, end (exclusive): of the case; what lies outside is drawn, but is no peak. Nothing where
    no value of the case is known.
    """
    moments = np.asarray(times).astype("datetime64[h]")
    inside = (moments >= start) & (moments < end) & np.isfinite(values)
    if not inside.any():
        return PeakCurve(np.empty(0), np.empty(0))
    peak = moments[int(np.argmax(np.where(inside, values, -np.inf)))]
    hours = (moments - peak).astype(np.float64)
    return PeakCurve(hours, np.asarray(values, dtype=np.float64))


def neighbour_picture(own: PeakCurve, other: PeakCurve, colour: str) -> str:
    """Return an SVG image as a data address: the past case in colour, this one grey behind it.

    Both from zero on one scale, so that heights compare; a thin line marks the peaks. Empty text
    where one of the two has nothing to draw.
    """
    curves = (own, other)
    if not all(np.isfinite(curve.values).any() for curve in curves):
        return ""
    first = min(float(curve.hours[0]) for curve in curves)
    last = max(float(curve.hours[-1]) for curve in curves)
    highest = max(float(np.nanmax(curve.values)) for curve in curves) or 1.0
    across = WIDTH / ((last - first) or 1.0)
    up = (HEIGHT - 2 * _PAD) / highest
    peak = -first * across
    drawn = f'<path d="M{peak:.1f} 0V{HEIGHT}" stroke="{NEUTRAL}" stroke-dasharray="2 3"/>'
    for curve, stroke, width in ((own, NEUTRAL, 1.6), (other, colour, 2.2)):
        drawn += (
            f'<path d="{_path(curve, first, across, up)}" fill="none" stroke="{stroke}"'
            f' stroke-width="{width}" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none">{drawn}</svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =/:'")


def _path(curve: PeakCurve, first: float, across: float, up: float) -> str:
    parts, is_drawing = [], False
    for hour, value in zip(curve.hours.tolist(), curve.values.tolist(), strict=True):
        if value != value:
            is_drawing = False
            continue
        step = "L" if is_drawing else "M"
        parts.append(f"{step}{(hour - first) * across:.1f} {HEIGHT - _PAD - value * up:.1f}")
        is_drawing = True
    return "".join(parts)

"""A line as small as a word: how a figure came to be, this year and the year before."""

from collections.abc import Sequence
from urllib.parse import quote

import numpy as np

from view.theme import NEUTRAL

WIDTH, HEIGHT = 200, 36
_PAD = 3
#: Days after which a cumulated figure has settled enough to set the axis; our own choice.
FIRST_DAYS = 31
#: Days from point to point: the picture has fewer pixels than the year has days.
EVERY = 2


def sparkline(now: Sequence[float], before: Sequence[float], colour: str) -> str:
    """Return an SVG image as a data address: this year in colour, the year before thin and grey.

    Both are values by day of the year; NaN is a gap. The axis is that of a whole year, from the
    lowest to the highest value of either after the first days, where these are the more: a
    cumulated figure swings in January, and a swing beyond the axis is cut. Empty text where there
    is nothing to draw.
    """
    lines = [np.asarray(line, dtype=float) for line in (before, now)]
    whole = np.concatenate(lines)
    seen = whole[np.isfinite(whole)]
    settled = np.concatenate([line[FIRST_DAYS:] for line in lines])
    settled = settled[np.isfinite(settled)]
    if 2 * settled.size > seen.size:
        seen = settled
    if seen.size == 0:
        return ""
    low, high = float(seen.min()), float(seen.max())
    span = (high - low) or 1.0
    drawn = "".join(
        f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width}"'
        ' stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
        for path, stroke, width in (
            (_path(lines[0], low, span), NEUTRAL, 1.2),
            (_path(lines[1], low, span), colour, 2.2),
        )
        if path
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none">{drawn}</svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =/:'")


def _path(values: np.ndarray, low: float, span: float) -> str:
    step = WIDTH / 365
    parts = []
    is_drawing = False
    for day in range(0, len(values), EVERY):
        value = values[day]
        if not np.isfinite(value):
            is_drawing = False
            continue
        y = HEIGHT - _PAD - (value - low) / span * (HEIGHT - 2 * _PAD)
        parts.append(f"{'L' if is_drawing else 'M'}{day * step:.1f} {y:.1f}")
        is_drawing = True
    return "".join(parts)

"""Strips above the curve of a case: which warning was in force when, and the stages.

They are words and not part of the chart: a narrow one is cut, its whole text is its title. They
have the chart's own margins (`view/figures/case_panels.py`).
"""

import math
from collections.abc import Sequence

from dash import html

from view.case_strips import Band


def strip(label: str, bands: Sequence[Band], nothing: str = "") -> html.Div:
    """Return one strip over the hours shown, or the words for an empty one."""
    inner = (
        html.Ul([_band(band) for band in bands], className="case-bands")
        if bands
        else html.Span(nothing, className="case-bands quiet")
    )
    return html.Div([html.Span(label, className="case-strip-label"), inner], className="case-strip")


def _band(band: Band) -> html.Li:
    place = {"left": f"{100 * band.left:.3f}%", "width": f"{100 * band.width:.3f}%"}
    return html.Li(
        html.Span(band.words),
        title=band.said,
        style=place,
        className=f"case-band band-{band.kind} need-{_need(band.words)}",
    )


def _need(words: str) -> int:
    """Return how many ems a word takes, up to 12: `assets/4-case.css` hides what would be cut."""
    return min(math.ceil(sum(1.0 if ord(c) > 0x2E80 else 0.56 for c in words)), 12)

"""Strips above the curve of a case: which warning was in force when, and the stages.

They are words and not part of the chart: a narrow one is cut, its whole text is its title. They
have the chart's own margins (`view/figures/case_panels.py`) and are built by
`assets/js/case/strips.js`: the renderer takes a millisecond a component, and each change of the
case would bring fifty.
"""

import math
from collections.abc import Sequence
from typing import Any

from view.case_strips import Band


def strip(label: str, bands: Sequence[Band], nothing: str = "") -> dict[str, Any]:
    """Return one strip over the hours shown, with the words for an empty one."""
    return {"label": label, "nothing": nothing, "bands": [_band(band) for band in bands]}


def _band(band: Band) -> dict[str, str | None]:
    return {
        "part": band.part,
        "words": band.words,
        "said": band.said,
        "css": f"case-band band-{band.kind} need-{_need(band.words)}",
        "left": f"{100 * band.left:.3f}%",
        "width": f"{100 * band.width:.3f}%",
    }


def _need(words: str) -> int:
    """Return how many ems a word takes, up to 12: `assets/4-case.css` hides what would be cut."""
    return min(math.ceil(sum(1.0 if ord(c) > 0x2E80 else 0.56 for c in words)), 12)

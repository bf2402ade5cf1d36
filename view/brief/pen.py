"""Write words on a figure of matplotlib in the fonts of a brief."""

from dataclasses import dataclass
from typing import Any

from view.brief.document import printable

INK, SOFT, FAINT = "#1a1a1a", "#555555", "#b5b5b5"
#: Sizes of letters in points: a picture is printed as wide as it is drawn.
SMALL, TINY = 7.5, 6.5
#: Millimetres in an inch, of which matplotlib's sizes are.
INCH = 25.4
#: A name with two dollar signs is no formula.
_PLAIN = {"parse_math": False}


@dataclass(frozen=True)
class Pen:
    """Writes in the given font families, each word with what no font has taken out."""

    families: tuple[str, ...]

    def write(self, axis: Any, x: float, y: float, words: str, **shape: Any) -> Any:
        """Write words at a place of an axis; shape: as matplotlib's `text` has it."""
        own = {"fontfamily": list(self.families), "fontsize": TINY, "color": INK, **_PLAIN}
        return axis.text(x, y, printable(words), **{**own, **shape})

    def write_beside(
        self,
        axis: Any,
        at: tuple[float, float],
        shift: tuple[float, float],
        words: str,
        **shape: Any,
    ) -> Any:
        """Write words so many points from a place, on a ground that lines do not cross."""
        own = {
            "fontfamily": list(self.families),
            "fontsize": TINY,
            "color": INK,
            "zorder": 6,
            **_PLAIN,
        }
        ground = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.4}
        placed = {"xytext": shift, "textcoords": "offset points", "bbox": ground}
        return axis.annotate(printable(words), at, **{**own, **placed, **shape})

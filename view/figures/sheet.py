"""Panels above one another on one time axis, with a strip at their foot: where each lies."""

from dataclasses import dataclass

PANEL, GAP, ROW, FOOT = 168, 52, 24, 40
"""Heights in pixels: a panel, the room between two, a row of words above, the axis below."""
NAMES = 20
"""Pixels of the row between a panel and its title that names its limits."""
BAR, BETWEEN, ABOVE_STRIP = 7, 2, 10
"""Heights in pixels: a row of the strip, the room between two, the room above them."""


@dataclass(frozen=True)
class Sheet:
    """So many panels and, under them, so many rows of a strip (0: no strip).

    head: pixels between the first panel and its title, for the names of its limits.
    """

    panels: int
    rows: int = 0
    head: int = 0

    @property
    def strip(self) -> int:
        """Pixels that the strip takes, with the room above it."""
        if not self.rows:
            return 0
        return ABOVE_STRIP + self.rows * BAR + (self.rows - 1) * BETWEEN

    @property
    def height(self) -> int:
        """Pixels from the top of the first panel to the foot of what is lowest."""
        return self.panels * PANEL + (self.panels - 1) * GAP + self.strip

    def panel_domain(self, number: int) -> list[float]:
        """Return the share of the height that a panel takes, counted from the bottom; 0 on top."""
        low = self.strip + (self.panels - 1 - number) * (PANEL + GAP)
        return [low / self.height, (low + PANEL) / self.height]

    def strip_domain(self) -> list[float]:
        """Return the share of the height that the strip's rows take."""
        return [0.0, (self.strip - ABOVE_STRIP) / self.height]

    def axis_key(self, number: int) -> str:
        """Return what plotly appends to `y` for a panel's axis; `panels` stands for the strip's."""
        return "" if number == 0 else str(number + 1)

    @property
    def lowest_axis(self) -> str:
        """Name of the axis that the time axis hangs from."""
        return f"y{self.axis_key(self.panels if self.rows else self.panels - 1)}"

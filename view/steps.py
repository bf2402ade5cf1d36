"""The steps of a time axis: how long one is at each grain, and where the count begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Step:
    """A regular step: so many of a unit, counted from an origin on which one begins.

    Attributes:
        count, unit: as numpy counts time: 7 'D', 3 'M'; unit is one of h D M Y.
        origin: the first day of one of the steps, ISO text.
    """

    count: int
    unit: str
    origin: str = "1970-01-01"

    @property
    def is_long(self) -> bool:
        """Whether it is longer than a day: such steps are drawn as markers."""
        return self.unit in ("M", "Y") or (self.unit == "D" and self.count > 1)

    def begin(self, time: Any) -> np.datetime64:
        """Return the beginning of the step that holds a time, in this step's unit."""
        moment = np.datetime64(time).astype(f"datetime64[{self.unit}]")
        origin = np.datetime64(self.origin).astype(f"datetime64[{self.unit}]")
        past = int((moment - origin).astype(int)) % self.count
        return moment - past

    def size(self, start: np.datetime64, end: np.datetime64) -> int:
        """Return how many steps lie from one beginning to another; negative backwards."""
        return int((end - start).astype(int)) // self.count

    def run(self, start: np.datetime64, size: int) -> np.ndarray:
        """Return the beginnings of so many steps, one after another."""
        return start + self.count * np.arange(size)

    def meta(self) -> dict[str, Any]:
        """Return what `assets/js/brush.js` needs to take whole steps, in days or months."""
        is_year = self.unit == "Y"
        count = 12 * self.count if is_year else self.count
        unit = "M" if is_year else "D" if self.unit == "h" else self.unit
        return {"count": 1 if self.unit == "h" else count, "unit": unit, "origin": self.origin}


#: A week begins on Monday; seasons are March to May and so on (HJ 663 names neither).
STEPS: dict[str, Step] = {
    "hourly": Step(1, "h"),
    "daily": Step(1, "D"),
    "weekly": Step(7, "D", "1969-12-29"),
    "monthly": Step(1, "M"),
    "quarterly": Step(3, "M"),
    "seasonal": Step(3, "M", "1969-12-01"),
    "annual": Step(1, "Y"),
}

Spread = Callable[[Any, object, Any], np.ndarray]


def spread_over(times: pd.Series, grain: str) -> tuple[Spread, np.datetime64]:
    """Return what puts columns on a complete run of steps, and the first of them.

    times: the step of each row, in any order. The function takes (column, blank, dtype); a step
    without a row gets the blank. Without any row the run is empty.
    """
    step = STEPS[grain]
    steps = times.to_numpy().astype(f"datetime64[{step.unit}]")
    if not len(steps):
        return lambda column, blank, dtype: np.empty(0, dtype), step.begin("1970-01-01")
    start, size = steps.min(), step.size(steps.min(), steps.max()) + 1
    at = (steps - start).astype(int) // step.count

    def spread(column: Any, blank: object, dtype: Any) -> np.ndarray:
        whole = np.full(size, blank, dtype=dtype)
        whole[at] = column
        return whole

    return spread, start

"""Mean cycles as they are drawn: of places in one unit, or of pollutants divided by their mean."""

from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS
from airquality.profiles import CROSSED_CYCLES, CYCLES
from view.figures.series_traces import printed
from view.formats import MINUS, MISSING, amount, number, unit
from view.lines import Cycled
from view.state import ViewState
from view.text import text

RELATIVE = "relative"
#: Cycles in the order of the panel.
SHOWN = ("hour_weekday", "hour", "month", "weekday", "hour_month")
SIZES = {cycle.id: cycle.size for cycle in (*CYCLES.values(), *CROSSED_CYCLES.values())}
#: Places after the point of a value divided by the mean.
RATIO_DECIMALS = 2
SUMMER, WINTER = (6, 7, 8), (12, 1, 2)
HOURS = 24


@dataclass(frozen=True)
class Curve:
    """One mean cycle with what it takes to print it.

    Attributes:
        cycled: the values; its name is that of the place, of the pollutant where `is_relative`.
        metric: what the values are of.
        colour: of the line.
        is_relative: the values are divided by the mean of the cycle.
    """

    cycled: Cycled
    metric: str
    colour: str
    is_relative: bool = False

    @property
    def decimals(self) -> int:
        """Places that a value is shown with."""
        return RATIO_DECIMALS if self.is_relative else METRICS[self.metric].decimals

    @property
    def is_empty(self) -> bool:
        """Whether no position has a mean."""
        return not np.isfinite(self.cycled.mean).any()

    @property
    def has_few(self) -> bool:
        """Whether a position has values, but too few for a mean."""
        return bool(((self.cycled.count > 0) & ~np.isfinite(self.cycled.mean)).any())

    def unit(self, lang: str) -> str:
        """Return the unit as printed after a value."""
        if self.is_relative:
            return text(lang, "variation.times")
        return unit(lang, METRICS[self.metric])

    def shown(self, values: np.ndarray) -> np.ndarray:
        """Return values ready for a browser to round."""
        return values.astype(np.float32) if self.is_relative else printed(values, self.metric)

    def words(self, value: float) -> str:
        """Return a value as printed, without its unit."""
        return number(value, RATIO_DECIMALS) if self.is_relative else amount(self.metric, value)

    def all_words(self, values: np.ndarray) -> list[str]:
        """Return values as printed, quickly: many, each with the rounding of `words`."""
        shown = self.shown(values)
        return [
            f"{value:.{self.decimals}f}".replace("-", MINUS) if value == value else MISSING
            for value in shown.tolist()
        ]


def mean_of(cycled: Cycled) -> float:
    """Return the mean over all positions, each by its number of values; NaN without any."""
    held = np.isfinite(cycled.mean)
    count = cycled.count[held].astype(np.float64)
    return float(cycled.mean[held] @ count / count.sum()) if held.any() else float("nan")


def relative(cycled: Cycled) -> Cycled:
    """Return a cycle divided by its own mean, interval and all."""
    whole = mean_of(cycled)
    if not whole > 0:
        return Cycled.nowhere(cycled.name, len(cycled.mean))
    low, mean, high = (
        getattr(cycled, name) / np.float32(whole) for name in ("low", "mean", "high")
    )
    return Cycled(cycled.name, mean, low, high, cycled.count)


def hours_of_months(cycled: Cycled, months: tuple[int, ...]) -> np.ndarray:
    """Return the mean of each hour of the day over some months of a cycle `hour_month`, (24,).

    Months are weighted by their number of values; NaN where one of them has no mean.
    """
    rows = [month - 1 for month in months]
    mean = cycled.mean.reshape(-1, HOURS)[rows].astype(np.float64)
    count = cycled.count.reshape(-1, HOURS)[rows]
    return np.asarray((mean * count).sum(axis=0) / np.maximum(count.sum(axis=0), 1))


def offered_pollutants(state: ViewState) -> tuple[str, ...]:
    """Return the pollutants of the chosen metrics, each once."""
    return tuple(dict.fromkeys(p for m in state.metrics if (p := METRICS[m].pollutant)))


def chosen_of(state: ViewState) -> str:
    """Return the pollutant of the panel, or RELATIVE; '' where no pollutant is chosen."""
    offered = offered_pollutants(state)
    if state.variation in offered or (state.variation == RELATIVE and len(offered) > 1):
        return state.variation
    return offered[0] if offered else ""


def metric_of(cycle: str, pollutant: str) -> str:
    """Return what a cycle is of: hourly values by the hour, days' statistics otherwise."""
    is_hourly = cycle.startswith("hour")
    return "o3_mda8" if pollutant == "o3" and not is_hourly else pollutant

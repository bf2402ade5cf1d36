"""What the Trends page is asked to show, made to fit what there is: metrics and period."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS
from view.steps import STEPS

#: Hours shown when nobody has chosen a period; four years of hours in one chart show nothing.
DEFAULT_DAYS_OF_HOURS = 60
#: Most points of a line; a longer period is cut to its end and the page says so.
MOST_POINTS = 5_000

#: Grains whose statistics are those of a month.
_LIKE = {"weekly": "monthly", "quarterly": "monthly", "seasonal": "monthly"}
#: What can be said of seven days: no percentile, no share of good days.
_OF_A_WEEK = ("mean", "mda8")
#: Trailing means that fit a grain.
SMOOTHINGS_AT: dict[str, tuple[str, ...]] = {
    "hourly": ("8h", "24h"),
    "daily": ("7d", "30d", "365d"),
}

#: Steps of a year at each grain: a longer period cannot be laid over another year's.
MOST_OF_A_YEAR = {
    "hourly": 8_784,
    "daily": 366,
    "weekly": 53,
    "monthly": 12,
    "quarterly": 4,
    "seasonal": 4,
}

#: One row a family of statistics: what stands for it at each grain. A year of O3 is judged by the
#: 90th percentile and one of CO by the 95th (HJ 663), so those come first there.
_FAMILIES: dict[str, dict[str, str]] = {
    "o3": {"hourly": "o3", "daily": "o3_mda8", "monthly": "o3_mda8", "annual": "o3_mda8_p90"},
    "co": {"hourly": "co", "daily": "co", "monthly": "co", "annual": "co_p95"},
    "index": {"daily": "aqi", "monthly": "good_ratio", "annual": "good_ratio"},
}
#: What is shown where nothing of a choice is left.
ELSE = "pm25"
#: Means that exist by the year, though the year is judged by a percentile.
_MEANS = ("o3_mda8", "co")


def metrics_at(grain: str) -> tuple[str, ...]:
    """Return the metrics that a series at this grain can show, in the order of the registry."""
    carried = _LIKE.get(grain, grain)
    rows = [m for m in METRICS.values() if carried in m.grains]
    return tuple(m.id for m in rows if grain != "weekly" or m.statistic in _OF_A_WEEK)


def fit_smooth(smooth: str, grain: str) -> str:
    """Return a trailing mean where it fits the grain, '' where it does not."""
    return smooth if smooth in SMOOTHINGS_AT.get(grain, ()) else ""


def fit_metrics(metrics: Iterable[str], grain: str, changed: bool = False) -> tuple[str, ...]:
    """Return metrics that exist at grain in place of the ones chosen, each once, in their order.

    A metric that exists there stays. Another one gives way to the statistic of the same pollutant
    that the grain is judged by: o3 by the hour, o3_mda8 by the day, o3_mda8_p90 by the year; AQI
    by the day, share of good days by the month and year. `changed` says that the viewer has just
    changed the grain: then the mean gives way to the percentile of a year too, which is what the
    year is judged by, though the mean exists there. A pollutant without such rows stands for all
    its statistics. What has no counterpart is left out; PM2.5 stands where nothing is left.
    KeyError for an unknown metric.
    """
    found = (stands_for(metric, grain, changed) for metric in metrics)
    return tuple(dict.fromkeys(each for each in found if each)) or (ELSE,)


def stands_for(metric: str, grain: str, changed: bool = False) -> str | None:
    """Return the one metric that `fit_metrics` shows in place of another, None where none does."""
    there = metrics_at(grain)
    gives_way = metric not in there or (changed and grain == "annual" and metric in _MEANS)
    found = _counterpart(metric, grain) if gives_way else metric
    return found if found in there else None


def _counterpart(metric: str, grain: str) -> str:
    """Return what stands for a metric at grain: its family's row, else its own pollutant."""
    pollutant = METRICS[metric].pollutant
    family = _FAMILIES.get(pollutant or "index", {})
    return family.get(_LIKE.get(grain, grain), pollutant or metric)


def pollutant_metric(metrics: Iterable[str], grain: str) -> str | None:
    """Return the first metric that has a pollutant, as it is called at grain; None without one."""
    found = next((m for m in metrics if METRICS[m].pollutant), None)
    return fit_metrics((found,), grain)[0] if found else None


@dataclass(frozen=True)
class Window:
    """A period on the time axis: from start, included, to end, excluded (datetime64).

    Attributes:
        is_default: nobody has chosen it.
        is_cut: the chosen period has more points than a line may have; only its end is shown.
    """

    start: np.datetime64
    end: np.datetime64
    is_default: bool = False
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies in it."""
        return bool(self.end <= self.start)

    @property
    def year(self) -> int | None:
        """The year in which the whole of it lies; None where it spans several or is empty."""
        if self.is_empty:
            return None
        first = self.start.astype("datetime64[Y]")
        last = (self.end.astype("datetime64[s]") - 1).astype("datetime64[Y]")
        return int(first.astype(int)) + 1970 if first == last else None


def choose_window(
    first: np.datetime64, last: np.datetime64, grain: str, start: str = "", end: str = ""
) -> Window:
    """Return the period shown: whole steps of the grain within what there is.

    first, last: first and last step that have data, last included. start, end: chosen days, both
    included, ISO text, '' = open; a step that a chosen day lies in is shown whole. By default all
    there is, at the hourly grain the last 60 days of it. May come out empty where the choice lies
    outside the data.
    """
    step = STEPS[grain]
    low, high = step.begin(first), step.begin(last) + step.count
    to = min(high, _after_day(end, grain)) if end else high
    if start:
        since = max(low, step.begin(start))
    elif grain == "hourly":
        since = max(low, to - 24 * DEFAULT_DAYS_OF_HOURS)
    else:
        since = low
    is_cut = step.size(since, to) > MOST_POINTS
    return Window(
        to - MOST_POINTS * step.count if is_cut else since, to, not (start or end), is_cut
    )


def _after_day(day: str, grain: str) -> np.datetime64:
    """Return the first step after a day, the step that holds the day being shown whole."""
    if grain == "hourly":
        return (np.datetime64(day) + 1).astype("datetime64[h]")
    return STEPS[grain].begin(day) + STEPS[grain].count

"""What the card of exceedance curves asks of a snapshot."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from airquality.schemes import daily_limits
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.figures.exceedance import Spread
from view.limit_words import scheme_of
from view.queries.coupling import ALL_YEARS, period_of_groups
from view.state import ViewState
from view.text import text

#: Statistics of a day by the pollutant or metric chosen.
_OF_A_DAY = {
    "o3": "o3_mda8",
    "o3_mda8_p90": "o3_mda8",
    "co_p95": "co",
    "good_ratio": "aqi",
    "heavy_days": "aqi",
    "composite_index": "aqi",
}

#: Statistics of a day that have a daily limit.
_LIMITED = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")


@dataclass(frozen=True)
class Asked:
    """One curve: a place over a period, 'all' or a year, and what it is called."""

    scope: str
    place: str
    period: str
    name: str


@dataclass(frozen=True)
class Over:
    """How many days with a value were above the daily limit; `limits` are all that held."""

    days: int
    over: int
    limits: tuple[tuple[float, str], ...]


def asked(snapshot: Snapshot, state: ViewState) -> list[Asked]:
    """Return the curves that a resolved state asks for: the place's years, or the places.

    Other years beside the chosen one make it a comparison of years; else places are compared.
    """
    lang, period = state.lang, period_of_groups(state)
    places = [options.place_of(snapshot, state.city, p) for p in (state.place, *state.compare)]
    if state.versus and places[0]:
        own = period if period != ALL_YEARS else str(state.year)
        years = dict.fromkeys((own, *state.versus))
        return [
            Asked(places[0].scope, places[0].id, y, text(lang, "common.year_name", year=y))
            for y in years
        ]
    return [Asked(p.scope, p.id, period, p.name(lang)) for p in places if p]


def daily_metrics(metrics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statistics of a day that stand for the chosen metrics, each once."""
    found = (_OF_A_DAY.get(m, m) for m in metrics)
    return tuple(dict.fromkeys(m for m in found if "daily" in METRICS[m].grains))


@remembered
def spreads(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str
) -> dict[str, Spread]:
    """Return the percentiles of a place over a period by metric; empty where there are none."""
    frame = snapshot.read(
        "percentiles",
        ["metric", "percentile", "value", "count"],
        [
            ("city", "==", city),
            ("scope", "==", scope),
            ("place", "==", place),
            ("period", "==", period),
        ],
    )
    return {
        str(metric): Spread(
            "",
            rows["percentile"].to_numpy(np.float32),
            rows["value"].to_numpy(np.float32),
            int(rows["count"].max()),
        )
        for metric, rows in frame.sort_values("percentile").groupby("metric", observed=True)
    }


def days_over(
    snapshot: Snapshot, city: str, curve: Asked, metric: str, standard: str
) -> Over | None:
    """Return how many days were above the daily limit of a scheme; None where it sets none."""
    return _days_over(snapshot, city, curve.scope, curve.place, curve.period, metric, standard)


@remembered
def _days_over(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str, metric: str, standard: str
) -> Over | None:
    row = METRICS[metric]
    if row.pollutant is None or metric not in _LIMITED:
        return None
    frame = _values(snapshot, city, scope, place)
    dates = frame["date"].to_numpy().astype("datetime64[D]")
    if period != ALL_YEARS:
        inside = dates.astype("datetime64[Y]") == np.datetime64(period, "Y")
        frame, dates = frame[inside], dates[inside]
    values = round_half_even(frame[metric].to_numpy(np.float64), row.decimals)
    limits = daily_limits(scheme_of(standard), dates)[row.pollutant]
    held = tuple((float(v), str(dates[limits == v][-1])) for v in np.unique(limits))
    known = np.isfinite(values)
    return Over(int(known.sum()), int((values[known] > limits[known]).sum()), held)


@remembered
def _values(snapshot: Snapshot, city: str, scope: str, place: str) -> pd.DataFrame:
    """Return date and every statistic of a day that has a daily limit."""
    own = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    return snapshot.read("daily", ["date", *_LIMITED], own)

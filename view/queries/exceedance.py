"""What the card of exceedance curves asks of a snapshot."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from airquality.schemes import daily_limits
from summaries.store import Filter, Snapshot
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
def curves(
    snapshot: Snapshot, city: str, asked: tuple[Asked, ...], metrics: tuple[str, ...], standard: str
) -> dict[str, list[tuple[Spread, Over | None]]]:
    """Return by metric the curves asked for, each with its days above the daily limit.

    standard: the state's field. None instead of the days where there is no daily limit.
    """
    places = sorted({curve.place for curve in asked})
    own: list[Filter] = [("city", "==", city), ("place", "in", places)]
    table = snapshot.read(
        "percentiles",
        ["scope", "place", "period", "metric", "percentile", "value", "count"],
        [
            *own,
            ("period", "in", sorted({curve.period for curve in asked})),
            ("metric", "in", list(metrics)),
        ],
    )
    days = snapshot.read("daily", ["scope", "place", "date", *_LIMITED], own)
    found: dict[str, list[tuple[Spread, Over | None]]] = {metric: [] for metric in metrics}
    for curve in asked:
        here = table[_is_of(table, curve) & (table["period"] == curve.period)]
        own_days = days[_is_of(days, curve)]
        dates = own_days["date"].to_numpy().astype("datetime64[D]")
        if curve.period != ALL_YEARS:
            inside = dates.astype("datetime64[Y]") == np.datetime64(curve.period, "Y")
            own_days, dates = own_days[inside], dates[inside]
        limits = daily_limits(scheme_of(standard), dates)
        for metric in metrics:
            spread = _spread(here[here["metric"] == metric], curve.name)
            found[metric].append((spread, _over(own_days, dates, limits, metric)))
    return found


def _is_of(frame: pd.DataFrame, curve: Asked) -> pd.Series:
    return (frame["scope"] == curve.scope) & (frame["place"] == curve.place)


def _spread(rows: pd.DataFrame, name: str) -> Spread:
    rows = rows.sort_values("percentile")
    return Spread(
        name,
        rows["percentile"].to_numpy(np.float32),
        rows["value"].to_numpy(np.float32),
        int(rows["count"].max()) if len(rows) else 0,
    )


def _over(
    days: pd.DataFrame, dates: np.ndarray, limits: dict[str, np.ndarray], metric: str
) -> Over | None:
    row = METRICS[metric]
    if row.pollutant is None or metric not in _LIMITED:
        return None
    values = round_half_even(days[metric].to_numpy(np.float64), row.decimals)
    bounds = limits[row.pollutant]
    held = tuple((float(v), str(dates[bounds == v][-1])) for v in np.unique(bounds))
    known = np.isfinite(values)
    return Over(int(known.sum()), int((values[known] > bounds[known]).sum()), held)

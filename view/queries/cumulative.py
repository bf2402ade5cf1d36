"""What the card of the cumulative year asks of a snapshot."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.schemes import IN_FORCE
from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.queries.overview import last_day
from view.standing import Target
from view.years_so_far import JUDGED, YearSoFar

ALL_DAYS = "all"


@dataclass(frozen=True)
class Allowance:
    """What the rest of a year may bring so that a goal is met.

    Attributes:
        goal: target, stretch, or limit:<scheme>; goal_value in the stored unit.
        days_left: calendar days left in the year.
        room: mean, or days; allowed: the highest mean of the rest, or the most days of the rest
            that may be above the limit, or not good. NaN at the year's end.
        verdict: open, out_of_reach, safe, met, missed or unknown.
    """

    goal: str
    goal_value: float
    days_left: int
    room: str
    allowed: float
    verdict: str


def last_day_of(snapshot: Snapshot, city: str, year: int, until: int) -> np.datetime64:
    """Return the day on which the chosen year ends: the city's last one up to a month."""
    return np.datetime64(last_day(snapshot, city, year, until), "D")


def years_so_far(
    snapshot: Snapshot, city: str, scope: str, place: str, metric: str, scheme: str, basis: str
) -> tuple[tuple[YearSoFar, ...], bool]:
    """Return every year of a metric as it came to be, and whether the basis changes any of it.

    Day by day as the summaries hold it: by the standard in force, over all days. Else by the
    ends of months. A year that the basis does not touch stands with all its days.
    """
    is_judged = metric in JUDGED
    basis = basis or ALL_DAYS
    if is_judged and basis == "present_state":
        basis = ALL_DAYS
    if basis == ALL_DAYS and not (is_judged and scheme != IN_FORCE):
        return _day_by_day(snapshot, city, scope, place, metric), False
    table = "judgements" if is_judged else "evaluations"
    by = scheme if is_judged else ""
    frame = _month_by_month(snapshot, city, scope, place, metric, table, by, basis)
    touched = bool((frame["basis"] != ALL_DAYS).any())
    if not touched and not (is_judged and scheme != IN_FORCE):
        return _day_by_day(snapshot, city, scope, place, metric), False
    late = _late_years(snapshot, city, scope, place)
    return _split(frame, metric, late), touched


@remembered
def _day_by_day(
    snapshot: Snapshot, city: str, scope: str, place: str, metric: str
) -> tuple[YearSoFar, ...]:
    columns = ["date", metric, "pm25_days"]
    if metric == "heavy_days":
        columns.append("good_ratio")
    frame = snapshot.read("year_to_date", columns, _own(city, scope, place))
    if metric == "heavy_days":
        # A count of too few days says nothing, like the ratio.
        frame[metric] = frame[metric].where(frame["good_ratio"].notna())
    return _split(frame, metric, _late_years(snapshot, city, scope, place))


@remembered
def _late_years(snapshot: Snapshot, city: str, scope: str, place: str) -> frozenset[int]:
    """Return the years that have no PM2.5 value in January, as the overview takes them."""
    frame = snapshot.read("year_to_date", ["date", "pm25_days"], _own(city, scope, place))
    dates = frame["date"]
    early = dates[(dates.dt.month == 1) & (frame["pm25_days"] > 0)].dt.year.unique()
    return frozenset(int(y) for y in set(dates.dt.year.unique()) - set(early))


@remembered
def _month_by_month(
    snapshot: Snapshot,
    city: str,
    scope: str,
    place: str,
    metric: str,
    table: str,
    scheme: str,
    basis: str,
) -> pd.DataFrame:
    """Return date (last day included), basis and the metric; the basis' row where there is one."""
    filters: list[Filter] = [*_own(city, scope, place), ("kind", "==", "to_date")]
    filters.append(("basis", "in", list(dict.fromkeys((ALL_DAYS, basis)))))
    columns = ["period_start", "period_end", "basis", metric]
    if scheme:
        filters.append(("standard", "==", scheme))
    if metric == "heavy_days":
        columns.append("good_ratio")
    frame = snapshot.read(table, columns, filters)
    if metric == "heavy_days":
        frame[metric] = frame[metric].where(frame["good_ratio"].notna())
    frame["date"] = frame["period_end"] - pd.Timedelta(days=1)
    frame["is_all"] = frame["basis"] == ALL_DAYS
    chosen = frame.sort_values(["date", "is_all"]).drop_duplicates("date")
    return chosen[["date", "basis", metric]].reset_index(drop=True)


def _own(city: str, scope: str, place: str) -> list[tuple[str, str, str]]:
    return [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]


def _split(frame: pd.DataFrame, metric: str, late: frozenset[int]) -> tuple[YearSoFar, ...]:
    dates = frame["date"].to_numpy().astype("datetime64[D]")
    values = frame[metric].to_numpy().astype(np.float32)
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return tuple(
        YearSoFar(int(y), dates[years == y], values[years == y], int(y) in late)
        for y in np.unique(years)
    )


def cut(years: tuple[YearSoFar, ...], chosen: int, end: np.datetime64) -> tuple[YearSoFar, ...]:
    """Return the years with the chosen one cut at its last day, left out if nothing is left."""
    found = []
    for year in years:
        if year.year != chosen:
            found.append(year)
        elif (year.dates <= end).any():
            kept = year.dates <= end
            found.append(YearSoFar(chosen, year.dates[kept], year.values[kept], year.starts_late))
    return tuple(found)


@remembered
def allowances(
    snapshot: Snapshot, city: str, scope: str, place: str, until: str
) -> dict[str, tuple[Allowance, ...]]:
    """Return by metric what may still come after a day (ISO text), a goal each."""
    filters = [*_own(city, scope, place), ("until", "==", pd.Timestamp(until).to_pydatetime())]
    names = ["metric", "goal", "goal_value", "days_left", "room", "allowed", "verdict"]
    frame = snapshot.read("allowances", names, filters)
    found: dict[str, tuple[Allowance, ...]] = {}
    for metric, rows in frame.groupby("metric", sort=False, observed=True):
        records = rows.drop(columns="metric").to_dict("records")
        found[str(metric)] = tuple(Allowance(**{str(k): v for k, v in r.items()}) for r in records)
    return found


@remembered
def targets(snapshot: Snapshot, city: str, year: int) -> dict[str, Target]:
    """Return what the city has promised for a year, by metric."""
    frame = snapshot.read("targets", None, [("city", "==", city), ("year", "==", year)])
    return {
        str(row["metric"]): Target(
            float(row["value"]), float(row["stretch"]), row["status"] in ("", "verified")
        )
        for row in frame.to_dict("records")
        if row["metric"] in METRICS and math.isfinite(row["value"])
    }

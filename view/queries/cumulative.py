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
from view.years_so_far import CUMULATED, JUDGED, YearSoFar

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
    frame = _month_by_month(snapshot, city, scope, place, table, by, basis)
    touched = bool((frame["basis"] != ALL_DAYS).any())
    if not touched and not (is_judged and scheme != IN_FORCE):
        return _day_by_day(snapshot, city, scope, place, metric), False
    late = _every_day(snapshot, city, scope, place)[1]
    return _split(frame, metric, late), touched


def _day_by_day(
    snapshot: Snapshot, city: str, scope: str, place: str, metric: str
) -> tuple[YearSoFar, ...]:
    frame, late = _every_day(snapshot, city, scope, place)
    return _split(frame[["date", metric]], metric, late)


@remembered
def _every_day(
    snapshot: Snapshot, city: str, scope: str, place: str
) -> tuple[pd.DataFrame, frozenset[int]]:
    """Return all metrics of a place on every day, and the years that began late.

    These have no PM2.5 value in January, as the overview takes them. A count of heavy days of too
    few days says nothing, like the ratio.
    """
    columns = ["date", *CUMULATED, "pm25_days"]
    frame = snapshot.read("year_to_date", columns, _own(city, scope, place))
    frame["heavy_days"] = frame["heavy_days"].where(frame["good_ratio"].notna())
    dates = frame["date"]
    early = dates[(dates.dt.month == 1) & (frame["pm25_days"] > 0)].dt.year.unique()
    late = frozenset(int(y) for y in set(dates.dt.year.unique()) - set(early))
    return frame.drop(columns="pm25_days"), late


@remembered
def _month_by_month(
    snapshot: Snapshot, city: str, scope: str, place: str, table: str, scheme: str, basis: str
) -> pd.DataFrame:
    """Return date (last day included), basis and the table's metrics at the ends of months.

    table: judgements by a scheme, or evaluations, by none. Where the basis has no row of its own
    the one over all days stands.
    """
    filters: list[Filter] = [*_own(city, scope, place), ("kind", "==", "to_date")]
    filters.append(("basis", "in", list(dict.fromkeys((ALL_DAYS, basis)))))
    metrics = [m for m in CUMULATED if (m in JUDGED) == bool(scheme)]
    if scheme:
        filters.append(("standard", "==", scheme))
    frame = snapshot.read(table, ["period_end", "basis", *metrics], filters)
    if scheme:
        frame["heavy_days"] = frame["heavy_days"].where(frame["good_ratio"].notna())
    frame["date"] = frame["period_end"] - pd.Timedelta(days=1)
    frame["basis"] = frame["basis"].astype(str)
    frame["is_all"] = frame["basis"] == ALL_DAYS
    chosen = frame.sort_values(["date", "is_all"]).drop_duplicates("date")
    return chosen[["date", "basis", *metrics]].reset_index(drop=True)


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

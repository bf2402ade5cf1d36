"""The year so far of a city's places by another scheme, or on another basis, than the usual one.

The table of years so far is by the standard in force and over all days, day by day; what is read
here is kept for the ends of months and for the last day with data.
"""

import numpy as np
import pandas as pd

from airquality.schemes import IN_FORCE
from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.queries.cumulative import ALL_DAYS

_CONCENTRATIONS = ("pm25", "o3_mda8_p90", "pm25_days", "o3_days", "calendar_days", "excluded_days")
_JUDGED = (
    "good_ratio",
    "good_days",
    "heavy_days",
    "composite_index",
    "valid_days",
    "incomplete_days",
    "exceeding_days_without_aqi",
    "heavy_days_without_aqi",
)


@remembered
def concentrations(snapshot: Snapshot, city: str, end: pd.Timestamp, basis: str) -> pd.DataFrame:
    """Return by place what every place had from 1 January to a day, included, on a basis.

    basis: as in the ViewState. A place that the basis does not touch has its row of all days;
    `is_other` says which has its own. Columns: _CONCENTRATIONS, is_other.
    """
    after = (end + pd.Timedelta(days=1)).to_pydatetime()
    where: list[Filter] = [
        ("city", "==", city),
        ("kind", "==", "to_date"),
        ("period_end", "==", after),
        ("basis", "in", _bases(basis)),
    ]
    columns = ["place", "basis", *_CONCENTRATIONS]
    return _preferred(snapshot.read("evaluations", columns, where), "place")


@remembered
def rows_of_place(
    snapshot: Snapshot, city: str, place: str, standard: str, basis: str
) -> pd.DataFrame:
    """Return a place's years so far by their last day (ends of months, and the last with data).

    standard, basis: as in the ViewState. Columns: those of the evaluations and of the judgements,
    is_other. A number of heavy days says nothing, like the ratio, where too few days have an AQI.
    """
    here: list[Filter] = [("city", "==", city), ("place", "==", place), ("kind", "==", "to_date")]
    here.append(("basis", "in", _bases(basis)))
    scheme: Filter = ("standard", "==", standard or IN_FORCE)
    measured = snapshot.read("evaluations", ["period_end", "basis", *_CONCENTRATIONS], here)
    days = snapshot.read("judgements", ["period_end", "basis", *_JUDGED], [*here, scheme])
    left, right = (_preferred(frame, "period_end") for frame in (measured, days))
    joined = left.join(right.drop(columns="is_other"))
    joined["is_other"] |= right["is_other"].reindex(joined.index, fill_value=False)
    joined["heavy_days"] = joined["heavy_days"].where(joined["good_ratio"].notna())
    joined.index = pd.DatetimeIndex(joined.index) - pd.Timedelta(days=1)
    return joined.sort_index()


@remembered
def incomplete_days(snapshot: Snapshot, city: str, place: str, end: pd.Timestamp) -> int:
    """Return the days from 1 January to a day that count although an item is missing.

    By the standard in force, over all days; 0 where no year so far ends on that day.
    """
    where: list[Filter] = [
        ("city", "==", city),
        ("place", "==", place),
        ("kind", "==", "to_date"),
        ("basis", "==", ALL_DAYS),
        ("standard", "==", IN_FORCE),
        ("period_end", "==", (end + pd.Timedelta(days=1)).to_pydatetime()),
    ]
    return int(snapshot.read("judgements", ["incomplete_days"], where)["incomplete_days"].sum())


def _bases(basis: str) -> list[str]:
    return list(dict.fromkeys((ALL_DAYS, basis or ALL_DAYS)))


def _preferred(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return one row a key: that of the basis where there is one, else that of all days."""
    frame["is_other"] = frame["basis"].astype(str) != ALL_DAYS
    ordered = frame.sort_values("is_other", ascending=False, kind="stable")
    return ordered.drop_duplicates(key).drop(columns="basis").set_index(key)


def line_between(rows: pd.DataFrame, metric: str, year: int) -> list[float]:
    """Return a metric on each of a year's 366 days, from the rows of `rows_of_place`.

    Between two neighbouring ends of months that have a value a straight line stands, elsewhere
    NaN: it is drawn, not told.
    """
    ends = pd.DatetimeIndex(rows.index)
    own = rows[ends.year == year]
    days = ends[ends.year == year].day_of_year.to_numpy()
    values = own[metric].to_numpy(dtype=np.float64, na_value=np.nan)
    drawn = np.full(366, np.nan)
    drawn[days - 1] = values
    for i in range(len(days) - 1):
        # A month without a value stays a gap: NaN at either end is NaN all along.
        inside = np.arange(days[i], days[i + 1] + 1)
        drawn[inside - 1] = np.interp(inside, days[i : i + 2], values[i : i + 2])
    drawn[days - 1] = values
    return drawn.tolist()

"""The year so far of a city's places by another scheme, or on another basis, than the usual one.

The table of years so far is by the standard in force and over all days, day by day; what is read
here is kept for the ends of months and for the last day with data.
"""

from collections.abc import Sequence

import pandas as pd

from airquality.schemes import IN_FORCE
from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.queries.cumulative import ALL_DAYS, years_so_far
from view.standing import KEY_METRICS

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
    `is_other` says which has its own. Columns: scope, _CONCENTRATIONS, is_other.
    """
    columns = ["scope", "place", "basis", *_CONCENTRATIONS]
    return _preferred(snapshot.read("evaluations", columns, _to(city, end, basis)))


@remembered
def judged(
    snapshot: Snapshot, city: str, end: pd.Timestamp, standard: str, basis: str
) -> pd.DataFrame:
    """Return by place how every place's days to a day are judged; as `concentrations`.

    A number of heavy days says nothing, like the ratio, where too few days have an AQI.
    """
    columns = ["scope", "place", "basis", *_JUDGED]
    scheme: Filter = ("standard", "==", standard or IN_FORCE)
    frame = _preferred(snapshot.read("judgements", columns, [*_to(city, end, basis), scheme]))
    frame["heavy_days"] = frame["heavy_days"].where(frame["good_ratio"].notna())
    return frame


def _to(city: str, end: pd.Timestamp, basis: str) -> list[Filter]:
    after = (end + pd.Timedelta(days=1)).to_pydatetime()
    bases = list(dict.fromkeys((ALL_DAYS, basis or ALL_DAYS)))
    return [
        ("city", "==", city),
        ("kind", "==", "to_date"),
        ("period_end", "==", after),
        ("basis", "in", bases),
    ]


def _preferred(frame: pd.DataFrame) -> pd.DataFrame:
    frame["is_other"] = frame["basis"].astype(str) != ALL_DAYS
    ordered = frame.sort_values("is_other", ascending=False, kind="stable")
    kept = ordered.drop_duplicates(["scope", "place"]).drop(columns="basis")
    return kept.set_index("place")


def lines_so_far(
    snapshot: Snapshot, city: str, scope: str, place: str, rules: tuple[str, str], years: list[int]
) -> dict[int, dict[str, list[float]]]:
    """Return by year the key metrics on each of its 366 days, NaN where there is none.

    rules: (scheme, basis). Between two ends of months that have a value a straight line stands:
    it is drawn, not told.
    """
    found: dict[int, dict[str, list[float]]] = {year: {} for year in years}
    for metric in KEY_METRICS:
        every, _ = years_so_far(snapshot, city, scope, place, metric, *rules)
        own = {each.year: each for each in every}
        for year in years:
            values: Sequence[float] = []
            if year in own:
                days = pd.DatetimeIndex(own[year].dates).day_of_year
                line = pd.Series(own[year].values, index=days)
                # A month without a value between two that have one is a gap, not a line.
                steps = line.reindex(range(1, 367))
                filled = steps.interpolate(limit_area="inside")
                bad = line.index[line.isna()]
                values = filled.mask(_next_to(steps, bad)).tolist()
            found[year][metric] = list(values) or [float("nan")] * 366
    return found


def _next_to(steps: pd.Series, bad: pd.Index) -> pd.Series:
    """Return the days between the ends of months on both sides of one without a value."""
    gone = pd.Series(False, index=steps.index)
    known = steps.dropna().index
    for day in bad:
        before, after = known[known < day], known[known > day]
        low = before[-1] + 1 if len(before) else steps.index[0]
        high = after[0] - 1 if len(after) else steps.index[-1]
        gone.loc[low:high] = True
    return gone

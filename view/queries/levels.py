"""What the days by level ask of a snapshot: a row a year or month, judged by a scheme."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.options import City, Place
from view.state import ViewState

LEVEL_COLUMNS = tuple(f"level{n}_days" for n in range(1, 7))
PRIMARY_COLUMNS = tuple(f"primary_{p}" for p in POLLUTANT_IDS)
OVER_COLUMNS = tuple(f"over_{p}" for p in POLLUTANT_IDS)
_COUNTS = (
    *("valid_days", "good_days", "good_ratio", "incomplete_days"),
    *("exceeding_days_without_aqi", "heavy_days"),
    *LEVEL_COLUMNS,
    *PRIMARY_COLUMNS,
    *OVER_COLUMNS,
)
_KEY = ["kind", "period_start", "period_end", "basis"]


@dataclass(frozen=True)
class Levels:
    """What the card of days by level shows.

    Attributes:
        city, place: whose days; scheme: by which they are judged.
        kind: 'year', or 'month' where the chosen period lies in one year.
        rows: a row a period in order of time: period_start, period_end, basis, limits, the
            counts, calendar_days, excluded_days, is_valid.
        basis: 'all' or one of `state.BASES`; is_different: whether any row rests on it.
        first, last: first and last day that the place has; None where it has none.
    """

    city: City
    place: Place
    scheme: str
    kind: str
    rows: pd.DataFrame
    basis: str
    is_different: bool
    first: np.datetime64 | None
    last: np.datetime64 | None


def levels(snapshot: Snapshot, state: ViewState) -> Levels:
    """Return the judged years or months that a resolved state asks for, whole ones."""
    city = options.city_of(snapshot, state)
    place = options.place_of(snapshot, city.id, state.place)
    assert place is not None, "a resolved state names a place of its city"
    scheme, basis = state.standard or IN_FORCE, state.basis or "all"
    first, last = days_of(snapshot, city.id, place.scope, place.id)
    begin = max(first, state.start) if state.start and first else first
    end = min(last, state.end) if state.end and last else last
    kind = "month" if begin[:4] == end[:4] else "year"
    rows = judged_periods(snapshot, city.id, place.scope, place.id, kind, scheme, basis)
    if begin > end:
        rows = rows[:0]
    keep = (rows["period_end"] > pd.Timestamp(begin or 0)) & (
        rows["period_start"] <= pd.Timestamp(end or 0)
    )
    shown = rows[keep].reset_index(drop=True)
    return Levels(
        city=city,
        place=place,
        scheme=scheme,
        kind=kind,
        rows=shown,
        basis=basis,
        is_different=bool((shown["basis"] != "all").any()),
        first=np.datetime64(first) if first else None,
        last=np.datetime64(last) if last else None,
    )


@remembered
def days_of(snapshot: Snapshot, city: str, scope: str, place: str) -> tuple[str, str]:
    """Return the first and last day of a place, ISO text; '' and '' where it has none."""
    here = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    dates = snapshot.read("daily", ["date"], here)["date"]
    if dates.empty:
        return "", ""
    return str(dates.min().date()), str(dates.max().date())


@remembered
def judged_periods(
    snapshot: Snapshot, city: str, scope: str, place: str, kind: str, scheme: str, basis: str
) -> pd.DataFrame:
    """Return every period of a kind of a place, judged by a scheme; see `Levels.rows`.

    Where a basis has no row of its own, the one of all days stands.
    """
    here = [
        ("city", "==", city),
        ("scope", "==", scope),
        ("place", "==", place),
        ("kind", "==", kind),
        ("basis", "in", ["all", basis]),
    ]
    judged = snapshot.read(
        "judgements", [*_KEY, "limits", *_COUNTS], [*here, ("standard", "==", scheme)]
    )
    # Validity is that of all days: a basis leaves days out, it does not make a year too short.
    whole = [condition for condition in here if condition[0] != "basis"]
    checked = snapshot.read(
        "evaluations", [*_KEY, "calendar_days", "is_valid"], [*whole, ("basis", "==", "all")]
    )
    left_out = snapshot.read("evaluations", [*_KEY, "excluded_days"], here)
    joined = judged.merge(checked.drop(columns="basis"), on=_KEY[:3], how="left").merge(
        left_out, on=_KEY, how="left"
    )
    joined["excluded_days"] = joined["excluded_days"].fillna(0).astype(int)
    joined["is_valid"] = joined["is_valid"].eq(True)
    # The basis asked for before all days, then one row a period.
    ordered = joined.assign(own=joined["basis"].ne(basis)).sort_values(["period_start", "own"])
    return ordered.drop_duplicates("period_start").drop(columns="own").reset_index(drop=True)

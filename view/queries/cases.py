"""What the library asks of a snapshot: every case of a city, and one by its id."""

import re
from datetime import datetime
from functools import lru_cache

import numpy as np
import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.case_row import KINDS, CaseRow
from view.records import records

_ID = re.compile(rf"(?P<prefix>.+)-(?P<kind>{'|'.join(KINDS)})-(?P<day>\d{{8}})")
#: Ids offered in place of one that does not exist.
_MOST_OFFERED = 5
#: Cities of a snapshot whose cases a process keeps.
_CITIES_KEPT = 8


# Frozen rows are shared rather than remembered: to unpickle the 1,500 of a national month takes
# longer than all else that a page asks.
@lru_cache(maxsize=_CITIES_KEPT)
def cases(snapshot: Snapshot, city: str) -> tuple[CaseRow, ...]:
    """Return every case of a city, of a nation those of its areas too; the newest first."""
    frame = snapshot.read("episodes", filters=[("city", "==", city)])
    named = _named(snapshot, frame, city)
    order = ["start", "case_id"]
    return records(named.sort_values(order, ascending=False, kind="stable"), CaseRow)


def case_of(snapshot: Snapshot, case_id: str) -> CaseRow | None:
    """Return the case of an id; None where no city has it."""
    city = _homes(snapshot).get(case_id)
    return _by_id(snapshot, city)[case_id] if city else None


def cases_of(snapshot: Snapshot, case_ids: tuple[str, ...]) -> tuple[CaseRow, ...]:
    """Return those of some cases that there are, in the order of their ids as asked."""
    found = (case_of(snapshot, case_id) for case_id in case_ids)
    return tuple(row for row in found if row is not None)


@lru_cache(maxsize=_CITIES_KEPT)
def _by_id(snapshot: Snapshot, city: str) -> dict[str, CaseRow]:
    return {row.case_id: row for row in cases(snapshot, city)}


@lru_cache(maxsize=1)
def _homes(snapshot: Snapshot) -> dict[str, str]:
    """Return the city of every case."""
    frame = snapshot.read("episodes", ["case_id", "city"])
    return dict(zip(frame["case_id"], frame["city"], strict=True))


def earlier(snapshot: Snapshot, row: CaseRow) -> int:
    """Return how many cases of the same place and kind there were before one."""
    alike = (c for c in cases(snapshot, row.city) if (c.place, c.kind) == (row.place, row.kind))
    return sum(c.start < row.start for c in alike)


def beside(snapshot: Snapshot, row: CaseRow) -> tuple[CaseRow | None, CaseRow | None]:
    """Return the cases of the same place and kind before and after one; None at the ends."""
    alike = [c for c in cases(snapshot, row.city) if (c.place, c.kind) == (row.place, row.kind)]
    at = next(i for i, c in enumerate(alike) if c.case_id == row.case_id)
    before = alike[at + 1] if at + 1 < len(alike) else None
    return before, alike[at - 1] if at else None


def latest(
    snapshot: Snapshot, city: str, place: str = "", until: pd.Timestamp | None = None
) -> CaseRow | None:
    """Return the newest case whose first day is not after `until`; None without one.

    Of the place where that has cases (an area of a nation), else of the city as a whole.
    """
    every = [c for c in cases(snapshot, city) if until is None or c.first_day <= until]
    own = [c for c in every if c.place == place]
    return next(iter(own or [c for c in every if c.scope == "city"]), None)


def case_on(snapshot: Snapshot, city: str, day: pd.Timestamp, pollutant: str) -> CaseRow | None:
    """Return the case of the city that a day lies in, that of the pollutant before others."""
    after = day + pd.Timedelta(days=1)
    held = [c for c in cases(snapshot, city) if c.scope == "city" and c.start < after]
    return min(
        (c for c in held if c.end > day),
        key=lambda c: (c.kind != pollutant, KINDS.index(c.kind), c.case_id),
        default=None,
    )


def latest_heavy(snapshot: Snapshot, city: str) -> CaseRow | None:
    """Return the newest case of the city with a heavy day, else its newest, else an area's."""
    every = cases(snapshot, city)
    own = [c for c in every if c.scope == "city"]
    return next((c for c in own if c.heavy_days), next(iter(own or every), None))


def nearest(snapshot: Snapshot, city: str, asked: str) -> tuple[CaseRow, ...]:
    """Return cases that may be meant by an id that does not exist, the likeliest first.

    Those whose first day is nearest to the day that the id names, the place and the kind that it
    names before others; of an id that names no day the city's newest. At most five.
    """
    read = _ID.fullmatch(asked)
    found = _prefixed(snapshot, read["prefix"]) if read else ""
    every = cases(snapshot, found or city)
    day = _day(read["day"]) if read else None
    if read is None or day is None:
        return every[:_MOST_OFFERED]

    def distance(row: CaseRow) -> tuple[bool, bool, int, str]:
        days = abs((row.first_day - day).days)
        other_place = not row.case_id.startswith(f"{read['prefix']}-")
        return other_place, row.kind != read["kind"], days, row.case_id

    return tuple(sorted(every, key=distance)[:_MOST_OFFERED])


@remembered
def _prefixed(snapshot: Snapshot, prefix: str) -> str:
    """Return the city that has cases of a place (city id or adcode); '' where none has."""
    frame = snapshot.read("episodes", ["city"], [("place", "==", prefix)])
    return "" if frame.empty else str(frame["city"].iloc[0])


def _day(digits: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(datetime.strptime(digits, "%Y%m%d"))
    except ValueError:
        return None


def _named(snapshot: Snapshot, frame: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return the rows with the names of the case's place and of the place where it rose first."""
    names = place_names(snapshot, city)
    own = [names.get(place, (place, place)) for place in frame["place"]]
    first = [names.get(p, (p, p)) if isinstance(p, str) else None for p in frame["first_place"]]
    return frame.assign(
        is_tied=_tied(snapshot, frame, city),
        name_zh=pd.Series([zh for zh, _ in own], frame.index, dtype=object),
        name_en=pd.Series([en for _, en in own], frame.index, dtype=object),
        first_name_zh=pd.Series([f[0] if f else None for f in first], frame.index, dtype=object),
        first_name_en=pd.Series([f[1] if f else None for f in first], frame.index, dtype=object),
    )


def _tied(snapshot: Snapshot, frame: pd.DataFrame, city: str) -> np.ndarray:
    """Return whether another case of the place and kind has the rank of each, bool (row,)."""
    key = ["scope", "place", "kind", "rank"]
    every = snapshot.read("episodes", [*key], [("city", "==", city), ("rank", ">", 0)])
    sizes = every.groupby(key).size().rename("alike").reset_index()
    return (frame[key].merge(sizes, on=key, how="left")["alike"] > 1).to_numpy()


@remembered
def place_names(snapshot: Snapshot, city: str) -> dict[str, tuple[str, str]]:
    """Return the (Chinese, English) name of the city, its districts and stations, by their ids."""
    here = [("city", "==", city)]
    found: dict[str, tuple[str, str]] = {}
    for table, key in (("stations", "station"), ("districts", "district"), ("cities", "city")):
        frame = snapshot.read(table, [key, "name_zh", "name_en"], here)
        found |= {place: (zh, en) for place, zh, en in frame.itertuples(index=False, name=None)}
    return found

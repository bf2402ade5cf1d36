"""What the page of one case asks of a snapshot; each answer is one table's rows."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.weather import WEATHER_IDS
from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.case_parts import (
    PARTS,
    CaseDay,
    Conclusion,
    Curve,
    Driver,
    Neighbour,
    PlacePath,
    Response,
    Rule,
    Stage,
)
from view.case_row import CaseRow
from view.queries.cases import case_of, cases_of, place_names
from view.records import records

#: Hours that the snapshot keeps before and after a case.
MARGIN_HOURS = 24
_SCOPES = {"city": 0, "district": 1, "station": 2}


def curve(snapshot: Snapshot, row: CaseRow, margin: int = MARGIN_HOURS) -> Curve:
    """Return the hours of a case with up to so many around it; none of a case of days."""
    return _curve(snapshot, row.city, row.case_id, margin)


@remembered
def _curve(snapshot: Snapshot, city: str, case_id: str, margin: int) -> Curve:
    row = case_of(snapshot, case_id)
    assert row is not None
    around = pd.Timedelta(hours=margin)
    span: list[Filter] = [("time", ">=", row.start - around), ("time", "<", row.end + around)]
    own = snapshot.read("episode_hours", filters=[*_of(row), *span])
    times = own["time"].to_numpy().astype("datetime64[h]")
    columns = [*POLLUTANT_IDS, *WEATHER_IDS]
    measured = own[[name for name in ("pm25", "o3") if name in own]]
    if row.scope == "city" and row.has_hours:
        here: list[Filter] = [("city", "==", city), *span]
        frame = snapshot.read("hourly_city", ["time", *columns], here)
        measured = frame.set_index("time").reindex(own["time"])
    arrays = {name: measured[name].to_numpy(np.float32) for name in measured.columns}
    return Curve(
        times=times,
        values={name: line for name, line in arrays.items() if np.isfinite(line).any()},
        stage=own["stage"].to_numpy(dtype=np.str_),
        pm25_24h=own["pm25_24h"].to_numpy(np.float32),
        o3_8h=own["o3_8h"].to_numpy(np.float32),
        level=own["level"].to_numpy(np.int8),
        is_missing=own["is_missing"].to_numpy(bool),
    )


def days(snapshot: Snapshot, row: CaseRow, margin: int = 3) -> tuple[CaseDay, ...]:
    """Return the days of a case with so many before and after it, those that there are."""
    return _days(snapshot, row.case_id, margin)


@remembered
def _days(snapshot: Snapshot, case_id: str, margin: int) -> tuple[CaseDay, ...]:
    row = case_of(snapshot, case_id)
    assert row is not None
    around = pd.Timedelta(days=margin)
    filters: list[Filter] = [
        ("city", "==", row.city),
        ("scope", "==", row.scope),
        ("place", "==", row.place),
        ("date", ">=", row.start.normalize() - around),
        ("date", "<", row.end.ceil("D") + around),
    ]
    columns = ["date", "pm25", "pm10", "so2", "no2", "co", "o3_mda8", "aqi", "level", "primary"]
    return records(snapshot.read("daily", columns, filters), CaseDay)


def stages(snapshot: Snapshot, row: CaseRow) -> tuple[Stage, ...]:
    """Return the stages of a case in order; none of a case of days."""
    return _rows(snapshot, "episode_stages", row.city, row.case_id, Stage)


def paths(snapshot: Snapshot, row: CaseRow) -> tuple[PlacePath, ...]:
    """Return the city, then districts, then stations, each in the order of their onsets."""
    return _paths(snapshot, row.city, row.case_id)


@remembered
def _paths(snapshot: Snapshot, city: str, case_id: str) -> tuple[PlacePath, ...]:
    frame = snapshot.read("episode_places", filters=_here(city, case_id))
    names = place_names(snapshot, city)
    own = [names.get(place, (place, place)) for place in frame["place"]]
    named = frame.assign(name_zh=[zh for zh, _ in own], name_en=[en for _, en in own])
    found = records(named, PlacePath)
    return tuple(sorted(found, key=lambda p: (_SCOPES[p.scope], not p.order, p.order, p.place)))


def drivers(snapshot: Snapshot, row: CaseRow, part: str) -> tuple[Driver, ...]:
    """Return the factors of a part ('weather', 'ratio', 'wind') in the order of the table."""
    every = _rows(snapshot, "episode_drivers", row.city, row.case_id, Driver)
    return tuple(driver for driver in every if driver.part == part)


def neighbours(snapshot: Snapshot, row: CaseRow) -> tuple[Neighbour, ...]:
    """Return the past cases that are most like a case, the likest first."""
    return _neighbours(snapshot, row.city, row.case_id)


@remembered
def _neighbours(snapshot: Snapshot, city: str, case_id: str) -> tuple[Neighbour, ...]:
    frame = snapshot.read("episode_neighbours", filters=_here(city, case_id))
    rows = {row.case_id: row for row in cases_of(snapshot, tuple(frame["neighbour"]))}
    found = []
    for one in frame.to_dict("records"):
        parts = {part: _known(one[f"part_{part}"]) for part in PARTS}
        row, distance = rows[one["neighbour"]], float(one["distance"])
        found.append(Neighbour(int(one["rank"]), row, distance, parts))
    return tuple(found)


def _known(value: Any) -> float | None:
    return float(value) if value == value else None


def responses(snapshot: Snapshot, row: CaseRow) -> tuple[Response, ...]:
    """Return the measures that met a case, warnings first, each by its start."""
    return _responses(snapshot, row.city, row.case_id)


@remembered
def _responses(snapshot: Snapshot, city: str, case_id: str) -> tuple[Response, ...]:
    met = snapshot.read("episode_measures", filters=_here(city, case_id))
    every = snapshot.read("measures", filters=[("city", "==", city)])
    found = records(met.merge(every, on=["city", "measure"]), Response)
    return tuple(sorted(found, key=lambda r: (r.kind != "warning", r.start, r.measure)))


def conclusion(snapshot: Snapshot, row: CaseRow) -> Conclusion | None:
    """Return what the expert concluded of a case; None where nobody has."""
    found = _rows(snapshot, "conclusions", row.city, row.case_id, Conclusion)
    return found[0] if found else None


@remembered
def rules(snapshot: Snapshot, city: str) -> tuple[Rule, ...]:
    """Return the figures by which a city's cases are found, in the order of the table."""
    frame = snapshot.read("episode_rules", filters=[("city", "==", city)])
    return records(frame.sort_values(["number", "kind", "figure"], kind="stable"), Rule)


@remembered
def _rows(snapshot: Snapshot, table: str, city: str, case_id: str, kind: type) -> Any:
    return records(snapshot.read(table, filters=_here(city, case_id)), kind)


def _of(row: CaseRow) -> list[Filter]:
    return _here(row.city, row.case_id)


def _here(city: str, case_id: str) -> list[Filter]:
    return [("city", "==", city), ("case_id", "==", case_id)]

"""A snapshot of the made-up city with made-up cases, whatever the rules of cases may be.

Everything but the cases is what the pipeline made of `write_synthetic_city`: stations 9001A-9005A,
districts 990101 and 990102, hours of 2018 and 2019 with an episode on 10-14 January 2019. Weather
is laid beside the hours, so that curves have all that they can have.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from summaries.snapshot import SnapshotWriter
from summaries.store import SnapshotStore
from summaries.table import Table
from summaries.tables import TABLES
from tests.view.made_case_rows import (
    CASE,
    CASES,
    CITY,
    DAYS,
    DRIVERS,
    DUST,
    MEASURES,
    MET,
    PLACES,
    STAGES,
    TEXT,
    WHOLE,
)


def write_made_cases(source: Path, root: Path) -> Path:
    """Publish under root the snapshot of source with made-up cases in place of its own.

    source: a folder of snapshots built from the made-up city (fixture `tiny_snapshot`). Returns
    root, to be opened by `SnapshotStore(root)` or served by `Settings(summaries=root)`.
    """
    old = SnapshotStore(source).current()
    frames = {name: old.read(name) for name in TABLES}
    frames["hourly_city"] = _with_weather(frames["hourly_city"])
    frames["cities"] = frames["cities"].assign(has_weather=True)
    frames |= {name: _filled(TABLES[name], rows) for name, rows in _case_tables().items()}
    with SnapshotWriter(root) as writer:
        for name, frame in frames.items():
            writer.write(name, frame)
        writer.publish({"inputs": []})
    return root


def _case_tables() -> dict[str, list[dict[str, Any]]]:
    every = [CASE | case for case in CASES]
    for case in every:
        case["hours"] = int((_time(case["end"]) - _time(case["start"])) / pd.Timedelta(hours=1))
    places = ("scope", "place", "onset", "peak_time", "clearing", "peak", "lag_hours", "order")
    stages = ("case_id", "number", "stage", "start", "end", "first_value", "last_value", "peak")
    factors = ("part", "factor", "value", "p10", "p25", "p50", "p75", "p90", "percentile")
    rest = ("days", "years", "unit", "mean_pollutant")
    met = ("case_id", "measure", "issued_lead_hours", "start_lead_hours", "overlap_hours")
    rows: dict[str, list[dict[str, Any]]] = {
        "episodes": every,
        "episode_hours": [hour for case in every for hour in _hours_of(case)],
        "episode_stages": [_row((*stages, "rate"), one) for one in STAGES],
        "episode_places": [
            _row(places, one) | {"case_id": WHOLE, "mean": 150.0, "valid_share": 1.0}
            for one in PLACES
        ],
        "episode_drivers": [
            _row(factors + rest, one)
            | {
                "case_id": WHOLE,
                "against": "polluted" if one[0] == "ratio" and one[-4] > 20 else "all",
            }
            for one in DRIVERS
        ],
        "episode_neighbours": [
            _neighbour(1, DUST, 1.5, size=1.0, length=0.5, shape=0.25, weather=None, season=0.5),
            _neighbour(2, DAYS, 2.0, size=2.0, length=1.0, shape=None, weather=None, season=1.0),
        ],
        "measures": [one | {"about_zh": "", "about_en": "", "source": ""} for one in MEASURES],
        "episode_measures": [_row((*met, "end_lag_hours"), one) for one in MET],
        "episode_rules": [
            _rule(1, "gap_hours", 36.0, "h", "间隔短于此的两段算一次", "Spells this near are one"),
            _rule(2, "least_days", 1.0, "d", "至少的超标天数", "Least days over the limit"),
        ],
        "conclusions": [
            {
                "case_id": WHOLE,
                "author": "示例专家",
                "date": "2019-01-20",
                "version": 2,
                "status": "signed",
                "title": "",
                "text": TEXT,
                "file": f"{WHOLE}.md",
            }
        ],
    }
    return {name: [{"city": CITY} | row for row in found] for name, found in rows.items()}


def _row(names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(names, values, strict=True))


def _neighbour(rank: int, case: str, distance: float, **parts: float | None) -> dict[str, Any]:
    own = {f"part_{name}": value for name, value in parts.items()}
    return {"case_id": WHOLE, "rank": rank, "neighbour": case, "distance": distance} | own


def _rule(number: int, figure: str, value: float, unit: str, zh: str, en: str) -> dict[str, Any]:
    own = {"kind": "pm25", "figure": figure, "value": value, "unit": unit, "number": number}
    return own | {"about_zh": zh, "about_en": en, "source": "本例", "status": "from memory"}


def _hours_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hours of a case with a day on both sides; none of a case of days."""
    if case["origin"] == "days":
        return []
    first, end = _time(case["start"]), _time(case["end"])
    stages = [one for one in STAGES if one[0] == case["case_id"]]
    last = min(end + pd.Timedelta(hours=24), pd.Timestamp("2020-01-01"))
    found = []
    for time in pd.date_range(first - pd.Timedelta(hours=24), last, freq="h", inclusive="left"):
        own = [s[2] for s in stages if _time(s[3]) <= time < _time(s[4])]
        found.append(
            {
                "case_id": case["case_id"],
                "time": time,
                "stage": own[0] if own else "",
                "pm25_24h": 100.0 if own else 50.0,
                "o3_8h": 60.0,
                "level": 3 if own else 2,
                "is_missing": False,
            }
        )
    return found


def _time(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def _filled(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame with every column; what no row names is missing."""
    data: dict[str, pd.Series] = {}
    kinds = {"str": "str", "f4": "float32", "i4": "int32", "bool": "bool", "bytes": "object"}
    for column in table.columns:
        values = [row.get(column.name) for row in rows]
        if column.type == "time":
            data[column.name] = pd.to_datetime(pd.Series(values, dtype=object), format="ISO8601")
        else:
            data[column.name] = pd.Series(values, dtype=kinds[column.type])
    return pd.DataFrame(data)


def _with_weather(hours: pd.DataFrame) -> pd.DataFrame:
    """Return the hours with a daily course of weather; a wind that turns with the days."""
    clock = np.sin(2 * np.pi * (hours["time"].dt.hour - 9) / 24).to_numpy(np.float32)
    return hours.assign(
        temperature=(2 + 4 * clock).astype(np.float32),
        dew_point=np.float32(-1),
        pressure=np.float32(1021),
        rain=np.float32(0),
        wind_speed=(1.2 + 0.5 * clock).astype(np.float32),
        wind_direction=(hours["time"].dt.day_of_year * 40 % 360).to_numpy(np.float32),
    )

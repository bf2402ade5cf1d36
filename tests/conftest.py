"""Fixtures that every test may use: the real measurements beside the checkout, a made-up city."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import settings

from pipeline.build import build
from pipeline.project import load_project

ROOT = Path(__file__).resolve().parents[1]

# A slow machine is slow, not wrong: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Among workers, hand out the files with a browser first: no worker waits for one at the end.

    In one process the quick tests stay first, so that what they find is known at once.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: ROOT / "tests/browser" not in item.path.parents)


def _shared(folder: str) -> Path:
    path = ROOT.parent / "shared" / folder
    if not path.is_dir():
        pytest.skip(f"needs the measurements beside the checkout (../shared/{folder}), not there")
    return path


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real measurements; the test is skipped where it is absent."""
    return _shared("data")


@pytest.fixture(scope="session")
def shared_facts() -> Path:
    """The folder of facts and worked examples; the test is skipped where it is absent."""
    return _shared("facts")


SYNTHETIC_DAYS = np.arange("2018-01-01", "2020-01-01", dtype="datetime64[D]")
SYNTHETIC_STATIONS = ("9001A", "9002A", "9003A", "9004A", "9005A")
_UNITS = {"co": "mg/m3"} | dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), "µg/m3")
_LEVEL = {"pm25": 40.0, "pm10": 70.0, "so2": 8.0, "no2": 35.0, "co": 0.8, "o3": 60.0}


def synthesise_hours(days: np.ndarray = SYNTHETIC_DAYS) -> dict[str, np.ndarray]:
    """Return hours of a made-up city, pollutant -> (station, hour), missing = NaN.

    Seasons, a daily cycle, noise; an episode on 10-14 January 2019; nothing at all on 5-7 May
    2018; 9004A from March 2018 only; one code -999 and one lone spike.
    """
    generator = np.random.default_rng(20190110)
    hours = np.arange(len(days) * 24)
    season = np.cos(2 * np.pi * (hours / 24 - 15) / 365.25)
    clock = np.sin(2 * np.pi * (hours % 24 - 9) / 24)
    found = {}
    for name, level in _LEVEL.items():
        swing = -0.5 * season + 0.5 * clock if name == "o3" else 0.4 * season - 0.1 * clock
        noise = generator.normal(0, 0.08, (len(SYNTHETIC_STATIONS), len(hours)))
        values = level * (1 + swing + noise).clip(0.1)
        values[4] *= 0.5
        found[name] = values.round(1 if name == "co" else 0)
    times = days[0].astype("datetime64[h]") + hours
    episode = (times >= np.datetime64("2019-01-10")) & (times < np.datetime64("2019-01-15"))
    found["pm25"][:, episode] = (found["pm25"][:, episode] * 3.5).round()
    found["pm10"][:, episode] = (found["pm10"][:, episode] * 3.0).round()
    silent = (times >= np.datetime64("2018-05-05")) & (times < np.datetime64("2018-05-08"))
    for values in found.values():
        values[:, silent] = np.nan
        values[3, times < np.datetime64("2018-03-01")] = np.nan
    found["so2"][0, times == np.datetime64("2018-06-01T10")] = -999
    found["pm10"][1, times == np.datetime64("2018-06-02T10")] = 995
    return found


def write_synthetic_city(folder: Path, days: np.ndarray = SYNTHETIC_DAYS) -> Path:
    """Write a made-up city into folder and return its project file.

    Five stations (9005A is the control point), three districts of which the third has none,
    hours in the tidy format, and a published daily series that begins a month earlier.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["code,name_zh,name_en,lon,lat,is_control"]
    for number, code in enumerate(SYNTHETIC_STATIONS):
        control = "Y" if code == "9005A" else "N"
        lines.append(f"{code},站{number + 1},Site {number + 1},{110.1 + number / 5},30.5,{control}")
    (folder / "stations.csv").write_text("\n".join(lines), encoding="utf-8")
    squares = [(110.0, 110.4), (110.4, 111.0), (111.0, 111.4)]
    features = [
        {
            "type": "Feature",
            "properties": {"adcode": 990101 + number, "name": f"区{number + 1}"},
            "geometry": shapely.box(west, 30, east, 31).__geo_interface__,
        }
        for number, (west, east) in enumerate(squares)
    ]
    outlines = {"type": "FeatureCollection", "features": features}
    (folder / "districts.geojson").write_text(json.dumps(outlines), encoding="utf-8")
    _write_hours(folder / "hours.parquet", days)
    published = np.arange(days[0] - 31, days[0] + 10)
    rows = [f"{day},50,80,10,30,1.0,90" for day in published]
    text = "date,pm25,pm10,so2,no2,co,o3\n" + "\n".join(rows) + "\n"
    (folder / "daily.csv").write_text(text, encoding="utf-8")
    period = f"start = {published[0]}\nend = {days[-1]}"
    (folder / "shili.toml").write_text(_PROJECT.replace("PERIOD", period), encoding="utf-8")
    return folder / "shili.toml"


_PROJECT = """
[city]
id = "shili"
name_zh = "示例"
name_en = "Shili"
adcode = "990100"
[period]
PERIOD
[stations]
path = "stations.csv"
codes = ["9001A", "9002A", "9003A", "9004A", "9005A"]
[boundaries]
path = "districts.geojson"
coordinates = "wgs84"
[[circles]]
id = "around"
title_zh = "站点 2 km"
title_en = "2 km around"
[[sources]]
id = "hours"
kind = "tidy"
path = "hours.parquet"
title_zh = "虚构的小时值"
title_en = "Made-up hours"
licence = "CC0"
credit = "made up for tests"
[[sources]]
id = "daily"
kind = "city-daily"
path = "daily.csv"
o3 = "mda8"
title_zh = "虚构的日值"
title_en = "Made-up days"
licence = "CC0"
credit = "made up for tests"
[[targets]]
year = 2019
metric = "pm25"
value = 38.0
source_zh = "虚构的计划"
source_en = "A made-up plan"
"""


def _write_hours(path: Path, days: np.ndarray) -> None:
    times = days[0].astype("datetime64[h]") + np.arange(len(days) * 24)
    frames = [
        pd.DataFrame(
            {
                "station": np.repeat(SYNTHETIC_STATIONS, len(times)),
                "time": np.tile(times.astype("datetime64[s]"), len(SYNTHETIC_STATIONS)),
                "pollutant": name,
                "value": values.ravel(),
            }
        ).dropna()
        for name, values in synthesise_hours(days).items()
    ]
    table = pa.Table.from_pandas(pd.concat(frames, ignore_index=True), preserve_index=False)
    said = {"hours": "beginning"} | {f"unit {name}": unit for name, unit in _UNITS.items()}
    pq.write_table(table.replace_schema_metadata(said), path)


@pytest.fixture(scope="session")
def synthetic_city() -> Callable[..., Path]:
    """The function that writes a made-up city: (folder, days) -> its project file."""
    return write_synthetic_city


@pytest.fixture(scope="session")
def tiny_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project file of a made-up city with two years of hours (`write_synthetic_city`)."""
    return write_synthetic_city(tmp_path_factory.mktemp("shili"))


@pytest.fixture(scope="session")
def tiny_snapshot(tiny_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots (`CURRENT` and one snapshot) built from the made-up city."""
    root = tmp_path_factory.mktemp("summaries")
    build([load_project(tiny_project)], root)
    return root


@pytest.fixture(scope="session")
def cases_snapshot(tiny_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots of the made-up city with made-up cases (`tests/view/made_cases.py`)."""
    from tests.view.made_cases import write_made_cases

    return write_made_cases(tiny_snapshot, tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="session")
def effects_snapshot(cases_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots of the same with made-up effects (`tests/view/made_effects.py`)."""
    from tests.view.made_effects import write_made_effects

    return write_made_effects(cases_snapshot, tmp_path_factory.mktemp("effects"))

"""Made-up cities of one air: a region of twelve, each with the same weather in its own measure."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

_UNITS = {"co": "mg/m3"} | dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), "µg/m3")
_LEVEL = {"pm25": 50.0, "pm10": 80.0, "so2": 12.0, "no2": 35.0, "co": 0.9, "o3": 60.0}


def make_air(days: np.ndarray, count: int, seed: int = 5) -> list[dict[str, np.ndarray]]:
    """Return the hours of so many cities: pollutant -> (hour,); they share three kinds of days."""
    generator = np.random.default_rng(seed)
    lasting = [np.convolve(generator.normal(size=len(days) + 6), np.ones(7) / 2.6) for _ in "abc"]
    parts = np.exp(0.35 * np.stack([each[6 : 6 + len(days)] for each in lasting]))
    found = []
    for _ in range(count):
        of_day = generator.dirichlet(np.ones(3)) @ parts * generator.uniform(0.8, 1.2)
        of_day = of_day * np.exp(generator.normal(0, 0.05, len(days)))
        hours = np.repeat(of_day, 24) * np.exp(generator.normal(0, 0.08, 24 * len(days)))
        found.append({name: (level * hours).round(2) for name, level in _LEVEL.items()})
    return found


def mix(air: list[dict[str, np.ndarray]], shares: Mapping[int, float]) -> dict[str, np.ndarray]:
    """Return the hours of a city that is a mixture of others."""
    mixed = {
        name: np.sum([share * air[at][name] for at, share in shares.items()], axis=0)
        for name in _LEVEL
    }
    return {name: values.round(2) for name, values in mixed.items()}


def write_city(
    folder: Path,
    city: tuple[str, str, str],
    days: np.ndarray,
    air: list[dict[str, np.ndarray]],
    measures: str = "",
    more: str = "",
    lon: float = 100.0,
) -> Path:
    """Write a project of cities one degree apart and return its file.

    city: id, adcode, English name; air: the hours of each city, of which a project with more than
    one is a region; measures: rows of `id,kind,level,name_zh,start,end`, with `pollutants`.
    """
    name, adcode, english = city
    folder.mkdir(parents=True)
    codes = [f"{adcode[:3]}{number}A" for number in range(len(air))]
    lines = ["code,name_zh,city,lon,lat,is_control"] + [
        f"{code},站{number},城{number},{lon + number},30.5,N" for number, code in enumerate(codes)
    ]
    (folder / "stations.csv").write_text("\n".join(lines), "utf-8")
    (folder / "measures.csv").write_text(
        "id,kind,level,name_zh,start,end,pollutants\n" + measures, "utf-8"
    )
    features = [
        {
            "type": "Feature",
            "properties": {"adcode": int(adcode[:2]) * 10_000 + 100 * n + 100, "name": f"城{n}市"},
            "geometry": shapely.box(lon + n - 0.4, 30, lon + n + 0.4, 31).__geo_interface__,
        }
        for n in range(len(air))
    ]
    outlines = {"type": "FeatureCollection", "features": features}
    (folder / "areas.geojson").write_text(json.dumps(outlines), "utf-8")
    _write_hours(folder / "hours.parquet", days, dict(zip(codes, air, strict=True)))
    level = "city" if len(air) > 1 else "district"
    (folder / "project.toml").write_text(
        f"""
[city]
id = "{name}"
name_zh = "{english}"
name_en = "{english}"
adcode = "{adcode}"
[period]
start = {days[0]}
end = {days[-1]}
[stations]
path = "stations.csv"
codes = {json.dumps(codes)}
[boundaries]
path = "areas.geojson"
coordinates = "wgs84"
level = "{level}"
[measures]
path = "measures.csv"
{more}
[[sources]]
id = "hours"
kind = "tidy"
path = "hours.parquet"
title_zh = "虚构"
title_en = "Made up"
licence = "CC0"
credit = "made up for tests"
""",
        "utf-8",
    )
    return folder / "project.toml"


def _write_hours(path: Path, days: np.ndarray, air: Mapping[str, Mapping[str, np.ndarray]]) -> None:
    times = days[0].astype("datetime64[h]") + np.arange(len(days) * 24)
    frames = [
        pd.DataFrame(
            {"station": code, "time": times.astype("datetime64[s]"), "pollutant": p, "value": v}
        )
        for code, hours in air.items()
        for p, v in hours.items()
    ]
    table = pa.Table.from_pandas(pd.concat(frames, ignore_index=True), preserve_index=False)
    said = {"hours": "beginning"} | {f"unit {name}": unit for name, unit in _UNITS.items()}
    pq.write_table(table.replace_schema_metadata(said), path)

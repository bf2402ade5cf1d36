"""The six levels: names, colours, bounds, advice."""

import csv
from pathlib import Path

import numpy as np

from airquality.standards.hj633 import LEVELS, SENSITIVE_GROUPS_2026, level_of

ROOT = Path(__file__).resolve().parents[2]
IDS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}


def _rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_levels_equal_the_reference_data() -> None:
    for level, row in zip(LEVELS, _rows("data/reference/aqi_categories.csv"), strict=True):
        assert (level.level, level.aqi_lo, level.aqi_hi) == (
            int(row["level"]),
            int(row["aqi_lo_2012"]),
            int(row["aqi_hi"]),
        )
        assert (level.name_zh, level.name_en) == (row["category_zh"], row["category_en"])
        assert (level.colour, level.colour_zh) == (row["hex"], row["colour_zh"])
        assert level.level_zh == row["level_zh"]
        assert level.rgb == tuple(int(row[c]) for c in "RGB")
        assert level.cmyk == tuple(int(row[c]) for c in "CMYK")
        assert level.colour == "#{:02X}{:02X}{:02X}".format(*level.rgb)


def test_sensitive_groups_name_every_pollutant() -> None:
    rows = _rows("data/reference/aqi_sensitive_groups_2026.csv")
    assert {IDS[row["pollutant_with_IAQI_over_100"]] for row in rows} == set(SENSITIVE_GROUPS_2026)
    for row in rows:
        zh, en = SENSITIVE_GROUPS_2026[IDS[row["pollutant_with_IAQI_over_100"]]]
        groups = row["sensitive_groups_own_words"]
        for english, chinese in (
            ("elderly", "老年人"),
            ("outdoors", "户外"),
            ("children", "儿童"),
            ("asthma", "哮喘"),
        ):
            assert (english in groups) == (english in en) == (chinese in zh)


def test_level_of_both_sides() -> None:
    aqi = [0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500, np.nan]
    assert level_of(aqi).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 0]
    assert level_of(aqi).dtype == np.int8

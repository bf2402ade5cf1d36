"""The WHO guideline levels against the reference table."""

import csv
from pathlib import Path

import pytest

from airquality.standards.who2021 import GUIDELINES, STATUS, TARGETS, limit

TABLE = Path(__file__).resolve().parents[2] / "data/reference/who_aqg_2021.csv"
AVERAGINGS = {"peak season": "peak_season", "8h": "mda8"}


def test_guidelines_equal_the_reference_data() -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(GUIDELINES)
    for row, guideline in zip(rows, GUIDELINES, strict=True):
        pollutant = row["pollutant"].lower().replace(".", "")
        averaging = AVERAGINGS.get(row["averaging"], row["averaging"])
        for target in TARGETS:
            expected = float(row[target]) if row[target] else None
            assert limit(pollutant, averaging, target) == expected, row
        assert (guideline.percentile == 99) == row["rule"].startswith("P99")
        assert row["status"] == STATUS


def test_targets_never_rise_towards_the_guideline() -> None:
    for guideline in GUIDELINES:
        there = [value for value in guideline.values if value is not None]
        assert there == sorted(there, reverse=True)


def test_what_is_not_there() -> None:
    assert limit("pm25", "1h") is None
    assert limit("co", "24h", "IT3") is None
    with pytest.raises(ValueError, match="IT5"):
        limit("pm25", "annual", "IT5")

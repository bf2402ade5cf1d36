"""GB 3095 limits against the reference table, their dates, and the change of reference state."""

import csv
import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from airquality.standards.gb3095 import (
    GAS_FACTOR,
    GB3095_2026_TRANSITION,
    STANDARDS,
    convert_gas_to_present_state,
    convert_particles_to_present_state,
    limit,
    standard_in_force,
)

TABLE = Path(__file__).resolve().parents[2] / "data/reference/aqs_limits.csv"


def test_limits_equal_the_reference_data() -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(s.limits) for s in STANDARDS.values()) == 69
    for row in rows:
        rules = STANDARDS[row["standard"].lower()]
        pollutant = row["pollutant"].lower().replace(".", "")
        averaging = row["averaging"].lower()
        assert limit(pollutant, averaging, rules, grade=1) == float(row["grade1"]), row
        assert limit(pollutant, averaging, rules) == float(row["grade2"]), row
        assert rules.valid_from == date.fromisoformat(row["valid_from"])
        end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        assert rules.valid_to == end
        assert row["unit"] == ("mg/m3" if pollutant == "co" else "ug/m3")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2013-01-01", "gb3095-2012"),
        ("2016-01-01", "gb3095-2012"),
        ("2026-02-28", "gb3095-2012"),
        ("2026-03-01", "gb3095-2026-transition"),
        ("2030-12-31", "gb3095-2026-transition"),
        ("2031-01-01", "gb3095-2026-final"),
    ],
)
def test_both_sides_of_each_date(day: str, expected: str) -> None:
    assert standard_in_force(np.datetime64(day)).id == expected
    assert standard_in_force(date.fromisoformat(day)).id == expected


def test_spans_follow_each_other_without_a_gap() -> None:
    spans = list(STANDARDS.values())
    for earlier, later in itertools.pairwise(spans):
        assert earlier.valid_to is not None
        assert (later.valid_from - earlier.valid_to).days == 1


def test_what_the_standard_does_not_set() -> None:
    assert limit("pm25", "1h", GB3095_2026_TRANSITION) is None
    assert limit("o3", "annual", "gb3095-2012") is None
    with pytest.raises(ValueError, match="grade"):
        limit("pm25", "24h", "gb3095-2012", grade=3)
    with pytest.raises(KeyError):
        limit("pm25", "24h", "gb3095-1996")
    with pytest.raises(ValueError, match="missing"):
        standard_in_force(np.datetime64("NaT"))


TIMES = np.array(["2018-08-31T23", "2018-09-01T00"], "datetime64[h]")


def test_gases_before_the_change_are_brought_to_298_k() -> None:
    assert round(GAS_FACTOR, 4) == 0.9156
    values = np.array([[100.0, 100.0], [np.nan, 50.0]])
    converted = convert_gas_to_present_state(values, TIMES)
    np.testing.assert_allclose(converted, [[100 * 273 / 298.15, 100.0], [np.nan, 50.0]])
    assert values[0, 0] == 100.0


@pytest.mark.parametrize(
    ("kelvin", "kilopascal", "factor"),
    [(270, 102.2, 1.020), (286, 101.2, 0.953), (300, 100.0, 0.898), (281, 65.2, 0.625)],
)
def test_particles_before_the_change_need_the_weather(
    kelvin: float, kilopascal: float, factor: float
) -> None:
    found = convert_particles_to_present_state([1.0, 1.0], TIMES, kelvin - 273.15, kilopascal * 10)
    assert found[0] == pytest.approx(factor, abs=6e-4)
    assert found[1] == 1.0
    unknown = convert_particles_to_present_state([1.0, 1.0], TIMES, np.nan, 1000.0)
    assert np.isnan(unknown[0])
    assert unknown[1] == 1.0

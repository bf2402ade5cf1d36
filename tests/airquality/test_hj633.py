"""The AQI of both standards: breakpoints, worked examples, missing items, properties."""

import csv
import itertools
from fractions import Fraction
from math import ceil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.pollutants import POLLUTANT_IDS
from airquality.standards.hj633 import (
    IAQI_STEPS,
    LEVELS,
    STANDARDS,
    daily_aqi,
    iaqi,
    realtime_aqi,
    standard_in_force,
)

ROOT = Path(__file__).resolve().parents[2]
IDS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
CLEAN = {"pm25": 20, "pm10": 30, "so2": 8, "no2": 25, "co": 0.6, "o3_mda8": 60, "o3_1h_max": 75}


def _rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _columns() -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    columns: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for row in _rows("data/reference/aqi_breakpoints.csv"):
        key = (row["standard"].replace("HJ", "hj"), IDS[row["pollutant"]], row["averaging"])
        columns.setdefault(key, []).append((int(row["iaqi"]), int(row["concentration"])))
    return columns


COLUMNS = _columns()
PUBLISHED_YEARS = {"2016", "2018", "2019", "2020", "2021", "2022"}


def _expected_iaqi(points: list[tuple[int, int]], amount: Fraction) -> int:
    """Interpolate in exact fractions, between the two points around amount."""
    for (i_lo, c_lo), (i_hi, c_hi) in itertools.pairwise(points):
        if c_lo <= amount <= c_hi:
            return ceil(i_lo + Fraction(i_hi - i_lo, c_hi - c_lo) * (amount - c_lo))
    raise AssertionError(f"{amount} lies outside the table")


def test_tables_equal_the_reference_data() -> None:
    assert len(COLUMNS) == 20
    for (standard, pollutant, averaging), points in COLUMNS.items():
        assert tuple(i for i, _ in points) == IAQI_STEPS[: len(points)]
        column = STANDARDS[standard].breakpoints[(pollutant, averaging)]
        assert column == tuple(c for _, c in points)
    assert sum(len(rules.breakpoints) for rules in STANDARDS.values()) == len(COLUMNS)


@pytest.mark.parametrize(("standard", "pollutant", "averaging"), sorted(COLUMNS))
def test_both_sides_of_every_breakpoint(standard: str, pollutant: str, averaging: str) -> None:
    points = COLUMNS[(standard, pollutant, averaging)]
    step = Fraction(1, 10) if pollutant == "co" else Fraction(1)
    amounts = sorted({c + side * step for _, c in points for side in (-1, 0, 1)})
    inside = [a for a in amounts if 0 <= a <= points[-1][1]]
    found = iaqi(np.array([float(a) for a in inside]), pollutant, averaging, standard)
    assert found.tolist() == [_expected_iaqi(points, a) for a in inside]
    assert len(inside) == 3 * len(points) - 2


@pytest.mark.parametrize(("standard", "pollutant", "averaging"), sorted(COLUMNS))
def test_every_concentration_of_a_column(standard: str, pollutant: str, averaging: str) -> None:
    points = COLUMNS[(standard, pollutant, averaging)]
    parts = 10 if pollutant == "co" else 1
    amounts = [Fraction(n, parts) for n in range(points[-1][1] * parts + 1)]
    numbers = np.array([float(a) for a in amounts])
    expected = [_expected_iaqi(points, a) for a in amounts]
    assert iaqi(numbers, pollutant, averaging, standard).tolist() == expected
    singles = iaqi(numbers.astype(np.float32), pollutant, averaging, standard)
    assert singles.tolist() == expected


@pytest.mark.parametrize(
    ("pollutant", "averaging", "over", "in_2012", "in_2026"),
    [
        ("so2", "1h", 801, np.nan, 200.0),
        ("o3", "8h", 801, np.nan, 300.0),
        ("pm25", "24h", 501, 500.0, 500.0),
        ("pm25", "24h", 1e9, 500.0, 500.0),
        ("co", "24h", 60.1, 500.0, 500.0),
        ("o3", "1h", 1201, 500.0, 500.0),
    ],
)
def test_above_the_table(
    pollutant: str, averaging: str, over: float, in_2012: float, in_2026: float
) -> None:
    np.testing.assert_equal(float(iaqi(over, pollutant, averaging, "hj633-2012")), in_2012)
    np.testing.assert_equal(float(iaqi(over, pollutant, averaging, "hj633-2026")), in_2026)


def test_concentrations_are_rounded_half_to_even_first() -> None:
    found = iaqi(np.array([60.5, 60.6]), "pm25", "24h", "hj633-2026")
    assert found.tolist() == [100.0, 101.0]
    assert iaqi(np.array([2.05, 2.15]), "co", "24h", "hj633-2026").tolist() == [50.0, 55.0]
    raw = iaqi(np.array([60.01, 75.0001]), "pm25", "24h", "hj633-2012", round_first=False)
    assert raw.tolist() == [82.0, 101.0]


def test_what_is_no_concentration_has_no_index() -> None:
    found = iaqi(np.array([np.nan, np.inf, -1.0, 0.0]), "o3", "8h", "hj633-2026")
    assert np.isnan(found).tolist() == [True, True, True, False]
    assert iaqi(np.array([]), "o3", "8h", "hj633-2026").shape == (0,)


def test_a_column_that_is_not_in_the_standard_is_refused() -> None:
    with pytest.raises(ValueError, match="no breakpoints"):
        iaqi(1.0, "pm25", "1h", "hj633-2012")


def test_worked_examples() -> None:
    rows = _rows("tests/samples/examples/aqi_daily_examples.csv")
    assert len(rows) == 284
    for standard in STANDARDS:
        mine = [row for row in rows if row["standard"].replace("_", "-") == standard]
        values = {key: np.array([float(row[key] or "nan") for row in mine]) for key in CLEAN}
        result = daily_aqi(values, standard)
        for pollutant in POLLUTANT_IDS:
            expected = [float(row[f"iaqi_{pollutant}"] or "nan") for row in mine]
            np.testing.assert_array_equal(result.iaqi[pollutant], expected, err_msg=pollutant)
        expected = [float(row["aqi"] or "nan") for row in mine]
        np.testing.assert_array_equal(result.aqi, expected)
        assert result.level.tolist() == [int(row["level"] or 0) for row in mine]
        assert result.primary.tolist() == [row["primary"] for row in mine]


def test_ties_are_listed_together_in_registry_order() -> None:
    tied = CLEAN | {"pm25": 75, "o3_mda8": 160}
    assert daily_aqi(tied, "hj633-2012").primary[()] == "pm25+o3"
    assert daily_aqi(CLEAN, "hj633-2012").primary[()] == ""


def test_a_missing_item_of_2012_leaves_no_aqi() -> None:
    for key in CLEAN:
        result = daily_aqi({k: v for k, v in CLEAN.items() if k != key}, "hj633-2012")
        assert np.isnan(result.aqi)
        assert result.level == 0
        assert result.primary[()] == ""


def test_published_daily_series_may_leave_out_the_hourly_maximum() -> None:
    required = set(CLEAN) - {"o3_1h_max"}
    values = {key: CLEAN[key] for key in required}
    assert daily_aqi(values, "hj633-2012", required=required).aqi == 32
    without_ozone = values | {"o3_mda8": np.nan}
    assert np.isnan(daily_aqi(without_ozone, "hj633-2012", required=required).aqi)
    # Over 800 the 8-hour column is silent: without the 1-hour maximum there is no sub-index.
    silent = values | {"o3_mda8": 801.0}
    assert np.isnan(daily_aqi(silent, "hj633-2012", required=required).aqi)
    spoken = silent | {"o3_1h_max": 900.0}
    assert daily_aqi(spoken, "hj633-2012").aqi == 350


def test_a_missing_item_of_2026_leaves_only_an_aqi_over_100() -> None:
    values = {key: np.array([20.0, 60.0, 61.0]) if key == "pm25" else CLEAN[key] for key in CLEAN}
    values["no2"] = np.nan
    result = daily_aqi(values, "hj633-2026")
    np.testing.assert_array_equal(result.aqi, [np.nan, np.nan, 101.0])
    assert result.primary.tolist() == ["", "", "pm25"]
    out_of_plan = daily_aqi(values, "hj633-2026", required=set(CLEAN) - {"no2", "o3_1h_max"})
    assert out_of_plan.aqi.tolist() == [30.0, 100.0, 101.0]


def test_lowest_aqi_is_0_by_2012_and_1_by_2026() -> None:
    nothing = dict.fromkeys(CLEAN, 0.0)
    assert daily_aqi(nothing, "hj633-2012").aqi == 0
    assert daily_aqi(nothing, "hj633-2026").aqi == 1


@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_all_missing_empty_and_shapes(standard: str) -> None:
    gone = daily_aqi({key: np.full((2, 3), np.nan) for key in CLEAN}, standard)
    assert np.isnan(gone.aqi).all()
    assert not gone.level.any()
    assert set(gone.primary.ravel()) == {""}
    assert daily_aqi({key: np.empty((4, 0)) for key in CLEAN}, standard).aqi.shape == (4, 0)
    one_station = daily_aqi({key: np.full((1, 366), v) for key, v in CLEAN.items()}, standard)
    assert one_station.aqi.shape == (1, 366)
    assert one_station.primary.dtype == object


def test_a_misspelt_item_is_named() -> None:
    with pytest.raises(ValueError, match="unknown items o3;"):
        daily_aqi(CLEAN | {"o3": 3}, "hj633-2026")
    with pytest.raises(ValueError, match="unknown items o3_mda8"):
        realtime_aqi({"o3_mda8": 3}, "hj633-2026")


def test_realtime_items_of_both_standards() -> None:
    gases = {"so2": 10.0, "no2": 30.0, "co": 0.5, "o3": 120.0}
    hour = gases | {"pm25": 80.0, "pm10": 90.0, "o3_8h": 90.0, "pm25_24h": 40.0, "pm10_24h": 60.0}
    new = realtime_aqi(hour, "hj633-2026")
    assert new.aqi == float(iaqi(80.0, "pm25", "24h", "hj633-2026")) == 119
    old = realtime_aqi(hour, "hj633-2012")
    assert old.aqi == float(iaqi(40.0, "pm25", "24h", "hj633-2012")) == 57
    assert old.primary[()] == "pm25"
    sulphur = realtime_aqi(hour | {"so2": 900.0, "so2_24h": 600.0}, "hj633-2012")
    assert sulphur.aqi == float(iaqi(600.0, "so2", "24h", "hj633-2012"))
    # The daily SO2 is no item of its own: it speaks only for an hour over 800.
    assert realtime_aqi(hour | {"so2_24h": 600.0}, "hj633-2012").aqi == 57
    assert np.isnan(realtime_aqi(hour | {"so2": 900.0}, "hj633-2012").aqi)
    assert realtime_aqi(hour | {"so2": 900.0}, "hj633-2026").aqi == 200


def test_standard_in_force_changes_on_2026_03_01() -> None:
    days = np.array(["2013-01-01", "2024-02-29", "2026-02-28", "2026-03-01"], "datetime64[D]")
    expected = ["hj633-2012", "hj633-2012", "hj633-2012", "hj633-2026"]
    assert standard_in_force(days).tolist() == expected
    with pytest.raises(ValueError, match="missing"):
        standard_in_force(np.array(["NaT"], "datetime64[D]"))


CONCENTRATIONS = st.floats(0, 1500, allow_nan=False)


@given(
    st.fixed_dictionaries(dict.fromkeys(CLEAN, CONCENTRATIONS)),
    st.sampled_from(sorted(CLEAN)),
    CONCENTRATIONS,
    st.sampled_from(sorted(STANDARDS)),
)
def test_aqi_never_falls_when_a_concentration_rises(
    values: dict[str, float], key: str, more: float, standard: str
) -> None:
    lower = daily_aqi(values, standard)
    higher = daily_aqi(values | {key: values[key] + more}, standard)
    # By 2012 an MDA8 over 800 hands over to the 1-hour maximum, which of one day is no smaller.
    if key == "o3_mda8" and standard == "hj633-2012" and values[key] + more > 800:
        return
    assert higher.aqi >= lower.aqi
    assert max(lower.iaqi[p] for p in POLLUTANT_IDS if not np.isnan(lower.iaqi[p])) <= 500


@given(st.fixed_dictionaries(dict.fromkeys(CLEAN, CONCENTRATIONS)))
def test_primary_pollutants_are_those_of_the_largest_index(values: dict[str, float]) -> None:
    result = daily_aqi(values, "hj633-2026")
    leading = [p for p in POLLUTANT_IDS if result.iaqi[p] == result.aqi]
    assert result.primary[()] == ("+".join(leading) if result.aqi > 50 else "")


def test_published_aqi_of_chengdu_is_reproduced(shared_data: Path) -> None:
    """Every day of 2016 and 2018 to 2022 equals the AQI that was published with it.

    The same file cuts the AQI off in 2017 and in parts of 2014 and 2015 instead of rounding it up.
    """
    with (shared_data / "daily/chengdu-2014-2022.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["time_point"][:4] in PUBLISHED_YEARS]
    columns = {"pm25": "pm2_5", "o3_mda8": "o3"} | {k: k for k in ("pm10", "so2", "no2", "co")}
    values = {
        key: np.array([float(row[name] or 0) or np.nan for row in rows])
        for key, name in columns.items()
    }
    found = daily_aqi(values, "hj633-2012", required=columns)
    published = np.array([float(row["aqi"] or 0) or np.nan for row in rows])
    both = ~np.isnan(found.aqi) & ~np.isnan(published)
    assert both.sum() > 1900
    np.testing.assert_array_equal(found.aqi[both], published[both])
    names = np.array(["", *(level.name_zh for level in LEVELS)])[found.level]
    said = np.array([row["quality"] for row in rows])
    np.testing.assert_array_equal(names[both], said[both])

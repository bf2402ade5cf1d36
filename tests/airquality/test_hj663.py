"""Percentiles and the composite index."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.pollutants import POLLUTANT_IDS
from airquality.standards.gb3095 import STANDARDS, limit
from airquality.standards.hj663 import (
    ANNUAL_METRICS,
    CLAIMED_WEIGHTS_2026,
    COMPOSITE_METRICS,
    DECIMALS,
    EQUAL_WEIGHTS,
    IndexRules,
    composite_index,
    composite_index_by_standard,
    percentile,
)

ROOT = Path(__file__).resolve().parents[2]
AT_LIMIT_2012 = {"pm25": 35, "pm10": 70, "so2": 60, "no2": 40, "co_p95": 4, "o3_mda8_p90": 160}


def test_percentile_examples() -> None:
    with (ROOT / "tests/samples/examples/percentile_examples.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    for row in rows:
        values = np.array([float(text) for text in row["values"].split()])
        assert f"{float(percentile(values, float(row['p']))):.6f}" == row["value"]


def test_percentile_passes_over_missing_values() -> None:
    values = np.array([[3.0, np.nan, 1.0, 2.0], [np.nan] * 4, [np.nan, 7.0, np.nan, np.nan]])
    np.testing.assert_array_equal(percentile(values, 50), [2.0, np.nan, 7.0])
    assert np.isnan(percentile(np.empty((2, 0)), 90)).tolist() == [True, True]
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, 101)


@given(
    st.lists(st.integers(0, 5000).map(lambda tenths: tenths / 10), min_size=1, max_size=40),
    st.sampled_from([0, 50, 90, 95, 98, 100]),
)
def test_percentile_lies_between_the_extremes_and_equals_numpy(values: list[float], p: int) -> None:
    found = float(percentile(np.array(values), p))
    assert min(values) <= found <= max(values)
    assert found == pytest.approx(np.percentile(values, p), abs=1e-6)


def test_annual_metrics_equal_the_reference_data() -> None:
    with (ROOT / "data/reference/annual_metrics.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(ANNUAL_METRICS)
    found = {}
    for metric in ANNUAL_METRICS:
        of = "MDA8" if metric.series == "o3_mda8" else "daily means"
        words = "annual mean" if metric.percentile is None else f"P{metric.percentile} of {of}"
        limits = [limit(metric.pollutant, metric.averaging, s) for s in STANDARDS]
        found[(metric.pollutant, words)] = (limits, metric)
    for row in rows:
        pollutant = row["pollutant"].lower().replace(".", "")
        limits, metric = found[(pollutant, row["metric"])]
        names = ("S_2012", "S_2026_transition", "S_2026_final")
        assert limits == [float(row[name]) for name in names]
        assert metric.averaging == row["limit_averaging_used"].lower()
        assert metric.in_composite_index == (row["in_composite_index"] == "yes")
        if metric.in_composite_index:
            assert EQUAL_WEIGHTS[pollutant] == float(row["composite_weight_HJ663_2013"])
            claimed = float(row["composite_weight_claimed_HJ663_2026"])
            assert CLAIMED_WEIGHTS_2026[pollutant] == claimed
            assert "UNVERIFIED" in row["status"]


def test_decimals_equal_the_reference_data() -> None:
    with (ROOT / "data/reference/rounding_rules.csv").open(encoding="utf-8") as file:
        rows = {(row["stage"], row["item"]): row for row in csv.DictReader(file)}
    old, new = DECIMALS["gb3095-2012"], DECIMALS["gb3095-2026-transition"]
    assert old["co"] == int(rows[("assessment 2013", "CO (mg/m3)")]["decimals"])
    others = rows[("assessment 2013", "SO2 NO2 PM10 PM2.5 O3 (ug/m3)")]
    assert {old[p] for p in POLLUTANT_IDS if p != "co"} == {int(others["decimals"])}
    stage = "2026 statistics (month/quarter/year mean, percentile)"
    assert new["pm25"] == int(rows[(stage, "PM2.5")]["decimals"])
    assert new["co"] == int(rows[("2026 statistics", "CO")]["decimals"])
    assert new["pm10"] == int(rows[("2026 statistics", "PM10 SO2 NO2 O3_8h")]["decimals"])


def test_index_is_six_at_the_limits() -> None:
    index, single = composite_index(AT_LIMIT_2012, "gb3095-2012")
    assert float(index) == 6.0
    assert [float(single[p]) for p in POLLUTANT_IDS] == [1.0] * 6
    later, _ = composite_index(AT_LIMIT_2012, "gb3095-2026-transition")
    assert float(later) == pytest.approx(4 + 35 / 30 + 70 / 60)


def test_statistics_are_rounded_before_the_division() -> None:
    values = AT_LIMIT_2012 | {"pm25": 52.5, "co_p95": 2.05}
    index, single = composite_index(values, "gb3095-2012")
    assert float(single["pm25"]) == 52 / 35
    assert float(single["co"]) == 2.0 / 4
    _, unrounded = composite_index(values, "gb3095-2012", decimals=None)
    assert float(unrounded["pm25"]) == 52.5 / 35
    _, finer = composite_index(values, "gb3095-2026-transition")
    assert float(finer["pm25"]) == 52.5 / 30
    assert float(index) == pytest.approx(4 + 52 / 35 + 0.5)


def test_weights_and_missing_parts() -> None:
    weighted, single = composite_index(AT_LIMIT_2012, "gb3095-2012", CLAIMED_WEIGHTS_2026)
    assert float(weighted) == 10.0
    assert float(single["pm25"]) == 1.0
    gone, single = composite_index(AT_LIMIT_2012 | {"no2": np.array([np.nan, 40.0])}, "gb3095-2012")
    assert np.isnan(gone).tolist() == [True, False]
    assert np.isnan(single["no2"]).tolist() == [True, False]
    with pytest.raises(KeyError):
        composite_index({"pm25": 35}, "gb3095-2012")


def test_composite_metrics_are_one_a_pollutant() -> None:
    assert {m.id for m in COMPOSITE_METRICS.values()} == set(AT_LIMIT_2012)


def test_the_places_of_pm25_under_the_limits_of_2026_are_a_setting() -> None:
    # PM2.5 alone differs: 28.4 / 30 = 0.94667 with one place, 28 / 30 = 0.93333 without.
    metrics = {m.id: np.array([0.0]) for m in COMPOSITE_METRICS.values()}
    metrics["pm25"] = np.array([28.4])
    limits = np.array(["gb3095-2026-transition"])
    for places, expected in ((1, 28.4 / 30), (0, 28 / 30)):
        rules = IndexRules(pm25_decimals_2026=places)
        assert composite_index_by_standard(metrics, limits, rules)[0][0] == pytest.approx(expected)
    old = IndexRules(pm25_decimals_2026=0).decimals("gb3095-2012")
    assert old == IndexRules().decimals("gb3095-2012")

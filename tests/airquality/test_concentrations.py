"""Concentrations of periods with days left out; `test_evaluation` holds them against loops."""

import csv
from pathlib import Path

import numpy as np
import pytest

from airquality import concentrations
from airquality.basis import days_left_out
from airquality.concentrations import (
    concentration_statistics,
    count_days_left_out,
    percentile_over_periods,
)
from airquality.periods import locate_periods
from airquality.seasons import bounds
from airquality.standards.hj663 import percentile

EXAMPLES = Path(__file__).resolve().parents[1] / "samples/examples/percentile_examples.csv"
APRIL = np.arange("2015-04-01", "2015-05-01", dtype="datetime64[D]")
WHOLE = locate_periods(APRIL, APRIL[:1], APRIL[-1:] + 1)
NONE = np.zeros(30, dtype=bool)


def _april(dust: int) -> dict[str, np.ndarray]:
    """Return thirty days of PM10 100 and PM2.5 40, the first `dust` of them 700 and 100."""
    is_dust = np.arange(30) < dust
    base = {"so2": 6.0, "no2": 30.0, "co": 0.8, "o3_mda8": 120.0}
    values = {key: np.full((1, 30), value) for key, value in base.items()}
    values["pm10"] = np.where(is_dust, 700.0, 100.0)[None]
    values["pm25"] = np.where(is_dust, 100.0, 40.0)[None]
    return values


def test_a_month_with_and_without_dust() -> None:
    values = _april(5)
    dust = np.arange(30) < 5
    left_out = days_left_out("without_dust", dust, NONE)
    assert left_out is not None
    every = concentration_statistics(values, WHOLE)
    clean = concentration_statistics(values, WHOLE, left_out=left_out.of)
    # (5 · 700 + 25 · 100) / 30 = 6000 / 30 and (5 · 100 + 25 · 40) / 30 = 1500 / 30
    assert every["pm10"][0, 0] == 200.0
    assert every["pm25"][0, 0] == 50.0
    assert (clean["pm10"][0, 0], clean["pm25"][0, 0]) == (100.0, 40.0)
    # P95 of 30 days: k = 1 + 29 · 0.95 = 28.55, above the 25 usual days; without dust all alike.
    assert (every["pm10_p95"][0, 0], clean["pm10_p95"][0, 0]) == (700.0, 100.0)
    assert (every["pm10_days"][0, 0], clean["pm10_days"][0, 0]) == (30, 25)
    # Gases keep the days of dust.
    assert clean["so2_days"][0, 0] == 30
    assert count_days_left_out(dust, WHOLE).tolist() == [5]


def test_days_left_out_are_not_held_against_validity() -> None:
    dust = np.arange(30) < 5
    out = days_left_out("without_dust", dust, NONE)
    assert out is not None
    # 25 days enter, fewer than the 27 of table 4, but 30 were measured.
    found = concentration_statistics(_april(5), WHOLE, left_out=out.of)
    assert found["pm10_is_valid"][0, 0]
    assert found["is_valid"][0, 0]
    # Four usual days without a value: 26 measured, and that is too few, dust or no dust.
    values = _april(5)
    values["pm10"][0, 26:] = np.nan
    found = concentration_statistics(values, WHOLE, left_out=out.of)
    assert found["pm10_days"][0, 0] == 21
    assert not found["pm10_is_valid"][0, 0]
    assert not found["is_valid"][0, 0]


@pytest.mark.parametrize(("dust", "shown"), [(15, True), (16, False), (30, False)])
def test_a_mean_never_rests_on_a_handful_of_days(dust: int, shown: bool) -> None:
    out = days_left_out("without_dust", np.arange(30) < dust, NONE)
    assert out is not None
    found = concentration_statistics(_april(dust), WHOLE, left_out=out.of)
    for key in ("pm10", "pm25", "pm10_p95"):
        assert np.isnan(found[key][0, 0]) != shown, key
    # Valid it cannot be called where there is nothing to call so.
    assert found["pm10_is_valid"][0, 0] == shown
    assert found["so2"][0, 0] == 6.0


def test_an_exceptional_event_leaves_every_item() -> None:
    values = _april(0)
    values["o3_mda8"][0, 0] = 400.0
    event = np.arange(30) == 0
    out = days_left_out("without_events", NONE, event)
    assert out is not None
    found = concentration_statistics(values, WHOLE, left_out=out.of)
    assert found["o3_days"][0, 0] == found["pm25_days"][0, 0] == 29
    assert found["o3_mda8"][0, 0] == 120.0


def test_days_may_be_left_out_by_place() -> None:
    values = {key: np.repeat(array, 2, axis=0) for key, array in _april(3).items()}
    mine = np.stack([np.arange(30) < 3, NONE])
    found = concentration_statistics(values, WHOLE, left_out={"pm10": mine})
    assert found["pm10_days"][:, 0].tolist() == [27, 30]
    assert found["pm25_days"][:, 0].tolist() == [30, 30]


@pytest.mark.parametrize("kind", ["week", "month", "season", "to_date", "year"])
@pytest.mark.parametrize("block", [1, 5_000, 4_000_000])
def test_percentiles_of_blocks_equal_those_one_by_one(
    kind: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concentrations, "_BLOCK", block)
    rng = np.random.default_rng(5)
    days = np.arange("2015-11-20", "2017-01-05", dtype="datetime64[D]")
    daily = np.where(rng.random((3, days.size)) < 0.3, np.nan, rng.gamma(2, 30, (3, days.size)))
    daily[2, 100:300] = np.nan
    periods = locate_periods(days, *bounds(kind, days))
    found = percentile_over_periods(daily, periods, 90)
    for column, (first, last) in enumerate(zip(periods.first, periods.last, strict=True)):
        np.testing.assert_array_equal(found[:, column], percentile(daily[:, first:last], 90))


def test_percentiles_of_the_worked_examples() -> None:
    with EXAMPLES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        values = np.array([float(text) for text in row["values"].split()])[None]
        days = np.datetime64("2015-01-01") + np.arange(values.size)
        periods = locate_periods(days, days[:1], days[-1:] + 1)
        found = percentile_over_periods(values, periods, float(row["p"]))
        assert found[0, 0] == pytest.approx(float(row["value"]), abs=1e-6)


def test_periods_that_end_with_the_series() -> None:
    # The shorter one is padded to the longer, and there is no day after it to read.
    periods = locate_periods(APRIL, APRIL[[0, 1]], [APRIL[-1] + 1] * 2)
    found = percentile_over_periods(np.arange(30.0)[None], periods, 50)
    # Medians of 0 ... 29 and of 1 ... 29.
    assert found.tolist() == [[14.5, 15.0]]


def test_a_period_without_days_has_no_percentile() -> None:
    periods = locate_periods(APRIL, ["2014-01-01", "2015-04-01"], ["2014-02-01", "2015-04-02"])
    found = percentile_over_periods(np.full((1, 30), 7.0), periods, 95)
    np.testing.assert_array_equal(found, [[np.nan, 7.0]])
    none = locate_periods(APRIL, APRIL[:0], APRIL[:0])
    assert percentile_over_periods(np.full((2, 30), 7.0), none, 95).shape == (2, 0)


def test_a_wrong_shape_is_refused() -> None:
    values = _april(0)
    values["co"] = values["co"][:, :-1]
    with pytest.raises(ValueError, match="co has shape"):
        concentration_statistics(values, WHOLE)

"""Trends, change points, percentiles and coupling of made-up places."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pipeline.engine import Engine
from pipeline.steps.change_points import REFERENCE_CHANGE, build_change_points
from pipeline.steps.coupling import build_coupling
from pipeline.steps.month_series import METRICS, series_of
from pipeline.steps.percentiles import build_percentiles, periods_of
from pipeline.steps.trends import build_trends
from summaries.table import Table
from summaries.tables.change_points import CHANGE_POINTS
from summaries.tables.coupling import COUPLING
from summaries.tables.percentiles import PERCENTILES
from summaries.tables.trends import TRENDS
from tests.pipeline.place_days import CITY, calendar, make_days, random_days, row_of

GAS_FACTOR = 0.9156


def make_months(
    values: Callable[[np.ndarray], np.ndarray], first: str = "2015-01", count: int = 72
) -> pd.DataFrame:
    """Return months of one city in basis `all`, every metric alike: month number -> value."""
    number = np.arange(count)
    months = (np.datetime64(first) + number).astype("datetime64[ms]")
    noise = np.random.default_rng(1).normal(0, 0.02, count)
    level = values(number) * (1 + 0.3 * np.cos(2 * np.pi * number / 12) + noise)
    frame = {"city": CITY, "scope": "city", "place": CITY, "kind": "month", "basis": "all"}
    return pd.DataFrame({**frame, "period_start": months, **dict.fromkeys(METRICS, level)})


def with_converted(months: pd.DataFrame, is_known: bool = True) -> pd.DataFrame:
    """Return the months and basis `present_state`; particles NaN where no weather is known."""
    old = months[months["period_start"] < "2018-09-01"]
    gases = old[["so2", "no2", "co", "o3_mda8"]] * GAS_FACTOR
    particles = old[["pm25", "pm10"]] * (0.95 if is_known else np.nan)
    converted = old.assign(basis="present_state", **gases, **particles)
    return pd.concat([months, converted], ignore_index=True)


def keep(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame as the table holds it; a breach of the contract is an error."""
    whole = table.conform(frame)
    table.check(whole)
    return whole


def test_a_slope_put_in_comes_out_in_both_bases() -> None:
    # 100 falling by 4 a year; converted, the old part is lower, so less of a fall is left.
    months = with_converted(make_months(lambda n: 100 - 4 * n / 12))
    trends = keep(TRENDS, build_trends(months))
    assert len(trends) == 12
    own = row_of(trends, metric="no2", basis="all")
    assert own["slope_low"] <= -4 <= own["slope_high"]
    assert own["slope"] == pytest.approx(-4, abs=0.3)
    assert own["slope_pct"] == pytest.approx(100 * own["slope"] / 88.2, abs=0.1)
    assert own["crosses_reference_change"]
    converted = row_of(trends, metric="no2", basis="present_state")
    assert converted["slope"] > own["slope"] + 0.5
    assert not converted["crosses_reference_change"]
    assert (converted["months"], str(converted["period_start"].date())) == (72, "2015-01-01")
    assert str(converted["period_end"].date()) == "2021-01-01"


def test_a_month_that_could_not_be_converted_is_missing_in_it() -> None:
    months = with_converted(make_months(lambda n: 100 - 4 * n / 12), is_known=False)
    trends = build_trends(months)
    row = row_of(trends, metric="pm25", basis="present_state")
    assert (row["months"], str(row["period_start"].date())) == (28, "2018-09-01")
    assert row_of(trends, metric="pm25", basis="all")["months"] == 72


def test_a_place_without_old_months_has_one_basis() -> None:
    months = make_months(lambda n: 50 - n / 12, first="2019-01", count=36)
    trends = build_trends(months)
    assert set(trends["basis"]) == {"all"}
    assert not trends["crosses_reference_change"].any()


def test_months_are_chosen_from_other_kinds_of_period() -> None:
    months = make_months(lambda n: 50 - n / 12)
    years = months[::12].assign(kind="year", pm25=999.0)
    both = pd.concat([months, years], ignore_index=True)
    pd.testing.assert_frame_equal(build_trends(both), build_trends(months))
    plain = months.drop(columns=["kind", "basis"])  # the table `monthly`
    pd.testing.assert_frame_equal(build_trends(plain), build_trends(months))


def test_no_month_at_all() -> None:
    months = make_months(lambda n: n + 1.0).assign(pm25=np.nan)
    row = row_of(keep(TRENDS, build_trends(months)), metric="pm25")
    assert (row["months"], row["note"]) == (0, "too_few_months")
    assert pd.isna(row["period_start"])
    assert not row["crosses_reference_change"]


def test_places_are_kept_apart_and_rows_do_not_depend_on_the_workers() -> None:
    falling, rising = (make_months(lambda n, s=s: 60 + s * n / 12) for s in (-3, 3))
    both = pd.concat([falling, rising.assign(scope="station", place="9001A")], ignore_index=True)
    trends = build_trends(both.sample(frac=1, random_state=2), Engine(2))
    assert row_of(trends, place=CITY, metric="co")["slope"] == pytest.approx(-3, abs=0.4)
    assert row_of(trends, place="9001A", metric="co")["slope"] == pytest.approx(3, abs=0.4)
    pd.testing.assert_frame_equal(trends, build_trends(both))
    assert len(series_of(both)) == 12


def test_a_step_is_found_and_one_of_the_reference_state_is_noted() -> None:
    # Month 44 is September 2018: a step there of the unconverted series only.
    months = with_converted(make_months(lambda n: np.where(n < 44, 60, 60 * GAS_FACTOR**3)))
    points = keep(CHANGE_POINTS, build_change_points(months))
    found = row_of(points, metric="no2", basis="all")
    assert str(found["date"].date()) == "2018-09-01"
    assert found["note"] == REFERENCE_CHANGE
    assert found["mean_after"] / found["mean_before"] == pytest.approx(GAS_FACTOR**3, abs=0.03)
    assert found["low"] <= found["date"] <= found["high"]
    assert (points.loc[points["basis"] == "present_state", "note"] == "").all()
    elsewhere = build_change_points(make_months(lambda n: np.where(n < 38, 60, 45)))
    assert set(elsewhere["note"]) == {""}
    assert set(elsewhere["date"]) == {pd.Timestamp("2018-03-01")}


def test_no_step_gives_an_empty_table_of_the_right_kind() -> None:
    months = make_months(lambda n: 60 - n / 12, count=24)
    assert len(keep(CHANGE_POINTS, build_change_points(months))) == 0


def test_percentiles_of_all_years_and_of_each() -> None:
    days = random_days(calendar(2019, 2020), 3)
    table = keep(PERCENTILES, build_percentiles(days, Engine()))
    place = list(days.place).index("9001A")
    row = row_of(table, place="9001A", metric="pm25", period="2020", percentile=98)
    values = days.values["pm25"][place][365:]
    assert row["value"] == pytest.approx(np.nanquantile(values, 0.98), rel=1e-6)
    assert row["count"] == np.isfinite(values).sum()
    whole = row_of(table, place="9001A", metric="aqi", period="all", percentile=50)
    assert whole["value"] == pytest.approx(np.nanmedian(days.aqi["in_force"][place]), rel=1e-6)
    assert len(table) == 2 * 8 * 3 * 25


def test_a_year_of_few_days_has_its_count_but_no_percentile() -> None:
    dates = calendar(2019, 2020)
    few = np.where(dates < np.datetime64("2020-01-20"), 30.0, np.nan)
    days = make_days(dates, {CITY: {"pm25": few}, "9001A": {"pm25": np.full(len(dates), np.nan)}})
    table = keep(PERCENTILES, build_percentiles(days, Engine()))
    own = table[(table["place"] == CITY) & (table["metric"] == "pm25")]
    assert own.loc[own["period"] == "2020", "value"].isna().all()
    assert set(own.loc[own["period"] == "2020", "count"]) == {19}
    assert own.loc[own["period"] == "2019", "value"].notna().all()
    assert table[(table["place"] == "9001A") & (table["metric"] == "pm25")].empty


def test_periods_are_all_and_the_years() -> None:
    spans = periods_of(calendar(2019, 2021))
    assert list(spans) == ["all", "2019", "2020", "2021"]
    assert (spans["2020"], spans["all"]) == (slice(365, 731), slice(0, 1096))


def _coupled(temperature: np.ndarray | None = None) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the table of one city, 2025 and 2026, and its days."""
    dates = calendar(2025, 2026)
    month = dates.astype("datetime64[M]").astype(int) % 12
    pm25 = np.where(month == 0, 70.4, np.where(month == 6, 61.0, 20.0))
    o3 = np.where(month == 6, 170.0, np.where(month == 7, 161.0, 90.0))
    pm25 = pm25 + np.arange(len(dates)) % 7 / 100
    days = make_days(dates, {CITY: {"pm25": pm25, "o3_mda8": o3 + np.arange(len(dates)) % 5 / 100}})
    return keep(COUPLING, build_coupling(days, temperature, Engine())), dates


def test_quadrants_follow_the_limits_of_the_scheme() -> None:
    # 70 is over 60 (from 2026-03-01) and under 75; July has both over from 2026 on, before it
    # ozone alone; August ozone alone. January 2026 is still judged by 75.
    table, _ = _coupled()
    wanted = ["days", "neither", "pm25_only", "o3_only", "both"]
    year = {"period": "2026", "group_kind": "all"}
    in_force = row_of(table, **year, standard="in_force")
    assert in_force[wanted].tolist() == [365, 303, 0, 31, 31]
    old = row_of(table, **year, standard="gb3095-2012")
    assert old[wanted].tolist() == [365, 303, 0, 62, 0]
    transition = row_of(table, **year, standard="gb3095-2026-transition")
    assert transition[wanted].tolist() == [365, 272, 31, 31, 31]
    july = row_of(table, period="all", group_kind="month", group="7", standard="in_force")
    assert july[wanted].tolist() == [62, 0, 0, 31, 31]
    assert row_of(table, period="2025", group="summer", standard="in_force")["o3_only"] == 62


def test_every_row_adds_up_and_correlations_do_not_depend_on_the_scheme() -> None:
    days = random_days(calendar(2019, 2020), 4)
    table = keep(COUPLING, build_coupling(days, None, Engine(2)))
    quadrants = table[["neither", "pm25_only", "o3_only", "both"]].sum(axis=1)
    assert (quadrants == table["days"]).all()
    keys = ["place", "period", "group_kind", "group"]
    assert (table.groupby(keys, observed=True)["correlation"].nunique() == 1).all()
    whole = row_of(table, place="9001A", period="all", group_kind="all", standard="gb3095-2012")
    place = list(days.place).index("9001A")
    pair = [days.values[name][place] for name in ("pm25", "o3_mda8")]
    held = np.isfinite(pair).all(axis=0)
    expected = stats.spearmanr(*(values[held] for values in pair))[0]
    assert whole["correlation"] == pytest.approx(expected, abs=1e-6)
    assert whole["low"] < whole["correlation"] < whole["high"]
    seasons = table[(table["group_kind"] == "season") & (table["period"] == "2020")]
    assert set(seasons["group"]) == {"winter", "spring", "summer", "autumn"}


def test_classes_of_temperature_have_correlations_alone() -> None:
    dates = calendar(2025, 2026)
    temperature = np.where(np.arange(len(dates)) < 365, 7.0, np.nan)
    temperature[:5] = 31.0
    table, _ = _coupled(temperature)
    own = table[table["group_kind"] == "temperature"]
    assert set(own["standard"]) == {"in_force"}
    mild = row_of(own, period="all", group="[5,10)")
    assert mild["days"] == 360
    assert np.isfinite(mild["correlation"])
    assert np.isnan(mild["both"])
    hot = row_of(own, period="2025", group="[30,35)")
    assert (hot["days"], np.isnan(hot["correlation"])) == (5, True)
    assert "2026" not in set(own["period"])


def test_a_place_without_ozone_has_no_rows() -> None:
    dates = calendar(2019, 2019)
    days = make_days(dates, {CITY: {"o3_mda8": np.full(365, np.nan)}, "9001A": {}})
    table = keep(COUPLING, build_coupling(days, None, Engine()))
    assert set(table["place"]) == {"9001A"}

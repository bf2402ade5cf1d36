"""What the cards of coupling, years so far and exceedance ask, on the bundled snapshot."""

import numpy as np
import pandas as pd
import pytest

from airquality.schemes import SCHEMES
from summaries.store import Snapshot
from view import options
from view.queries import coupling, cumulative, exceedance
from view.state import ViewState
from view.years_so_far import CUMULATED, compare_years


def resolved(snapshot: Snapshot, **choice: object) -> ViewState:
    return options.resolve(snapshot, ViewState(**choice))  # type: ignore[arg-type]


def own(city: str) -> list[tuple[str, str, str]]:
    return [("city", "==", city), ("scope", "==", "city"), ("place", "==", city)]


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_the_days_drawn_are_the_days_that_the_table_counts(snapshot: Snapshot, scheme: str) -> None:
    for city in options.cities(snapshot):
        standard = "" if scheme == "in_force" else scheme
        found = coupling.coupled(snapshot, resolved(snapshot, city=city.id, standard=standard))
        filters = [*own(city.id), ("period", "==", "all"), ("group_kind", "==", "all")]
        table = snapshot.read("coupling", None, [*filters, ("standard", "==", scheme)])
        row = table.iloc[0]
        assert len(found.days) == row["days"]
        assert found.days.counts == {name: row[name] for name in found.days.counts}


def test_a_period_is_cut_to_what_there_is(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0]
    year = options.years(snapshot, city.id)[1]
    state = resolved(snapshot, city=city.id, start=f"{year}-05-01", end=f"{year}-05-31")
    found = coupling.coupled(snapshot, state)
    assert (str(found.start), str(found.end)) == (f"{year}-05-01", f"{year}-05-31")
    assert set(found.days.month) == {5}
    assert coupling.period_of_groups(state) == str(year)
    outside = coupling.coupled(snapshot, resolved(snapshot, start="1999-01-01", end="1999-02-01"))
    assert len(outside.days) == 0
    assert np.isnat(outside.start)
    assert not np.isnat(outside.first)


def test_dust_days_are_left_out_and_counted(snapshot: Snapshot) -> None:
    dust = snapshot.read("special_days", ["city", "date"])
    for city in options.cities(snapshot):
        whole = coupling.coupled(snapshot, resolved(snapshot, city=city.id))
        state = resolved(snapshot, city=city.id, basis="without_dust")
        kept = coupling.coupled(snapshot, state)
        assert len(kept.days) + kept.left_out == len(whole.days)
        days = set(dust.loc[dust["city"] == city.id, "date"])
        assert not days & set(pd.to_datetime(kept.days.dates))


def test_correlations_come_by_season_and_from_cold_to_warm(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        rows = coupling.correlations(snapshot, city.id, "city", city.id, "all")
        assert [r.group for r in rows if r.kind == "season"] == [
            "winter",
            "spring",
            "summer",
            "autumn",
        ]
        classes = [r for r in rows if r.kind == "temperature"]
        assert bool(classes) == city.has_weather
        bounds = [float(r.group.strip("[").split(",")[0]) for r in classes]
        assert bounds == sorted(bounds)
        assert all(r.low <= r.value <= r.high for r in rows if r.is_known)
    assert coupling.correlations(snapshot, "nowhere", "city", "nowhere", "all") == ()


def test_months_have_the_means_of_the_profiles(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    months = coupling.monthly_means(snapshot, city, "city", city, "all")
    assert set(months) == {"pm25", "o3_mda8"}
    assert all(len(cycled.mean) == 12 for cycled in months.values())
    assert np.isfinite(months["pm25"].mean).all()
    blank = coupling.monthly_means(snapshot, city, "city", "nowhere", "all")
    assert np.isnan(blank["pm25"].mean).all()


@pytest.mark.parametrize("metric", CUMULATED)
def test_the_end_of_a_year_so_far_is_the_year(snapshot: Snapshot, metric: str) -> None:
    for city in options.cities(snapshot):
        years, touched = cumulative.years_so_far(
            snapshot, city.id, "city", city.id, metric, "in_force", ""
        )
        assert not touched
        annual = snapshot.read("annual", ["period_start", metric, "valid_days"], own(city.id))
        for year in years:
            last = year.dates[-1]
            if str(last)[5:] != "12-31" or np.isnan(year.values[-1]):
                continue
            row = annual[annual["period_start"].dt.year == year.year].iloc[0]
            assert year.values[-1] == pytest.approx(row[metric], rel=1e-5)


def test_another_scheme_steps_by_months_to_the_same_good_days(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    daily, _ = cumulative.years_so_far(snapshot, city, "city", city, "good_ratio", "in_force", "")
    scheme = "gb3095-2012"
    steps, _ = cumulative.years_so_far(snapshot, city, "city", city, "good_ratio", scheme, "")
    assert all(len(year.dates) <= 12 for year in steps)
    # Before 2026 the standard of 2012 is the one in force.
    for year, whole in zip(steps, daily, strict=True):
        for when, value in zip(year.dates, year.values, strict=True):
            np.testing.assert_allclose(value, whole.at(when), rtol=1e-5)


def test_a_basis_changes_its_years_only(snapshot: Snapshot) -> None:
    city = next(c for c in options.cities(snapshot) if c.last_day < pd.Timestamp(2018, 9, 1))
    place = (city.id, "city", city.id)
    as_measured, _ = cumulative.years_so_far(snapshot, *place, "so2", "in_force", "")
    converted, touched = cumulative.years_so_far(
        snapshot, *place, "so2", "in_force", "present_state"
    )
    assert touched
    whole = {y.year: y for y in as_measured}
    for year in converted:
        ratio = year.values[-1] / whole[year.year].at(year.dates[-1])
        assert np.isnan(ratio) or ratio == pytest.approx(273 / 298.15, rel=1e-2)
    judged, touched = cumulative.years_so_far(
        snapshot, *place, "good_ratio", "in_force", "present_state"
    )
    assert not touched
    assert len(judged[0].dates) > 12


def test_a_year_is_cut_at_its_last_day(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    year = options.years(snapshot, city)[1]
    end = cumulative.last_day_of(snapshot, city, year, 8)
    assert str(end) == f"{year}-08-31"
    years, _ = cumulative.years_so_far(snapshot, city, "city", city, "pm25", "in_force", "")
    kept = cumulative.cut(years, year, end)
    assert next(y for y in kept if y.year == year).dates[-1] == end
    assert compare_years(kept, year, end, "pm25").reason == ""
    assert year not in {y.year for y in cumulative.cut(years, year, np.datetime64("1999-01-01"))}


def test_what_is_allowed_is_the_tables_row(snapshot: Snapshot) -> None:
    city = next(c.id for c in options.cities(snapshot) if len(snapshot.read("targets")))
    frame = snapshot.read("allowances", None, own(city))
    row = frame.iloc[0]
    until = str(row["until"].date())
    found = cumulative.allowances(snapshot, city, "city", city, until)[row["metric"]]
    named = next(a for a in found if a.goal == row["goal"])
    assert named.goal_value == row["goal_value"]
    assert named.verdict == row["verdict"]
    assert cumulative.allowances(snapshot, city, "city", city, "1999-01-31") == {}


def test_percentiles_rise_and_agree_with_the_days_above_the_limit(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        state = resolved(snapshot, city=city.id)
        (curve,) = exceedance.asked(snapshot, state)
        metrics = ("pm25", "o3_mda8", "aqi")
        found = exceedance.curves(snapshot, city.id, (curve,), metrics, "")
        for metric in ("pm25", "o3_mda8"):
            ((spread, over),) = found[metric]
            assert (np.diff(spread.values) >= 0).all()
            assert over is not None
            assert over.days == spread.count
            share = 100 * over.over / over.days
            limit = over.limits[0][0]
            drawn = 100 - np.interp(limit + 0.5, spread.values, spread.percentiles)
            assert share == pytest.approx(drawn, abs=2.5), "curve and count tell the same"
        assert found["aqi"][0][1] is None


def test_years_beside_the_chosen_one_come_before_places(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    others = [p.id for p in options.places(snapshot, city) if p.scope == "station"][:2]
    state = resolved(snapshot, city=city, compare=tuple(others))
    assert [c.place for c in exceedance.asked(snapshot, state)] == [city, *others]
    years = exceedance.asked(snapshot, state.but(versus=("2014", "2015"), year=2016))
    assert [(c.place, c.period) for c in years] == [(city, y) for y in ("2016", "2014", "2015")]

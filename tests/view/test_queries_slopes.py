"""What the card of slopes asks of a snapshot, on the bundled one."""

import numpy as np
import pytest

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from summaries.store import Snapshot
from view import options
from view.queries import slopes as query
from view.state import ViewState


def test_each_pollutant_has_one_trend() -> None:
    metrics = ("pm25", "o3_1h_max", "o3_mda8", "aqi", "co_p95")
    assert query.slope_metrics(metrics) == ("pm25", "o3_mda8", "co")


def test_months_and_bounds_agree_with_the_tables(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        found = query.long_terms(snapshot, city.id, "city", city.id, "all")
        assert set(found) == {"pm25", "pm10", "so2", "no2", "co", "o3_mda8"}
        for own in found.values():
            if not own.has_slope:
                continue
            assert own.per_cent("slope") == pytest.approx(
                own.trend["slope_pct"], rel=1e-2, abs=0.01
            )
            assert own.trend["slope_low"] <= own.trend["slope"] <= own.trend["slope_high"]
            assert np.isfinite(own.values[[0, -1]]).all()
            assert np.isfinite(own.values).sum() >= own.trend["months"]
            assert np.isfinite(own.line).all()


def test_the_present_state_changes_what_was_before_its_day_only(snapshot: Snapshot) -> None:
    crossing = None
    for city in options.cities(snapshot):
        whole = query.long_terms(snapshot, city.id, "city", city.id, "all")["so2"]
        if whole.trend["crosses_reference_change"]:
            crossing = city.id
            break
    if crossing is None:
        pytest.skip("no city crosses 2018-09-01")
    own = query.long_terms(snapshot, crossing, "city", crossing, "present_state")["so2"]
    assert own.basis == "present_state"
    assert not own.trend["crosses_reference_change"]
    assert (own.start, len(own.values)) == (whole.start, len(whole.values))
    before = own.months < REFERENCE_STATE_CHANGE.astype("datetime64[M]")
    ratio = own.values / whole.values
    np.testing.assert_array_equal(own.values[~before], whole.values[~before])
    # 273.15 / 298.15, what the change of temperature does to a gas.
    np.testing.assert_allclose(ratio[before & np.isfinite(ratio)], 0.9162, atol=0.001)


def test_a_place_without_earlier_months_keeps_all(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        if city.first_day.to_datetime64() >= REFERENCE_STATE_CHANGE:
            state = ViewState(city=city.id, basis="present_state")
            found = query.slopes(snapshot, options.resolve(snapshot, state))
            assert not found.is_different
            return
    pytest.skip("every city has days before 2018-09-01")


def test_an_unknown_place_has_no_trend(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    assert query.long_terms(snapshot, city, "station", "nowhere", "present_state") == {}


def test_places_are_numbered_as_chosen(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    other = next(p.id for p in options.places(snapshot, city) if p.scope != "city")
    state = ViewState(city=city, compare=(other,), metrics=("pm25", "aqi"))
    found = query.slopes(snapshot, options.resolve(snapshot, state))
    assert [place for place, _ in found.found["pm25"]] == [0, 1]
    assert found.metrics == ("pm25",)

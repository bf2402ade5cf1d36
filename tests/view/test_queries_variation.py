"""What the variation panel asks of a snapshot, on the bundled one."""

import numpy as np

from summaries.store import Snapshot
from view import options
from view.cycles import RELATIVE, SHOWN, SIZES, chosen_of, metric_of, offered_pollutants
from view.queries import variation as query
from view.state import ViewState


def resolved(snapshot: Snapshot, **choice: object) -> ViewState:
    return options.resolve(snapshot, ViewState(**choice))  # type: ignore[arg-type]


def test_cycles_of_the_year_in_which_the_period_lies(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    year = options.years(snapshot, city)[0]
    within = resolved(snapshot, city=city, start=f"{year}-05-01", end=f"{year}-06-30")
    assert query.period_of_cycles(snapshot, within) == str(year)
    assert query.period_of_cycles(snapshot, resolved(snapshot, city=city)) == query.ALL_YEARS
    of_year = query.variation(snapshot, within)
    always = query.variation(snapshot, resolved(snapshot, city=city))
    for cycle in SHOWN:
        own, whole = (found.curves[cycle][0].cycled for found in (of_year, always))
        assert len(own.mean) == SIZES[cycle]
        is_same = np.array_equal(own.count, whole.count)
        assert is_same == (cycle in ("hour_weekday", "hour_month"))


def test_every_position_of_a_crossed_cycle_is_where_the_table_has_it(snapshot: Snapshot) -> None:
    city = next(c.id for c in options.cities(snapshot) if c.has_hours)
    found = query.profiles(snapshot, city, "city", city, query.ALL_YEARS)
    where = [("city", "==", city), ("scope", "==", "city"), ("period", "==", "all")]
    frame = snapshot.read("profiles", filters=where)
    for cycle in ("hour_weekday", "hour_month", "month"):
        own = frame[(frame["cycle"] == cycle) & (frame["metric"] == "pm25")]
        first = 1 if cycle == "month" else 0
        held = found[cycle, "pm25"]
        np.testing.assert_array_equal(held.mean[own["position"] - first], own["mean"])
        assert (held.low <= held.mean)[np.isfinite(held.mean)].all()
    assert query.profiles(snapshot, city, "city", "nowhere", "all") == {}


def test_hours_of_a_weekday_and_the_hours_of_the_day_are_one_tale(snapshot: Snapshot) -> None:
    city = next(c.id for c in options.cities(snapshot) if c.has_hours)
    found = query.profiles(snapshot, city, "city", city, query.ALL_YEARS)
    split, whole = found["hour_weekday", "pm25"], found["hour", "pm25"]
    means, counts = split.mean.reshape(7, 24), split.count.reshape(7, 24)
    np.testing.assert_array_equal(counts.sum(axis=0), whole.count)
    np.testing.assert_allclose((means * counts).sum(axis=0) / whole.count, whole.mean, atol=0.1)


def test_places_are_lines_and_pollutants_are_divided_by_their_means(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    other = next(p.id for p in options.places(snapshot, city) if p.scope != "city")
    choice = {"city": city, "compare": (other,), "metrics": ("pm25", "aqi", "o3_mda8")}
    found = query.variation(snapshot, resolved(snapshot, **choice))
    assert found.offered == ("pm25", "o3")
    assert [c.cycled.name for c in found.curves["month"]] == [p.name("zh") for p in found.places]
    both = query.variation(snapshot, resolved(snapshot, **choice, variation=RELATIVE))
    assert [c.metric for c in both.curves["hour"]] == ["pm25", "o3"]
    assert [c.metric for c in both.curves["month"]] == ["pm25", "o3_mda8"]
    assert all(c.is_relative for c in both.curves["hour_weekday"])
    assert [c.is_relative for c in both.curves["hour_month"]] == [False]


def test_what_is_not_chosen_is_not_shown() -> None:
    assert chosen_of(ViewState(metrics=("pm25", "so2"), variation="o3")) == "pm25"
    assert chosen_of(ViewState(metrics=("pm25",), variation=RELATIVE)) == "pm25"
    assert chosen_of(ViewState(metrics=("pm25", "so2"), variation="so2")) == "so2"
    assert chosen_of(ViewState(metrics=("aqi",))) == ""
    assert offered_pollutants(ViewState(metrics=("o3_mda8", "o3_1h_max", "co_p95"))) == ("o3", "co")
    assert metric_of("weekday", "o3") == "o3_mda8"
    assert metric_of("hour_month", "o3") == "o3"


def test_a_file_has_a_row_for_every_position(snapshot: Snapshot) -> None:
    found = query.variation(snapshot, resolved(snapshot, metrics=("pm25",)))
    rows = query.rows_of(found)
    assert [len(block["position"]) for block in rows] == [168, 24, 12, 7, 288]  # type: ignore[arg-type]
    assert rows[2]["position"][0] == 1  # type: ignore[index]


def test_cycles_know_the_years_they_rest_on(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        found = query.variation(snapshot, resolved(snapshot, city=city.id))
        for cycle, curves in found.curves.items():
            if curves[0].is_empty:
                continue
            first, last = found.spans[cycle, curves[0].metric]
            years = options.years(snapshot, city.id)
            assert min(years) <= first <= last <= max(years)

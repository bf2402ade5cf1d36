"""What Trends asks of a snapshot, on the bundled one: every city, place and grain."""

import numpy as np
import pytest

from summaries.store import Snapshot
from view import options
from view.queries import series as series_query
from view.queries import trends as query
from view.queries.coupling import source_titles
from view.queries.lines import line_of
from view.state import GRAINS, ViewState


def resolved(snapshot: Snapshot, **choice: object) -> ViewState:
    return options.resolve(snapshot, ViewState(**choice))  # type: ignore[arg-type]


def test_a_line_holds_what_the_table_holds(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    line = line_of(snapshot, city, "city", city, "daily", ("pm25",))
    own = [("city", "==", city), ("scope", "==", "city")]
    table = snapshot.read("daily", ["date", "pm25"], own).set_index("date")["pm25"]
    assert line.start == table.index[0].to_datetime64().astype("datetime64[D]")
    assert len(line) == (table.index[-1] - table.index[0]).days + 1
    given = table.reindex(line.times.astype("datetime64[ms]")).to_numpy()
    np.testing.assert_array_equal(line.values["pm25"], given)


@pytest.mark.parametrize("grain", GRAINS)
def test_every_city_has_a_series_at_every_grain(snapshot: Snapshot, grain: str) -> None:
    for city in options.cities(snapshot):
        state = resolved(snapshot, city=city.id, grain=grain)
        found = series_query.series(snapshot, state)
        assert found.grain == (grain if city.has_hours or grain != "hourly" else "daily")
        assert found.lines
        assert all(set(line.values) == set(found.metrics) for line in found.lines)
        assert np.isfinite(found.lines[0].values["pm25"]).any()


def test_places_beside_one_another_share_their_steps(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0]
    others = [p.id for p in options.places(snapshot, city.id) if p.scope != "city"][:3]
    state = resolved(snapshot, city=city.id, compare=tuple(others))
    found = series_query.series(snapshot, state)
    assert [line.place for line in found.lines] == [city.id, *others]
    assert len({(line.start, len(line)) for line in found.lines}) == 1


def test_hours_of_a_station_are_the_citys_and_it_is_said(snapshot: Snapshot) -> None:
    city = next(c for c in options.cities(snapshot) if c.has_hours)
    station = next(p for p in options.places(snapshot, city.id) if p.scope == "station")
    state = resolved(snapshot, city=city.id, place=station.id, grain="hourly")
    found = series_query.series(snapshot, state)
    assert ("city_only", {}) in found.remarks
    assert [line.place for line in found.lines] == [city.id]


def test_a_period_outside_the_data_has_no_lines_but_says_what_there_is(snapshot: Snapshot) -> None:
    found = series_query.series(snapshot, resolved(snapshot, start="1999-01-01", end="1999-02-01"))
    assert found.lines == []
    assert found.first is not None


def test_sources_have_a_title_and_a_time(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        found = query.sources(snapshot, city.id)
        assert found
        assert all(source.title("zh") and source.start < source.end for source in found)


def test_places_do_not_rest_on_a_source_of_the_city_alone(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        rows = snapshot.read("sources", ["kind", "title_zh"], [("city", "==", city.id)])
        alone = set(rows.loc[rows["kind"] == "city-daily", "title_zh"])
        whole = {s.title_zh for s in query.sources(snapshot, city.id)}
        places = {s.title_zh for s in query.sources(snapshot, city.id, True)}
        assert places == whole - alone
        first, last = (d.to_datetime64().astype("M8[D]") for d in (city.first_day, city.last_day))
        titles = {zh for zh, _ in source_titles(snapshot, city.id, first, last, True)}
        assert not titles & alone

"""What the page of a case reads, from made-up cases."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from flask import Flask

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import BOTH, CITY, DAYS, DUST, OPEN, OZONE, WHOLE
from view import cache
from view.case_row import CaseRow
from view.queries import case as query
from view.queries.cases import beside, case_of, cases, latest, latest_heavy, nearest


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


def case(snapshot: Snapshot, case_id: str) -> CaseRow:
    found = case_of(snapshot, case_id)
    assert found is not None
    return found


def test_every_case_newest_first(snapshot: Snapshot) -> None:
    found = [row.case_id for row in cases(snapshot, CITY)]
    assert found == [OPEN, WHOLE, DUST, BOTH, OZONE, DAYS]
    assert cases(snapshot, "nowhere") == ()


def test_a_row_has_plain_values_and_none_for_what_is_missing(snapshot: Snapshot) -> None:
    row = case(snapshot, WHOLE)
    assert row.start == pd.Timestamp("2019-01-09T20")
    # float32 of 181.4 is 181.3999938…: the number is the one that was written.
    assert row.peak_day_value == 181.4
    assert (row.hours, row.days, row.level) == (124, 5, 5)
    assert row.is_fireworks is True
    assert (row.name("zh"), row.first_name("en")) == ("示例", "Site 2")
    days = case(snapshot, DAYS)
    assert (days.peak, days.peak_time, days.weather_type, days.first_place) == (None,) * 4
    assert days.first_name("zh") is None
    assert not days.has_hours


def test_an_unknown_case_is_none_and_others_are_offered(snapshot: Snapshot) -> None:
    assert case_of(snapshot, "shili-pm25-20190111") is None
    assert case_of(snapshot, "") is None
    offered = nearest(snapshot, CITY, "shili-pm25-20190111")
    assert [row.case_id for row in offered] == [WHOLE, DUST, OPEN, DAYS, BOTH]
    assert nearest(snapshot, CITY, "shili-o3-20180613")[0].case_id == OZONE
    assert nearest(snapshot, CITY, "shili-o3-99999999")[0].case_id == OPEN
    assert nearest(snapshot, CITY, "<script>")[0].case_id == OPEN
    assert nearest(snapshot, "nowhere", "x") == ()


def test_the_cases_before_and_after_are_of_the_same_kind(snapshot: Snapshot) -> None:
    before, after = beside(snapshot, case(snapshot, WHOLE))
    assert before is not None
    assert after is not None
    assert (before.case_id, after.case_id) == (DUST, OPEN)
    assert beside(snapshot, case(snapshot, OZONE)) == (None, None)


def test_the_latest_of_the_city(snapshot: Snapshot) -> None:
    own, heavy = latest(snapshot, CITY), latest_heavy(snapshot, CITY)
    assert own is not None
    assert heavy is not None
    assert (own.case_id, heavy.case_id) == (OPEN, WHOLE)
    assert latest(snapshot, "nowhere") is None
    assert latest_heavy(snapshot, "nowhere") is None


def test_the_curve_has_the_case_and_a_day_around_it(snapshot: Snapshot) -> None:
    row = case(snapshot, WHOLE)
    found = query.curve(snapshot, row)
    assert found.times[0] == np.datetime64("2019-01-08T20", "h")
    assert len(found) == 24 + row.hours + 24
    assert (np.diff(found.times) == np.timedelta64(1, "h")).all()
    inside = found.stage != ""
    assert found.times[inside][0] == np.datetime64(row.start, "h")
    assert int(inside.sum()) == row.hours
    hours = snapshot.read("hourly_city", ["time", "pm25"])
    own = hours[hours["time"].between(found.times[0], found.times[-1])]
    np.testing.assert_array_equal(found.values["pm25"], own["pm25"])
    assert {"pm25", "o3", "co", "wind_speed", "temperature"} <= set(found.values)
    assert len(query.curve(snapshot, row, 0)) == row.hours


def test_a_case_of_days_has_no_curve_but_days(snapshot: Snapshot) -> None:
    row = case(snapshot, DAYS)
    found = query.curve(snapshot, row)
    assert len(found) == 0
    assert found.values == {}
    days = query.days(snapshot, row)
    # The data begin on 1 December: of three days before the case there are two.
    assert [d.date.day for d in days] == [1, 2, 3, 4, 5, 6, 7]
    assert days[0].pm25 == 50
    assert query.stages(snapshot, row) == ()


def test_stages_places_and_factors(snapshot: Snapshot) -> None:
    row = case(snapshot, WHOLE)
    stages = query.stages(snapshot, row)
    assert [s.stage for s in stages] == ["accumulation", "explosive", "plateau", "clearing"]
    assert (stages[0].start, stages[-1].end) == (row.start, row.end)
    paths = query.paths(snapshot, row)
    assert [p.place for p in paths] == [
        "shili",
        *("990101", "990102"),
        *("9002A", "9001A", "9003A", "9004A"),
    ]
    assert paths[-1].onset is None
    assert paths[3].name("zh") == "站2"
    weather = {d.factor: d for d in query.drivers(snapshot, row, "weather")}
    assert weather["wind_speed"].percentile == 5
    assert len(query.drivers(snapshot, row, "wind")) == 5
    assert query.drivers(snapshot, case(snapshot, OPEN), "weather") == ()


def test_like_cases_measures_and_the_conclusion(snapshot: Snapshot) -> None:
    row = case(snapshot, WHOLE)
    like = query.neighbours(snapshot, row)
    assert [n.case.case_id for n in like] == [DUST, DAYS]
    assert like[0].parts["weather"] is None
    assert like[0].parts["size"] == 1
    met = query.responses(snapshot, row)
    assert [r.measure for r in met] == ["orange-2019-01", "plan-2018"]
    assert (met[0].issued_lead_hours, met[1].issued_lead_hours) == (10, None)
    assert query.has_list(snapshot, CITY)
    assert not query.has_list(snapshot, "nowhere")
    told = query.conclusion(snapshot, row)
    assert told is not None
    assert (told.version, told.status) == (2, "signed")
    assert query.conclusion(snapshot, case(snapshot, OZONE)) is None
    assert [r.figure for r in query.rules(snapshot, CITY)] == ["gap_hours", "least_days"]

"""What the page of a case reads, from made-up cases."""

import numpy as np
import pandas as pd

from summaries.store import Snapshot
from tests.view.made_case_rows import BOTH, CITY, DAYS, DUST, OPEN, OZONE, WHOLE
from view.case_row import CaseRow
from view.queries import case as query
from view.queries.cases import beside, case_of, case_on, cases, latest, latest_heavy, nearest


def case(made_snapshot: Snapshot, case_id: str) -> CaseRow:
    found = case_of(made_snapshot, case_id)
    assert found is not None
    return found


def test_every_case_newest_first(made_snapshot: Snapshot) -> None:
    found = [row.case_id for row in cases(made_snapshot, CITY)]
    assert found == [OPEN, WHOLE, DUST, BOTH, OZONE, DAYS]
    assert cases(made_snapshot, "nowhere") == ()


def test_a_row_has_plain_values_and_none_for_what_is_missing(made_snapshot: Snapshot) -> None:
    row = case(made_snapshot, WHOLE)
    assert row.start == pd.Timestamp("2019-01-09T20")
    # float32 of 181.4 is 181.3999938…: the number is the one that was written.
    assert row.peak_day_value == 181.4
    assert (row.hours, row.days, row.level) == (124, 5, 5)
    assert row.is_fireworks is True
    assert (row.name("zh"), row.first_name("en")) == ("示例", "Site 2")
    days = case(made_snapshot, DAYS)
    assert (days.peak, days.peak_time, days.weather_type, days.first_place) == (None,) * 4
    assert days.first_name("zh") is None
    assert not days.has_hours


def test_an_unknown_case_is_none_and_others_are_offered(made_snapshot: Snapshot) -> None:
    assert case_of(made_snapshot, "shili-pm25-20190111") is None
    assert case_of(made_snapshot, "") is None
    offered = nearest(made_snapshot, CITY, "shili-pm25-20190111")
    assert [row.case_id for row in offered] == [WHOLE, DUST, OPEN, DAYS, BOTH]
    assert nearest(made_snapshot, CITY, "shili-o3-20180613")[0].case_id == OZONE
    assert nearest(made_snapshot, CITY, "shili-o3-99999999")[0].case_id == OPEN
    assert nearest(made_snapshot, CITY, "<script>")[0].case_id == OPEN
    assert nearest(made_snapshot, "nowhere", "x") == ()


def test_the_cases_before_and_after_are_of_the_same_kind(made_snapshot: Snapshot) -> None:
    before, after = beside(made_snapshot, case(made_snapshot, WHOLE))
    assert before is not None
    assert after is not None
    assert (before.case_id, after.case_id) == (DUST, OPEN)
    assert beside(made_snapshot, case(made_snapshot, OZONE)) == (None, None)


def test_the_latest_of_the_city(made_snapshot: Snapshot) -> None:
    own, heavy = latest(made_snapshot, CITY), latest_heavy(made_snapshot, CITY)
    assert own is not None
    assert heavy is not None
    assert (own.case_id, heavy.case_id) == (OPEN, WHOLE)
    assert latest(made_snapshot, "nowhere") is None
    assert latest_heavy(made_snapshot, "nowhere") is None


def test_the_curve_has_the_case_and_a_day_around_it(made_snapshot: Snapshot) -> None:
    row = case(made_snapshot, WHOLE)
    found = query.curve(made_snapshot, row)
    assert found.times[0] == np.datetime64("2019-01-08T20", "h")
    assert len(found) == 24 + row.hours + 24
    assert (np.diff(found.times) == np.timedelta64(1, "h")).all()
    inside = found.stage != ""
    assert found.times[inside][0] == np.datetime64(row.start, "h")
    assert int(inside.sum()) == row.hours
    hours = made_snapshot.read("hourly_city", ["time", "pm25"])
    own = hours[hours["time"].between(found.times[0], found.times[-1])]
    np.testing.assert_array_equal(found.values["pm25"], own["pm25"])
    assert {"pm25", "o3", "co", "wind_speed", "temperature"} <= set(found.values)
    assert len(query.curve(made_snapshot, row, 0)) == row.hours


def test_a_case_of_days_has_no_curve_but_days(made_snapshot: Snapshot) -> None:
    row = case(made_snapshot, DAYS)
    found = query.curve(made_snapshot, row)
    assert len(found) == 0
    assert found.values == {}
    days = query.days(made_snapshot, row)
    # The data begin on 1 December: of three days before the case there are two.
    assert [d.date.day for d in days] == [1, 2, 3, 4, 5, 6, 7]
    assert days[0].pm25 == 50
    assert query.stages(made_snapshot, row) == ()


def test_stages_places_and_factors(made_snapshot: Snapshot) -> None:
    row = case(made_snapshot, WHOLE)
    stages = query.stages(made_snapshot, row)
    assert [s.stage for s in stages] == ["accumulation", "explosive", "plateau", "clearing"]
    assert (stages[0].start, stages[-1].end) == (row.start, row.end)
    paths = query.paths(made_snapshot, row)
    assert [p.place for p in paths] == [
        "shili",
        *("990101", "990102"),
        *("9002A", "9001A", "9003A", "9004A"),
    ]
    assert paths[-1].onset is None
    assert paths[3].name("zh") == "站2"
    weather = {d.factor: d for d in query.drivers(made_snapshot, row, "weather")}
    assert weather["wind_speed"].percentile == 5
    assert len(query.drivers(made_snapshot, row, "wind")) == 5
    assert query.drivers(made_snapshot, case(made_snapshot, OPEN), "weather") == ()


def test_like_cases_measures_and_the_conclusion(made_snapshot: Snapshot) -> None:
    row = case(made_snapshot, WHOLE)
    like = query.neighbours(made_snapshot, row)
    assert [n.case.case_id for n in like] == [DUST, DAYS]
    assert like[0].parts["weather"] is None
    assert like[0].parts["size"] == 1
    met = query.responses(made_snapshot, row)
    assert [r.measure for r in met] == ["orange-2019-01", "plan-2018"]
    assert (met[0].issued_lead_hours, met[1].issued_lead_hours) == (10, None)
    told = query.conclusion(made_snapshot, row)
    assert told is not None
    assert (told.version, told.status) == (2, "signed")
    assert query.conclusion(made_snapshot, case(made_snapshot, OZONE)) is None
    assert [r.figure for r in query.rules(made_snapshot, CITY)] == ["gap_hours", "least_days"]


def test_the_latest_up_to_a_day_and_of_a_place(made_snapshot: Snapshot) -> None:
    def found(day: str, place: str = CITY) -> str | None:
        row = latest(made_snapshot, CITY, place, pd.Timestamp(day))
        return row.case_id if row else None

    assert found("2019-12-29") == WHOLE
    assert found("2019-12-30") == OPEN
    # A station has no cases of its own: the city's are told.
    assert found("2019-01-09", "9001A") == DUST
    assert found("2017-12-02") is None


def test_the_case_that_a_day_lies_in(made_snapshot: Snapshot) -> None:
    def found(day: str, pollutant: str = "pm25") -> str | None:
        row = case_on(made_snapshot, CITY, pd.Timestamp(day), pollutant)
        return row.case_id if row else None

    # It rose at 20:00 of the 9th and ended with the 14th.
    assert [found(f"2019-01-{day:02d}") for day in (8, 9, 14, 15)] == [None, WHOLE, WHOLE, None]
    assert found("2018-06-13", "o3") == OZONE
    assert found("2018-06-13", "so2") == OZONE
    assert found("2018-06-13", "both") == BOTH

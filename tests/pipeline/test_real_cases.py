"""Episodes in real hours: those that everybody knows are found, with the days that they had."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from airquality.episodes.fireworks import fireworks_nights, is_fireworks
from airquality.episodes.place_path import path_of
from airquality.episodes.stages import fastest_doubling, photochemical_days, stages_of
from pipeline.cases import CityCase, CityCases, gather_cases
from pipeline.city import gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import load_project
from pipeline.published import add_published

PROJECTS = Path(__file__).resolve().parents[2] / "data/projects"
_HALF_A_DAY = np.timedelta64(12, "h")


def _gather(name: str) -> CityCases:
    # Outlines need a package that a test machine has not; the city itself needs none.
    project = load_project(PROJECTS / f"{name}.toml").model_copy(update={"boundaries": None})
    city = gather_city(project)
    days = add_published(compute_days(city, Engine()), city)
    return gather_cases(city, days, mean_hours(city, areas_of(city)))


@pytest.fixture(scope="module")
def beijing(shared_data: Path) -> CityCases:
    """All cases of Beijing, 2013 to 2017."""
    return _gather("beijing")


def _case(found: CityCases, kind: str, day: str) -> CityCase:
    """Return the one case of a kind that a day belongs to."""
    when = np.datetime64(day, "D")
    own = [c for c in found.cases if c.case.kind == kind]
    (one,) = [c for c in own if c.case.first_day <= when <= c.case.last_day]
    return one


def _kinds(found: CityCases, one: CityCase) -> list[str]:
    return [stage.kind for stage in stages_of(one.case, one.at.hours["pm25"], found.start)]


@pytest.mark.parametrize(
    ("inside", "first", "last"),
    [
        # The orange alert of February 2014. The days of the 25th and 26th, its worst, lack hours.
        ("2014-02-22", date(2014, 2, 20), date(2014, 2, 26)),
        # The end of November 2015, 600 µg/m³ on 1 December.
        ("2015-11-30", date(2015, 11, 27), date(2015, 12, 1)),
        # The first red alert, in force from 7:00 of 8 December 2015 to 12:00 of the 10th.
        ("2015-12-08", date(2015, 12, 6), date(2015, 12, 10)),
        # The second, from 19 December on; the air cleared on the 26th.
        ("2015-12-20", date(2015, 12, 19), date(2015, 12, 26)),
        # The red alert of December 2016.
        ("2016-12-18", date(2016, 12, 16), date(2016, 12, 22)),
        # The turn of that year.
        ("2017-01-01", date(2016, 12, 30), date(2017, 1, 7)),
    ],
)
def test_beijing_has_its_known_cases(
    beijing: CityCases, inside: str, first: date, last: date
) -> None:
    case = _case(beijing, "pm25", inside).case
    assert abs((case.first_day.astype(date) - first).days) <= 1
    # The end is told from the hours: the last day may be one whose mean is missing.
    assert abs((case.end.astype("datetime64[D]").astype(date) - last).days) <= 1
    assert case.start < case.first_day.astype("datetime64[h]") + 24
    assert not case.is_open
    assert not case.is_cut


def test_the_second_red_alert_by_its_id_and_stages(beijing: CityCases) -> None:
    one = _case(beijing, "pm25", "2015-12-20")
    assert one.id == "beijing-pm25-20151219"
    stages = stages_of(one.case, one.at.hours["pm25"], beijing.start)
    assert stages[0].kind == "accumulation"
    assert stages[-1].kind == "clearing"
    # It grew explosively on the 22nd, and on the 24th to its peak on Christmas Day.
    grew = {str(s.start.astype("datetime64[D]")) for s in stages if s.kind == "explosive"}
    assert {"2015-12-22", "2015-12-24"} <= grew
    assert str(max(stages, key=lambda s: s.peak).peak_time)[:10] == "2015-12-25"
    assert 550 <= max(s.peak for s in stages if s.kind == "plateau") <= 650
    # It clears from over 500 at the last high hour of Christmas Day.
    assert stages[-1].first_value > 450
    assert stages[-1].last_value < 150


def test_the_red_alert_of_2016_does_not_ease_while_it_stays(beijing: CityCases) -> None:
    one = _case(beijing, "pm25", "2016-12-18")
    stages = stages_of(one.case, one.at.hours["pm25"], beijing.start)
    assert stages[0].kind == "accumulation"
    # 17 December 21:00 to the 19th: 150 to 250 µg/m³ all the time, no better air.
    day = np.datetime64("2016-12-18T12", "h")
    (stays,) = [s for s in stages if s.start <= day < s.end]
    assert stays.kind == "plateau"
    assert stays.end - stays.start > np.timedelta64(36, "h")
    # Each fall that is told loses half, or goes below the limit.
    for stage in stages:
        if stage.kind == "easing":
            assert stage.last_value < max(0.51 * stage.first_value, 75)
    # The north wind of the night to the 22nd.
    assert stages[-1].kind == "clearing"
    assert str(stages[-1].start)[:10] == "2016-12-22"
    assert stages[-1].end - stages[-1].start <= np.timedelta64(6, "h")


def test_cases_begin_with_their_climb(beijing: CityCases) -> None:
    # The lows before these three lasted for a day: what follows the start rises within hours.
    for inside in ("2015-11-30", "2017-01-01", "2017-02-14"):
        one = _case(beijing, "pm25", inside)
        first = int((one.case.start - beijing.start).astype(int))
        hours = one.at.hours["pm25"][first : first + 24]
        assert np.nanmax(hours[:5]) > hours[0] + 15
        assert np.nanmin(hours[4:]) > hours[0]
    stages = [
        stage
        for each in beijing.cases
        if each.case.kind == "pm25"
        for stage in stages_of(each.case, each.at.hours["pm25"], beijing.start)
    ]
    clearing = [s for s in stages if s.kind == "clearing"]
    assert len(clearing) > 150
    assert all(s.last_value <= 0.9 * s.first_value for s in clearing)
    lengths = [int((s.end - s.start).astype(int)) for s in clearing]
    assert min(lengths) >= 3
    assert max(lengths) <= 48


def test_explosive_growth_where_it_was(beijing: CityCases) -> None:
    # On 30 November 2015 from below 90 to over 500 within the day.
    one = _case(beijing, "pm25", "2015-11-30")
    fastest = fastest_doubling(one.case, one.at.hours["pm25"], beijing.start)
    assert fastest is not None
    assert fastest <= 4
    grew = [s for s in stages_of(one.case, one.at.hours["pm25"], beijing.start) if s.rate > 30]
    assert [str(s.start)[:10] for s in grew if s.kind == "explosive"] == ["2015-11-30"]
    # Not in the weak case of a summer's day.
    assert "explosive" not in _kinds(beijing, _case(beijing, "pm25", "2016-08-24"))


def test_the_south_west_comes_first(beijing: CityCases) -> None:
    # Red alert of December 2016: the south-west (1001A Wanshouxigong, 1012A Gucheng) half a day
    # and more before the north (1009A Huairou, 1010A Changping, 1002A Dingling).
    one, grid = _case(beijing, "pm25", "2016-12-18"), beijing.city.usable
    assert grid is not None
    path = path_of(one.case, grid.of("pm25"), beijing.start)
    onset = dict(zip(grid.stations, path.onset, strict=True))
    late = min(onset[code] for code in ("1009A", "1010A", "1002A"))
    assert all(late - onset[code] >= np.timedelta64(12, "h") for code in ("1001A", "1012A"))
    assert all(share > 0.9 for share in path.valid_share)


def test_new_years_eve_of_2016_is_one_of_fireworks(beijing: CityCases) -> None:
    one = _case(beijing, "pm25", "2016-02-08")
    nights = fireworks_nights(one.at.hours["pm25"], beijing.start)
    assert is_fireworks(one.case, nights)
    assert "2016-02-07" in np.datetime_as_string(nights)
    assert not is_fireworks(_case(beijing, "pm25", "2015-12-20").case, nights)


def test_beijing_has_a_plausible_number_of_cases(beijing: CityCases) -> None:
    fine = [c.case for c in beijing.cases if c.case.kind == "pm25"]
    lengths = np.array([case.hours for case in fine])
    # Haze comes in cycles of four to seven days (Guo and others 2014, from memory): four years
    # hold some two hundred. None goes on for half a month.
    assert 150 <= len(fine) <= 260
    assert lengths.max() <= 14 * 24
    assert 48 <= np.median(lengths) <= 120
    assert len({one.id for one in beijing.cases}) == len(beijing.cases)
    # Each day over the limit lies in one of them.
    row = beijing.cases[0].at.row
    over = beijing.days.dates[np.rint(beijing.days.values["pm25"][row]) > 75]
    assert all(sum(c.first_day <= day <= c.last_day for c in fine) == 1 for day in over)
    # Ozone is of the warm months.
    ozone = [c.case for c in beijing.cases if c.case.kind == "o3"]
    months = [case.first_day.astype("datetime64[M]").astype(int) % 12 + 1 for case in ozone]
    assert 30 <= len(ozone) <= 80
    assert all(4 <= month <= 10 for month in months)


@pytest.mark.parametrize(
    ("inside", "grew", "stays", "cleared"),
    [
        # Up in the night to 20 February 2014, high to the 26th, when the north wind came.
        ("2014-02-22", "2014-02-20T00", "2014-02-23T12", "2014-02-26T15"),
        # The first red alert: up on 6 December, high on the 8th and 9th, gone by noon of the 10th.
        ("2015-12-08", "2015-12-06T12", "2015-12-08T12", "2015-12-10T03"),
    ],
)
def test_alerts_by_their_stages(
    beijing: CityCases, inside: str, grew: str, stays: str, cleared: str
) -> None:
    one = _case(beijing, "pm25", inside)
    stages = stages_of(one.case, one.at.hours["pm25"], beijing.start)
    explosive = [s for s in stages if s.kind == "explosive"]
    assert min(abs(s.start - np.datetime64(grew, "h")) for s in explosive) <= _HALF_A_DAY
    (high,) = [s for s in stages if s.start <= np.datetime64(stays, "h") < s.end]
    assert high.kind == "plateau"
    assert high.end - high.start > np.timedelta64(48, "h")
    assert stages[-1].kind == "clearing"
    assert abs(stages[-1].start - np.datetime64(cleared, "h")) <= _HALF_A_DAY
    assert stages[-1].last_value < stages[-1].first_value / 2


@pytest.mark.usefixtures("shared_data")
def test_xiangyang_in_january_2019() -> None:
    # Polluted nearly throughout; the data begin inside the first case.
    found = _gather("xiangyang")
    spans = {
        "01": ("2019-01-01", "2019-01-15"),
        "20": ("2019-01-17", "2019-01-25"),
        "30": ("2019-01-27", "2019-02-02"),
    }
    before = None
    for day, (first, last) in spans.items():
        one = _case(found, "pm25", f"2019-01-{day}")
        assert abs(one.case.first_day - np.datetime64(first)) <= np.timedelta64(1, "D")
        assert abs(one.case.last_day - np.datetime64(last)) <= np.timedelta64(1, "D")
        assert one.case.is_cut == (day == "01")
        assert before is None or before.end <= one.case.start
        assert _kinds(found, one)[-1] == "clearing"
        before = one.case
    # Its worst, up to 392 µg/m³ by the hour, from the 5th to the 8th.
    first_case = _case(found, "pm25", "2019-01-07")
    stages = stages_of(first_case.case, first_case.at.hours["pm25"], found.start)
    worst = max(stages, key=lambda s: s.peak)
    assert worst.kind == "plateau"
    assert 350 <= worst.peak <= 430
    assert abs(worst.start - np.datetime64("2019-01-05T12", "h")) <= _HALF_A_DAY
    # On the 18th from 69 to 173 µg/m³ within half a day.
    assert "explosive" in _kinds(found, _case(found, "pm25", "2019-01-20"))


@pytest.mark.usefixtures("shared_data")
def test_chengdu_in_august_2019() -> None:
    found = _gather("chengdu")
    one = _case(found, "o3", "2019-08-13")
    assert abs(one.case.first_day - np.datetime64("2019-08-10")) <= np.timedelta64(1, "D")
    assert abs(one.case.last_day - np.datetime64("2019-08-17")) <= np.timedelta64(1, "D")
    days = found.days
    mda8 = days.values["o3_mda8"][one.at.row]
    stages = photochemical_days(one.case, one.at.hours["o3"], found.start, mda8, days.dates)
    assert 7 <= len(stages) <= 9
    # Each rises with the sun, from a low of the morning to a peak of the afternoon.
    for stage in stages:
        assert stage.first_value < stage.peak / 2
        assert 12 <= (stage.peak_time - stage.start).astype(int) <= 19
        assert stage.rate > 10
    assert str(max(stages, key=lambda s: s.peak).start)[:10] == "2019-08-12"
    # The years without hours have cases of days.
    early = _case(found, "pm25", "2017-01-20").case
    assert (early.origin, early.hours % 24) == ("days", 0)
    assert stages_of(early, np.empty(0), found.start) == ()

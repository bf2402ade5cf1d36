"""Measures judged as a whole: what is said of sound ones, and of all that cannot be judged."""

import numpy as np
import pytest

from airquality.effects.assessment import Measure, assess, skill, unjudged
from airquality.effects.held_out import Blocks, predict_held_out
from airquality.effects.placebo import LEAST_PLACEBOS
from airquality.effects.record import Record
from airquality.effects.series import SHOWN_DAYS, days_of
from airquality.effects.verdict import CLEAR, LIKELY, NOT_DISTINGUISHABLE, NOT_GOOD_ENOUGH
from airquality.effects.windows import Grid, Window
from tests.airquality.made_city import MadeCity, make_city, make_model


def measure(name: str, start: str, end: str) -> Measure:
    return Measure(name, Window(np.datetime64(start, "h"), np.datetime64(end, "h")))


MEETING = measure("meeting", "2014-11-03", "2014-11-13")
ALERT = measure("alert", "2015-12-08T07", "2015-12-11T12")
LONG = measure("plan", "2013-09-01", "2016-12-31")
LATER = measure("later", "2017-11-04", "2017-11-08")
OVERLAPPING = measure("overlapping", "2014-11-10", "2014-11-20")
EMPTY = measure("empty", "2016-05-01", "2016-05-06")
WINTER = measure("winter", "2014-11-15", "2015-03-15")


@pytest.fixture(scope="module")
def city() -> MadeCity:
    return make_city(5)


@pytest.fixture(scope="module")
def assessed(city):
    """Every measure of a city in which the meeting took 60 % away."""
    observed = city.with_effect(MEETING.window, -60)
    observed = np.where(city.grid.inside(EMPTY.window), np.nan, observed)
    models = {
        name: make_model(city, observed, trees) for name, trees in (("all", 80), ("hour", 20))
    }
    measures = [MEETING, ALERT, LONG, LATER, OVERLAPPING, EMPTY, WINTER]
    found = assess(measures, city.grid, observed, models)
    assert [each.measure for each in found] == measures
    return {each.measure.id: each for each in found}


def test_a_strong_effect_is_called_one(assessed):
    found = assessed["meeting"]
    assert found.verdict in (CLEAR, LIKELY)
    assert found.effect.percent_low <= -60 <= found.effect.percent_high
    assert found.effect.high < 0
    assert found.r2 > 0.6
    assert found.effect.independent >= LEAST_PLACEBOS


def test_a_measure_that_did_nothing_is_not(assessed):
    found = assessed["alert"]
    assert found.verdict == NOT_DISTINGUISHABLE
    assert found.reason == "placebo"
    assert found.effect.low < 0 < found.effect.high


def test_variants_are_told_with_what_they_change(assessed):
    variants = assessed["meeting"].variants
    assert list(variants) == [
        *("margin_2", "margin_5", "margin_10", "memory_hour"),
        *("without_2013", "without_2014", "without_2015", "without_2016"),
    ]
    effects = [each.effect for each in variants.values()]
    assert max(effects) < 0
    assert len(set(effects)) > 5  # of margin 10 and 5 a model may be alike, of years not


def test_days_around_the_window_are_given(assessed):
    series = assessed["meeting"].series
    days = series.times.astype("datetime64[D]")
    assert str(days[0]) == "2014-10-20"  # 14 days before 3 November
    assert str(days[-1]) == "2014-11-26"  # 14 days after the 12th, the last in it
    assert series.in_window.sum() == 10
    assert len(days) == 10 + 2 * SHOWN_DAYS
    assert (series.low < series.predicted).all()
    assert (series.predicted < series.high).all()
    inside = series.in_window
    assert series.predicted[inside].mean() == pytest.approx(assessed["meeting"].effect.predicted)


@pytest.mark.parametrize(
    ("of_weeks", "r2", "verdict"),
    [(np.nan, 0.9, CLEAR), (0.95, 0.9, CLEAR), (0.5, 0.5, NOT_GOOD_ENOUGH)],
)
def test_a_verdict_rests_on_the_poorer_of_both_skills(city, of_weeks, r2, verdict):
    known = city.observed * np.exp(np.random.default_rng(1).normal(0, 0.1, city.grid.rows))
    observed = city.with_effect(MEETING.window, -60)
    (found,) = assess(
        [MEETING], city.grid, observed, {"all": lambda _, held: known[held]}, r2_of_weeks=of_weeks
    )
    assert found.verdict == verdict
    assert found.r2 == pytest.approx(r2, abs=0.1 if r2 > 0.5 else 0)


def test_two_weeks_either_side_are_compared(assessed, city):
    at = int(np.searchsorted(city.grid.times, MEETING.window.start))
    found = assessed["meeting"]
    assert found.before == pytest.approx(city.observed[at - 14 : at].mean())
    assert found.after == pytest.approx(city.observed[at + 10 : at + 24].mean())


def test_measures_that_share_hours_are_named(assessed):
    assert assessed["meeting"].others == ("plan", "overlapping")
    assert assessed["alert"].others == ("plan",)
    assert assessed["overlapping"].others == ("meeting", "plan", "winter")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("plan", "too_long"),
        ("later", "outside"),
        ("empty", "too_few_hours"),
        ("winter", "too_few_placebos"),
    ],
)
def test_what_cannot_be_judged_has_a_reason_and_no_interval(assessed, name, reason):
    found = assessed[name]
    assert (found.verdict, found.reason) == (NOT_GOOD_ENOUGH, reason)
    assert np.isnan([found.effect.low, found.effect.high, found.effect.p]).all()


def test_no_placebo_touches_a_measure_that_can_be_judged(assessed, city):
    starts = city.grid.times[assessed["alert"].placebos.starts]
    for each in (MEETING, ALERT, OVERLAPPING, WINTER):
        margin = each.window.widened(5 * 24)
        ends = starts + np.timedelta64(3 * 24, "h")  # noons of the 8th to 10th
        assert not ((starts < margin.end - 12) & (ends > margin.start + 12)).any()


def test_hours_are_judged_as_days_are():
    # Six months of hours: too few winters to compare with, but an effect.
    city = make_city(2, step_hours=1, period=("2014-06-01", "2014-12-15"))
    found = assess(
        [MEETING], city.grid, city.observed, {"all": make_model(city, city.observed, 20)}
    )
    assert found[0].reason == "too_few_placebos"
    assert found[0].effect.observed == pytest.approx(
        city.observed[city.grid.inside(MEETING.window)].mean()
    )
    assert found[0].series.in_window.sum() == 10


def test_a_city_without_model_is_said_of_every_measure():
    found = unjudged([MEETING, OVERLAPPING], "no_weather")
    assert {(each.verdict, each.reason) for each in found} == {(NOT_GOOD_ENOUGH, "no_weather")}
    assert found[0].others == ("overlapping",)
    assert np.isnan(found[0].effect.effect)
    with pytest.raises(ValueError, match="model"):
        assess([MEETING], make_city(1).grid, np.zeros(0), {})


def test_a_model_that_knows_nothing_is_not_believed(city):
    level = float(np.median(city.observed))
    found = assess(
        [MEETING],
        city.grid,
        city.with_effect(MEETING.window, -90),
        {"all": lambda _, held: np.full(held.sum(), level)},
    )
    assert (found[0].verdict, found[0].reason) == (NOT_GOOD_ENOUGH, "skill")


def test_skill_rests_on_the_days_without_measures():
    grid = Grid(np.arange(0, 200 * 24, 24).astype("datetime64[h]"), 24)
    observed = np.tile([1.0, 3.0], 100)
    predicted = observed + 0.5
    taken = np.zeros(200, dtype=bool)
    record = Record(grid, observed, np.array([predicted] * 2), Blocks(28), taken)
    # The spread is 1 about a mean of 2, the error 0.5 everywhere: 1 − 0.25.
    assert skill(record) == pytest.approx(0.75)
    record.predicted[:, :100], taken[:100] = 1000, True
    assert skill(record) == pytest.approx(0.75)
    taken[:] = True
    assert np.isnan(skill(record))


def test_days_need_three_hours_in_four():
    hours = np.arange(np.datetime64("2015-01-01T12", "h"), np.datetime64("2015-01-04T12", "h"))
    observed = np.arange(72.0)
    observed[12 : 12 + 6] = np.nan
    observed[36 : 36 + 7] = np.nan
    found = days_of(Grid(hours), observed, observed + 1, np.zeros(72, dtype=bool))
    assert [str(d)[:10] for d in found.grid.times] == ["2015-01-02", "2015-01-03"]
    assert found.observed[0] == pytest.approx(np.arange(18, 36).mean())
    assert found.predicted[0] == pytest.approx(np.arange(18, 36).mean() + 1)
    assert np.isnan([found.observed[1], found.predicted[1]]).all()


def test_an_effect_never_reaches_its_own_prediction(city):
    observed = city.with_effect(MEETING.window, -60)
    never = city.grid.inside(MEETING.window)
    without = predict_held_out(make_model(city, city.observed, 10), never, Blocks(28, 6, 5))
    with_it = predict_held_out(make_model(city, observed, 10), never, Blocks(28, 6, 5))
    assert np.array_equal(without, with_it)

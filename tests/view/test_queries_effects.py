"""What the page of effects reads and settles, from made-up effects."""

from dataclasses import replace

import numpy as np
import pytest

from summaries.store import Snapshot
from tests.view.made_case_rows import WHOLE
from tests.view.made_effects import CITY, CLEAR, LIKELY, MEMBERS, OUTSIDE, POOR, UNSURE
from view import effect_choice
from view.queries import effects as query
from view.queries.effect_controls import cases_met, controls, donors
from view.state import ViewState


def test_measures_newest_first_with_what_the_list_says(effects_made: Snapshot) -> None:
    found = query.effects(effects_made, CITY, "pm25")
    assert [one.measure_id for one in found] == [OUTSIDE, UNSURE, POOR, CLEAR, LIKELY]
    clear = found[3]
    assert (clear.kind, clear.status, clear.verdict) == ("control", "verified", "clear")
    assert (clear.observed, clear.effect, clear.effect_low) == (50.0, -20.0, -29.0)
    assert (found[0].effect, found[0].placebo_p, found[0].reason) == (None, None, "outside")
    assert query.effects(effects_made, CITY, "so2") == ()
    assert query.effects(effects_made, "nowhere", "pm25") == ()


def test_months_carry_the_members(effects_made: Snapshot) -> None:
    own = query.months(effects_made, CITY, "pm25", "weather")
    assert own.starts[0] == np.datetime64("2018-01", "M")
    assert own.members.shape == (MEMBERS, 24)
    # 60 - 0.5 x 2 in March 2018, the outermost members 0.2 x 3 away.
    assert own.normalised[2] == 59.0
    assert own.members[:, 2] == pytest.approx([58.4, 58.7, 59.0, 59.3, 59.6], abs=1e-4)
    assert len(query.months(effects_made, CITY, "co", "weather")) == 0


def test_changes_skill_and_evidence(effects_made: Snapshot) -> None:
    (change,) = query.changes(effects_made, CITY, "pm25", "all", "year")
    assert (change.change, change.weather, change.rest) == (-26.0, -20.0, -6.0)
    assert query.changes(effects_made, CITY, "pm25", "all", "summer_o3") == ()
    assert query.answered(effects_made, CITY) == ("no2", "pm25")
    assert {s.reason for s in query.skills(effects_made, CITY, "co")} == {"too_few"}
    assert len(query.placebos(effects_made, CITY, "pm25", CLEAR)) == 40
    assert len(query.every_placebo(effects_made, CITY, "pm25")[CLEAR]) == 40
    variants = query.variants(effects_made, CITY, "pm25", CLEAR)
    assert [v.variant for v in variants] == ["margin_2", "memory_hour", "without_2018"]
    assert query.series(effects_made, CITY, "pm25", OUTSIDE) == ()
    assert sum(day.in_window for day in query.series(effects_made, CITY, "pm25", CLEAR)) == 10


def test_what_other_cities_say_of_a_measure(effects_made: Snapshot) -> None:
    found = controls(effects_made, CITY, "pm25")
    assert (found[CLEAR].synthetic, found[CLEAR].donors, found[CLEAR].reason) == (75.0, 6, "")
    assert (found[LIKELY].effect, found[LIKELY].reason) == (None, "too_few_donors")
    assert controls(effects_made, CITY, "o3") == {}
    weights = [donor.weight for donor in donors(effects_made, CITY, "pm25", CLEAR)]
    assert weights == [0.6, 0.3, 0.1, 0.0, 0.0, 0.0]
    assert donors(effects_made, CITY, "pm25", LIKELY) == ()


def test_the_case_that_a_measure_met(effects_made: Snapshot) -> None:
    # A plan met the same case, but has no window of its own.
    assert cases_met(effects_made, CITY, "pm25") == {LIKELY: WHOLE}
    assert cases_met(effects_made, CITY, "so2") == {}


def test_what_is_clear_and_aimed_comes_first(effects_made: Snapshot) -> None:
    every = query.effects(effects_made, CITY, "pm25")
    order = [one.measure_id for one in effect_choice.listed(every)]
    assert order == [CLEAR, LIKELY, UNSURE, POOR, OUTSIDE]
    beside = [replace(one, is_aimed=one.measure_id != CLEAR) for one in every]
    order = [one.measure_id for one in effect_choice.listed(beside)]
    assert order == [LIKELY, UNSURE, POOR, CLEAR, OUTSIDE]


def test_a_choice_is_made_whole(effects_made: Snapshot) -> None:
    found = effect_choice.settled(effects_made, ViewState(city=CITY))
    assert (found.modelled, found.change, found.measure) == ("pm25", "year", CLEAR)
    assert (found.former, found.latter) == ("201801-201812", "201901-201912")
    assert effect_choice.settled(effects_made, found) == found


def test_a_choice_that_there_is_stays_and_another_does_not(effects_made: Snapshot) -> None:
    asked = ViewState(city=CITY, measure=UNSURE, former="201802-201803", latter="203001-203012")
    found = effect_choice.settled(effects_made, asked)
    assert found.measure == UNSURE
    assert (found.former, found.latter) == ("201802-201803", "201901-201912")
    assert effect_choice.settled(effects_made, asked.but(measure="nobody")).measure == CLEAR


def test_without_a_model_there_is_nothing_to_choose(effects_made: Snapshot) -> None:
    found = effect_choice.settled(effects_made, ViewState(city=CITY, modelled="co"))
    assert (found.modelled, found.measure, found.former, found.latter) == ("co", "", "", "")
    assert effect_choice.month_choices(effects_made, found) == []
    labels = {c["value"]: c["label"] for c in effect_choice.pollutant_choices(effects_made, found)}
    assert labels["co"] == "CO（没有模型）"
    assert labels["pm25"] == "PM₂.₅"


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [("2016-03", "2017-02", "201603-201702"), ("2016-12", "2016-12", "201612-201612")],
)
def test_a_span_is_read_as_it_is_written(first: str, last: str, span: str) -> None:
    months = np.datetime64(first, "M"), np.datetime64(last, "M")
    assert effect_choice.span_text(*months) == span
    assert effect_choice.read_span(span) == months

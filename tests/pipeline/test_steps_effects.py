"""The tables of effects: of a made-up city, of one without weather, of effects switched off."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.city import CityData, gather_city
from pipeline.effects import EFFECT_POLLUTANTS, judged_measures
from pipeline.engine import Engine
from pipeline.errors import ProjectError
from pipeline.project import Project, load_project
from tests.pipeline.made_effects import QUICK, faults_of, make_measure, tables_of, with_weather

DAYS = np.arange("2018-10-01", "2019-08-01", dtype="datetime64[D]")
POLLUTANTS = ("pm25", "o3_mda8")
MEETING = make_measure("meeting", "2019-03-10T00:00", "2019-03-15T00:00")
ALERT = make_measure("alert", "2019-03-13T07:00", "2019-03-16T12:30", "warning", "orange")
LATER = make_measure("later", "2021-01-01T00:00", "2021-01-05T00:00", "campaign")
#: Half of the data.
LONG = make_measure("long", "2018-12-15T00:00", "2019-05-16T00:00", "campaign")
CLOSURE = make_measure("closure", "2019-02-01T00:00", None, "structural")
LISTED = (MEETING, ALERT, LATER, LONG, CLOSURE)
Frames = dict[str, pd.DataFrame]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, synthetic_city: Write) -> CityData:
    """Ten months of hours, no weather."""
    return gather_city(load_project(synthetic_city(tmp_path_factory.mktemp("effects"), DAYS)))


@pytest.fixture(scope="module")
def city(bare: CityData) -> CityData:
    """The same with weather and measures."""
    return replace(with_weather(bare), measures=LISTED)


@pytest.fixture(scope="module")
def quick() -> pytest.MonkeyPatch:
    """Two pollutants and small models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.effects.EFFECT_POLLUTANTS", POLLUTANTS)
        patch.setattr("airquality.normalisation.model.HOURLY", QUICK)
        patch.setattr("airquality.normalisation.model.DAILY", QUICK)
        yield patch


@pytest.fixture(scope="module")
def tables(city: CityData, quick: pytest.MonkeyPatch) -> Frames:
    return tables_of(city, Engine(1))


def test_every_measure_with_an_end_has_a_row_a_pollutant(tables: Frames) -> None:
    effects = tables["measure_effects"].set_index(["measure_id", "pollutant"])
    expected = {(m, p) for m in ("meeting", "alert", "later", "long") for p in POLLUTANTS}
    assert set(effects.index) == expected
    assert effects.loc[("later", "pm25"), "reason"] == "outside"
    assert effects.loc[("long", "pm25"), "reason"] == "too_long"
    assert effects.loc[("long", "pm25"), "verdict"] == "model_not_good_enough"
    assert np.isnan(effects.loc[("long", "pm25"), "effect"])
    assert effects.loc[("meeting", "pm25"), "others"] == "alert,long"
    assert effects.loc[("alert", "pm25"), "others"] == "meeting,long"
    assert np.isfinite(effects.loc[("meeting", "pm25"), "effect"])


def test_a_warning_does_not_aim_at_ozone(tables: Frames) -> None:
    aimed = tables["measure_effects"].set_index(["measure_id", "pollutant"])["is_aimed"]
    assert not aimed.loc[("alert", "o3_mda8")]
    assert aimed.drop(("alert", "o3_mda8")).all()


def test_a_list_may_say_what_a_measure_aims_at() -> None:
    start, end = "2019-06-01T00:00", "2019-06-05T00:00"
    ozone = make_measure("a", start, end, "warning", "yellow", ("o3",))
    assert [ozone.aims_at(name) for name in ("o3", "o3_mda8", "pm25")] == [True, True, False]
    dust = make_measure("b", start, end, "control", pollutants=("pm10",))
    assert [dust.aims_at(name) for name in ("pm10", "o3_mda8")] == [True, False]


def test_an_hour_begun_is_an_hour_of_control(city: CityData) -> None:
    windows = {m.id: m.window for m in judged_measures(city)}
    assert windows["alert"].end == np.datetime64("2019-03-16T13", "h")
    assert windows["meeting"].end == np.datetime64("2019-03-15T00", "h")


def test_what_hangs_on_an_effect_agrees(tables: Frames) -> None:
    assert faults_of(tables, [measure.id for measure in LISTED]) == []
    series = tables["effect_series"]
    own = series[(series["measure_id"] == "meeting") & (series["pollutant"] == "pm25")]
    assert own["in_window"].sum() == 5
    assert own["time"].diff().dropna().eq(pd.Timedelta(days=1)).all()


def test_the_skill_is_told_of_every_split_and_step(tables: Frames) -> None:
    skill = tables["model_skill"]
    steps = set(zip(skill["pollutant"], skill["split"], skill["step"], strict=True))
    splits = ("weeks", "years", "random")
    hours = {("pm25", split, step) for split in splits for step in ("hour", "day")}
    assert steps == hours | {("o3_mda8", split, "day") for split in splits}
    assert (skill["reason"] == "").all()
    assert "trend" in skill["predictors"].iloc[0].split(",")
    assert skill["start"].iloc[0] == pd.Timestamp("2018-10-01")
    assert skill["end"].iloc[0] == pd.Timestamp("2019-08-01")


def test_months_stand_beside_what_was_observed(tables: Frames) -> None:
    months = tables["normalised"].set_index(["pollutant", "scheme", "period_start"])
    row = months.loc[("pm25", "weather", pd.Timestamp("2019-03-01"))]
    assert row["values"] == 31 * 24
    assert row["low"] <= row["normalised"] <= row["high"]
    assert len(np.frombuffer(row["members"], "<f4")) == 10
    changes = tables["attribution"]
    # Ten months hold no month twice, no whole year: nothing is a year apart.
    assert changes.empty


def test_the_rules_are_printed_with_words(tables: Frames) -> None:
    rules = tables["effect_rules"].set_index(["kind", "figure"])
    assert rules.loc[("verdict", "likely_p"), "value"] == pytest.approx(0.05)
    assert rules.loc[("normalisation", "members"), "value"] == 10
    assert (rules[["about_zh", "about_en"]] != "").all().all()
    assert sorted(rules["number"]) == list(range(1, len(rules) + 1))


def test_the_tables_are_equal_for_any_number_of_workers(
    city: CityData, tables: Frames, quick: pytest.MonkeyPatch
) -> None:
    again = tables_of(city, Engine(2))
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, again[name])


def test_without_weather_the_reason_is_said_and_nothing_invented(bare: CityData) -> None:
    found = tables_of(replace(bare, measures=LISTED), Engine(1))
    assert {name for name, frame in found.items() if len(frame)} == {"model_skill"}
    skill = found["model_skill"]
    assert set(skill["pollutant"]) == set(EFFECT_POLLUTANTS)
    assert set(skill["reason"]) == {"no_weather"}
    assert skill["r2"].isna().all()
    assert not skill["is_good"].any()
    assert bare.report.count("effects_no_weather") == 1


@pytest.mark.parametrize(
    ("first", "last", "reason", "words"),
    [
        ("2019-01-01", "2019-04-01", "too_short", "90 days"),
        ("2018-04-01", "2019-04-01", "reference_state", "two reference states"),
    ],
)
def test_data_that_allow_no_model_say_why(
    tmp_path: Path, synthetic_city: Write, first: str, last: str, reason: str, words: str
) -> None:
    days = np.arange(first, last, dtype="datetime64[D]")
    made = gather_city(load_project(synthetic_city(tmp_path / "city", days)))
    found = tables_of(replace(with_weather(made), measures=LISTED), Engine(1))
    assert set(found["model_skill"]["reason"]) == {reason}
    assert set(found["measure_effects"]["reason"]) == {reason}
    assert found["normalised"].empty
    told = [problem.message for problem in made.report if problem.source == "effects"]
    assert words in told[0]


def test_without_a_list_of_measures_the_weather_is_taken_out_all_the_same(
    city: CityData, quick: pytest.MonkeyPatch
) -> None:
    found = tables_of(replace(city, measures=()), Engine(1))
    assert len(found["normalised"]) == len(POLLUTANTS) * 2 * 10
    for name in ("measure_effects", "effect_series", "placebos", "effect_sensitivity"):
        assert found[name].empty


def test_switched_off_nothing_is_computed(city: CityData) -> None:
    off = replace(city, project=city.project.without_effects())
    found = tables_of(off, Engine(1))
    assert {name for name, frame in found.items() if len(frame)} == {"model_skill"}
    assert set(found["model_skill"]["reason"]) == {"off"}


def test_a_pollutant_that_cannot_be_modelled_says_why_for_each_measure(
    city: CityData, quick: pytest.MonkeyPatch
) -> None:
    assert city.usable is not None
    grid = city.usable
    values = grid.values.copy()
    values[grid.variables.index("pm25")] = 30.0
    found = tables_of(replace(city, usable=replace(grid, values=values)), Engine(1))
    effects = found["measure_effects"]
    assert set(effects.loc[effects["pollutant"] == "pm25", "reason"]) == {"constant"}
    assert set(effects.loc[effects["pollutant"] == "pm25", "verdict"]) == {"model_not_good_enough"}
    assert "constant" not in set(effects.loc[effects["pollutant"] == "o3_mda8", "reason"])
    skill = found["model_skill"].set_index("pollutant")
    assert skill.loc["pm25", "reason"] == "constant"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("[effects]\nenabeld = false", "did you mean 'enabled'?"),
        ("[effects]\nmembers = 3", "greater than or equal to 10"),
        ("[effects.verdict]\nlikely_q = 0.1", "did you mean 'likely_p'?"),
        ("[effects.verdict]\nlikely_p = 0.1", "verdict: p lies between 0 and 0.05"),
        ("[effects.donors]\nleast_km = -1", "donors: two donors at least"),
        ("[effects.donors]\nleast_dnors = 5", "did you mean 'least_donors'?"),
        ("[effects.verdict]\nlikely_p = true", "`likely_p` True is not a number"),
    ],
)
def test_settings_that_cannot_be(
    tmp_path: Path, synthetic_city: Write, more: str, words: str
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS[:3])
    file.write_text(file.read_text("utf-8") + more + "\n", "utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(file)
    assert words in str(caught.value)


def test_a_project_may_set_the_figures_of_the_verdict(
    tmp_path: Path, synthetic_city: Write
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS[:3])
    more = (
        '[effects]\nmembers = 20\ncontrolled_too = ["tianjin"]\n'
        "[effects.verdict]\nlikely_p = 0.03\n[effects.donors]\nleast_km = 150\n"
    )
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    project: Project = load_project(file)
    assert project.effects.rule.likely_p == 0.03
    assert project.effects.donor_rule.least_km == 150
    assert project.effects.controlled_too == ("tianjin",)
    assert project.effects.members == 20
    assert project.effects.enabled
    assert not project.without_effects().effects.enabled

"""Effects of data that are hardly there: a row and its reason, nothing lost, nothing invented."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.normalisation.normalised import LEAST_DAYS
from pipeline.city import CityData, gather_city
from pipeline.engine import Engine
from pipeline.project import load_project
from tests.pipeline.made_effects import QUICK, faults_of, make_measure, tables_of, with_weather

DAYS = np.arange("2018-10-01", "2019-08-01", dtype="datetime64[D]")
#: With 60 % missing: hours here and there, all after January; none missing, a constant predictor.
SCATTERED, GONE, WHOLE = "pm25", "no2", "so2"
EARLY = make_measure("early", "2018-12-10T00:00", "2018-12-15T00:00")
LATE = make_measure("late", "2019-05-10T00:00", "2019-05-15T00:00", "warning", "red")
MEASURES = (EARLY, LATE)


@pytest.fixture(scope="module")
def quick() -> Iterator[pytest.MonkeyPatch]:
    """Three pollutants and small models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.effects.EFFECT_POLLUTANTS", (SCATTERED, GONE, WHOLE))
        patch.setattr("airquality.normalisation.model.HOURLY", QUICK)
        # Two hours in five of ten months are less than half a year, which alone is a reason.
        patch.setattr("airquality.normalisation.normalised.LEAST_DAYS", 100)
        patch.setattr("airquality.normalisation.model.LEAST_TRAINED_DAYS", 20)
        yield patch


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, synthetic_city: Callable[..., Path]) -> CityData:
    """Ten months; pressure is one value throughout, and of two pollutants 60 % is missing."""
    root = tmp_path_factory.mktemp("effects_bad")
    made = with_weather(gather_city(load_project(synthetic_city(root, DAYS))))
    assert made.usable is not None
    assert made.weather is not None
    made.weather.of("pressure")[:] = 1013.0
    values = made.usable.values.copy()
    hours = values.shape[-1]
    lost = np.random.default_rng(3).random(hours) < 0.6
    values[made.usable.variables.index(SCATTERED)][:, lost] = np.nan
    values[made.usable.variables.index(GONE)][:, int(0.4 * hours) :] = np.nan
    return replace(made, usable=replace(made.usable, values=values), measures=MEASURES)


@pytest.fixture(scope="module")
def tables(city: CityData, quick: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    return tables_of(city, Engine(1))


def test_every_measure_keeps_its_row(tables: dict[str, pd.DataFrame]) -> None:
    effects = tables["measure_effects"]
    assert len(effects) == 3 * len(MEASURES)
    assert faults_of(tables, ["early", "late"]) == []
    without = effects[effects["effect"].isna()]
    assert set(without["verdict"]) == {"model_not_good_enough"}
    assert (without["reason"] != "").all()


def test_hours_missing_here_and_there_leave_no_effect(tables: dict[str, pd.DataFrame]) -> None:
    effects = tables["measure_effects"].set_index(["pollutant", "measure_id"])
    assert set(effects.loc[SCATTERED, "reason"]) == {"too_few_hours"}
    assert effects.loc[SCATTERED, ["effect", "predicted", "placebo_p"]].isna().all(axis=None)
    assert not (tables["effect_series"]["pollutant"] == SCATTERED).any()
    months = tables["normalised"]
    own = months[months["pollutant"] == SCATTERED]
    # Every month is there with its number of hours; measured for two in five, it has no mean.
    assert own["period_start"].nunique() == 10
    assert own["values"].between(1, 0.5 * 31 * 24).all()
    assert own[["observed", "normalised", "low", "high"]].isna().all(axis=None)


def test_less_than_half_a_year_of_values_makes_no_model(city: CityData) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.effects.EFFECT_POLLUTANTS", (SCATTERED,))
        patch.setattr("airquality.normalisation.normalised.LEAST_DAYS", LEAST_DAYS)
        found = tables_of(city, Engine(1))
    assert set(found["measure_effects"]["reason"]) == {"too_few"}
    assert list(found["measure_effects"]["measure_id"]) == ["early", "late"]
    assert found["normalised"].empty
    assert set(found["model_skill"]["reason"]) == {"too_few"}


def test_a_record_that_breaks_off_is_judged_as_far_as_it_goes(
    tables: dict[str, pd.DataFrame],
) -> None:
    effects = tables["measure_effects"].set_index(["pollutant", "measure_id"])
    assert effects.loc[(GONE, "late"), "verdict"] == "model_not_good_enough"
    assert effects.loc[(GONE, "late"), "reason"] == "outside"
    assert np.isfinite(effects.loc[(GONE, "early"), "effect"])
    months = tables["normalised"]
    last = months.loc[months["pollutant"] == GONE, "period_start"].max()
    assert last == pd.Timestamp("2019-01-01")


def test_a_constant_predictor_changes_nothing(
    city: CityData, tables: dict[str, pd.DataFrame], quick: pytest.MonkeyPatch
) -> None:
    effects = tables["measure_effects"].set_index(["pollutant", "measure_id"])
    row = effects.loc[(WHOLE, "late")]
    assert np.isfinite(row["effect"])
    assert np.isfinite(row["predicted"])
    assert (tables["model_skill"].set_index("pollutant").loc[WHOLE, "reason"] == "").all()
    quick.setattr("pipeline.effects.EFFECT_POLLUTANTS", (WHOLE,))
    assert city.weather is not None
    values = city.weather.values.copy()
    values[city.weather.variables.index("pressure")] = 980.0
    other = replace(city, weather=replace(city.weather, values=values))
    again = tables_of(other, Engine(1))["measure_effects"].set_index(["pollutant", "measure_id"])
    pd.testing.assert_series_equal(again.loc[(WHOLE, "late")], row)

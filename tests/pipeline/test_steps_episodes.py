"""The tables of cases, of a made-up city whose numbers are worked out by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.hours import HourGrid
from airquality.weather import WEATHER_IDS
from pipeline.city import CityData, gather_city
from pipeline.project import load_project
from tests.pipeline.made_case import CASE, HIGH, LAST, hours_of, tables_of, with_case, without

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def plain(tiny_project: Path) -> CityData:
    return gather_city(load_project(tiny_project))


@pytest.fixture(scope="module")
def city(plain: CityData) -> CityData:
    return with_case(plain)


@pytest.fixture(scope="module")
def tables(city: CityData) -> Tables:
    return tables_of(city)


def _case(tables: Tables, case_id: str = CASE) -> pd.Series:
    episodes = tables["episodes"].set_index("case_id")
    return episodes.loc[case_id]


def test_the_size_of_a_case(tables: Tables) -> None:
    # 10 January: 200 at 9001A; (3 x 30 + 21 x 200)/24 = 178.75 at 9002A; (6 x 30 + 18 x 200)/24 =
    # 157.5 at the two others; their mean is 173.4375, printed 173: index 223. 11 and 12 January:
    # 200, index 250. The limit is 75.
    case = _case(tables)
    assert len(tables["episodes"]) == 1
    assert (case["days"], case["heavy_days"], case["level_5_days"], case["level"]) == (3, 3, 3, 5)
    assert case[[f"level_{number}_days" for number in (3, 4, 6)]].tolist() == [0, 0, 0]
    assert case["aqi_max"] == 250
    assert case["exceedance"] == 98 + 125 + 125
    assert (case["peak"], case["peak_day_value"], case["pm25_day_max"]) == (HIGH, HIGH, HIGH)
    assert case["peak_time"] == pd.Timestamp(2019, 1, 10, 6)
    assert case["peak_day"] == pd.Timestamp(2019, 1, 11)
    assert case["o3_mda8_max"] == 60
    assert (case["primary"], case["limit"], case["standard"]) == ("pm25", 75, "hj633-2012")
    assert (case["rank"], case["ranked"]) == (1, 1)
    assert (case["missing_hours"], case["is_dust"], case["is_fireworks"]) == (0, False, False)


def test_the_span_of_a_case(tables: Tables) -> None:
    case = _case(tables)
    assert case["end"] == pd.Timestamp(LAST)
    assert case["first_day"] == pd.Timestamp(2019, 1, 10)
    assert case["last_day"] == pd.Timestamp(2019, 1, 12)
    # It rises at midnight; the three-hour mean's last low is an hour or two before.
    assert pd.Timestamp(2019, 1, 9, 18) <= case["start"] <= pd.Timestamp(2019, 1, 10)
    assert case["hours"] == (case["end"] - case["start"]) / pd.Timedelta(hours=1)
    before = (pd.Timestamp(2019, 1, 10) - case["start"]) / pd.Timedelta(hours=1)
    # City means: 72.5 for three hours, then 115 for three, then 200 for 66.
    total = 30 * before + 72.5 * 3 + 115 * 3 + HIGH * 66
    assert case["mean"] == pytest.approx(total / (before + 72), abs=0.06)


def test_hours_of_a_case(tables: Tables) -> None:
    case, hours = _case(tables), tables["episode_hours"].set_index("time")
    day = pd.Timedelta(days=1)
    assert hours.index[0] == case["start"] - day
    assert hours.index[-1] == case["end"] + day - pd.Timedelta(hours=1)
    assert (hours.index.to_series().diff().dropna() == pd.Timedelta(hours=1)).all()
    inside = (hours.index >= case["start"]) & (hours.index < case["end"])
    assert (hours.loc[inside, "stage"] != "").all()
    assert (hours.loc[~inside, "stage"] == "").all()
    last = hours.loc[pd.Timestamp(2019, 1, 11, 23)]
    assert (last["pm25_24h"], last["o3_8h"], last["level"]) == (HIGH, 60, 5)
    # Of 24 hours from 2019-01-10 03:00 on, three at 115 and 21 at 200: 189.375.
    assert hours.loc[pd.Timestamp(2019, 1, 11, 2), "pm25_24h"] == pytest.approx(189.4)
    # The hours of the city are those of `hourly_city`.
    assert hours[["pm25", "o3"]].isna().all(axis=None)
    assert not hours["is_missing"].any()


def test_stages_cover_the_case(tables: Tables) -> None:
    case, stages = _case(tables), tables["episode_stages"]
    assert stages["number"].tolist() == list(range(1, len(stages) + 1))
    assert stages["start"].iloc[0] == case["start"]
    assert stages["end"].iloc[-1] == case["end"]
    assert stages["start"].tolist()[1:] == stages["end"].tolist()[:-1]
    explosive = stages[stages["stage"] == "explosive"]
    assert case["growth_rate"] == pytest.approx(explosive["rate"].max(), abs=0.06)
    assert case["doubled_in_hours"] >= 1


def test_the_order_in_which_stations_rise(tables: Tables) -> None:
    places = tables["episode_places"].set_index("place")
    assert places.loc[["9001A", "9002A", "9003A", "9004A"], "order"].tolist() == [1, 2, 3, 3]
    lags = places["lag_hours"]
    assert lags["shili"] == 0
    assert (lags["9002A"] - lags["9001A"], lags["9003A"] - lags["9001A"]) == (3, 6)
    assert places.loc["9005A", "order"] == 0  # the control point never rises
    assert pd.isna(places.loc["9005A", "onset"])
    # A district is the mean of its stations: 9001A and 9002A; 9003A and 9004A.
    assert places.loc[["990101", "990102"], "order"].tolist() == [1, 2]
    assert set(places["scope"]) == {"station", "district", "city"}
    case = _case(tables)
    assert (case["first_place"], case["first_scope"]) == ("9001A", "station")


def test_without_weather_nothing_is_made_up(tables: Tables) -> None:
    assert pd.isna(_case(tables)["weather_type"])
    assert set(tables["episode_drivers"]["part"]) == {"ratio"}


def test_ratios_beside_the_same_weeks(tables: Tables) -> None:
    ratios = tables["episode_drivers"].set_index("factor")
    # PM2.5/PM10 over 1 is an instrument's error and counts as 1; 30/60 on every other day.
    assert ratios.loc["pm25_pm10", ["value", "p10", "p90", "percentile"]].tolist() == [
        *(1, 0.5, 0.5, 100),
    ]
    assert ratios.loc["so2_no2", ["value", "p50", "percentile"]].tolist() == [0.25, 0.25, 50]
    assert ratios.loc["ox", "value"] == 80
    # Two weeks around 10-12 January: 27 December to 26 January. 26 of these days in 2018, which
    # begins the data; 31 of 2019 but the own three; five of December 2019, too few to make the
    # weeks of 2020 a year. No other day is polluted, so it is beside all days.
    assert ratios.loc["no2", ["days", "years"]].tolist() == [26 + 28 + 5, 2]
    assert set(ratios["against"]) == {"all"}


def test_ratios_beside_polluted_days_of_the_same_weeks(plain: CityData) -> None:
    # 5 to 18 January 2018, 14 days, and 20 January 2019 are at 150: 15 polluted days of two years,
    # all with a PM2.5/CO of 150 / 0.5 = 300. The case: 173.4375 and twice 200, mean 191.15, / 0.5.
    high = hours_of(plain, "2018-01-05T00", "2018-01-19T00", 150.0)
    high = np.fmax(high, hours_of(plain, "2019-01-20T00", "2019-01-21T00", 150.0))
    drivers = tables_of(with_case(plain, {"pm25": high}))["episode_drivers"]
    ratios = drivers.query("case_id == @CASE").set_index("factor")
    assert ratios[["against", "days", "years"]].drop_duplicates().to_numpy().tolist() == [
        ["polluted", 15, 2]
    ]
    own = ratios.loc["pm25_co"]
    assert own["value"] == pytest.approx(382.3, abs=0.06)
    assert own[["p10", "p50", "p90", "percentile"]].tolist() == [300, 300, 300, 100]
    # NO2 is even: neither above nor below the polluted days.
    assert ratios.loc["no2", "percentile"] == 50
    # A day less of 2018, and they are too few.
    fewer = np.where(np.isfinite(hours_of(plain, "2018-01-05T00", "2018-01-06T00", 1.0)), 30, high)
    drivers = tables_of(with_case(plain, {"pm25": fewer}))["episode_drivers"]
    assert set(drivers.query("case_id == @CASE")["against"]) == {"all"}


def test_weather_and_wind_of_a_case(city: CityData) -> None:
    assert city.usable is not None
    grid = HourGrid.empty(
        WEATHER_IDS, city.usable.stations, city.usable.dates[0], city.usable.dates[-1]
    )
    own = np.isfinite(hours_of(city, "2019-01-09T00", "2019-01-13T00", 1.0))
    for name, inside, outside in (
        ("wind_speed", 1.0, 4.0),
        ("wind_direction", 180.0, 0.0),
        ("temperature", 2.0, 5.0),
        ("dew_point", -2.0, -10.0),
    ):
        grid.of(name)[:] = np.where(own, inside, outside)
    tables = tables_of(replace(city, weather=grid))
    drivers = tables["episode_drivers"].set_index(["part", "factor"])
    assert drivers.loc[("weather", "wind_speed"), ["value", "p50"]].tolist() == [1, 4]
    assert drivers.loc[("weather", "wind_speed"), "percentile"] < 5
    assert drivers.loc[("weather", "dew_point_depression"), ["value", "p50"]].tolist() == [4, 15]
    wind = drivers.loc["wind"]
    assert wind["value"].to_dict() == {
        **dict.fromkeys(("calm", "e", "n", "ne", "nw", "se", "sw", "w"), 0.0),
        "s": 100.0,
    }
    assert wind.loc["n", "p50"] > 90
    assert wind.loc["s", "mean_pollutant"] == pytest.approx(_case(tables)["mean"], abs=0.06)
    assert np.isnan(wind.loc["n", "mean_pollutant"])
    # Light for its weeks, and temperature and dew point 4 °C apart.
    assert _case(tables)["weather_type"] == "stagnant_humid"
    # No rain and no height of a boundary layer was measured.
    assert not {"rain", "ventilation", "pressure"} & set(drivers.loc["weather"].index)


def test_like_cases_are_earlier_ones(plain: CityData) -> None:
    changes = {"pm25": hours_of(plain, "2018-03-05T00", "2018-03-07T00", 150.0)}
    changes["pm25"] = np.fmax(
        changes["pm25"], hours_of(plain, "2019-06-05T00", "2019-06-06T00", 120.0)
    )
    tables = tables_of(with_case(plain, changes))
    assert tables["episodes"]["case_id"].tolist() == [
        "shili-pm25-20180305",
        CASE,
        "shili-pm25-20190605",
    ]
    assert tables["episodes"]["rank"].tolist() == [2, 1, 3]
    assert set(tables["episodes"]["ranked"]) == {3}
    like = tables["episode_neighbours"]
    assert like.groupby("case_id")["neighbour"].nunique().to_dict() == {
        CASE: 1,
        "shili-pm25-20190605": 2,
    }
    assert like.loc[like["case_id"] == CASE, "neighbour"].item() == "shili-pm25-20180305"
    assert like["part_weather"].isna().all()  # there is none to compare


def test_missing_hours_are_counted(city: CityData) -> None:
    assert city.usable is not None
    first = int((np.datetime64("2019-01-11T05", "h") - city.usable.start).astype(int))
    tables = tables_of(without(city, slice(first, first + 4)))
    case, hours = _case(tables), tables["episode_hours"]
    assert case["missing_hours"] == 4
    assert hours["is_missing"].sum() == 4
    assert (case["days"], case["end"]) == (3, pd.Timestamp(LAST))
    places = tables["episode_places"].set_index("place")
    assert places.loc["shili", "valid_share"] == pytest.approx(1 - 4 / case["hours"], abs=1e-3)


def test_ozone_and_both_at_once(plain: CityData) -> None:
    # Ozone of 200 from 9:00 to 20:59 on 10 and 11 January: MDA8 is 200 over the limit of 160 on
    # both days, and PM2.5 is too.
    times = hours_of(plain, "2019-01-10T09", "2019-01-10T21", 200.0)
    ozone = np.fmax(times, hours_of(plain, "2019-01-11T09", "2019-01-11T21", 200.0))
    tables = tables_of(with_case(plain, {"o3": ozone}))
    assert set(tables["episodes"]["case_id"]) == {
        CASE,
        "shili-o3-20190110",
        "shili-both-20190110",
    }
    case, both = _case(tables, "shili-o3-20190110"), _case(tables, "shili-both-20190110")
    assert (case["days"], case["peak"], case["exceedance"]) == (2, 200, 80)
    assert (case["start"], case["end"]) == (pd.Timestamp(2019, 1, 10), pd.Timestamp(2019, 1, 12))
    assert (case["mean"], case["o3_mda8_max"], case["limit"]) == (200, 200, 160)
    # By its own index, 100 + (200 - 160)/(215 - 160) x 50 = 136.4: the AQI of 250 is PM2.5's.
    assert (case["level"], case["level_3_days"], case["heavy_days"]) == (3, 2, 0)
    assert (case["aqi_max"], both["level"], both["heavy_days"]) == (250, 5, 2)
    assert (both["pollutant"], both["days"]) == ("pm25", 2)
    assert both["exceedance"] == 98 + 125
    stages = tables["episode_stages"].query("case_id == 'shili-o3-20190110'")
    assert stages["stage"].tolist() == ["photochemical_day"] * 2
    hours = tables["episode_hours"].query("case_id == 'shili-o3-20190110'").set_index("time")
    # Eight hours of 200 have the same index.
    assert hours.loc[pd.Timestamp(2019, 1, 10, 20), ["o3_8h", "level"]].tolist() == [200, 3]


def test_the_rules_are_printed_with_their_source(tables: Tables) -> None:
    rules = tables["episode_rules"].set_index(["kind", "figure"])
    assert rules.loc[("o3", "limit"), "value"] == 160
    assert rules.loc[("o3", "limit"), "unit"] == "µg/m³"
    assert set(rules["status"]) <= {"verified", "from memory", "own choice"}
    assert rules["number"].is_unique
    assert (rules["about_zh"] != "").all()

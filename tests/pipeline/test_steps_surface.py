"""The surface of a made-up city: its cells, its weights, its errors, and when it has none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.interpolate import RBFInterpolator

from airquality.surface import NUGGET_KM, to_km
from pipeline.build import build
from pipeline.city import CityData, gather_city
from pipeline.errors import InputError, ProjectError
from pipeline.project import Surface, load_project
from pipeline.steps.surface_grids import CitySurface, build_surface_grids, lay_surface
from summaries.store import Snapshot, SnapshotStore
from summaries.tables.surface_errors import SURFACE_ERRORS
from summaries.tables.surface_grids import SURFACE_GRIDS

STATIONS = ["9001A", "9002A", "9003A", "9004A", "9005A"]


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Snapshot:
    return SnapshotStore(tiny_snapshot).current()


@pytest.fixture(scope="module")
def city(tiny_project: Path) -> CityData:
    return gather_city(load_project(tiny_project))


@pytest.fixture(scope="module")
def row(snapshot: Snapshot) -> pd.Series:
    grids = snapshot.read("surface_grids")
    assert len(grids) == 1
    return grids.iloc[0]


def with_options(city: CityData, **options: float) -> CityData:
    return replace(city, project=city.project.model_copy(update={"surface": Surface(**options)}))


def with_places(city: CityData, lon: list[float], lat: list[float]) -> CityData:
    return replace(city, stations=city.stations.assign(lon=lon, lat=lat))


def laid(city: CityData) -> CitySurface:
    surface = lay_surface(city)
    assert surface is not None
    return surface


def is_shown(row: pd.Series, lon: float, lat: float) -> bool:
    """Return whether the cell over a place is one of those that may be shown."""
    bits = np.unpackbits(np.frombuffer(row["cells"], np.uint8))[: row["columns"] * row["rows"]]
    column, line = (lon - row["west"]) / row["step_lon"], (lat - row["south"]) / row["step_lat"]
    return bool(bits.reshape(row["rows"], row["columns"])[int(line), int(column)])


def errors_by_refitting(values: pd.Series) -> tuple[int, float, float]:
    """Return stations, MAE and RMSE of a time: values by code, in the made-up city's places."""
    held = values.dropna()
    lon = np.array([110.1 + STATIONS.index(code) / 5 for code in held.index])
    places = to_km(lon, np.full(len(lon), 30.5), 30.5)
    errors = []
    for number in range(len(held)):
        others = np.arange(len(held)) != number
        fit = RBFInterpolator(
            places[others], held[others], kernel="linear", degree=0, smoothing=NUGGET_KM
        )
        errors.append(fit(places[[number]])[0] - held.iloc[number])
    off = np.array(errors)
    return len(off), float(np.abs(off).mean()), float(np.sqrt((off**2).mean()))


def test_the_grid_covers_what_is_in_reach_and_in_the_city(row: pd.Series) -> None:
    # Stations from 110.1 to 110.9 at 30.5, reach 20 km = 0.180° of latitude and 0.209° of
    # longitude; the city begins at 110.0, so the grid runs from there to 111.109.
    assert row["west"] == pytest.approx(110.0, abs=1e-3)
    assert row["south"] == pytest.approx(30.5 - 20 / 111.195, abs=1e-3 + row["step_lat"])
    assert row["west"] + row["columns"] * row["step_lon"] == pytest.approx(111.109, abs=1e-3)
    assert row["columns"] == 64
    # Cells are as wide as high.
    width = row["step_lon"] * np.cos(np.radians(30.5))
    assert width == pytest.approx(row["step_lat"], rel=1e-6)


def test_cells_are_masked_by_reach(row: pd.Series) -> None:
    assert is_shown(row, 110.1, 30.5)
    assert is_shown(row, 110.5, 30.65)
    assert is_shown(row, 111.0, 30.5)
    # 110.0 is 9.6 km west of the first station, 30.67 is 18.9 km north of it: 21.2 km.
    assert not is_shown(row, 110.002, 30.67)
    assert is_shown(row, 110.1, 30.67)


def test_cells_are_masked_by_the_city(city: CityData) -> None:
    west = city.districts.assign(geometry=shapely.box(110.0, 30.0, 110.4, 31.0)).iloc[:1]
    grid = laid(replace(city, districts=west)).grid
    assert grid.west + grid.columns * grid.step_lon == pytest.approx(110.4, abs=2 * grid.step_lon)
    # The outline without its north-western quarter: what it cuts away is not shown.
    corner = shapely.box(110.0, 30.5, 110.201, 31.0)
    cut = west.assign(geometry=west.geometry.difference(corner))
    surface = laid(replace(city, districts=cut))
    lon, lat = surface.grid.edges()
    away = (lon + grid.step_lon < 110.2) & (lat > 30.501)
    assert away.any()
    assert not surface.inside[away].any()
    # A cell on the border is kept whole: the page cuts the outline out of it.
    border = (lon < 110.201) & (lon + grid.step_lon > 110.201) & (lat > 30.5) & (lat < 30.6)
    assert border.any()
    assert surface.inside[border].all()


def test_arrays_have_the_sizes_that_the_columns_say(row: pd.Series) -> None:
    count = len(row["stations"].split(","))
    inside = np.unpackbits(np.frombuffer(row["cells"], np.uint8)).sum()
    weights = np.frombuffer(row["weights"], "<f4").reshape(inside, count)
    inverse = np.frombuffer(row["inverse"], "<f8").reshape(count + 1, count + 1)
    assert row["stations"] == ",".join(STATIONS)  # the control point 9005A too
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(inverse, inverse.T, atol=1e-9)


def test_weights_are_kept_near_enough(city: CityData, row: pd.Series) -> None:
    surface = laid(city)
    kept = np.frombuffer(row["weights"], "<f4").reshape(surface.weights.shape)
    values = np.array([500.0, 0.0, 500.0, 0.0, 500.0])
    assert np.abs(kept @ values - surface.weights @ values).max() < 0.02


@pytest.mark.parametrize("day", ["2018-02-15", "2018-06-03", "2019-01-12"])
@pytest.mark.parametrize(("metric", "decimals"), [("pm25", 1), ("o3_mda8", 1), ("co", 2)])
def test_errors_of_a_day(snapshot: Snapshot, day: str, metric: str, decimals: int) -> None:
    time = pd.Timestamp(day)
    daily = snapshot.read("daily", filters=[("scope", "==", "station"), ("date", "==", time)])
    stations, mae, rmse = errors_by_refitting(daily.set_index("place")[metric])
    assert stations == (4 if day == "2018-02-15" else 5)  # 9004A begins in March 2018
    check_errors(snapshot, (metric, "day", time), stations, (mae, rmse), decimals)


def test_errors_of_a_block_of_hours(snapshot: Snapshot) -> None:
    time = pd.Timestamp("2019-01-12T09:00")
    hours = snapshot.read("station_hours", filters=[("time", "==", time)]).set_index("station")
    stations, mae, rmse = errors_by_refitting(hours["pm10"])
    # Blocks are kept rounded and left out unrounded: half of the last place more.
    check_errors(snapshot, ("pm10", "hour", time), stations, (mae, rmse), 1, slack=0.05)


@pytest.mark.parametrize(
    ("table", "kind", "start", "count"),
    [
        ("monthly", "month", "2019-01-01", 5),
        ("annual", "year", "2019-01-01", 5),
        ("annual", "year", "2018-01-01", 4),  # 9004A begins in March: a value of too few days
    ],
)
def test_errors_of_months_and_years(
    snapshot: Snapshot, table: str, kind: str, start: str, count: int
) -> None:
    time = pd.Timestamp(start)
    rows = snapshot.read(table, filters=[("scope", "==", "station"), ("period_start", "==", time)])
    shown = rows.set_index("place")["o3_mda8_p90"].where(rows.set_index("place")["o3_is_valid"])
    stations, mae, rmse = errors_by_refitting(shown)
    assert stations == count
    assert rows["o3_mda8_p90"].notna().sum() == 5
    check_errors(snapshot, ("o3_mda8_p90", kind, time), stations, (mae, rmse), 1)


def check_errors(
    snapshot: Snapshot,
    key: tuple[str, str, pd.Timestamp],
    stations: int,
    errors: tuple[float, float],
    decimals: int,
    slack: float = 0.0,
) -> None:
    names = ("metric", "kind", "time")
    wanted = [(name, "==", value) for name, value in zip(names, key, strict=True)]
    found = snapshot.read("surface_errors", filters=wanted)
    assert list(found["stations"]) == [stations]
    near = 0.5 * 10.0**-decimals + 1e-4 + slack
    assert found["mae"].item() == pytest.approx(errors[0], abs=near)
    assert found["rmse"].item() == pytest.approx(errors[1], abs=near)
    assert round(float(found["mae"].item()), decimals) == pytest.approx(found["mae"].item())


def test_errors_are_of_concentrations_where_there_is_a_surface(snapshot: Snapshot) -> None:
    errors = snapshot.read("surface_errors")
    assert set(errors["kind"]) == {"hour", "day", "month", "year"}
    days = set(errors.loc[errors["kind"] == "day", "metric"])
    assert days == {"pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max"}
    assert (errors["stations"] >= 3).all()
    assert (errors["mae"] <= errors["rmse"] + 0.051).all()
    silent = errors["time"].between("2018-05-05", "2018-05-07") & (errors["kind"] == "day")
    assert not silent.any()  # no station has a value
    assert len(errors[errors["kind"] == "day"]) > 700 * 7


def test_a_station_without_any_value_is_not_part_of_it(city: CityData) -> None:
    assert city.usable is not None
    values = city.usable.values.copy()
    values[:, 1] = np.nan
    silent = replace(city, usable=city.usable.with_values(values))
    codes = build_surface_grids(silent, laid(silent))["stations"].item()
    assert codes == "9001A,9003A,9004A,9005A"


def test_a_station_without_coordinates_or_in_the_sea_is_not_part_of_it(city: CityData) -> None:
    lon = [110.1, 110.3, np.nan, 110.7, 125.0]
    places = city.stations.assign(lon=lon, district=["1", "1", "1", "1", None])
    surface = laid(replace(city, stations=places))
    assert surface.members.tolist() == [0, 1, 3]


def test_no_surface_without_enough_stations_at_places_of_their_own(city: CityData) -> None:
    twins = with_places(city, [110.1, 110.1, 110.1, 110.3, 110.3], [30.5] * 5)
    assert lay_surface(twins) is None
    assert lay_surface(with_options(twins, least_stations=2)) is not None
    alone = with_places(city, [110.1, *[np.nan] * 4], [30.5] * 5)
    assert lay_surface(with_options(alone, least_stations=2)) is None
    nowhere = replace(city, stations=city.stations.assign(district=None))
    assert lay_surface(nowhere) is None


def test_no_surface_without_outlines_or_hours_or_over_many_cities(city: CityData) -> None:
    bare = city.project.model_copy(update={"boundaries": None})
    assert lay_surface(replace(city, project=bare)) is None
    assert lay_surface(replace(city, usable=None)) is None
    assert city.project.boundaries is not None
    outlines = city.project.boundaries.model_copy(update={"level": "city"})
    national = city.project.model_copy(update={"boundaries": outlines})
    assert lay_surface(replace(city, project=national)) is None


def test_without_a_surface_the_tables_have_no_rows_and_keep_their_contracts(
    tmp_path: Path, synthetic_city: Callable[..., Path]
) -> None:
    file = synthetic_city(tmp_path / "city", np.arange("2018-06-01", "2018-06-11", dtype="M8[D]"))
    text = file.read_text(encoding="utf-8").split("[boundaries]")
    rest = text[1][text[1].index("[[sources]]") :]
    file.write_text(text[0] + rest, encoding="utf-8")
    build([load_project(file)], tmp_path / "out")
    found = SnapshotStore(tmp_path / "out").current()
    for table in (SURFACE_GRIDS, SURFACE_ERRORS):
        frame = found.read(table.name)
        assert frame.empty
        assert list(frame.columns) == list(table.column_names)


def test_the_size_of_cells_is_a_setting(city: CityData) -> None:
    grid = laid(with_options(city, cell_km=2.0)).grid
    assert grid.step_lat * 111.195 == pytest.approx(2.0)
    assert grid.step_lon * 111.195 * np.cos(np.radians(grid.latitude)) == pytest.approx(2, rel=1e-6)
    with pytest.raises(InputError, match=r"surface\.cell_km: gives \d+ cells on a side: at most"):
        lay_surface(with_options(city, cell_km=0.1))


def test_the_project_file_says_how(tiny_project: Path, tmp_path: Path) -> None:
    text = tiny_project.read_text(encoding="utf-8")
    file = tmp_path / "shili.toml"
    file.write_text(text + "\n[surface]\nreach_km = 12\nleast_stations = 4\n", encoding="utf-8")
    assert load_project(file).surface == Surface(reach_km=12, least_stations=4)
    wrong = "\n[surface]\nreach_km = 0\nleast_stations = 1\ncel_km = 2\n"
    file.write_text(text + wrong, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(file)
    message = str(caught.value)
    assert "surface.reach_km" in message
    assert "surface.least_stations" in message
    assert "did you mean 'cell_km'" in message

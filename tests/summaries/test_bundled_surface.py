"""The surfaces in the repository's snapshot, against scipy's interpolator fitted to its tables."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.interpolate import RBFInterpolator

from airquality.surface import NUGGET_KM, fill_missing, to_km
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"
#: City, day and how many of its stations have PM2.5 that day: one all, two not.
DAYS = [
    ("beijing", "2015-12-01", 12),
    ("beijing", "2013-05-10", 11),
    ("chengdu", "2019-01-25", 7),
    ("xiangyang", "2019-01-12", 4),
]


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


def _grid(bundled: Snapshot, city: str) -> pd.Series:
    return bundled.read("surface_grids", filters=[("city", "==", city)]).iloc[0]


def _places(bundled: Snapshot, grid: pd.Series) -> np.ndarray:
    """Return the places of the grid's stations in km, in their order."""
    codes = grid["stations"].split(",")
    columns = ["station", "lon", "lat"]
    listed = bundled.read("stations", columns, [("city", "==", grid["city"])])
    own = listed.set_index("station").loc[codes]
    return to_km(own["lon"].to_numpy(), own["lat"].to_numpy(), _latitude(grid))


def _latitude(grid: pd.Series) -> float:
    return float(grid["south"] + grid["rows"] * grid["step_lat"] / 2)


def _cells(grid: pd.Series) -> np.ndarray:
    """Return the centres of the cells inside in km, from the columns as a reader has them."""
    bits = np.unpackbits(np.frombuffer(grid["cells"], np.uint8))[: grid["rows"] * grid["columns"]]
    row, column = np.divmod(np.flatnonzero(bits), grid["columns"])
    lon = grid["west"] + (column + 0.5) * grid["step_lon"]
    lat = grid["south"] + (row + 0.5) * grid["step_lat"]
    return to_km(lon, lat, _latitude(grid))


def _values(bundled: Snapshot, grid: pd.Series, day: str, metric: str) -> np.ndarray:
    wanted = [("scope", "==", "station"), ("city", "==", grid["city"])]
    rows = bundled.read("daily", filters=[*wanted, ("date", "==", pd.Timestamp(day))])
    values = rows.set_index("place")[metric].reindex(grid["stations"].split(","))
    return values.to_numpy(dtype=float)


def _fit(places: np.ndarray, values: np.ndarray) -> RBFInterpolator:
    return RBFInterpolator(places, values, kernel="linear", degree=0, smoothing=NUGGET_KM)


@pytest.mark.parametrize(("city", "day", "count"), DAYS)
def test_a_surface_is_what_its_valid_stations_give(
    bundled: Snapshot, city: str, day: str, count: int
) -> None:
    grid = _grid(bundled, city)
    places, values = _places(bundled, grid), _values(bundled, grid, day, "pm25")
    held = np.isfinite(values)
    assert held.sum() == count
    size = len(values) + 1
    inverse = np.frombuffer(grid["inverse"], "<f8").reshape(size, size)
    weights = np.frombuffer(grid["weights"], "<f4").reshape(-1, len(values))
    surface = weights @ fill_missing(values, inverse)
    expected = _fit(places[held], values[held])(_cells(grid))
    np.testing.assert_allclose(surface, expected, atol=0.03)
    near = np.hypot(*(_cells(grid)[:, None] - places[held]).T)
    assert near.min(axis=1).max() < 2.0  # every station stands on the grid
    assert near.min(axis=0).max() <= grid["reach_km"] or count < len(values)


@pytest.mark.parametrize(("city", "day", "count"), DAYS)
@pytest.mark.parametrize(("metric", "decimals"), [("pm25", 1), ("no2", 1), ("co", 2)])
def test_errors_are_those_of_fits_without_each_station(
    bundled: Snapshot, city: str, day: str, count: int, metric: str, decimals: int
) -> None:
    grid = _grid(bundled, city)
    values = _values(bundled, grid, day, metric)
    held = np.isfinite(values)
    places, values = _places(bundled, grid)[held], values[held]
    off = []
    for number, place in enumerate(places):
        others = np.arange(len(places)) != number
        off.append(_fit(places[others], values[others])(place[None])[0] - values[number])
    wanted = [("metric", "==", metric), ("kind", "==", "day"), ("time", "==", pd.Timestamp(day))]
    found = bundled.read("surface_errors", filters=[("city", "==", city), *wanted]).iloc[0]
    near = 0.5 * 10.0**-decimals + 1e-3
    assert found["stations"] == len(values)
    assert found["mae"] == pytest.approx(np.abs(off).mean(), abs=near)
    assert found["rmse"] == pytest.approx(np.sqrt(np.mean(np.square(off))), abs=near)


@pytest.mark.parametrize(
    ("city", "expected"),
    [
        ("beijing", {"pm25": 7.1, "pm10": 11.5, "no2": 8.2, "o3_mda8": 10.8}),
        ("chengdu", {"pm25": 7.9, "pm10": 13.8, "no2": 10.8, "o3_mda8": 12.6}),
        ("xiangyang", {"pm25": 3.5, "pm10": 5.1, "no2": 3.5, "o3_mda8": 5.0}),
    ],
)
def test_mean_errors_of_a_day(bundled: Snapshot, city: str, expected: dict[str, float]) -> None:
    wanted = [("city", "==", city), ("kind", "==", "day")]
    errors = bundled.read("surface_errors", filters=wanted).groupby("metric")["mae"].mean()
    assert errors[list(expected)].to_dict() == pytest.approx(expected, rel=0.02)


def test_the_surfaces_of_all_hours_are_small(bundled: Snapshot) -> None:
    # Weights serve every hour, so a month of hourly surfaces is what all of them are: below 5 MB.
    files = [ROOT / bundled.id / f"{name}.parquet" for name in ("surface_grids", "surface_errors")]
    assert len(bundled.read("surface_grids", ["city"])) == 3
    assert sum(file.stat().st_size for file in files) < 5e6

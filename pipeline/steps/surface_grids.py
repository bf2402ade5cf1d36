"""Step `surface_grids`: the cells of a city's surface and the weights of its stations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from airquality.surface import KM_A_DEGREE, invert_kernel, is_supported, to_km, weigh_stations
from pipeline.city import CityData
from pipeline.errors import InputError

#: Cells on the longer side where the project does not say their size.
CELLS = 64
#: Weights are kept in steps of 1 / 2^16: at a concentration of 500 that is some hundredths, and a
#: third less to send, since the lowest bits of a weight are noise that nothing compresses.
STEPS = 2**16
#: More on a side would draw no better on a screen and weigh tens of MB.
MOST_CELLS = 256


@dataclass(frozen=True)
class Grid:
    """Cells of equal degrees, row 0 in the south; WGS-84."""

    west: float
    south: float
    step_lon: float
    step_lat: float
    columns: int
    rows: int

    @property
    def latitude(self) -> float:
        """Latitude of the centre, along which distances are true."""
        return self.south + self.rows * self.step_lat / 2

    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Return western and southern edges of all cells, (row x column,) each."""
        lon = self.west + self.step_lon * np.arange(self.columns)
        lat = self.south + self.step_lat * np.arange(self.rows)
        return np.tile(lon, self.rows), np.repeat(lat, self.columns)


@dataclass(frozen=True)
class CitySurface:
    """What every time of a city's surface is computed from.

    Attributes:
        members: the rows of its stations in the list of stations.
        grid: where its cells lie; inside: bool (row x column,), those that may be shown.
        weights: float64 (cell inside, station); inverse: float64 (station + 1, station + 1).
    """

    members: np.ndarray
    grid: Grid
    inside: np.ndarray
    weights: np.ndarray
    inverse: np.ndarray


def lay_surface(city: CityData) -> CitySurface | None:
    """Lay out a city's surface; None where it can have none.

    Its stations are those with coordinates, inside an outline (a station elsewhere is wrongly
    placed or measures another city's air) and with any usable hour; control points measure the
    air where they stand and count. None without hours or outlines, where the outlines are cities
    (a field across a country is not what a city's stations span), and with fewer than
    `least_stations` such stations at places of their own. Raises InputError where `cell_km` gives
    more than 256 cells on a side.
    """
    boundaries, options = city.project.boundaries, city.project.surface
    if city.usable is None or boundaries is None or boundaries.level == "city":
        return None
    listed = city.stations
    measures = np.isfinite(city.usable.values).any(axis=(0, 2))
    placed = (listed["lon"].notna() & listed["lat"].notna() & listed["district"].notna()).to_numpy()
    members = np.flatnonzero(placed & measures)
    lon, lat = (listed[name].to_numpy(dtype=float)[members] for name in ("lon", "lat"))
    if len(np.unique(np.stack([lon, lat], axis=1), axis=0)) < options.least_stations:
        return None
    grid = _lay_grid(city, lon, lat)
    if grid is None:
        return None
    stations, cells = to_km(lon, lat, grid.latitude), _centres(grid)
    inside = _touches_city(city, grid) & is_supported(stations, cells, options.reach_km)
    if not inside.any():
        return None
    weights = weigh_stations(stations, cells[inside])
    return CitySurface(members, grid, inside, weights, invert_kernel(stations))


def build_surface_grids(city: CityData, surface: CitySurface | None) -> pd.DataFrame:
    """Return the table `surface_grids`: one row, or none without a surface."""
    found = [] if surface is None else [surface]
    codes = city.stations["station"].to_numpy(dtype=object)
    options = city.project.surface
    columns: dict[str, list[object]] = {
        name: [getattr(each.grid, name) for each in found]
        for name in ("west", "south", "step_lon", "step_lat", "columns", "rows")
    }
    columns |= {
        "cells": [np.packbits(each.inside).tobytes() for each in found],
        "weights": [_pack_weights(each.weights) for each in found],
        "inverse": [each.inverse.astype("<f8").tobytes() for each in found],
        "reach_km": [options.reach_km for _ in found],
        "least_stations": [options.least_stations for _ in found],
    }
    words = {
        "city": [city.project.city.id for _ in found],
        "stations": [",".join(codes[each.members]) for each in found],
    }
    return pd.DataFrame(columns).assign(
        **{name: pd.Series(own, dtype="str") for name, own in words.items()}
    )


def _pack_weights(weights: np.ndarray) -> bytes:
    return (np.rint(weights * STEPS) / STEPS).astype("<f4").tobytes()


def _lay_grid(city: CityData, lon: np.ndarray, lat: np.ndarray) -> Grid | None:
    """Cover what lies within reach of the stations and inside the outlines' bounds."""
    options = city.project.surface
    west, south, east, north = (float(bound) for bound in city.districts.total_bounds)
    lat_km = KM_A_DEGREE
    lon_km = KM_A_DEGREE * np.cos(np.radians((lat.min() + lat.max()) / 2))
    reach_lon, reach_lat = options.reach_km / lon_km, options.reach_km / lat_km
    west, east = max(west, lon.min() - reach_lon), min(east, lon.max() + reach_lon)
    south, north = max(south, lat.min() - reach_lat), min(north, lat.max() + reach_lat)
    sides = np.array([(east - west) * lon_km, (north - south) * lat_km])
    if not (sides > 0).all():
        return None
    cell = options.cell_km or float(sides.max()) / CELLS
    columns, rows = (max(1, int(np.ceil(side / cell - 1e-9))) for side in sides)
    if max(columns, rows) > MOST_CELLS:
        message = f"gives {max(columns, rows)} cells on a side: at most {MOST_CELLS}"
        raise InputError(message, city.project.file.name, "surface.cell_km")
    step_lon, step_lat = cell / lon_km, cell / lat_km
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    return Grid(
        west=float(middle_lon - columns * step_lon / 2),
        south=float(middle_lat - rows * step_lat / 2),
        step_lon=float(step_lon),
        step_lat=float(step_lat),
        columns=columns,
        rows=rows,
    )


def _centres(grid: Grid) -> np.ndarray:
    lon, lat = grid.edges()
    return to_km(lon + grid.step_lon / 2, lat + grid.step_lat / 2, grid.latitude)


def _touches_city(city: CityData, grid: Grid) -> np.ndarray:
    """Return bool (row x column,): cells on the outline belong to it, the page cuts them off."""
    lon, lat = grid.edges()
    boxes = shapely.box(lon, lat, lon + grid.step_lon, lat + grid.step_lat)
    outline = shapely.union_all(city.districts.geometry.to_numpy())
    shapely.prepare(outline)
    return shapely.intersects(outline, boxes)

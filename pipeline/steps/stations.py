"""Step `stations`: where the stations are, of what kind, since when."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from pipeline.city import CityData


def build_stations(city: CityData) -> gpd.GeoDataFrame:
    """Return the table `stations` of a city; a station without coordinates has no geometry."""
    listed = city.stations
    first, last = _first_and_last(city)
    placed = listed["lon"].notna() & listed["lat"].notna()
    points = gpd.GeoSeries(gpd.points_from_xy(listed["lon"], listed["lat"]), crs="EPSG:4326")
    frame = listed[["station", "name_zh", "name_en", "kind", "is_control", "lon", "lat"]].assign(
        city=city.project.city.id,
        district=listed["district"].fillna("").astype(str),
        first_time=first.astype("datetime64[ms]"),
        last_time=last.astype("datetime64[ms]"),
    )
    return gpd.GeoDataFrame(frame, geometry=points.where(placed, None), crs="EPSG:4326")


def _first_and_last(city: CityData) -> tuple[np.ndarray, np.ndarray]:
    """Return each station's first and last hour with any usable value, NaT where it has none."""
    missing = np.full(len(city.stations), np.datetime64("NaT", "h"))
    if city.usable is None:
        return missing, missing.copy()
    held = ~np.isnan(city.usable.values).all(axis=0)
    has_any = held.any(axis=1)
    times = city.usable.times
    first = np.where(has_any, times[held.argmax(axis=1)], missing)
    last = np.where(has_any, times[held.shape[1] - 1 - held[:, ::-1].argmax(axis=1)], missing)
    return first, last

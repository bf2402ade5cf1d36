"""Step `districts`: the outlines."""

from __future__ import annotations

import geopandas as gpd

from pipeline.city import CityData


def build_districts(city: CityData) -> gpd.GeoDataFrame:
    """Return the table `districts` of a city."""
    return city.districts.assign(city=city.project.city.id)

"""Step `layers`: the city's own layers and the circles around its stations."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from pipeline.city import CityData
from summaries.tables.layers import LAYERS


def build_layers(city: CityData) -> gpd.GeoDataFrame:
    """Return the table `layers` of a city."""
    empty = pd.DataFrame({name: [] for name in LAYERS.column_names}, dtype=str)
    numbered = empty.assign(number=empty["number"].astype("int32"), city=city.project.city.id)
    return gpd.GeoDataFrame(numbered, geometry="geometry", crs="EPSG:4326")

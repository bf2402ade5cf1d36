"""Step `layers`: the city's own layers and the circles around its stations."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from pipeline.city import CityData
from summaries.tables.layers import LAYERS


def build_layers(city: CityData) -> gpd.GeoDataFrame:
    """Return the table `layers` of a city: what `pipeline.layers` gathered; often no row."""
    found = city.layers
    if found is None or found.empty:
        empty = pd.DataFrame({name: [] for name in LAYERS.column_names}, dtype=str)
        found = gpd.GeoDataFrame(
            empty.assign(number=empty["number"].astype("int32")), geometry="geometry", crs=4326
        )
    return found.assign(city=city.project.city.id)

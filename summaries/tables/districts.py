"""District outlines: the base map, since no tiles are used."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

DISTRICTS = Table(
    name="districts",
    about_zh="区县边界（WGS-84，已按屏幕精度简化）",
    about_en="District outlines, WGS-84, simplified to what a screen shows",
    grain_zh="区县",
    grain_en="district",
    key=("city", "district"),
    columns=(
        CITY,
        Column("district", "str", "行政区划代码", "Administrative code", nullable=False),
        Column("name_zh", "str", "中文名", "Chinese name", nullable=False),
        Column("name_en", "str", "英文名", "English name", nullable=False),
        Column("geometry", "geometry", "边界", "Outline, WGS-84", nullable=False),
    ),
)

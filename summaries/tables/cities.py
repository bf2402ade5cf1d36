"""The cities of a snapshot."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

CITIES = Table(
    name="cities",
    about_zh="城市一览：名称、行政区划代码与数据起止",
    about_en="The cities of this snapshot: names, code, what is there",
    grain_zh="城市",
    grain_en="city",
    key=("city",),
    version=2,
    columns=(
        CITY,
        Column("name_zh", "str", "中文名", "Chinese name", nullable=False),
        Column("name_en", "str", "英文名", "English name", nullable=False),
        Column("adcode", "str", "行政区划代码", "Administrative code", nullable=False),
        Column(
            "areas",
            "str",
            "地图上的面：district 区县，city 城市（全国项目）",
            "What the outlines of its map are: district, or city for a project of many cities",
            nullable=False,
        ),
        Column("first_day", "time", "首个有数据的日期", "First day with data", nullable=False),
        Column("last_day", "time", "最后有数据的日期", "Last day with data", nullable=False),
        Column("has_hours", "bool", "是否有小时数据", "Whether hours are there", nullable=False),
        Column("has_weather", "bool", "是否有气象数据", "Whether weather is there", nullable=False),
        Column("note_zh", "str", "说明", "Note in Chinese"),
        Column("note_en", "str", "英文说明", "Note in English"),
    ),
)

"""What the quality rules flagged, and whether it is left out of the statistics."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count

FLAGS = Table(
    name="flags",
    about_zh="质量标记统计：数值不删除，只标记",
    about_en="Counts of quality flags: nothing is deleted, only flagged",
    grain_zh="站点 × 污染物 × 月 × 标记",
    grain_en="station x pollutant x month x flag",
    key=("city", "station", "pollutant", "period_start", "flag"),
    columns=(
        CITY,
        Column("station", "str", "站点编码", "Station code", nullable=False),
        Column("pollutant", "str", "污染物", "Pollutant", nullable=False),
        Column("period_start", "time", "月份的第一天", "First day of the month", nullable=False),
        Column("flag", "str", "标记", "Flag", nullable=False),
        count("count", "带此标记的小时数", "Hours with this flag"),
        Column("is_excluded", "bool", "是否不参与统计", "Left out of statistics", nullable=False),
        Column("value_min", "f4", "其中最小值（单位随污染物）", "Smallest such value"),
        Column("value_max", "f4", "其中最大值（单位随污染物）", "Largest such value"),
    ),
)

"""Mean cycles: by the hour of the day, the day of the week, the month of the year."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

PROFILES = Table(
    name="profiles",
    about_zh="日变化、周变化与年变化，带 95 % 置信区间",
    about_en="Cycles of the day, the week and the year, with 95 % intervals",
    grain_zh="地点 × 指标 × 周期 × 位置 × 时段",
    grain_en="place x metric x cycle x position x period",
    key=("city", "scope", "place", "metric", "cycle", "position", "period"),
    columns=(
        *PLACE_KEY,
        Column(
            "metric", "str", "指标（小时值或日统计）", "Metric, hourly or daily", nullable=False
        ),
        Column("cycle", "str", "hour、weekday 或 month", "hour, weekday or month", nullable=False),
        Column(
            "position",
            "i4",
            "小时起点 0–23、星期一为 0 的星期 0–6、月份 1–12",
            "Hour of beginning 0-23, weekday 0-6 from Monday, month 1-12",
            "",
            0,
            23,
            nullable=False,
        ),
        Column("period", "str", "all 或年份", "all, or a year", nullable=False),
        Column("mean", "f4", "平均值（单位随指标）", "Mean, in the metric's unit", "", 0.0),
        Column("low", "f4", "95 % 区间下限", "Lower bound of the 95 % interval"),
        Column("high", "f4", "95 % 区间上限", "Upper bound of the 95 % interval", "", 0.0),
        count("count", "参与平均的数值个数", "Values in the mean"),
    ),
)

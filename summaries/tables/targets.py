"""What a city has promised."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

TARGETS = Table(
    name="targets",
    about_zh="城市的年度目标",
    about_en="A city's targets by the year",
    grain_zh="城市 × 年 × 指标",
    grain_en="city x year x metric",
    key=("city", "year", "metric"),
    columns=(
        CITY,
        Column("year", "i4", "年份", "Year", "", 2000, 2100, nullable=False),
        Column("metric", "str", "指标（年表的列）", "Column of the annual table", nullable=False),
        Column("value", "f4", "约束目标（单位随指标）", "Target, the metric's unit", "", 0.0),
        Column("stretch", "f4", "争取目标", "Stretch target", "", 0.0),
        Column("source_zh", "str", "出处", "Source in Chinese"),
        Column("source_en", "str", "英文出处", "Source in English"),
        Column(
            "status",
            "str",
            "核对情况：verified、from memory 或 unverified",
            "How far it was checked: verified, from memory or unverified",
            nullable=False,
        ),
    ),
)

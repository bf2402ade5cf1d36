"""Distributions of daily values."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

PERCENTILES = Table(
    name="percentiles",
    about_zh="日统计值的百分位数：全部年份与各年",
    about_en="Percentiles of daily values: of all years together and of each",
    grain_zh="地点 × 指标 × 时段 × 百分位",
    grain_en="place x metric x period x percentile",
    key=("city", "scope", "place", "metric", "period", "percentile"),
    columns=(
        *PLACE_KEY,
        Column("metric", "str", "指标（日统计）", "Metric of the daily table", nullable=False),
        Column("period", "str", "all 或年份", "all, or a year", nullable=False),
        Column(
            "percentile",
            "f4",
            "百分位：0、1、2、5、10……90、95、98、99、100",
            "Percentile: 0, 1, 2, 5, 10 ... 90, 95, 98, 99, 100",
            "%",
            0,
            100,
            nullable=False,
        ),
        Column(
            "value",
            "f4",
            "该百分位的值（单位随指标）；不足 30 天为空",
            "Value at it, in the metric's unit; empty for fewer than 30 days",
            "",
            0.0,
        ),
        count("count", "有值的天数", "Days with a value"),
    ),
)

"""Slopes over the years."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

TRENDS = Table(
    name="trends",
    about_zh="逐月配对的季节性 Theil–Sen 斜率与 95 % 区间",
    about_en="Seasonal Theil-Sen slopes (the same month of different years) with 95 % intervals",
    grain_zh="地点 × 指标",
    grain_en="place x metric",
    key=("city", "scope", "place", "metric"),
    columns=(
        *PLACE_KEY,
        Column("metric", "str", "指标（月值）", "Metric of the monthly table", nullable=False),
        Column("slope", "f4", "斜率（指标单位每年）", "Slope, the metric's unit a year"),
        Column("slope_low", "f4", "95 % 区间下限", "Lower bound of the 95 % interval"),
        Column("slope_high", "f4", "95 % 区间上限", "Upper bound of the 95 % interval"),
        Column("slope_pct", "f4", "相对均值的每年百分比", "Slope as a share of the mean", "%"),
        Column("p_value", "f4", "Kendall 检验 p 值", "p of Kendall's test", "", 0.0, 1.0),
        Column("method", "str", "方法", "Method", nullable=False),
        Column("period_start", "time", "首月", "First month"),
        Column("period_end", "time", "末月之后的第一天", "First day after the last month"),
        count("months", "参与的月数", "Months used"),
        Column("note", "str", "无法计算或需谨慎的原因", "Why there is none, or what to mind"),
        Column(
            "crosses_reference_change",
            "bool",
            "是否跨越 2018-09-01 参比状态变更",
            "Whether the series crosses the change of reference state",
            nullable=False,
        ),
    ),
)

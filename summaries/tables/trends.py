"""Slopes over the years."""

from summaries.table import Column, Table
from summaries.tables.change_points import SERIES_BASIS
from summaries.tables.shared_columns import PLACE_KEY, count

TRENDS = Table(
    name="trends",
    about_zh="逐月配对的季节性 Theil–Sen 斜率，95 % 区间与检验计入各月的持续性",
    about_en="Seasonal Theil-Sen slopes (the same month of different years); 95 % intervals and"
    " tests that know how alike neighbouring months are",
    grain_zh="地点 × 指标 × 口径",
    grain_en="place x metric x basis",
    key=("city", "scope", "place", "metric", "basis"),
    version=2,
    columns=(
        *PLACE_KEY,
        Column("metric", "str", "指标（月值）", "Metric of the monthly values", nullable=False),
        SERIES_BASIS,
        Column("slope", "f4", "斜率（指标单位每年）", "Slope, the metric's unit a year"),
        Column("slope_low", "f4", "95 % 区间下限", "Lower bound of the 95 % interval"),
        Column("slope_high", "f4", "95 % 区间上限", "Upper bound of the 95 % interval"),
        Column("slope_pct", "f4", "相对均值的每年百分比", "Slope as a share of the mean", "%"),
        Column(
            "p_value",
            "f4",
            "季节性 Kendall 检验的 p 值，计入持续性",
            "p of the seasonal Kendall test, persistence allowed for",
            "",
            0.0,
            1.0,
        ),
        Column(
            "persistence",
            "f4",
            "去除趋势与季节后相邻两月的相关（0–0.9）",
            "Correlation of neighbouring months once trend and season are off",
            "",
            0.0,
            1.0,
        ),
        Column("method", "str", "方法", "Method", nullable=False),
        Column("period_start", "time", "首月", "First month"),
        Column("period_end", "time", "末月之后的第一天", "First day after the last month"),
        count("months", "参与的月数", "Months used"),
        Column("note", "str", "无法计算或需谨慎的原因", "Why there is none, or what to mind"),
        Column(
            "crosses_reference_change",
            "bool",
            "是否跨越 2018-09-01 参比状态变更（换算后的序列为否）",
            "Whether the series crosses the change of reference state; never once converted",
            nullable=False,
        ),
    ),
)

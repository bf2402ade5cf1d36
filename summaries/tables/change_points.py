"""Months from which a place stands on another level."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY

#: The two bases of a series of months, in the words of both tables that have them.
SERIES_BASIS = Column(
    "basis",
    "str",
    "口径：all 各月按当时的参比状态；present_state 2018-09-01 之前换算到现行参比状态",
    "all: each month at the reference state of its day; present_state: those before 2018-09-01"
    " converted to the present one",
    nullable=False,
)

CHANGE_POINTS = Table(
    name="change_points",
    about_zh="月值的突变点：在季节与平稳趋势之外，水平自该月起改变",
    about_en="Change points of monthly values: another level, beside the season and a steady trend",
    grain_zh="地点 × 指标 × 口径 × 突变月",
    grain_en="place x metric x basis x month of change",
    key=("city", "scope", "place", "metric", "basis", "date"),
    columns=(
        *PLACE_KEY,
        Column("metric", "str", "指标（月值）", "Metric of the monthly values", nullable=False),
        SERIES_BASIS,
        Column("date", "time", "新水平的第一个月", "First month of the new level", nullable=False),
        Column("low", "time", "日期的 95 % 区间：最早的月", "Earliest month of its 95 % interval"),
        Column("high", "time", "日期的 95 % 区间：最晚的月", "Latest month of its 95 % interval"),
        Column(
            "mean_before",
            "f4",
            "此前 12 个月的均值（去季节，不越过相邻突变点；单位随指标）",
            "Mean of the 12 months before, free of the season, not past a neighbouring point",
            "",
            0.0,
        ),
        Column(
            "mean_after",
            "f4",
            "自该月起 12 个月的均值（去季节，不越过相邻突变点；单位随指标）",
            "Mean of the 12 months from then on, free of the season, not past a neighbouring point",
            "",
            0.0,
        ),
        Column(
            "change_pct",
            "f4",
            "扣除平稳趋势后的突变幅度",
            "The step itself, beside the steady trend",
            "%",
            -100.0,
        ),
        Column(
            "p_value",
            "f4",
            "同样季节、趋势与持续性而无此突变的序列出现同样明显突变的比例",
            "How often series as persistent, without this step, show one as clear",
            "",
            0.0,
            1.0,
        ),
        Column("method", "str", "方法", "Method", nullable=False),
        Column(
            "note",
            "str",
            "需谨慎的原因：reference_change 为距 2018-09-01 参比状态变更不超过两个月",
            "What to mind: reference_change, within two months of the change of reference state",
        ),
    ),
)

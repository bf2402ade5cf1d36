"""Mean cycles: by the hour of the day, the day of the week, the month of the year, and crossed."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

PROFILES = Table(
    name="profiles",
    about_zh="日变化、周变化与年变化，及逐小时 × 星期、逐小时 × 月份，带 95 % 置信区间",
    about_en="Cycles of the day, the week and the year, and of hours by weekday and by month, with"
    " 95 % intervals",
    grain_zh="地点 × 指标 × 周期 × 位置 × 时段",
    grain_en="place x metric x cycle x position x period",
    key=("city", "scope", "place", "metric", "cycle", "position", "period"),
    version=2,
    columns=(
        *PLACE_KEY,
        Column(
            "metric", "str", "指标（小时值或日统计）", "Metric, hourly or daily", nullable=False
        ),
        Column(
            "cycle",
            "str",
            "hour、weekday、month；hour_weekday、hour_month（仅 all，一位小数，CO 两位）",
            "hour, weekday, month; hour_weekday, hour_month (of period all only, to one decimal, CO"
            " two)",
            nullable=False,
        ),
        Column(
            "position",
            "i4",
            "小时起点 0–23、星期一为 0 的星期 0–6、月份 1–12；hour_weekday 为 星期 × 24 + 小时"
            "（0–167），hour_month 为 （月份 − 1）× 24 + 小时（0–287）",
            "Hour of beginning 0-23, weekday 0-6 from Monday, month 1-12; of hour_weekday"
            " weekday x 24 + hour (0-167), of hour_month (month - 1) x 24 + hour (0-287)",
            "",
            0,
            287,
            nullable=False,
        ),
        Column("period", "str", "all 或年份", "all, or a year", nullable=False),
        Column("mean", "f4", "平均值（单位随指标）", "Mean, in the metric's unit", "", 0.0),
        Column(
            "low",
            "f4",
            "95 % 区间下限；小时与星期的区间取自扣除季节（31 日滑动平均）后的值",
            "Lower bound of the 95 % interval; of hours and weekdays from what a running mean of"
            " 31 days leaves",
        ),
        Column("high", "f4", "95 % 区间上限", "Upper bound of the 95 % interval", "", 0.0),
        count("count", "参与平均的数值个数", "Values in the mean"),
    ),
)

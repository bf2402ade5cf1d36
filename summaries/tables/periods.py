"""Monthly and annual evaluation of every place: the same columns at two grains."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.shared_columns import (
    DAYS_JUDGED,
    PERIOD_METRICS,
    PLACE_KEY,
    concentration,
    count,
)


def _valid(name: str, what: str) -> Column:
    return Column(
        f"{name}_is_valid",
        "bool",
        f"{what} 的有效天数是否达到 GB 3095 表 4 的要求",
        f"Whether {name} has the days that GB 3095 table 4 asks for",
        nullable=False,
    )


_COLUMNS = (
    *PLACE_KEY,
    Column("period_start", "time", "时段的第一天", "First day of the period", nullable=False),
    *PERIOD_METRICS,
    concentration("co", "co", "CO 日均值的平均", "Mean of daily CO"),
    concentration("o3_mda8", "o3", "O₃ 日最大 8 小时平均的平均", "Mean of MDA8"),
    concentration("pm25_p95", "pm25", "PM₂.₅ 日均值第 95 百分位数", "95th percentile of days"),
    concentration("pm10_p95", "pm10", "PM₁₀ 日均值第 95 百分位数", "95th percentile of days"),
    concentration("so2_p98", "so2", "SO₂ 日均值第 98 百分位数", "98th percentile of days"),
    concentration("no2_p98", "no2", "NO₂ 日均值第 98 百分位数", "98th percentile of days"),
    *(
        count(f"{p.id}_days", f"{p.symbol} 的有效天数", f"Valid days of {p.id}", 366)
        for p in POLLUTANTS.values()
    ),
    count("calendar_days", "时段的日历天数", "Days of the period", 366),
    *DAYS_JUDGED,
    *(count(f"level{n}_days", f"{n} 级天数", f"Days of level {n}", 366) for n in range(1, 7)),
    *(
        Column(f"index_{p.id}", "f4", f"{p.symbol} 单项指数", f"Single index of {p.id}", "", 0.0)
        for p in POLLUTANTS.values()
    ),
    count("good_days_2012", "优良天数，按 HJ 633-2012", "Good days by HJ 633-2012", 366),
    count("good_days_2026", "优良天数，按 HJ 633-2026", "Good days by HJ 633-2026", 366),
    Column(
        "standard",
        "str",
        "时段最后一天施行的 GB 3095 版本",
        "GB 3095 version in force on the last day",
        nullable=False,
    ),
    *(_valid(p.id, p.symbol) for p in POLLUTANTS.values()),
    Column("is_valid", "bool", "六项是否都有效", "Whether all six are valid", nullable=False),
    Column(
        "crosses_reference_change",
        "bool",
        "时段是否跨越 2018-09-01 参比状态变更",
        "Whether the period crosses the change of reference state",
        nullable=False,
    ),
)

MONTHLY = Table(
    name="monthly",
    about_zh="逐月评价",
    about_en="Evaluation by the month",
    grain_zh="地点 × 月",
    grain_en="place x month",
    key=("city", "scope", "place", "period_start"),
    columns=_COLUMNS,
)

ANNUAL = Table(
    name="annual",
    about_zh="逐年评价",
    about_en="Evaluation by the year",
    grain_zh="地点 × 年",
    grain_en="place x year",
    key=("city", "scope", "place", "period_start"),
    columns=_COLUMNS,
)

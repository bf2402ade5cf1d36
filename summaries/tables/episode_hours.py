"""The hours of a case, with a day before and a day after."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, amount, level_of_six, moment
from summaries.tables.shared_columns import CITY

EPISODE_HOURS = Table(
    name="episode_hours",
    about_zh="案例逐小时的阶段与滑动平均，前后各多 24 小时；各项浓度与气象见 hourly_city",
    about_en="Stage and running means of a case's hours, with 24 hours before and after; hourly"
    " concentrations and weather are those of hourly_city",
    grain_zh="案例 × 小时",
    grain_en="case x hour",
    key=("city", "case_id", "time"),
    columns=(
        CITY,
        CASE,
        moment("time", "小时的起点（北京时间）", "Beginning of the hour", nullable=False),
        Column(
            "stage", "str", "阶段，案例之外为空字串", "Stage; an empty word outside", nullable=False
        ),
        amount(
            "pm25",
            "区域的 PM₂.₅ 小时均值（全国项目）；城市的见 hourly_city，此处为空",
            "Hourly PM2.5 of an area of a project of many cities; empty for the city itself",
        ),
        amount("o3", "区域的 O₃ 小时均值，同上", "Hourly O3 of an area, as PM2.5"),
        amount("pm25_24h", "PM₂.₅ 24 小时滑动平均", "Trailing 24-hour mean of PM2.5"),
        amount("o3_8h", "O₃ 8 小时滑动平均", "Trailing 8-hour mean of O3"),
        level_of_six(
            "level",
            "滑动平均对应的级别（按主导污染物的分指数），0 为无值",
            "Level of the lead pollutant's running mean, 0 where it has none",
        ),
        Column(
            "is_missing",
            "bool",
            "该小时没有主导污染物的值",
            "The lead pollutant has no value in this hour",
            nullable=False,
        ),
    ),
    is_rounded=True,
)

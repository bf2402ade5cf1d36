"""Running means: the hours and days that end with the one they are written against."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, PLACE_KEY, concentration

#: Windows of days and of hours, in the order of the columns.
DAILY_WINDOWS = (7, 30, 365)
HOURLY_WINDOWS = (8, 24)
#: Daily metric -> its pollutant.
DAILY_METRICS = {**{p: p for p in POLLUTANTS if p != "o3"}, "o3_mda8": "o3"}


def _of_days(metric: str, days: int) -> Column:
    pollutant = DAILY_METRICS[metric]
    symbol = POLLUTANTS[pollutant].symbol
    what = f"{symbol} 日最大 8 小时平均" if metric == "o3_mda8" else f"{symbol} 日均值"
    return concentration(
        f"{metric}_{days}d",
        pollutant,
        f"{what}的 {days} 日滑动平均（截至当日）",
        f"Mean of {metric} over the {days} days that end with this one",
    )


def _of_hours(pollutant: str, hours: int) -> Column:
    return concentration(
        f"{pollutant}_{hours}h",
        pollutant,
        f"{POLLUTANTS[pollutant].symbol} 的 {hours} 小时滑动平均（截至该小时末）",
        f"Mean of {pollutant} over the {hours} hours that end with this one",
    )


RUNNING_DAILY = Table(
    name="running_daily",
    about_zh="滑动平均：7、30、365 日窗口，截至当日；有效日不足 75 % 为空"
    "（本项目自定，可在项目文件中修改）",
    about_en="Running means over 7, 30 and 365 days, ending with the day; empty where fewer than"
    " 75 % of the days are valid (our own choice, a setting of the project)",
    grain_zh="地点 × 日",
    grain_en="place x day",
    is_rounded=True,
    key=("city", "scope", "place", "date"),
    columns=(
        *PLACE_KEY,
        Column("date", "time", "窗口的最后一日", "Last day of the window", nullable=False),
        *(_of_days(metric, days) for metric in DAILY_METRICS for days in DAILY_WINDOWS),
    ),
)

RUNNING_HOURLY = Table(
    name="running_hourly",
    about_zh="城市小时均值的滑动平均：8 小时（至少 6 小时有效）与 24 小时（至少 20 小时有效），"
    "GB 3095 表 4",
    about_en="Running means of a city's hours over 8 hours (6 of them valid) and 24 hours (20 of"
    " them valid), GB 3095 table 4",
    grain_zh="城市 × 小时",
    grain_en="city x hour",
    is_rounded=True,
    key=("city", "time"),
    columns=(
        CITY,
        Column(
            "time",
            "time",
            "窗口最后一小时的起点（北京时间）",
            "Beginning of the window's last hour",
            nullable=False,
        ),
        *(_of_hours(pollutant, hours) for pollutant in POLLUTANTS for hours in HOURLY_WINDOWS),
    ),
)

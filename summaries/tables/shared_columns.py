"""Columns that several tables carry, so that they read the same everywhere."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column

CITY = Column("city", "str", "城市编号（小写拼音）", "City id, lower-case pinyin", nullable=False)
SCOPE = Column(
    "scope",
    "str",
    "地点类型：station、district 或 city",
    "station, district or city",
    nullable=False,
)
PLACE = Column(
    "place",
    "str",
    "站点编码、区县行政区划代码或城市编号",
    "Station code, district adcode or city id",
    nullable=False,
)
PLACE_KEY = (CITY, SCOPE, PLACE)


def concentration(name: str, pollutant: str, about_zh: str, about_en: str) -> Column:
    """Return a float column in the pollutant's unit, never negative."""
    unit = POLLUTANTS[pollutant].unit
    return Column(name, "f4", about_zh, about_en, unit, low=0.0, high=10_000.0)


def count(name: str, about_zh: str, about_en: str, high: float | None = None) -> Column:
    """Return a whole-number column from zero, never missing."""
    return Column(name, "i4", about_zh, about_en, low=0, high=high, nullable=False)


#: The metrics that a whole period (month, year, year to date) is judged by, with their words.
PERIOD_METRICS = (
    concentration("pm25", "pm25", "PM₂.₅ 日均值的平均", "Mean of daily PM2.5"),
    concentration("pm10", "pm10", "PM₁₀ 日均值的平均", "Mean of daily PM10"),
    concentration("so2", "so2", "SO₂ 日均值的平均", "Mean of daily SO2"),
    concentration("no2", "no2", "NO₂ 日均值的平均", "Mean of daily NO2"),
    concentration("co_p95", "co", "CO 日均值第 95 百分位数", "95th percentile of daily CO"),
    concentration(
        "o3_mda8_p90",
        "o3",
        "O₃ 日最大 8 小时平均第 90 百分位数",
        "90th percentile of the daily maximum 8-hour mean of O3",
    ),
)

DAYS_JUDGED = (
    count("valid_days", "有 AQI 的天数", "Days with an AQI", 366),
    count("good_days", "优良天数（AQI ≤ 100）", "Days with an AQI of 100 or less", 366),
    count("heavy_days", "重污染天数（AQI > 200）", "Days with an AQI above 200", 366),
    count(
        "exceeding_days_without_aqi",
        "缺项而无 AQI、但其余项目的分指数已超过 100 的天数（不计入有 AQI 的天数）",
        "Days without an AQI, an item being missing, of which another's sub-index is above 100;"
        " none of them is among the valid days",
        366,
    ),
    count(
        "heavy_days_without_aqi",
        "缺项而无 AQI、但其余项目的分指数已超过 200 的天数",
        "Days without an AQI, an item being missing, of which another's sub-index is above 200",
        366,
    ),
    Column("good_ratio", "f4", "优良天数比例（0–1）", "Good days over valid days", "", 0.0, 1.0),
    Column(
        "composite_index",
        "f4",
        "环境空气质量综合指数",
        "Composite index: the weighted sum of the six single indices",
        "",
        0.0,
    ),
)

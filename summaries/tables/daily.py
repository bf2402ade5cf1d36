"""Daily statistics of every place."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, concentration, count

_MEANS = tuple(
    concentration(p, p, f"{POLLUTANTS[p].symbol} 日均值", f"Daily mean of {p}")
    for p in ("pm25", "pm10", "so2", "no2", "co")
)
_OZONE = (
    concentration("o3_mda8", "o3", "O₃ 日最大 8 小时平均", "Daily maximum 8-hour mean of O3"),
    concentration("o3_1h_max", "o3", "O₃ 日最大 1 小时平均", "Daily maximum hour of O3"),
)
_COUNTS = tuple(
    count(
        f"{p}_count",
        f"{what}：站点为有效小时数（O₃ 为有效 8 小时窗口数），区县和城市为有效站点数",
        f"{p}: valid hours of a station (windows for MDA8), valid stations of a district or city",
    )
    for p, what in (
        *((p, POLLUTANTS[p].symbol) for p in ("pm25", "pm10", "so2", "no2", "co")),
        ("o3_mda8", "O₃"),
    )
)


def _index(name: str, zh: str, en: str) -> Column:
    return Column(name, "f4", zh, en, "", 0, 500)


DAILY = Table(
    name="daily",
    about_zh="站点、区县与城市的日统计值与 AQI",
    about_en="Daily statistics and AQI of stations, districts and cities",
    grain_zh="地点 × 日",
    grain_en="place x day",
    key=("city", "scope", "place", "date"),
    columns=(
        *PLACE_KEY,
        Column("date", "time", "日期", "Day", nullable=False),
        *_MEANS,
        *_OZONE,
        *_COUNTS,
        _index("aqi", "AQI，按当日施行的标准", "AQI by the standard in force that day"),
        _index(
            "aqi_at_least",
            "因缺项而无 AQI 的日，其余项目按当日施行的标准的最大分指数；AQI 取最大值，故真实 AQI"
            " 不低于此数。有 AQI 或全部缺测时为空",
            "On a day without an AQI, an item being missing: the largest sub-index of the others by"
            " the standard in force. An AQI is a maximum, so the true one is no smaller. Empty"
            " where the day has an AQI or no item at all",
        ),
        count("level", "级别 1–6，0 为无 AQI", "Level 1 to 6, 0 where there is no AQI", 6),
        Column(
            "primary", "str", "首要污染物，并列用 + 连接", "Primary pollutant, ties joined by +"
        ),
        Column("standard", "str", "当日施行的标准", "Standard in force that day", nullable=False),
        _index("aqi_2012", "AQI，按 HJ 633-2012", "AQI by HJ 633-2012"),
        Column("primary_2012", "str", "首要污染物，按 HJ 633-2012", "Primary by HJ 633-2012"),
        _index("aqi_2026", "AQI，按 HJ 633-2026", "AQI by HJ 633-2026"),
        Column("primary_2026", "str", "首要污染物，按 HJ 633-2026", "Primary by HJ 633-2026"),
        Column(
            "origin",
            "str",
            "hours 由小时值算得，published 为公布的日值",
            "hours: computed from hours; published: a published daily value",
            nullable=False,
        ),
    ),
)

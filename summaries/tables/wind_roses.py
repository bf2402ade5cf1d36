"""Where the wind blew from, and what it brought: hours and means by sector and speed class."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

METRIC = Column(
    "metric",
    "str",
    "小时指标 pm25、pm10、so2、no2、co、o3；空 = 只看风",
    "Metric of hours: pm25, pm10, so2, no2, co, o3; empty = the wind alone",
    nullable=False,
)
PERIOD = Column(
    "period",
    "str",
    "all；年份；各年合计的 spring、summer、autumn、winter、o3_season、winter_half 与项目自定的季",
    "all; a year; over all years spring, summer, autumn, winter, o3_season, winter_half and the"
    " project's own seasons",
    nullable=False,
)
SECTOR = Column(
    "sector",
    "i2",
    "来风方位 0–15：北为 0，顺时针每 22.5°；−1 静风（不分风向）；"
    "−2 缺风速，或有风而缺风向（只计数）",
    "Where the wind blew from, 0-15: north is 0, clockwise by 22.5°; -1 calm, of no direction; -2"
    " without a speed, or wind without a direction: counted, in no sector",
    "",
    -2,
    15,
    nullable=False,
)
SPEED_FROM = Column(
    "speed_from", "f4", "风速下限（含）；方位 −2 为空", "Least wind speed, included", "m/s", 0
)
SPEED_TO = Column(
    "speed_to",
    "f4",
    "风速上限（不含）；空 = 无上限；静风行即静风界限（项目设定，默认 0.5，本项目自定）",
    "Wind speed below which; empty = open; of calm, the project's limit of calm (0.5 by default,"
    " our own choice)",
    "m/s",
    0,
)
MEAN = Column(
    "mean",
    "f4",
    "这些小时的平均浓度（CO 为 mg/m³，其余 µg/m³）；只看风时为空",
    "Mean of these hours (mg/m³ of CO, µg/m³ of the others); empty of wind alone",
    "",
    0,
    10_000,
)

WIND_ROSES = Table(
    name="wind_roses",
    about_zh="风玫瑰与污染玫瑰：各方位、各风速级的小时数与平均浓度；没有风的城市无行",
    about_en="Wind and pollution roses: hours and mean concentration by sector and class of speed;"
    " no rows for a city without wind",
    grain_zh="地点 × 指标 × 时段 × 方位 × 风速级",
    grain_en="place x metric x period x sector x class of speed",
    is_rounded=True,
    key=("city", "scope", "place", "metric", "period", "sector", "speed_class"),
    columns=(
        *PLACE_KEY,
        METRIC,
        PERIOD,
        SECTOR,
        Column(
            "speed_class",
            "i2",
            "风速级，自小至大 0、1、2…；静风与缺风为 0",
            "Class of speed, from the least: 0, 1, 2...; 0 of calm and of no wind",
            "",
            0,
            nullable=False,
        ),
        SPEED_FROM,
        SPEED_TO,
        count("hours", "小时数（有浓度且属于此格）", "Hours, with a value of the metric"),
        MEAN,
    ),
)

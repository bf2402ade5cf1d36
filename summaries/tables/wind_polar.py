"""Concentration by where the wind blew from and how fast: the cells of a polar plot."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count
from summaries.tables.wind_roses import MEAN, METRIC, PERIOD, SECTOR, SPEED_FROM, SPEED_TO

WIND_POLAR = Table(
    name="wind_polar",
    about_zh="极坐标图的格：各方位 × 每 1 m/s 风速的小时数、平均浓度与高值小时数；"
    "半径是风速，不是距离",
    about_en="Cells of a polar plot, by sector and 1 m/s of wind speed: hours, mean and hours above"
    " the 75th percentile; the radius is wind speed, not distance",
    grain_zh="地点 × 指标 × 时段 × 方位 × 风速档",
    grain_en="place x metric x period x sector x bin of speed",
    is_rounded=True,
    key=("city", "scope", "place", "metric", "period", "sector", "speed_bin"),
    columns=(
        *PLACE_KEY,
        METRIC,
        PERIOD,
        SECTOR,
        Column(
            "speed_bin",
            "i2",
            "风速档：整数部分（m/s）；含第 99 百分位数的一档为最后一档，更大的风也在其中",
            "Whole m/s of the speed; the bin with the place's 99th percentile is the last and holds"
            " all stronger wind",
            "",
            0,
            nullable=False,
        ),
        SPEED_FROM,
        SPEED_TO,
        count("hours", "小时数（有浓度且属于此格）", "Hours, with a value of the metric"),
        MEAN,
        count(
            "hours_over",
            "其中高于 p75 的小时数；除以 hours 即条件概率 CPF",
            "Those above p75; over `hours` it is the conditional probability (CPF)",
        ),
        Column(
            "p75",
            "f4",
            "该地该时段有风资料（含静风）的小时的第 75 百分位数",
            "75th percentile of the place's hours of the period that have a wind, calm included",
            "",
            0,
            10_000,
        ),
    ),
)

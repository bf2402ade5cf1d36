"""Observed and predicted air around the window of each measure."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import (
    HIGH_EN,
    HIGH_ZH,
    LOW_EN,
    LOW_ZH,
    MEASURE_ID,
    POLLUTANT,
    level,
)
from summaries.tables.shared_columns import CITY, count

EFFECT_SERIES = Table(
    name="effect_series",
    about_zh="措施时段及前后 7 天的观测与“无管控”预测：不足 7 天的时段为小时值，其余为日均值",
    about_en="Observed air and that predicted without the measure, from 7 days before its window"
    " to 7 days after: hours where it is shorter than 7 days, days otherwise",
    grain_zh="城市 × 措施 × 污染物 × 时次",
    grain_en="city x measure x pollutant x hour or day",
    key=("city", "measure_id", "pollutant", "time"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        Column(
            "time", "time", "时次，以其开始标记", "Hour or day, by its beginning", nullable=False
        ),
        count("step_hours", "1 为小时，24 为日", "1 of hours, 24 of days", 24),
        level("observed", "观测平均", "Mean observed"),
        level(
            "predicted",
            "“无管控”的预测，模型未见过该时次及其前后，已扣除同季节的偏差",
            "Predicted without the measure by a model that never saw it or its neighbours, free of"
            " the season's bias",
        ),
        level("low", f"{LOW_ZH}（单个时次）", f"{LOW_EN}, of a single step"),
        level("high", f"{HIGH_ZH}（单个时次）", f"{HIGH_EN}, of a single step"),
        Column(
            "in_window", "bool", "是否在措施时段内", "Whether it lies in the window", nullable=False
        ),
    ),
    is_rounded=True,
)

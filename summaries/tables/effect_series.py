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
from summaries.tables.shared_columns import CITY

EFFECT_SERIES = Table(
    name="effect_series",
    about_zh="措施时段及前后 14 天的观测与“无管控”预测，日均值",
    about_en="Daily means observed and predicted without the measure, from 14 days before its"
    " window to 14 days after",
    grain_zh="城市 × 措施 × 污染物 × 日",
    grain_en="city x measure x pollutant x day",
    key=("city", "measure_id", "pollutant", "time"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        Column("time", "time", "日", "Day", nullable=False),
        level("observed", "观测平均", "Mean observed"),
        level(
            "predicted",
            "“无管控”的预测，模型未见过该日及其前后，已扣除同季节的偏差",
            "Predicted without the measure by a model that never saw it or its neighbours, free of"
            " the season's bias",
        ),
        level("low", f"{LOW_ZH}（单日）", f"{LOW_EN}, of a single day"),
        level("high", f"{HIGH_ZH}（单日）", f"{HIGH_EN}, of a single day"),
        Column(
            "in_window",
            "bool",
            "该日正午是否在措施时段内",
            "Whether its noon lies in the window",
            nullable=False,
        ),
    ),
    is_rounded=True,
)

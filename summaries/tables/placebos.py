"""What the same method finds where nothing was done."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import MEASURE_ID, POLLUTANT, difference, percent
from summaries.tables.shared_columns import CITY

PLACEBOS = Table(
    name="placebos",
    about_zh="安慰剂时段：与措施等长、同季节、没有任何所列措施的时段，用同样方法得到的“效果”",
    about_en="Placebos: what the same method finds in windows as long and of the same season in"
    " which no listed measure was in force",
    grain_zh="城市 × 措施 × 污染物 × 安慰剂时段",
    grain_en="city x measure x pollutant x placebo window",
    key=("city", "measure_id", "pollutant", "start"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        Column("start", "time", "时段的开始", "Start of the window", nullable=False),
        difference("effect", "观测减预测", "Observed less predicted"),
        percent("effect_pct", "占预测的百分比", "In per cent of the predicted"),
    ),
    is_rounded=True,
)

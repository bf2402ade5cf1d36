"""The figures by which effects are found and judged, as the city's project sets them."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import word
from summaries.tables.shared_columns import CITY, count

EFFECT_RULES = Table(
    name="effect_rules",
    about_zh="效果评估与结论所用的数值、单位、来源与核实情况",
    about_en="Figures by which effects are found and judged, with unit, source and status",
    grain_zh="城市 × 类别 × 数值",
    grain_en="city x kind x figure",
    key=("city", "kind", "figure"),
    columns=(
        CITY,
        word("kind", "属于哪一部分", "What the figure is a part of"),
        word("figure", "数值的名称", "Name of the figure"),
        Column("value", "f4", "数值", "Its value"),
        word("unit", "单位", "Unit"),
        word("about_zh", "说明", "What it decides, in Chinese"),
        word("about_en", "英文说明", "What it decides, in English"),
        word("source", "依据", "Who says so"),
        word(
            "status",
            "核实情况：verified、from memory 凭记忆 或 own choice 本项目自定",
            "verified, from memory or own choice",
        ),
        count("number", "次序", "Order"),
    ),
)

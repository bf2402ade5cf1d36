"""The figures by which cases are found, as the city's project sets them."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count

EPISODE_RULES = Table(
    name="episode_rules",
    about_zh="案例判定规则的数值、单位、来源与核实情况",
    about_en="Figures of the rules that find cases, with unit, source and status",
    grain_zh="城市 × 类别 × 数值",
    grain_en="city x kind x figure",
    key=("city", "kind", "figure"),
    columns=(
        CITY,
        Column("kind", "str", "规则属于哪一类", "What the figure is a rule of", nullable=False),
        Column("figure", "str", "数值的名称", "Name of the figure", nullable=False),
        Column("value", "f4", "数值", "Its value"),
        Column("unit", "str", "单位", "Unit", nullable=False),
        Column("about_zh", "str", "说明", "What it decides, in Chinese", nullable=False),
        Column("about_en", "str", "英文说明", "What it decides, in English", nullable=False),
        Column("source", "str", "依据", "Who says so", nullable=False),
        Column(
            "status",
            "str",
            "核实情况：verified 已核实、from memory 凭记忆 或 own choice 本项目自定",
            "verified, from memory or own choice",
            nullable=False,
        ),
        count("number", "次序", "Order"),
    ),
)

"""Days that an evaluation may leave out: sand dust and exceptional events."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

SPECIAL_DAYS = Table(
    name="special_days",
    about_zh="沙尘日与例外事件日：评价可剔除的日子。按规则认定时用至少半数站点有值的小时均值"
    "（评价要求 75 %；沙尘暴时仪器常缺测，为本系统的选择），整日剔除",
    about_en="Sand-dust days and days of exceptional events, which an evaluation may leave out. The"
    " rule looks at hours with half of the stations (an evaluation asks for 75 %; instruments often"
    " fail in a storm, so this is our own choice); the whole day is left out",
    grain_zh="城市 × 日 × 类别",
    grain_en="city x day x kind",
    key=("city", "date", "kind"),
    columns=(
        CITY,
        Column("date", "time", "日期", "Day", nullable=False),
        Column(
            "kind",
            "str",
            "sand_dust 沙尘，exceptional 例外事件",
            "sand_dust, or exceptional: an exceptional event",
            nullable=False,
        ),
        Column(
            "origin",
            "str",
            "rule 由小时值按规则判定（规则凭记忆，未核实），file 由文件列出",
            "rule: found in the hours by a rule that is from memory, not verified; file: listed by"
            " the project's file",
            nullable=False,
        ),
        Column("note_zh", "str", "说明", "What happened, in Chinese", nullable=False),
        Column("note_en", "str", "英文说明", "What happened, in English", nullable=False),
        Column("source", "str", "依据", "Who says so", nullable=False),
    ),
)

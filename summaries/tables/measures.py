"""What a city did or announced: warnings, controls, campaigns, plans."""

from summaries.table import Column, Table
from summaries.tables.case_columns import moment
from summaries.tables.shared_columns import CITY

#: The column of a measure's id, as every table that has it words it.
MEASURE = Column("measure", "str", "措施编号", "Id of the measure", nullable=False)


def _text(name: str, zh: str, en: str) -> Column:
    return Column(name, "str", zh, en, nullable=False)


MEASURES = Table(
    name="measures",
    about_zh="项目清单所列的预警、管控与措施；没有清单的项目没有行",
    about_en="Warnings, controls and measures of the project's list; a project without has no rows",
    grain_zh="城市 × 措施",
    grain_en="city x measure",
    key=("city", "measure"),
    columns=(
        CITY,
        MEASURE,
        _text(
            "kind",
            "warning 预警、control 管控、structural 结构性措施、campaign 专项行动、plan 规划",
            "warning, control, structural, campaign or plan",
        ),
        _text(
            "level",
            "预警级别：red、orange、yellow、blue，其他为空字串",
            "Level of a warning: red, orange, yellow, blue; an empty word for others",
        ),
        _text("name_zh", "名称", "Name in Chinese"),
        _text("name_en", "英文名称", "Name in English"),
        moment("issued", "发布时间，不明为空", "When it was issued; empty where not known"),
        moment("start", "开始（含）", "Its start", nullable=False),
        moment("end", "结束（不含），持续至今为空", "Its end, exclusive; empty where it lasts"),
        _text("about_zh", "内容，没有为空字串", "What it is, in Chinese, an empty word without"),
        _text("about_en", "英文内容", "What it is, in English, an empty word without"),
        _text(
            "precision",
            "时间的精度：hour 到小时，day 只知道日期（起为 00:00，止为 24:00）",
            "hour, or day where a time of it is known by its day only: 00:00 of a start, 24:00 of"
            " an end",
        ),
        _text(
            "status",
            "核实情况：verified、from memory 凭记忆 或 unverified",
            "verified, from memory or unverified",
        ),
        _text("source", "依据，没有为空字串", "Who says so, an empty word where nobody does"),
    ),
)

"""The stages of a case."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, POLLUTED, amount, moment
from summaries.tables.shared_columns import CITY, count

EPISODE_STAGES = Table(
    name="episode_stages",
    about_zh="案例的阶段：首尾相接，覆盖整个过程",
    about_en="Stages of a case, one after the other, from its start to its end",
    grain_zh="案例 × 阶段",
    grain_en="case x stage",
    key=("city", "case_id", "number"),
    columns=(
        CITY,
        CASE,
        count("number", "序号，从 1 起", "Number in order, from 1"),
        Column(
            "stage",
            "str",
            "accumulation 积累、explosive 爆发增长、plateau 维持、easing 回落、clearing 消散；"
            "O₃ 为 photochemical_day 光化学日",
            "accumulation, explosive, plateau, easing, clearing; photochemical_day of ozone",
            nullable=False,
        ),
        moment("start", "开始（含）", "First hour", nullable=False),
        moment("end", "结束（不含）", "End, exclusive", nullable=False),
        amount("first_value", "阶段初的浓度", "Concentration at its beginning"),
        amount("last_value", "阶段末的浓度", "Concentration at its end"),
        amount("peak", "阶段内小时最大值", "Highest hour within"),
        moment("peak_time", "最大值的时间", "Hour of that"),
        Column("rate", "f4", "浓度的平均变化速率", "Mean rate of change", f"{POLLUTED}/h"),
    ),
    is_rounded=True,
)

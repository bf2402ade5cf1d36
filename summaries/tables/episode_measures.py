"""Which measures met a case, how early and for how long."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE
from summaries.tables.measures import MEASURE
from summaries.tables.shared_columns import CITY


def _hours(name: str, zh: str, en: str, low: float | None = None, nullable: bool = True) -> Column:
    return Column(name, "f4", zh, en, "h", low, nullable=nullable)


EPISODE_MEASURES = Table(
    name="episode_measures",
    about_zh="与案例时间重叠的措施，以及之前不久（项目的 hours_before）发布的预警；不说明因果",
    about_en="Measures that overlap a case, and warnings issued shortly before it (the project's"
    " hours_before); they say nothing about cause",
    grain_zh="案例 × 措施",
    grain_en="case x measure",
    key=("city", "case_id", "measure"),
    columns=(
        CITY,
        CASE,
        MEASURE,
        _hours(
            "issued_lead_hours",
            "发布早于城市起升的小时数，负为晚于；未发布或只知道发布日期为空",
            "Hours that it was issued before the city rose, negative is after; empty where it was"
            " not issued or the day alone is known",
        ),
        _hours(
            "start_lead_hours",
            "开始早于城市起升的小时数，负为晚于",
            "Hours that it began before the city rose; negative is after",
            nullable=False,
        ),
        _hours("overlap_hours", "与案例重叠的小时数", "Hours that both last", 0, False),
        _hours(
            "end_lag_hours",
            "结束晚于案例的小时数，负为早于；仍在持续为空",
            "Hours that it ended after the case, negative is before; empty where it lasts",
        ),
    ),
)

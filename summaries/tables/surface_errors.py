"""How far the surface is off where it can be checked: each station left out in its turn."""

from airquality.metrics import METRICS
from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count


def _error(name: str, zh: str, en: str) -> Column:
    return Column(name, "f4", zh, en, "µg/m³ (CO: mg/m³)", 0, 100_000, nullable=False)


SURFACE_ERRORS = Table(
    name="surface_errors",
    about_zh="插值面的留一误差：逐一略去一个站点，由其余站点估计它，与实测相比；月与年只用有效天数足够的站点",
    about_en="Leave-one-out errors of the surface: each station in its turn is estimated from the"
    " others and compared with what it measured; in months and years those with enough days",
    grain_zh="指标 × 时次",
    grain_en="metric x time",
    is_rounded=True,
    key=("city", "metric", "kind", "time"),
    columns=(
        CITY,
        Column(
            "metric",
            "str",
            f"指标编号（{len(METRICS)} 项中的浓度）",
            "Id of the metric: those that are concentrations",
            nullable=False,
        ),
        Column(
            "kind",
            "str",
            "时次类型：hour（station_hours 的时段）、day、month、year",
            "Kind of period: hour (the blocks of station_hours), day, month, year",
            nullable=False,
        ),
        Column("time", "time", "时次的起点（北京时间）", "Beginning of the period", nullable=False),
        count("stations", "有效站点数", "Stations with a value"),
        _error("mae", "留一误差的平均绝对值", "Mean absolute leave-one-out error"),
        _error("rmse", "留一误差的均方根", "Root mean square of the leave-one-out errors"),
    ),
)

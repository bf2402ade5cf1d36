"""How the days of every place and period are judged, by each scheme of limits."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.evaluations import PERIOD_KEY
from summaries.tables.shared_columns import PLACE_KEY, count

_MOST_DAYS = 366


def _days(name: str, about_zh: str, about_en: str) -> Column:
    """Return a count of days that is missing where the scheme does not know such days."""
    return Column(name, "f4", about_zh, about_en, "", 0.0, _MOST_DAYS)


JUDGEMENTS = Table(
    name="judgements",
    about_zh="各类时段按各套标准的评判",
    about_en="Every kind of period judged by each scheme of limits",
    grain_zh="地点 × 时段 × 口径 × 标准",
    grain_en="place x period x basis x scheme",
    key=("city", "scope", "place", "kind", "period_start", "period_end", "basis", "standard"),
    columns=(
        *PLACE_KEY,
        *PERIOD_KEY,
        Column(
            "standard",
            "str",
            "评判标准：in_force 各日施行的标准；gb3095-2012、gb3095-2026-transition、"
            "gb3095-2026-final、who2021 全程按该套限值",
            "Scheme: in_force, what was in force each day; gb3095-2012, gb3095-2026-transition,"
            " gb3095-2026-final or who2021 throughout",
            nullable=False,
        ),
        count("valid_days", "可评判的天数", "Days that can be judged", _MOST_DAYS),
        count(
            "good_days",
            "优良天数：AQI ≤ 100；2031 年限值与 WHO 准则无 AQI 分级，为各项均不超日限值的天数",
            "Good days: AQI up to 100; by the limits of 2031 and by the WHO guideline, days on"
            " which no item is above its daily limit",
            _MOST_DAYS,
        ),
        Column("good_ratio", "f4", "优良天数比例（0–1）", "Good days over valid days", "", 0, 1),
        count(
            "incomplete_days",
            "缺项但因其余项目超标而计入可评判天数的天数；不计这些天的比例为"
            " good_days / (valid_days − incomplete_days)",
            "Valid days of which an item is missing: they count because another exceeds. Without"
            " them the ratio is good_days / (valid_days - incomplete_days)",
            _MOST_DAYS,
        ),
        count(
            "exceeding_days_without_aqi",
            "缺项而无法评判、但其余项目已超标的天数（不计入可评判的天数）",
            "Days that cannot be judged, an item being missing, although another exceeds; none of"
            " them is among the valid days",
            _MOST_DAYS,
        ),
        _days(
            "heavy_days_without_aqi",
            "缺项而无 AQI、但其余项目的分指数已超过 200 的天数；该标准不分级时缺失",
            "Days without an AQI, an item being missing, of which another's sub-index is above"
            " 200; missing where the scheme has no levels",
        ),
        _days(
            "heavy_days",
            "重污染天数（AQI > 200）；该标准不分级时缺失",
            "Days with an AQI above 200; missing where the scheme has no levels",
        ),
        *(
            _days(
                f"level{n}_days",
                f"{n} 级天数；该标准不分级时缺失",
                f"Days of level {n}; missing where the scheme has no levels",
            )
            for n in range(1, 7)
        ),
        *(
            _days(
                f"primary_{p.id}",
                f"AQI 大于 50 且 {p.symbol} 为首要污染物的天数，并列时各计一天",
                f"Days with an AQI above 50 on which {p.id} led; a tie counts for each of them",
            )
            for p in POLLUTANTS.values()
        ),
        *(
            count(
                f"over_{p.id}",
                f"{p.symbol} 超过该标准日限值的天数（先按 GB/T 8170 修约）",
                f"Days on which {p.id}, rounded as printed, is above its daily limit",
                _MOST_DAYS,
            )
            for p in POLLUTANTS.values()
        ),
        Column(
            "composite_index",
            "f4",
            "环境空气质量综合指数；WHO 准则不设",
            "Composite index; missing for the WHO guideline",
            "",
            0.0,
        ),
        *(
            Column(
                f"index_{p.id}",
                "f4",
                f"{p.symbol} 单项指数；WHO 准则不设",
                f"Single index of {p.id}; missing for the WHO guideline",
                "",
                0.0,
            )
            for p in POLLUTANTS.values()
        ),
        Column(
            "over_limits",
            "str",
            "综合指数的六项统计量（四项年均值、CO P95、O₃ P90）中超过限值的污染物，以 + 相连；"
            "无超标或缺测则为空；WHO 只有 PM₂.₅、PM₁₀、NO₂ 的年均值；只用于 year 与 to_date",
            "Pollutants above their limit by the six statistics of the composite index (four annual"
            " means, P95 of CO, P90 of O3), joined by +; empty where none is, or where it is"
            " missing; by WHO the means of PM2.5, PM10 and NO2 only; only for year and to_date",
            nullable=False,
        ),
        Column(
            "over_percentiles",
            "str",
            "日均值高百分位数（PM₂.₅、PM₁₀ 为 P95，SO₂、NO₂ 为 P98）超过日限值的污染物，以 + 相连；"
            "HJ 663 是否须与均值同时达标为凭记忆；WHO 不用；只用于 year 与 to_date",
            "Pollutants of which a high percentile of days (P95 of PM2.5 and PM10, P98 of SO2 and"
            " NO2) is above the daily limit, joined by +. That HJ 663 asks for both is from"
            " memory; empty for WHO; only for year and to_date",
            nullable=False,
        ),
        Column("limits", "str", "所用限值的编号", "Id of the limits applied", nullable=False),
    ),
)

"""Weather, ratios and wind of a case beside the same weeks of all years."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, amount
from summaries.tables.shared_columns import CITY, count


def _normal(number: int) -> Column:
    also = ("；风为历年同期的小时占比", "; of wind the share of the hours of the same weeks")
    also = also if number == 50 else ("", "")
    return Column(
        f"p{number}",
        "f4",
        f"历年同期的第 {number} 百分位数" + also[0],
        f"Percentile {number} of the same weeks" + also[1],
    )


EPISODE_DRIVERS = Table(
    name="episode_drivers",
    about_zh="案例的气象、比值与风，对照历年同期（本案例的日子不计，比值尽量只对照超标日）；天数太少则百分位为空",
    about_en="Weather, ratios and wind of a case beside the same calendar weeks of all years, its"
    " own days left out, ratios beside the polluted ones where these are enough; percentiles are"
    " empty where these are few days",
    grain_zh="案例 × 类 × 因子",
    grain_en="case x part x factor",
    key=("city", "case_id", "part", "factor"),
    columns=(
        CITY,
        CASE,
        Column(
            "part",
            "str",
            "weather 气象、ratio 比值、wind 风",
            "weather, ratio or wind",
            nullable=False,
        ),
        Column(
            "factor",
            "str",
            "因子：气象要素、比值，或风向（n … nw）与 calm 静风",
            "Weather quantity, ratio, or sector of the wind (n … nw) or calm",
            nullable=False,
        ),
        Column(
            "value", "f4", "案例的值（风为小时占比）", "Its value; of wind the share of its hours"
        ),
        *(_normal(number) for number in (10, 25, 50, 75, 90)),
        Column(
            "percentile",
            "f4",
            "案例的值在历年同期日值中的百分位",
            "Where its value lies among the days of the same weeks",
            "%",
            0,
            100,
        ),
        count("days", "同期的天数", "Days of the same weeks"),
        count("years", "同期的年数", "Years of the same weeks"),
        Column("unit", "str", "单位", "Unit"),
        amount("mean_pollutant", "该风向下主导污染物均值", "Lead pollutant's mean in that sector"),
        Column(
            "against",
            "str",
            "与同期的哪些日子相比：polluted 主导污染物日值超过当时限值的日子"
            "（限于比值，且天数足够），all 全部日子，含清洁日",
            "Days of the same weeks that it is compared with: polluted, those with the lead"
            " pollutant over its limit in force (ratios, where these are enough), or all, clean"
            " ones too",
            nullable=False,
        ),
    ),
    is_rounded=True,
)

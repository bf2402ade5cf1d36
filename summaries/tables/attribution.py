"""A change between two periods, parted into the weather and the rest."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import (
    HIGH_EN,
    HIGH_ZH,
    LOW_EN,
    LOW_ZH,
    POLLUTANT,
    difference,
    level,
    word,
)
from summaries.tables.normalised import SCHEME
from summaries.tables.shared_columns import CITY, count


def _moment(name: str, zh: str, en: str) -> Column:
    return Column(name, "time", zh, en, nullable=False)


ATTRIBUTION = Table(
    name="attribution",
    about_zh="两个时段之间的变化：气象的贡献与其余部分（去除气象影响后的变化），附区间",
    about_en="A change between two periods: the weather's part and the rest, which is the change"
    " with the weather taken out, with intervals",
    grain_zh="城市 × 污染物 × 方案 × 时段类别 × 前一时段 × 后一时段",
    grain_en="city x pollutant x scheme x kind of period x former period x latter period",
    key=("city", "pollutant", "scheme", "kind", "from_start", "to_start"),
    columns=(
        CITY,
        POLLUTANT,
        SCHEME,
        word(
            "kind",
            "时段：year 年、summer_o3 夏季（4—9 月）、winter_pm25 秋冬（10 月至次年 3 月）、"
            "month 同一月份",
            "year, summer_o3 (April to September), winter_pm25 (October to March) or month (the"
            " same of the year before)",
        ),
        _moment("from_start", "前一时段的开始", "Start of the former period"),
        _moment("from_end", "前一时段的结束（不含）", "End of the former period, exclusive"),
        _moment("to_start", "后一时段的开始", "Start of the latter period"),
        _moment("to_end", "后一时段的结束（不含）", "End of the latter period, exclusive"),
        count(
            "months", "每个时段的月数：两时段取相同的月份", "Months of each, the same of both", 12
        ),
        level("observed_from", "前一时段的观测平均", "Mean observed in the former period"),
        level("observed_to", "后一时段的观测平均", "Mean observed in the latter period"),
        difference("change", "观测的变化", "Change observed"),
        difference(
            "weather", "气象的贡献：观测的变化减其余", "The weather's part: change less rest"
        ),
        difference("weather_low", LOW_ZH, LOW_EN),
        difference("weather_high", HIGH_ZH, HIGH_EN),
        difference(
            "rest",
            "其余：去除气象影响后的变化（排放等，含模型误差）",
            "The rest: the change with the weather taken out (emissions and all else, the model's"
            " error too)",
        ),
        difference("rest_low", LOW_ZH, LOW_EN),
        difference("rest_high", HIGH_ZH, HIGH_EN),
    ),
    is_rounded=True,
)

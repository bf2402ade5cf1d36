"""Monthly means with the weather taken out, beside what was observed."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import HIGH_EN, HIGH_ZH, LOW_EN, LOW_ZH, POLLUTANT, level, word
from summaries.tables.shared_columns import CITY, count

#: The two ways of taking the weather out, in the words of both tables that have them.
SCHEME = word(
    "scheme",
    "方案：weather 只重抽气象（±14 天、同一小时，Vu 2019）；all 除趋势外全部重抽（Grange 2018）",
    "weather: the weather alone is drawn anew, of the same hour within 14 days (Vu 2019); all:"
    " everything but the trend (Grange 2018)",
)
#: How `members` is packed.
MEMBERS = Column(
    "members",
    "bytes",
    "集合各成员的该月均值：float32 小端；任意两个时段之差的区间由此算得",
    "The month's mean by each member of the ensemble: float32, little-endian; the interval of a"
    " change between any two periods is made of them",
)

NORMALISED = Table(
    name="normalised",
    about_zh="去除气象影响的月均值及其区间，与观测值并列",
    about_en="Monthly means with the weather taken out, with interval, beside those observed",
    grain_zh="城市 × 污染物 × 方案 × 月",
    grain_en="city x pollutant x scheme x month",
    key=("city", "pollutant", "scheme", "period_start"),
    columns=(
        CITY,
        POLLUTANT,
        SCHEME,
        Column("period_start", "time", "该月第一天", "First day of the month", nullable=False),
        level(
            "observed",
            "有观测值各时次的观测平均",
            "Mean observed, of the hours (o3_mda8: days) that have a value",
        ),
        level(
            "normalised",
            "同一时次去除气象影响后的平均",
            "Mean of the same hours or days with the weather taken out",
        ),
        level("low", LOW_ZH, LOW_EN),
        level("high", HIGH_ZH, HIGH_EN),
        count("values", "参与的小时数（o3_mda8 为天数）", "Hours that count (o3_mda8: days)", 744),
        MEMBERS,
    ),
    is_rounded=True,
)

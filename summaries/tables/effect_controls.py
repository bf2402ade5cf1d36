"""What the other cities of a build say of each measure: synthetic control."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import (
    MEASURE_ID,
    POLLUTANT,
    difference,
    level,
    percent,
    word,
)
from summaries.tables.shared_columns import CITY, count

EFFECT_CONTROLS = Table(
    name="effect_controls",
    about_zh="合成控制：以同一次计算中没有管控的其他城市加权合成“无管控”的本市，按日统计值；"
    "没有可用城市时说明原因",
    about_en="Synthetic control: other cities of the same build that did nothing, weighted to be"
    " this one, by daily statistics; where there are none the reason",
    grain_zh="城市 × 措施 × 污染物（小时的臭氧除外）",
    grain_en="city x measure x pollutant (but hourly ozone)",
    key=("city", "measure_id", "pollutant"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        Column("start", "time", "时段的第一天", "First day of its window", nullable=False),
        Column("end", "time", "时段后的第一天", "Day after its last", nullable=False),
        level("observed", "时段内观测平均", "Mean observed in the window"),
        level("synthetic", "时段内合成城市的平均", "Mean of the weighted donors in the window"),
        difference("effect", "观测减合成，负为改善", "Observed less synthetic"),
        percent("effect_pct", "占合成值的百分比", "In per cent of the synthetic"),
        level(
            "error_before",
            "此前的均方根差距（拟合优劣）",
            "Root mean square gap of the days before: how well the donors follow the city",
        ),
        percent("error_before_pct", "占此前平均的百分比", "In per cent of the mean before"),
        Column(
            "ratio",
            "f4",
            "时段内的均方根差距与此前之比",
            "Root mean square gap in the window over that before",
            "",
            0.0,
        ),
        count(
            "placebo_rank",
            "该比值在本市与各对照城市中的名次，1 为最大；0 为没有",
            "Rank of the ratio among the city and its donors, 1 is the largest; 0 where there is"
            " none",
        ),
        Column(
            "placebo_p",
            "f4",
            "比值不小于本市的城市所占比例（含本市）",
            "Share of these cities, itself counted, whose ratio is as large",
            "",
            0.0,
            1.0,
        ),
        count("donors", "所用的对照城市数", "Donors that were used"),
        count(
            "left_out",
            "因同期也有管控或相距太近而不用的城市数",
            "Cities left out: controlled at the same time, or too near",
        ),
        count("days_before", "此前用于拟合的天数", "Days before by which they were weighted"),
        count("days_within", "时段内有值的天数", "Days of the window that have values"),
        word(
            "reason",
            "没有结果的原因：no_donors too_few_donors too_few_days reference_state outside；"
            "poor_fit 为拟合太差，数值仅供核对",
            "Why there is no number: no_donors, too_few_donors, too_few_days, reference_state,"
            " outside; or poor_fit: the donors do not follow the city, the numbers are to check"
            " only",
        ),
    ),
    is_rounded=True,
)

"""What the rest of the year may still bring, for each goal of a year."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count

ALLOWANCES = Table(
    name="allowances",
    about_zh="为达到当年目标，其余日子还能有多高的均值、还能有多少天",
    about_en="What the rest of a year may still bring so that a goal is met",
    grain_zh="地点 × 截止日 × 指标 × 目标",
    grain_en="place x day x metric x goal",
    key=("city", "scope", "place", "until", "metric", "goal"),
    columns=(
        *PLACE_KEY,
        Column("until", "time", "统计到哪一天（含）", "Last day of the data used", nullable=False),
        Column("metric", "str", "指标（年表的列）", "Column of the annual table", nullable=False),
        Column(
            "goal",
            "str",
            "目标：target 约束目标；stretch 争取目标；limit:<标准> 该标准的限值",
            "Goal: target, stretch, or limit:<scheme>, the limit of that scheme",
            nullable=False,
        ),
        Column("goal_value", "f4", "目标值（单位随指标）", "The goal, the metric's unit", "", 0.0),
        Column(
            "so_far",
            "f4",
            "1 月 1 日至该日的统计值，有效天数过少时缺失",
            "The statistic from 1 January to that day; missing with too few valid days",
            "",
            0.0,
        ),
        count("days_so_far", "已有的有效天数", "Valid days so far", 366),
        count("days_left", "年内剩余的日历天数", "Calendar days left in the year", 366),
        Column(
            "room",
            "str",
            "allowed 的含义：mean 其余日子的最高平均；days 其余日子里不达标（或超限）的最多天数",
            "What `allowed` is: mean, the highest mean of the rest; days, how many days of the"
            " rest may be not good, or above the limit",
            nullable=False,
        ),
        Column(
            "allowed",
            "f4",
            "其余日子的余地；负值为已无法达到；年末缺失",
            "Room of the rest; negative is out of reach; missing at the year's end",
        ),
        Column(
            "verdict",
            "str",
            "open 未定；out_of_reach 已无法达到；safe 已稳达到；met 达到；missed 未达到；"
            "unknown 有效天数过少",
            "open, out_of_reach, safe (cannot be missed any more), met, missed (the year is"
            " over), unknown (too few days)",
            nullable=False,
        ),
    ),
)

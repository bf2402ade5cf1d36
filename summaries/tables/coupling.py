"""PM2.5 with O3: days on which either or both exceed, and their rank correlation."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import PLACE_KEY, count


def _quadrant(name: str, zh: str, en: str) -> Column:
    return Column(name, "f4", f"{zh}的天数（按日限值）", f"Days on which {en}", "d", 0)


COUPLING = Table(
    name="coupling",
    about_zh="PM₂.₅ 与 O₃ 的配合：四象限天数与等级相关，按季节、月份与气温",
    about_en="PM2.5 with O3: days by quadrant and rank correlations by season, month, temperature",
    grain_zh="地点 × 时段 × 分组 × 标准",
    grain_en="place x period x group x standard",
    key=("city", "scope", "place", "period", "group_kind", "group", "standard"),
    columns=(
        *PLACE_KEY,
        Column("period", "str", "all 或年份", "all, or a year", nullable=False),
        Column(
            "group_kind",
            "str",
            "分组方式：all、season、month 或 temperature",
            "What the group is by: all, season, month or temperature",
            nullable=False,
        ),
        Column(
            "group",
            "str",
            "all；spring、summer、autumn、winter（某年的冬季为该日历年的 1、2、12 月）；月份 1–12；"
            "日均气温分档，每档 5 ℃，如 [5,10)",
            "all; spring, summer, autumn, winter (of a year: January, February and December of that"
            " calendar year); month 1-12; class of the daily mean temperature, 5 °C each: [5,10)",
            nullable=False,
        ),
        Column(
            "standard",
            "str",
            "四象限所按的标准；相关系数与标准无关；气温分档只有 in_force 一行",
            "Whose limits divide the quadrants; correlations are the same under each; classes of"
            " temperature have the row in_force only",
            nullable=False,
        ),
        count("days", "PM₂.₅ 与 O₃ 均有值的天数", "Days with both values"),
        _quadrant("neither", "两者均不超标", "neither exceeds its daily limit"),
        _quadrant("pm25_only", "仅 PM₂.₅ 超标", "PM2.5 alone exceeds"),
        _quadrant("o3_only", "仅 O₃ 超标", "O3 alone exceeds"),
        _quadrant("both", "两者均超标", "both exceed"),
        Column(
            "correlation",
            "f4",
            "PM₂.₅ 日均值与 O₃ 日最大 8 小时平均的 Spearman 等级相关；不足 20 天为空",
            "Spearman's rank correlation of daily PM2.5 and MDA8; empty for fewer than 20 days",
            "",
            -1,
            1,
        ),
        Column(
            "low",
            "f4",
            "95 % 区间下限，按相邻日相似折减有效天数",
            "Lower bound of its 95 % interval, neighbouring days not counted as independent",
            "",
            -1,
            1,
        ),
        Column("high", "f4", "95 % 区间上限", "Upper bound of the 95 % interval", "", -1, 1),
    ),
)

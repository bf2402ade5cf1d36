"""What every place had over every kind of period, whichever standard judges it."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.shared_columns import PERIOD_METRICS, PLACE_KEY, concentration, count

#: Three calendar years with a leap day: the longest period.
LONGEST_PERIOD = 1096

#: The columns that say which period and which days a row is about.
PERIOD_KEY = (
    Column(
        "kind",
        "str",
        "时段类型：week、month、quarter、season、o3_season、winter_half、year、three_years、"
        "to_date，或项目自定季节的编号",
        "Kind of period: week, month, quarter, season, o3_season, winter_half, year, three_years,"
        " to_date, or the id of a project's own season",
        nullable=False,
    ),
    Column("period_start", "time", "时段的第一天", "First day of the period", nullable=False),
    Column(
        "period_end",
        "time",
        "时段之后的第一天",
        "First day after the period",
        nullable=False,
    ),
    Column(
        "basis",
        "str",
        "口径：all 全部日；without_dust 剔除沙尘日；without_events 剔除沙尘日与异常事件日；"
        "present_state 2018-09-01 之前换算到现行参比状态。只在与前者不同之处有行",
        "Which days, in which state: all; without_dust, sand-dust days left out; without_events,"
        " exceptional-event days left out too; present_state, before 2018-09-01 converted to the"
        " present reference state. A basis has rows only where it differs",
        nullable=False,
    ),
)


def _valid(name: str, what: str) -> Column:
    return Column(
        f"{name}_is_valid",
        "bool",
        f"{what} 的有效天数是否足够：月、年按 GB 3095 表 4，其他时段按其推广（自定）",
        f"Whether {name} has the days it needs: GB 3095 table 4 for months and years, our own"
        " extension of it for other periods",
        nullable=False,
    )


EVALUATIONS = Table(
    name="evaluations",
    about_zh="各类时段的浓度评价（与标准无关）",
    about_en="The concentrations of every kind of period, whichever standard judges them",
    grain_zh="地点 × 时段 × 口径",
    grain_en="place x period x basis",
    key=("city", "scope", "place", "kind", "period_start", "period_end", "basis"),
    columns=(
        *PLACE_KEY,
        *PERIOD_KEY,
        *PERIOD_METRICS,
        concentration("co", "co", "CO 日均值的平均", "Mean of daily CO"),
        concentration("o3_mda8", "o3", "O₃ 日最大 8 小时平均的平均", "Mean of MDA8"),
        concentration("pm25_p95", "pm25", "PM₂.₅ 日均值第 95 百分位数", "95th percentile of days"),
        concentration("pm10_p95", "pm10", "PM₁₀ 日均值第 95 百分位数", "95th percentile of days"),
        concentration("so2_p98", "so2", "SO₂ 日均值第 98 百分位数", "98th percentile of days"),
        concentration("no2_p98", "no2", "NO₂ 日均值第 98 百分位数", "98th percentile of days"),
        *(
            count(f"{p.id}_days", f"{p.symbol} 的有效天数", f"Valid days of {p.id}", LONGEST_PERIOD)
            for p in POLLUTANTS.values()
        ),
        count("calendar_days", "时段的日历天数", "Days of the period", LONGEST_PERIOD),
        count(
            "excluded_days",
            "按口径剔除的天数",
            "Days that the basis leaves out",
            LONGEST_PERIOD,
        ),
        *(_valid(p.id, p.symbol) for p in POLLUTANTS.values()),
        Column("is_valid", "bool", "六项是否都有效", "Whether all six are valid", nullable=False),
        Column(
            "crosses_reference_change",
            "bool",
            "时段内是否混有 2018-09-01 前后两种参比状态",
            "Whether the period mixes the reference states before and after 2018-09-01",
            nullable=False,
        ),
    ),
)

"""The cases of a city: episodes of PM2.5, of ozone, of both at once."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, POLLUTED, amount, level_of_six, moment
from summaries.tables.shared_columns import PLACE_KEY, count

_NAMED = (
    Column(
        "kind", "str", "pm25、o3 或 both（两者同时）", "pm25, o3 or both at once", nullable=False
    ),
    Column(
        "pollutant",
        "str",
        "主导污染物：pm25 或 o3；both 案例为 pm25",
        "The pollutant it is measured by: pm25 or o3; pm25 where the kind is both",
        nullable=False,
    ),
    moment("start", "开始（含）", "First hour", nullable=False),
    moment("end", "结束（不含）", "End, exclusive", nullable=False),
    moment("first_day", "首个超标日", "First day over the limit", nullable=False),
    moment("last_day", "最后超标日", "Last day over the limit", nullable=False),
    Column(
        "origin",
        "str",
        "hours 由小时值判定，days 仅有日值",
        "hours: found in hours; days: from daily values alone",
        nullable=False,
    ),
    Column(
        "is_open",
        "bool",
        "数据结束或中断时尚未结束",
        "Not over where the data end or break off",
        nullable=False,
    ),
    Column("is_cut", "bool", "数据开始时已在过程中", "Began before the data do", nullable=False),
)
_LENGTH = (
    count("hours", "起止之间的小时数", "Hours from start to end"),
    count("days", "超标天数", "Days over the limit"),
    count(
        "heavy_days",
        "主导污染物（both 为二者中较大的）日分指数 > 200 的天数",
        "Days with a sub-index above 200, of its pollutant; of both the larger one",
    ),
    *(
        count(
            f"level_{number}_days",
            f"按同一分指数为 {number} 级的天数",
            f"Days of level {number} by it",
        )
        for number in range(3, 7)
    ),
    level_of_six("level", "按同一分指数，最重日的级别", "Level of the worst day by it"),
    Column(
        "aqi_max",
        "f4",
        "超标日中最大的日 AQI（各项污染物）",
        "Largest daily AQI, of all pollutants",
        "",
        0,
        500,
    ),
)
_SIZE = (
    amount("peak", "主导污染物小时最大值；无小时值为空", "Highest hour; empty without hours"),
    moment("peak_time", "出现小时最大值的时间", "Hour of the peak"),
    moment("peak_day", "日值最高的一天", "Day of the highest daily value"),
    amount(
        "peak_day_value",
        "最高日值：PM₂.₅ 日均值或 O₃ 日最大 8 小时平均",
        "Highest daily value: mean of PM2.5, or MDA8 of O3",
    ),
    amount(
        "mean",
        "过程均值：PM₂.₅ 小时均值的平均（无小时值用日均值）；O₃ 为日最大 8 小时平均的平均",
        "Mean: of the hours of PM2.5 (of days where there are no hours); of MDA8 for O3",
    ),
    amount("pm25_day_max", "PM₂.₅ 最高日均值", "Highest daily mean of PM2.5"),
    amount("o3_mda8_max", "O₃ 日最大 8 小时平均的最大值", "Highest MDA8 of O3"),
    amount("limit", "首个超标日施行的日限值", "Daily limit in force on the first day"),
    Column("standard", "str", "该日施行的 AQI 标准", "AQI standard in force that day"),
    Column(
        "exceedance",
        "f4",
        "超过日限值部分的累计",
        "What the daily values exceed the limit by, summed over the days",
        f"{POLLUTED}·d",
        0,
    ),
    Column(
        "primary",
        "str",
        "超标日中最常见的首要污染物，并列用 + 连接",
        "Primary pollutant of most of its days over the limit, ties joined by +",
    ),
    count("missing_hours", "起止之间主导污染物缺测的小时数", "Hours without the lead pollutant"),
)
_MARKS = (
    Column(
        "is_dust",
        "bool",
        "有沙尘日或明显沙尘特征",
        "Has a dust day or looks like dust",
        nullable=False,
    ),
    count(
        "dust_hours",
        "按项目的沙尘规则判为沙尘的小时数；项目没有规则或没有小时值时为 0",
        "Hours of dust by the project's rule; 0 where it has no rule or no hours",
    ),
    Column("is_fireworks", "bool", "可能有烟花燃放", "Likely fireworks", nullable=False),
    Column("weather_type", "str", "天气类型，无气象为空", "Type of weather; empty without any"),
    Column(
        "doubled_in_hours",
        "f4",
        "最快一次浓度翻倍所用的小时数，未翻倍为空",
        "Hours of the fastest doubling; empty where it never doubled",
        "h",
        0,
    ),
    Column(
        "growth_rate",
        "f4",
        "最快的爆发增长阶段的增速",
        "Rate of the fastest explosive stretch",
        f"{POLLUTED}/h",
    ),
    Column(
        "first_place",
        "str",
        "最先上升的站点（全国的案例为区域）；只有一个，或几个同时最先，则为空",
        "The station (of a country the area) that rose first; empty where there is one only, or"
        " several rose at once",
    ),
    Column("first_scope", "str", "最先上升地点的类型", "Scope of that place"),
    count("rank", "按最高日值在同地同类案例中的名次，1 为最高", "Rank by the highest daily value"),
    count("ranked", "参加排名的案例数", "Cases that are ranked"),
    Column(
        "warning",
        "str",
        "过程中的最高预警：red、orange、yellow、blue，空字串为清单内没有；空值为项目没有清单",
        "Highest warning in force: red, orange, yellow, blue, or an empty word where the project's"
        " list has none; missing where the project has no list",
    ),
)

EPISODES = Table(
    name="episodes",
    about_zh="污染过程案例：起止、强度、名次与标记，规则见 episode_rules",
    about_en="Cases of pollution: span, size, rank and marks, by the rules of episode_rules",
    grain_zh="案例",
    grain_en="case",
    key=("city", "case_id"),
    columns=(PLACE_KEY[0], CASE, *PLACE_KEY[1:], *_NAMED, *_LENGTH, *_SIZE, *_MARKS),
    is_rounded=True,
)

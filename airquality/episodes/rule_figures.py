"""The figures of the rules by which episodes are found and divided, in words."""

from airquality.episodes.figure import FROM_MEMORY, VERIFIED, Figure, own_choice

_PLANS = "各地重污染天气应急预案（2024 年后）：低于黄色预警条件 36 小时以上方可解除"
_MEMORY = "文献，凭记忆未核对 literature, from memory"
_ZHONG = "Zhong 等 2017 年及以后的文献，凭记忆 Zhong et al. 2017 and later, from memory"


_PM25 = {
    "window_hours": Figure(
        "h",
        "滑动平均的时长：逐小时看此前这么多小时的平均，可跨零点",
        "length of the trailing mean that each hour is judged by; it may cross midnight",
        "环境保护部解读材料（2017）；2026 年地方预案",
        VERIFIED,
    ),
    "least_hours": own_choice(
        "h", "滑动平均至少要有的有效小时数", "valid hours that a trailing mean needs"
    ),
    "gap_hours": own_choice(
        "h",
        "滑动平均低于限值满这么多小时，前后算两次过程；取 36 小时会把北京 2015 年 12 月的两次"
        "红色预警过程与随后的污染连成一次",
        "so many hours with a trailing mean below the limit part two episodes; 36 h would join"
        " each of Beijing's two red alerts of December 2015 with what followed",
        f"参照 cf. {_PLANS}",
    ),
    "least_days": own_choice(
        "d",
        "过程中至少有这么多天日均值超标（三级及以上）",
        "days with a daily mean above the limit (level 3 or worse) that an episode needs",
    ),
    "look_back_hours": own_choice(
        "h",
        "向前找起涨前的低值，除滑动平均时长外再多看这么多小时",
        "hours beyond the trailing mean's own in which the low before the rise is looked for",
    ),
    "smooth_hours": own_choice(
        "h", "找低值时看的居中滑动平均时长", "length of the centred mean that the low is told from"
    ),
    "start_share": own_choice(
        "",
        "起点：低值之后，浓度比低值高出不到随后升幅的这么多倍的最后一个小时",
        "start: the last hour after the low that is above it by no more than this share of the"
        " rise that follows",
    ),
    "empty_hours": own_choice(
        "h",
        "连续缺测超过这么多小时，过程就此断开并注明",
        "a longer stretch without any value breaks an episode off, which is said of it",
    ),
}

_O3 = {
    "limit": Figure(
        "µg/m³",
        "臭氧日最大 8 小时平均的二级限值",
        "grade II limit of the daily maximum 8-hour mean of ozone",
        "GB 3095-2012, GB 3095-2026",
        VERIFIED,
    ),
    "gap_days": own_choice(
        "d",
        "中间隔这么多个不超标日仍算一次过程",
        "clean days in between that do not part an episode",
    ),
    "least_days": Figure(
        "d",
        "至少有这么多个超标日；文献有取 2 天的，也有取 3 天的",
        "days above the limit that an episode needs; papers take two or three",
        _MEMORY,
        FROM_MEMORY,
    ),
    "empty_days": own_choice(
        "d",
        "连续缺测超过这么多天，过程就此断开",
        "a longer stretch without any value breaks an episode off",
    ),
}

_BOTH = {
    "gap_days": own_choice(
        "d",
        "中间隔这么多个不同时超标的日子仍算一次",
        "days in between on which not both exceed that do not part an episode",
    ),
    "least_days": own_choice(
        "d",
        "PM2.5 与臭氧同日超标至少这么多天",
        "days on which PM2.5 and ozone are both above their limits",
    ),
    "empty_days": _O3["empty_days"],
}

_STAGES = {
    "smooth_hours": own_choice(
        "h",
        "分阶段时看的居中滑动平均时长",
        "length of the centred mean that stages are told from",
    ),
    "explosive_factor": Figure(
        "",
        "爆发性增长：浓度升到原来的这么多倍",
        "explosive growth: the concentration reaches so many times what it was",
        _ZHONG,
        FROM_MEMORY,
    ),
    "explosive_hours": Figure(
        "h",
        "爆发性增长：在这么多小时以内；文献为 6 至 10 小时",
        "explosive growth: within so many hours; papers say 6 to 10",
        _ZHONG,
        FROM_MEMORY,
    ),
    "explosive_rise": own_choice(
        "µg/m³",
        "爆发性增长：至少升高这么多；取 50 则北京四分之三的过程都算",
        "explosive growth: by at least so much; with 50 three of four cases in Beijing have it",
    ),
    "plateau_share": own_choice(
        "",
        "两次下降之间，达到其间最高值的这么多倍起为高值维持",
        "between two falls: share of the highest there from which on it is the plateau",
    ),
    "easing_share": own_choice(
        "",
        "降到此前高值的这么多倍以下（或限值以下）才算回落或消散，否则仍为高值维持或累积",
        "share of the last high below which (or below the limit) a fall is an easing or the"
        " clearing; what falls less stays plateau or accumulation",
    ),
    "low_share": own_choice(
        "",
        "回落到限值以下时，到下一次升高的起点为止（判法同过程起点，取升幅的这么多倍）；"
        "消散至少也要降这么多倍",
        "an easing below the limit lasts to the start of the next rise, told like an episode's"
        " start within this share of the rise; a clearing falls by this share at least",
    ),
    "level_rise": own_choice(
        "",
        "限值以上升幅不到起初的这么多倍，不算累积，仍为高值维持",
        "above the limit a rise by less than this share is no accumulation: the level stays",
    ),
    "clearing_hours": own_choice(
        "h",
        "回落和消散须在这么多小时以内降到上述水平；更慢的下降不算",
        "easing and clearing fall so far within so many hours; a slower fade is none",
    ),
    "least_hours": own_choice(
        "h",
        "短于这么多小时的阶段并入前一阶段（爆发性增长除外）；更短的消散不单列",
        "a shorter stage joins the one before (not explosive growth); no shorter clearing is told",
    ),
    "first_morning_hour": own_choice(
        "", "臭氧早间低值从这一时刻起找", "hour from which ozone's low of the morning is looked for"
    ),
    "last_morning_hour": own_choice(
        "",
        "臭氧早间低值找到这一时刻为止",
        "hour up to which ozone's low of the morning is looked for",
    ),
    "evening_hour": own_choice(
        "", "臭氧傍晚浓度所取的时刻", "hour of ozone's value in the evening"
    ),
}

_PATH = {
    "smooth_hours": own_choice(
        "h",
        "判断各地起始时看的居中滑动平均时长",
        "length of the centred mean that a place's onset is told from",
    ),
    "onset_hours": own_choice(
        "h",
        "连续这么多小时高于限值，才算该地已进入过程",
        "hours in a row above the limit that make an onset",
    ),
    "ahead_hours": own_choice(
        "h",
        "各地的起涨低值在城市起始时刻前后这么多小时内找",
        "a place's low is looked for within so many hours of the city's start",
    ),
    "behind_hours": own_choice(
        "h",
        "各地的结束在城市结束之后这么多小时内找",
        "a place's clearing is looked for up to so many hours after the city's end",
    ),
    "least_share": own_choice(
        "", "有效小时不足这个比例的地点不作判断", "share of valid hours that a place needs"
    ),
}

_MARKS = {
    "dust_ratio": own_choice(
        "",
        "超标小时的 PM2.5/PM10 低于此值，注明可能受沙尘影响",
        "PM2.5/PM10 of the hours above the limit under which dust is marked as likely",
    ),
    "fireworks_factor": own_choice(
        "",
        "除夕、元宵夜间 PM2.5 升到入夜前的这么多倍，注明可能受烟花爆竹影响",
        "in the night of New Year's Eve or the Lantern Festival PM2.5 rises to so many times what"
        " it was before",
    ),
    "fireworks_rise": own_choice("µg/m³", "同时至少升高这么多", "and by at least so much"),
    "fireworks_first_hour": own_choice("", "夜间从这一时刻算起", "hour at which that night begins"),
    "fireworks_hours": own_choice("h", "夜间的时长", "length of that night"),
    "fireworks_before_hours": own_choice(
        "h", "入夜前取平均的时长", "hours before it whose mean is compared"
    ),
}

RULE_FIGURES: dict[tuple[str, str], Figure] = {
    (kind, name): figure
    for kind, figures in (
        ("pm25", _PM25),
        ("o3", _O3),
        ("both", _BOTH),
        ("stages", _STAGES),
        ("path", _PATH),
        ("marks", _MARKS),
    )
    for name, figure in figures.items()
}

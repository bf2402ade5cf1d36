"""The figures of the rules by which a case's causes are told, in words."""

from airquality.episodes.figure import FROM_MEMORY, Figure, own_choice

_PAPERS = "论文常见做法，凭记忆未核对 common practice of papers, from memory"


_WEEKS = {
    "weeks": own_choice(
        "week",
        "历年同期：案例首日之前、末日之后各取这么多周，逐年相同",
        "the same weeks of all years: so many before a case's first and after its last day",
    ),
    "least_days": own_choice(
        "d",
        "同期有值的天数少于此，不给百分位",
        "with fewer days of the same weeks no percentile is told",
    ),
    "least_share": own_choice(
        "",
        "案例自身的日子至少有此比例有值，才给均值",
        "least share of a case's own days with a value for its mean to be told",
    ),
    "least_polluted_days": own_choice(
        "d",
        "比值与同期超标日（主导污染物日值超过当时限值）相比所需的最少天数，不足则与同期全部日子相比",
        "ratios are compared with the days of the same weeks on which the lead pollutant was over"
        " its limit in force, where there are so many; else with all days",
    ),
    "least_polluted_years": own_choice(
        "a",
        "这些超标日至少分布在这么多年，不足则与同期全部日子相比",
        "years that these days lie in at least; else with all days",
    ),
    "year_share": own_choice(
        "",
        "一年的同期至少有此比例的日子有值，才计为一年",
        "least share of the days of a year's weeks with a value for it to count as a year",
    ),
}

_RATIOS = {
    "least_pm10": own_choice(
        "µg/m³",
        "PM₁₀ 低于此值不算 PM₂.₅/PM₁₀：分母太小",
        "no PM2.5/PM10 where PM10 is lower: too small a denominator",
    ),
    "least_no2": own_choice(
        "µg/m³",
        "NO₂ 低于此值不算 SO₂/NO₂：分母太小",
        "no SO2/NO2 where NO2 is lower: too small a denominator",
    ),
    "least_co": own_choice(
        "mg/m³",
        "CO 低于此值不算 PM₂.₅/CO：分母太小",
        "no PM2.5/CO where CO is lower: too small a denominator",
    ),
    "primary_percentile": Figure(
        "%",
        "以同期 PM₂.₅/CO 的这一百分位数代表一次排放，估算二次份额",
        "percentile of PM2.5/CO in the same weeks that stands for fresh emissions in the"
        " secondary share",
        _PAPERS,
        FROM_MEMORY,
    ),
    "least_days": own_choice(
        "d",
        "同期有 PM₂.₅/CO 的天数少于此，不估算二次份额",
        "with fewer days of PM2.5/CO in the same weeks no secondary share is told",
    ),
}

_TYPES = {
    "light_wind": own_choice(
        "m/s",
        "案例日平均风速不超过此值，且不高于同期的下面这一百分位，才称静稳",
        "air is called stagnant only where the mean wind speed is at most this, and at most the"
        " next percentile of the same weeks",
    ),
    "light_percentile": own_choice(
        "%",
        "静稳时平均风速在历年同期中的最高百分位",
        "highest percentile of the wind speed among the same weeks in stagnant air",
    ),
    "humid_depression": own_choice(
        "°C",
        "温度露点差不超过此值称高湿（约合相对湿度 70 %）",
        "air is humid up to this T - Td, about 70 % relative humidity",
    ),
    "hot": own_choice(
        "°C",
        "臭氧案例：日最高气温的平均达到此值称高温",
        "an ozone case is hot from this mean of the daily maxima of temperature",
    ),
    "dry": own_choice(
        "mm",
        "臭氧案例：平均日降水量低于此值称少雨",
        "an ozone case is dry below this mean rain of a day",
    ),
    "steady_share": own_choice(
        "%",
        "来自同一侧（相邻三个方位）的小时达到此比例，称持续偏某风",
        "share of the hours from one side (three sectors) from which a wind is called steady",
    ),
}

_SIMILARITY = {
    "curve_points": own_choice(
        "",
        "比较曲线形状时，不论长短都分成这么多段",
        "stretches that a curve is cut into, whatever its length, to compare its shape",
    ),
    "least_present": own_choice(
        "",
        "曲线的一段至少有此比例的小时有值才比较",
        "least share of a stretch's hours with a value for it to be compared",
    ),
    "season_days": own_choice(
        "d",
        "两个案例在一年中相隔这么多天，算作一个尺度",
        "days of the year between two cases that count as one spread",
    ),
    "neighbours": own_choice(
        "", "列出最相似的以往案例的个数", "how many of the most similar past cases are told"
    ),
}

CAUSE_FIGURES: dict[tuple[str, str], Figure] = {
    (kind, figure): words
    for kind, rows in (
        ("weeks", _WEEKS),
        ("ratios", _RATIOS),
        ("types", _TYPES),
        ("similarity", _SIMILARITY),
    )
    for figure, words in rows.items()
}

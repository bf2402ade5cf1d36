"""The six levels of the AQI and the sensitive groups, in our own words.

HJ 633-2012 and HJ 633-2026 share names and colours; the advice follows the 2026 text. The
2012 text begins level 1 at 0, the 2026 text at 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Level:
    """One level of the AQI.

    Attributes:
        level: 1 (best) to 6.
        aqi_lo, aqi_hi: both included.
        name_zh, name_en: the category, for instance 轻度污染.
        level_zh: the level as a Chinese numeral.
        colour: as "#RRGGBB"; the standard states RGB and CMYK.
        rgb, cmyk: the same as numbers; CMYK in per cent.
        colour_zh: the standard's word for it.
        health_zh, health_en: effect on health.
        advice_zh, advice_en: what people are advised to do.
    """

    level: int
    aqi_lo: int
    aqi_hi: int
    name_zh: str
    name_en: str
    level_zh: str
    colour: str
    rgb: tuple[int, int, int]
    cmyk: tuple[int, int, int, int]
    colour_zh: str
    health_zh: str
    health_en: str
    advice_zh: str
    advice_en: str


LEVELS: tuple[Level, ...] = (
    Level(
        *(1, 0, 50, "优", "excellent", "一级"),
        *("#00E400", (0, 228, 0), (40, 0, 100, 0), "绿色"),
        health_zh="空气令人满意，基本没有污染。",
        health_en="Satisfactory, essentially no pollution.",
        advice_zh="各类人群均可正常活动。",
        advice_en="Normal activity for everybody.",
    ),
    Level(
        *(2, 51, 100, "良", "good", "二级"),
        *("#FFFF00", (255, 255, 0), (0, 0, 100, 0), "黄色"),
        health_zh="空气可以接受，只对极少数异常敏感的人略有影响。",
        health_en="Acceptable; a slight effect on a very few unusually sensitive people.",
        advice_zh="极少数异常敏感的人宜减少户外活动。",
        advice_en="The very few unusually sensitive people: fewer outdoor activities.",
    ),
    Level(
        *(3, 101, 150, "轻度污染", "lightly polluted", "三级"),
        *("#FF7E00", (255, 126, 0), (0, 52, 100, 0), "橙色"),
        health_zh="敏感人群的症状略有加重，健康人可能感到刺激。",
        health_en="Sensitive groups slightly worse; irritation in healthy people.",
        advice_zh="青少年儿童、老年人及心血管、呼吸系统疾病患者宜减少长时间、高强度的户外锻炼。",
        advice_en=(
            "Children and teenagers, the elderly, people with heart or lung disease: "
            "less long or intense exercise outdoors."
        ),
    ),
    Level(
        *(4, 151, 200, "中度污染", "moderately polluted", "四级"),
        *("#FF0000", (255, 0, 0), (0, 100, 100, 0), "红色"),
        health_zh="敏感人群的症状进一步加重，健康人的心脏和呼吸系统可能受影响。",
        health_en="Sensitive groups worse; possible effect on heart and lungs of healthy people.",
        advice_zh="上述敏感人群避免长时间、高强度的户外锻炼；一般人群适当减少户外运动。",
        advice_en=(
            "The same groups: no long or intense exercise outdoors; "
            "everybody else: somewhat less outdoor sport."
        ),
    ),
    Level(
        *(5, 201, 300, "重度污染", "heavily polluted", "五级"),
        *("#99004C", (153, 0, 76), (10, 100, 40, 30), "紫色"),
        health_zh="患者症状明显加重，运动耐力下降；健康人普遍出现症状。",
        health_en="Patients clearly worse, less fit for exercise; symptoms common in the healthy.",
        advice_zh="上述敏感人群留在室内，停止户外运动；一般人群减少户外运动。",
        advice_en="The same groups: stay indoors, no outdoor sport; everybody else: less of it.",
    ),
    Level(
        *(6, 301, 500, "严重污染", "severely polluted", "六级"),
        *("#7E0023", (126, 0, 35), (30, 100, 100, 30), "褐红色"),
        health_zh="健康人运动耐力下降，症状明显而强烈，某些疾病提前出现。",
        health_en="Healthy people less fit, with strong symptoms; some diseases appear early.",
        advice_zh="青少年儿童、老年人和病人留在室内，避免体力消耗；一般人群避免户外活动。",
        advice_en=(
            "Children and teenagers, the elderly, the sick: stay indoors, avoid exertion; "
            "everybody else: no outdoor activity."
        ),
    ),
)

_UPPER_ENDS = np.array([level.aqi_hi for level in LEVELS[:-1]])

GOOD_AQI = 100
"""A good day (优良天) has an AQI up to this."""

HEAVY_AQI = 200
"""A heavily polluted day (重污染天) has an AQI above this."""

SENSITIVE_GROUPS_2026: dict[str, tuple[str, str]] = {
    "pm25": (
        "心血管或呼吸系统疾病（如哮喘）患者、青少年儿童、经常户外活动者、老年人",
        "people with heart or lung disease (asthma, for instance), children and teenagers, "
        "people often active outdoors, the elderly",
    ),
    "pm10": (
        "心血管或呼吸系统疾病（如哮喘）患者、青少年儿童、经常户外活动者、老年人",
        "people with heart or lung disease (asthma, for instance), children and teenagers, "
        "people often active outdoors, the elderly",
    ),
    "so2": (
        "哮喘患者、青少年儿童、老年人",
        "people with asthma, children and teenagers, the elderly",
    ),
    "no2": (
        "呼吸系统疾病（如哮喘）患者、青少年儿童、老年人",
        "people with lung disease (asthma, for instance), children and teenagers, the elderly",
    ),
    "co": ("心血管疾病患者", "people with heart disease"),
    "o3": (
        "呼吸系统疾病（如哮喘）患者、青少年儿童、经常户外活动者、老年人",
        "people with lung disease (asthma, for instance), children and teenagers, "
        "people often active outdoors, the elderly",
    ),
}
"""Who is sensitive (Chinese, English) where a pollutant's IAQI is over 100 (HJ 633-2026)."""


def level_of(aqi: ArrayLike) -> np.ndarray:
    """Return the level, 1 to 6, of each AQI; 0 where it is missing. Any shape, int8 out."""
    index = np.asarray(aqi, dtype=np.float64)
    level = np.searchsorted(_UPPER_ENDS, index, side="left") + 1
    return np.where(np.isnan(index), 0, level).astype(np.int8)

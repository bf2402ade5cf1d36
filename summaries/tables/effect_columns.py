"""Columns that the tables of effects carry, so that they read the same everywhere."""

from summaries.table import Column

POLLUTANT = Column(
    "pollutant",
    "str",
    "污染物：pm25 pm10 so2 no2 co o3 为小时值，o3_mda8 为日最大 8 小时平均",
    "pm25, pm10, so2, no2, co or o3 by hours, o3_mda8 by days",
    nullable=False,
)
MEASURE_ID = Column(
    "measure_id",
    "str",
    "措施编号（表 measures）",
    "Id of the measure (table measures)",
    nullable=False,
)
#: Interval as every table of effects words it.
LOW_ZH, LOW_EN = "95 % 区间下限", "Lower end of its 95 % interval"
HIGH_ZH, HIGH_EN = "95 % 区间上限", "Upper end of its 95 % interval"


def level(name: str, zh: str, en: str) -> Column:
    """Return a column of a concentration, never negative: µg/m³, CO mg/m³."""
    return Column(
        name, "f4", f"{zh}（µg/m³，CO 为 mg/m³）", f"{en}; µg/m³, CO mg/m³", "", 0.0, 10_000.0
    )


def difference(name: str, zh: str, en: str) -> Column:
    """Return a column of a difference of concentrations, of either sign: µg/m³, CO mg/m³."""
    about = f"{zh}（µg/m³，CO 为 mg/m³）", f"{en}; µg/m³, CO mg/m³"
    return Column(name, "f4", *about, "", -10_000.0, 10_000.0)


def percent(name: str, zh: str, en: str) -> Column:
    """Return a column of a change in per cent of what was to be expected."""
    return Column(name, "f4", zh, en, "%")


def word(name: str, zh: str, en: str) -> Column:
    """Return a column of text that is never missing; an empty word says nothing."""
    return Column(name, "str", zh, en, nullable=False)

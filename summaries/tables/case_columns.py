"""Columns that the tables of the case library carry, so that they read the same everywhere."""

from summaries.table import Column

CASE = Column(
    "case_id",
    "str",
    "案例编号：城市编号（全国项目为区域代码）-类别-首个超标日",
    "Case id: city id (of an area its adcode), kind, first day over the limit",
    nullable=False,
)
POLLUTED = "µg/m³"


def moment(name: str, zh: str, en: str, nullable: bool = True) -> Column:
    """Return a column of times: local standard time, hours by their beginning."""
    return Column(name, "time", zh, en, nullable=nullable)


def level_of_six(name: str, zh: str, en: str) -> Column:
    """Return a column of an AQI level, 1 to 6; 0 where there is none."""
    return Column(name, "i4", zh, en, "", 0, 6, nullable=False)


def amount(name: str, zh: str, en: str) -> Column:
    """Return a column of a concentration of the lead pollutant, never negative."""
    return Column(name, "f4", zh, en, POLLUTED, 0.0, 10_000.0)

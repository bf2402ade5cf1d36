"""What is there and what is missing, and on whose side it went missing."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count


def _share(name: str, zh: str, en: str) -> Column:
    return Column(name, "f4", zh, en, "", 0.0, 1.0, nullable=False)


COMPLETENESS = Table(
    name="completeness",
    about_zh="逐站逐月的数据完整率与缺失原因",
    about_en="Completeness by station and month, with the reasons for gaps",
    grain_zh="站点 × 污染物 × 月",
    grain_en="station x pollutant x month",
    key=("city", "station", "pollutant", "period_start"),
    columns=(
        CITY,
        Column("station", "str", "站点编码", "Station code", nullable=False),
        Column("pollutant", "str", "污染物", "Pollutant", nullable=False),
        Column("period_start", "time", "月份的第一天", "First day of the month", nullable=False),
        count("hours", "该月的小时数", "Hours of the month within the project's period"),
        _share("share_valid", "用于统计的比例", "Used in statistics"),
        _share("share_excluded", "有数值但因标记不用的比例", "Has a value, excluded by a flag"),
        _share("share_source_empty", "来源为空的比例", "Empty at the source"),
        _share("share_rejected", "有内容但无法采用的比例", "Something there, but not a number"),
        _share("share_not_loaded", "来源无此小时的比例", "No file or row covers the hour"),
        _share("share_flagged", "带任何质量标记的比例", "With any quality flag"),
    ),
)

"""The year so far, as it stood on every day."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import DAYS_JUDGED, PERIOD_METRICS, PLACE_KEY, count

YEAR_TO_DATE = Table(
    name="year_to_date",
    about_zh="自 1 月 1 日累计到每一天的评价",
    about_en="Evaluation from 1 January to every day",
    grain_zh="地点 × 日",
    grain_en="place x day",
    key=("city", "scope", "place", "date"),
    columns=(
        *PLACE_KEY,
        Column("date", "time", "累计到的日期（含）", "Last day included", nullable=False),
        *PERIOD_METRICS,
        count("pm25_days", "PM₂.₅ 的有效天数", "Valid days of pm25", 366),
        count("o3_days", "O₃ 的有效天数", "Valid days of MDA8", 366),
        count("elapsed_days", "自 1 月 1 日起的日历天数", "Calendar days since 1 January", 366),
        *DAYS_JUDGED,
    ),
)

"""City means by the hour."""

from airquality.pollutants import POLLUTANTS
from airquality.weather import WEATHER
from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, concentration, count

HOURLY_CITY = Table(
    name="hourly_city",
    about_zh="城市小时均值：评价站点的平均，对照点不计",
    about_en="Hourly mean over a city's evaluation stations, control points left out",
    grain_zh="城市 × 小时",
    grain_en="city x hour",
    key=("city", "time"),
    columns=(
        CITY,
        Column("time", "time", "小时的起点（北京时间）", "Beginning of the hour", nullable=False),
        *(
            concentration(p.id, p.id, f"{p.symbol} 小时均值", f"Hourly mean of {p.name_en}")
            for p in POLLUTANTS.values()
        ),
        count("stations", "至少一项有效的评价站点数", "Evaluation stations with any valid item"),
        *(
            Column(w.id, "f4", f"{w.name_zh}（站点平均）", f"{w.name_en}, mean of stations", w.unit)
            for w in WEATHER.values()
        ),
    ),
)

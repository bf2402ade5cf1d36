"""Hours of every station, as means of short blocks: for the picture of a day in every place."""

from airquality.pollutants import POLLUTANTS
from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, concentration

STATION_HOURS = Table(
    name="station_hours",
    about_zh="站点逐时段均值（默认 3 小时一段；至少三分之二的小时有效，本项目自定）",
    about_en="Means of a station's hours in blocks, of 3 hours where the project says nothing else;"
    " two thirds of a block's hours must be valid (our own choice)",
    grain_zh="站点 × 时段",
    grain_en="station x block of hours",
    is_rounded=True,
    version=2,
    key=("city", "station", "time"),
    columns=(
        CITY,
        Column("station", "str", "站点编码", "Station code", nullable=False),
        Column("time", "time", "时段的起点（北京时间）", "Beginning of the block", nullable=False),
        Column("step_hours", "i4", "每段的小时数", "Hours of a block", "h", 1, 12, nullable=False),
        *(
            concentration(p.id, p.id, f"{p.symbol} 时段均值", f"Mean {p.name_en} of the block")
            for p in POLLUTANTS.values()
        ),
        Column(
            "wind_speed",
            "f4",
            "时段内风矢量平均的风速（不大于平均风速）；没有风资料为空",
            "Speed of the block's mean wind vector, at most the mean speed; empty without wind",
            "m/s",
            0,
            100,
        ),
        Column(
            "wind_direction",
            "f4",
            "时段内风矢量平均的来向（北为 0，顺时针）；没有风资料或风全部抵消为空",
            "Where the block's mean wind vector comes from, clockwise from north; empty without"
            " wind, and where nothing is left of the vector",
            "°",
            0,
            360,
        ),
    ),
)

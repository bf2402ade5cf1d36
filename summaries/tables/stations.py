"""Monitoring stations."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

STATIONS = Table(
    name="stations",
    about_zh="监测站点：位置、类型与有数据的时段",
    about_en="Monitoring stations: where, what kind, since when",
    grain_zh="站点",
    grain_en="station",
    key=("city", "station"),
    columns=(
        CITY,
        Column("station", "str", "站点编码", "Station code", nullable=False),
        Column("name_zh", "str", "站点名称", "Chinese name", nullable=False),
        Column("name_en", "str", "站点英文名", "English name", nullable=False),
        Column(
            "district", "str", "所在区县代码，不明则空", "Code of its district, empty if unknown"
        ),
        Column(
            "kind",
            "str",
            "evaluation 城市评价点，control 清洁对照点，other 其他",
            "evaluation, control (clean background) or other",
            nullable=False,
        ),
        Column(
            "is_control",
            "bool",
            "是否清洁对照点（不参加城市评价）",
            "Control point, left out of the city's value",
            nullable=False,
        ),
        Column("lon", "f8", "经度（WGS-84）", "Longitude, WGS-84", "°", 70, 140),
        Column("lat", "f8", "纬度（WGS-84）", "Latitude, WGS-84", "°", 0, 55),
        Column("first_time", "time", "首个有数值的小时", "First hour with a value"),
        Column("last_time", "time", "最后有数值的小时", "Last hour with a value"),
        Column("geometry", "geometry", "位置", "Point, WGS-84"),
    ),
)

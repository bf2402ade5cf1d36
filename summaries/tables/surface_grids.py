"""What a city's surface is made of: cells and how much of each station goes into them."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY


def _degrees(name: str, zh: str, en: str) -> Column:
    return Column(name, "f8", zh, en, "°", -180, 180, nullable=False)


SURFACE_GRIDS = Table(
    name="surface_grids",
    about_zh="插值面的网格与权重：某一时次的面 = 权重 × 站点值（线性核径向基函数，等同于线性"
    "变差函数的普通克里金）；缺测站先由其余站点补出。没有插值面的城市没有行",
    about_en="Cells and weights of the interpolated surface: at any time it is the weights times"
    " the stations' values (radial basis functions of a linear kernel, the same as ordinary kriging"
    " with a linear variogram); a station without a value is filled in from the others first. A"
    " city without a surface has no row",
    grain_zh="城市",
    grain_en="city",
    key=("city",),
    columns=(
        CITY,
        _degrees("west", "网格西边（WGS-84）", "Western edge of the grid, WGS-84"),
        _degrees("south", "网格南边（WGS-84）", "Southern edge of the grid, WGS-84"),
        _degrees("step_lon", "格宽（经度）", "Width of a cell in longitude"),
        _degrees("step_lat", "格高（纬度）", "Height of a cell in latitude"),
        Column("columns", "i4", "列数，自西向东", "Columns, from west", "", 1, 256, nullable=False),
        Column("rows", "i4", "行数，自南向北", "Rows, from south", "", 1, 256, nullable=False),
        Column(
            "cells",
            "bytes",
            "与城市相接且距某站不超过 reach_km 的格：行 × 列逐位排列，高位在前",
            "Cells that touch the city and have a station within reach_km: a bit each, row by row,"
            " the most significant first",
            nullable=False,
        ),
        Column(
            "stations",
            "str",
            "参与插值的站点编码，以逗号相连（含清洁对照点；不含无坐标、位于边界外或从无数据的站点）",
            "Codes of the stations that it is made of, joined by commas: control points too; not"
            " those without coordinates, outside every outline, or without any value",
            nullable=False,
        ),
        Column(
            "weights",
            "bytes",
            "权重：float32 小端，格（按 cells 的次序）× 站点；每格之和为 1",
            "Weights: float32, little-endian, cells (in the order of `cells`) x stations; those of"
            " a cell add up to 1",
            nullable=False,
        ),
        Column(
            "inverse",
            "bytes",
            "加边核矩阵之逆：float64 小端，(站数 + 1) × (站数 + 1)，末行末列属常数项；用于补缺测站",
            "Inverse of the bordered kernel matrix: float64, little-endian, (stations + 1) x"
            " (stations + 1), the constant last; stations without a value are filled in by it",
            nullable=False,
        ),
        Column(
            "reach_km",
            "f8",
            "距有效站点超过此距离的格不显示（本项目自定）；距离按网格中心纬度的等距投影计",
            "Cells further from every valid station are not shown (our own choice); by the"
            " equirectangular projection at the latitude of the grid's centre",
            "km",
            1,
            500,
            nullable=False,
        ),
        Column(
            "least_stations",
            "i4",
            "有效站点少于此数则不画面（本项目自定）",
            "With fewer valid stations no surface is drawn (our own choice)",
            "",
            2,
            nullable=False,
        ),
    ),
)

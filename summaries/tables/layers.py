"""A city's own layers: what its project file names, and the circles that are drawn for it."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count

LAYERS = Table(
    name="layers",
    about_zh="本市图层：项目文件所列的 GeoJSON 图层，以及按站点坐标计算的圆"
    "（WGS-84，已按屏幕精度简化）",
    about_en="Layers of the city's own: the GeoJSON files that its project names, and circles drawn"
    " around its stations; WGS-84, thinned out to what a screen shows",
    grain_zh="图层 × 要素",
    grain_en="layer x feature",
    key=("city", "layer", "number"),
    columns=(
        CITY,
        Column("layer", "str", "图层编号", "Layer id", nullable=False),
        count(
            "number", "要素序号（按文件中的次序，从 1 起）", "Number from 1, in the file's order"
        ),
        Column("title_zh", "str", "图层名称", "Title in Chinese", nullable=False),
        Column("title_en", "str", "图层英文名称", "Title in English", nullable=False),
        Column("colour", "str", "颜色，#rrggbb", "Colour, #rrggbb", nullable=False),
        Column("source_zh", "str", "来源", "Source in Chinese", nullable=False),
        Column("source_en", "str", "来源（英文）", "Source in English", nullable=False),
        Column(
            "kind",
            "str",
            "要素类型：polygon 面、line 线、point 点",
            "What is drawn: polygon, line or point",
            nullable=False,
        ),
        Column(
            "name_zh",
            "str",
            "要素名称，原样照录的纯文本，可为空",
            "Name of the feature, plain text as the file has it; may be empty",
            nullable=False,
        ),
        Column(
            "name_en",
            "str",
            "要素英文名称，没有则同中文名",
            "Name in English, the Chinese one where there is none",
            nullable=False,
        ),
        Column(
            "note_zh",
            "str",
            "说明：圆内有什么、各有多少；可为空",
            "Note in Chinese: what lies within a circle, counted; may be empty",
            nullable=False,
        ),
        Column(
            "note_en", "str", "英文说明；可为空", "Note in English; may be empty", nullable=False
        ),
        Column("geometry", "geometry", "图形", "Shape, WGS-84", nullable=False),
    ),
)

"""Where the numbers come from."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count

SOURCES = Table(
    name="sources",
    about_zh="数据来源、许可与时段",
    about_en="Sources with licence and period",
    grain_zh="来源",
    grain_en="source",
    key=("city", "source"),
    columns=(
        CITY,
        Column("source", "str", "来源编号", "Source id", nullable=False),
        Column("kind", "str", "格式", "Format", nullable=False),
        Column("title_zh", "str", "中文名称", "Chinese title", nullable=False),
        Column("title_en", "str", "英文名称", "English title", nullable=False),
        Column("licence", "str", "许可", "Licence", nullable=False),
        Column("credit", "str", "署名", "Credit", nullable=False),
        Column("url", "str", "网址", "Address"),
        Column("period_start", "time", "首个数据时刻", "First time with data"),
        Column("period_end", "time", "末个数据时刻之后", "First time after the data"),
        count("files", "文件数", "Files"),
        count("cells", "读到的单元数", "Cells read"),
        count("cells_with_value", "其中有数值的单元数", "Cells with a value"),
        Column("sha256", "str", "输入校验和", "Checksum of the inputs", nullable=False),
        Column("hours", "str", "来源的小时标记", "How the source labels an hour", nullable=False),
        Column("note_zh", "str", "说明", "Note in Chinese"),
        Column("note_en", "str", "英文说明", "Note in English"),
    ),
)

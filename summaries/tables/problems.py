"""What was wrong with the raw files: counted, with file and place."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY, count

PROBLEMS = Table(
    name="problems",
    about_zh="读取原始文件时遇到的问题",
    about_en="What was wrong with the raw files",
    grain_zh="来源 × 类别 × 文件 × 位置",
    grain_en="source x kind x file x place",
    key=("city", "source", "kind", "file", "place"),
    columns=(
        CITY,
        Column("source", "str", "来源编号", "Source id", nullable=False),
        Column(
            "severity", "str", "error、warning 或 note", "error, warning or note", nullable=False
        ),
        Column("kind", "str", "问题类别", "Kind of problem", nullable=False),
        Column("file", "str", "文件名", "File name", nullable=False),
        Column(
            "place", "str", "行、列、小时或站点", "Line, column, hour or station", nullable=False
        ),
        Column("message", "str", "说明", "In words", nullable=False),
        count("count", "次数", "How often"),
    ),
)

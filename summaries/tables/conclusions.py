"""What an expert concluded of a case."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, moment
from summaries.tables.shared_columns import CITY, count

CONCLUSIONS = Table(
    name="conclusions",
    about_zh="专家对案例的结论：作者、日期、版本与正文",
    about_en="An expert's conclusions of a case: author, date, version, text",
    grain_zh="案例",
    grain_en="case",
    key=("city", "case_id"),
    columns=(
        CITY,
        CASE,
        Column("author", "str", "作者", "Author", nullable=False),
        moment("date", "日期", "Date", nullable=False),
        count("version", "版本", "Version"),
        Column("status", "str", "draft 草稿，signed 已签", "draft or signed", nullable=False),
        Column(
            "title", "str", "标题，没有为空字串", "Title, an empty word without", nullable=False
        ),
        Column("text", "str", "正文（Markdown 源文）", "Text as Markdown source", nullable=False),
        Column("file", "str", "文件名", "Name of the file", nullable=False),
    ),
)

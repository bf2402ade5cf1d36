"""The past cases that a case is most like."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE
from summaries.tables.shared_columns import CITY, count


def _part(name: str, zh: str, en: str) -> Column:
    words_zh, words_en = f"距离平方中{zh}的部分", f"Part of the squared distance that is {en}"
    return Column(f"part_{name}", "f4", words_zh, words_en, "", 0)


EPISODE_NEIGHBOURS = Table(
    name="episode_neighbours",
    about_zh="同地同类的以往案例中最相似的五个；各部分之和为距离的平方，缺资料的部分为空、不比",
    about_en="The five past cases of the same place and kind that it is most like; parts add up to"
    " the squared distance, and one that cannot be compared is empty",
    grain_zh="案例 × 名次",
    grain_en="case x rank",
    key=("city", "case_id", "rank"),
    columns=(
        CITY,
        CASE,
        count("rank", "相似的名次，1 为最相似", "Rank of likeness, 1 the most alike"),
        Column("neighbour", "str", "相似案例的编号", "Id of the like case", nullable=False),
        Column("distance", "f4", "距离，越小越相似", "Distance", "", 0, nullable=False),
        _part("size", "强度", "size"),
        _part("length", "长短", "length"),
        _part("shape", "曲线形状", "the curve's shape"),
        _part("weather", "气象", "weather"),
        _part("composition", "组成比值", "composition"),
        _part("season", "季节", "season"),
    ),
    is_rounded=True,
)

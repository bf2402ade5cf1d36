"""The cities of which a synthetic one is made, and what each would show if it were the city."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import MEASURE_ID, POLLUTANT, word
from summaries.tables.shared_columns import CITY, count

EFFECT_DONORS = Table(
    name="effect_donors",
    about_zh="合成控制的对照城市：权重，以及把它当作实施城市时的比值（空间安慰剂）",
    about_en="Donors of the synthetic control: their weights, and the ratio of each treated as if"
    " it were the city (placebos in space)",
    grain_zh="城市 × 措施 × 污染物 × 对照城市",
    grain_en="city x measure x pollutant x donor",
    key=("city", "measure_id", "pollutant", "donor"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        word(
            "donor",
            "对照城市：项目的城市编号，或区域项目中的行政区划代码",
            "Id of a city of the build, or adcode of an area of a region",
        ),
        word("name_zh", "名称", "Name in Chinese"),
        word("name_en", "英文名称", "Name in English"),
        Column("weight", "f4", "权重，合计为 1", "Weight; together they are 1", "", 0.0, 1.0),
        Column(
            "ratio",
            "f4",
            "把它当作实施城市时，时段内与此前均方根差距之比",
            "Root mean square gap in the window over that before, as if it were the city",
            "",
            0.0,
        ),
        Column("distance_km", "f4", "相距", "Distance from the city", "km", 0.0),
        count("number", "次序，权重大者在前", "Order, the largest weight first"),
    ),
)

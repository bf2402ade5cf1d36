"""The same effect by other margins, predictors and training years."""

from summaries.table import Table
from summaries.tables.effect_columns import MEASURE_ID, POLLUTANT, difference, percent, word
from summaries.tables.shared_columns import CITY, count

EFFECT_SENSITIVITY = Table(
    name="effect_sensitivity",
    about_zh="敏感性：换用其他留出天数、预报因子和训练年份时的效果",
    about_en="The effect by other margins, sets of predictors and training years",
    grain_zh="城市 × 措施 × 污染物 × 变体",
    grain_en="city x measure x pollutant x variant",
    key=("city", "measure_id", "pollutant", "variant"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        word(
            "variant",
            "变体：margin_<天>、memory_hour（只用当时气象）、memory_day（记忆一天）、without_<年>",
            "margin_<days>, memory_hour (the hour's own weather), memory_day (a day's"
            " memory), without_<year>",
        ),
        difference("effect", "效果：观测减预测", "Effect: observed less predicted"),
        percent("effect_pct", "占预测的百分比", "In per cent of the predicted"),
        count("number", "次序", "Order"),
    ),
    is_rounded=True,
)

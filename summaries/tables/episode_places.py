"""When a case rose, peaked and cleared at each place."""

from summaries.table import Column, Table
from summaries.tables.case_columns import CASE, amount, moment
from summaries.tables.shared_columns import PLACE_KEY, count

EPISODE_PLACES = Table(
    name="episode_places",
    about_zh="案例在各站点、区县与城市的起升、峰值与消散时间",
    about_en="When a case rose, peaked and cleared at each station, district and the city",
    grain_zh="案例 × 地点",
    grain_en="case x place",
    key=("city", "case_id", "scope", "place"),
    columns=(
        PLACE_KEY[0],
        CASE,
        *PLACE_KEY[1:],
        moment("onset", "起升的小时", "Hour of its onset"),
        moment("peak_time", "小时最大值的时间", "Hour of its peak"),
        moment("clearing", "消散的小时", "Hour in which it cleared"),
        amount("peak", "小时最大值", "Highest hour"),
        amount("mean", "过程均值", "Mean over the case"),
        Column(
            "lag_hours",
            "f4",
            "起升晚于城市的小时数，负为早于",
            "Hours that it rose after the city; negative is before",
            "h",
        ),
        count(
            "order",
            "在同类地点中起升的先后，1 为最先（并列同号），0 为没有起升",
            "Order of onset among places of its scope, 1 the first, ties alike, 0 without an onset",
        ),
        Column(
            "valid_share", "f4", "有值小时的比例（0–1）", "Share of hours with a value", "", 0, 1
        ),
    ),
    is_rounded=True,
)

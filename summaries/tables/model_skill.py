"""How well the models of weather know the air that they have not seen."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import POLLUTANT, difference, level, word
from summaries.tables.shared_columns import CITY, count

#: Why there is no answer, in the words of the tables that have this column.
REASON = word(
    "reason",
    "没有结果的原因：off 未启用、no_hours 无小时值、no_weather 无气象、too_short 不足、"
    "too_few 缺测过多、constant 数值不变、reference_state 跨参比状态变更；有结果为空字串",
    "Why there is no answer: off, no_hours, no_weather, too_short, too_few (values), constant,"
    " reference_state (its change lies inside); an empty word where there is one",
)

MODEL_SKILL = Table(
    name="model_skill",
    about_zh="气象模型对未见数据的技巧：按周、按年留出，与随机留出并列；没有模型时说明原因",
    about_en="Skill of the models of weather on what they have not seen: weeks and years held out,"
    " beside random rows; where there is no model, why",
    grain_zh="城市 × 污染物 × 留出方式 × 步长",
    grain_en="city x pollutant x split x step",
    key=("city", "pollutant", "split", "step"),
    columns=(
        CITY,
        POLLUTANT,
        word(
            "split",
            "留出：weeks 逐周（前后各留两天）、years 逐年、random 随机（结果偏好，仅供对照）",
            "weeks, with two days' margin, years, or random: it flatters, and is shown to compare",
        ),
        word("step", "步长：hour 小时或 day 日均（o3_mda8 为日值）", "hour or day"),
        Column("r2", "f4", "决定系数 R²", "Coefficient of determination", "", None, 1.0),
        level("rmse", "均方根误差", "Root of the mean squared error"),
        difference("bias", "平均偏差（模型减观测）", "Mean error, model minus observed"),
        count("n", "参与的小时或天数", "Hours or days that count"),
        count("members", "集合成员数", "Members of the ensemble"),
        word(
            "predictors", "预报因子的名称，以逗号相连", "Names of the predictors, joined by commas"
        ),
        word("recipe", "模型的设置", "Settings of the model"),
        Column("start", "time", "数据的第一时次", "First hour of the data"),
        Column("end", "time", "数据的结束（不含）", "End of the data, exclusive"),
        Column(
            "is_good",
            "bool",
            "按周留出的日均 R² 不低于 effect_rules 的 least_r2",
            "Whether R² of days on weeks held out is no less than least_r2 of effect_rules",
            nullable=False,
        ),
        REASON,
    ),
)

"""What each measure with dates changed, the weather taken out, and how sure that is."""

from summaries.table import Column, Table
from summaries.tables.effect_columns import (
    HIGH_EN,
    HIGH_ZH,
    LOW_EN,
    LOW_ZH,
    MEASURE_ID,
    POLLUTANT,
    difference,
    level,
    percent,
    word,
)
from summaries.tables.shared_columns import CITY, count

MEASURE_EFFECTS = Table(
    name="measure_effects",
    about_zh="有起止日期的措施的效果：与从未见过该时段的模型预测的“无管控”相比，附区间、安慰剂检验与结论",
    about_en="Effect of each measure with dates: against the air without it, as predicted by models"
    " that never saw its window; with interval, placebos and a verdict",
    grain_zh="城市 × 措施 × 污染物",
    grain_en="city x measure x pollutant",
    key=("city", "measure_id", "pollutant"),
    columns=(
        CITY,
        MEASURE_ID,
        POLLUTANT,
        Column(
            "is_aimed",
            "bool",
            "措施是否针对该污染物：清单写明的，否则预警视为不针对臭氧",
            "Whether the measure aims at the pollutant: as the list says, else a warning aims at"
            " all but ozone",
            nullable=False,
        ),
        Column("start", "time", "时段的开始", "Start of its window", nullable=False),
        Column("end", "time", "时段的结束（不含）", "End of its window, exclusive", nullable=False),
        level("observed", "时段内观测平均", "Mean observed in the window"),
        level("predicted", "时段内“无管控”的预测平均", "Mean predicted without the measure"),
        difference("effect", "效果：观测减预测，负为改善", "Effect: observed less predicted"),
        difference("effect_low", LOW_ZH, LOW_EN),
        difference("effect_high", HIGH_ZH, HIGH_EN),
        percent("effect_pct", "效果占预测的百分比", "Effect in per cent of the predicted"),
        percent("effect_pct_low", LOW_ZH, LOW_EN),
        percent("effect_pct_high", HIGH_ZH, HIGH_EN),
        Column(
            "placebo_p",
            "f4",
            "安慰剂时段中偏离零不小于该效果的比例（含自身）",
            "Share of the placebos as far from none as the effect, itself counted; of windows that"
            " do not overlap",
            "",
            0.0,
            1.0,
        ),
        Column(
            "times_reach",
            "f4",
            "效果偏离零的程度，是 95 % 安慰剂时段所及范围的几倍",
            "Its distance from none over that within which 95 % of the placebos lie",
            "",
            0.0,
        ),
        count(
            "placebo_rank",
            "按偏离零的程度的名次，1 为最大；0 为没有",
            "Its rank by distance from zero, 1 is the farthest; 0 where there is none",
        ),
        count("placebos", "安慰剂时段数", "Placebo windows"),
        count("independent", "其中互不重叠的个数", "Those that do not overlap each other"),
        word(
            "verdict",
            "结论：clear 明确、likely 可能、not_distinguishable 与气象难以区分、"
            "model_not_good_enough 模型不足以判断",
            "clear, likely, not_distinguishable (from weather) or model_not_good_enough",
        ),
        word(
            "reason",
            "结论不为 clear 或 likely 时的原因：skill placebo sign outside too_long too_few_hours"
            " too_few_placebos，或 model_skill 的原因",
            "Why it is neither clear nor likely: skill, placebo, sign, outside, too_long,"
            " too_few_hours, too_few_placebos, or a reason of model_skill",
        ),
        Column(
            "around_days",
            "f4",
            "安慰剂时段距该时段日历日的最大天数",
            "How far from its calendar day a placebo may begin, in any year",
            "d",
            0.0,
        ),
        percent(
            "bias_pct",
            "已扣除的同季节偏差，占预测的百分比",
            "The season's bias that was taken out, in per cent of the predicted",
        ),
        percent(
            "drift_pct",
            "已扣除的前后数周共有的偏差，占预测的百分比",
            "What the weeks before and after are off by, taken out as well, in per cent",
        ),
        Column("margin_days", "f4", "前后各留出的天数", "Days left out on both sides", "d", 0.0),
        Column("skill_r2", "f4", "留出块上日均的 R²", "R² of days held out", "", None, 1.0),
        Column(
            "same_sign",
            "bool",
            "各敏感性试验的符号是否都与效果相同",
            "Whether every variant of effect_sensitivity has the sign of the effect",
            nullable=False,
        ),
        difference("sensitivity_low", "敏感性试验中最小的效果", "Least effect of the variants"),
        difference("sensitivity_high", "敏感性试验中最大的效果", "Greatest effect of the variants"),
        level(
            "before",
            "此前 14 天的观测平均（前后对比会误导，仅供对照）",
            "Mean observed in the 14 days before, which misleads and is shown to compare",
        ),
        level("after", "此后 14 天的观测平均", "Mean observed in the 14 days after"),
        word(
            "others",
            "时段与之重叠的其他措施的编号，以逗号相连",
            "Ids of the other measures that share its window, joined by commas",
        ),
    ),
    is_rounded=True,
)

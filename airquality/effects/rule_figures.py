"""The figures by which effects are found and judged, in words."""

from __future__ import annotations

from airquality.effects import assessment, held_out, placebo, record, sensitivity, series
from airquality.effects.donors import DONOR_RULE, DonorRule
from airquality.effects.verdict import STRICT, VerdictRule
from airquality.episodes.figure import FROM_MEMORY, Figure, own_choice
from airquality.normalisation import attribution, normalised

_CONFORMAL = "共形预测的常见做法，凭记忆 conformal prediction, from memory"


#: By kind and figure: what it decides. `values_of` gives the values.
FIGURES: dict[tuple[str, str], Figure] = {
    ("counterfactual", "block_days"): own_choice(
        "d",
        "每次留出、不参与训练的连续天数；时段更长时取其两倍",
        "days held out in one piece; twice the window where that is more",
    ),
    ("counterfactual", "folds"): own_choice(
        "", "留出的块轮流分给几个模型", "models that the blocks are dealt to in turn"
    ),
    ("counterfactual", "margin_days"): own_choice(
        "d",
        "留出块和各措施时段前后另外不参与训练的天数",
        "days not learned from either side of a block and of every measure",
    ),
    ("counterfactual", "most_of_record"): own_choice(
        "",
        "时段超过资料的这一比例，不作判断",
        "nothing is said of a window that is more of the record than this",
    ),
    ("counterfactual", "least_share"): own_choice(
        "",
        "时段内至少这一比例的小时（臭氧为天）有观测和预测",
        "share of a window's hours (days of MDA8) that need an observed and a predicted value",
    ),
    ("placebo", "around_days"): own_choice(
        "d",
        "安慰剂时段的起点与措施起点在日历上至多相差的天数，各年都算；不够数时逐级放宽",
        "how far from a measure's calendar day a placebo begins, in any year; widened by steps"
        " where too few are found",
    ),
    ("placebo", "most_around_days"): own_choice("d", "最多放宽到", "the widest of these"),
    ("placebo", "least_independent"): Figure(
        "",
        "互不重叠的安慰剂时段少于此，不给区间：n 个只能保证 n/(n+1)",
        "fewer placebos that do not overlap give no interval: n of them cover n/(n+1)",
        _CONFORMAL,
        FROM_MEMORY,
    ),
    ("placebo", "most_offset"): own_choice(
        "",
        "误差取对数比，观测和预测先各加上中位浓度的某一倍（由安慰剂时段选定，至多此值）：低浓度按差、"
        "高浓度按比",
        "errors are logarithms of ratios after a part of the median concentration, chosen by the"
        " placebos and at most this, is added to both: differences where there is little, ratios"
        " where there is much",
    ),
    ("placebo", "nearby_days"): own_choice(
        "d",
        "前后各这么多天（留出天数以内除外）共有的误差作为漂移扣除，扣除比例由安慰剂时段求得",
        "the error that so many days either side share (but for the margin) is taken out as drift,"
        " in the part that the placebos show",
    ),
    ("placebo", "least_nearby_days"): own_choice(
        "d", "这些天里至少有这么多天有值，才扣除漂移", "days of them that need values"
    ),
    ("placebo", "level"): own_choice("", "区间的置信水平", "level of the intervals"),
    ("verdict", "likely_p"): own_choice(
        "",
        "p 不超过此值才称有效果（至多 0.05：95 % 区间不得含零，各敏感性试验须同号）",
        "an effect is called one where p is at most this (0.05 at most: its 95 % interval must"
        " leave out zero) and every setting tried has its sign",
    ),
    ("verdict", "clear_p"): own_choice(
        "",
        "p 不超过此值，称为明确；安慰剂时段少时达不到，另看下一条",
        "called clear where p is at most this, which few placebos do not allow: or by the next",
    ),
    ("verdict", "clear_times"): own_choice(
        "",
        "偏离零的程度达到 95 % 安慰剂时段范围的这么多倍，也称明确",
        "called clear as well where it is so many times as far from none as 95 % of the placebos",
    ),
    ("verdict", "least_r2"): own_choice(
        "",
        "留出块与留出周上日均的 R²，有一个低于此，模型不足以判断",
        "with a lower R² of daily means on held-out blocks, or on held-out weeks, the model says"
        " nothing",
    ),
    ("verdict", "least_skill_days"): own_choice(
        "d", "留出的天数少于此，不算 R²", "fewer days held out tell no R²"
    ),
    ("sensitivity", "least_margin_days"): own_choice(
        "d", "敏感性：前后留出天数的最小值", "the narrowest margin tried"
    ),
    ("sensitivity", "most_margin_days"): own_choice(
        "d", "敏感性：前后留出天数的最大值", "the widest margin tried"
    ),
    ("sensitivity", "least_year_days"): own_choice(
        "d",
        "某年的资料不少于此，才逐年去掉试算",
        "a year is left out where the record has this much of it",
    ),
    ("donors", "least_donors"): own_choice(
        "", "合成控制：对照城市少于此，不作估计", "synthetic control: fewer donors give nothing"
    ),
    ("donors", "most_donors"): own_choice(
        "",
        "对照城市多于此时，取此前各日与本市最接近的这么多个",
        "of more donors those whose days before are nearest to the city's",
    ),
    ("donors", "days_before"): own_choice(
        "d", "用于拟合权重的此前天数", "days before by which donors are weighted"
    ),
    ("donors", "least_days_before"): own_choice(
        "d",
        "其中本市与各对照城市都有值的天数的下限",
        "of these, on which the city and every donor need values",
    ),
    ("donors", "least_share"): own_choice(
        "",
        "对照城市在时段内、以及此前（本市与足够多的城市有值的各日）至少要有的天数比例",
        "part of the window, and of the days before that the city and enough donors have, that a"
        " donor needs",
    ),
    ("donors", "most_error_before"): own_choice(
        "",
        "此前的均方根差距超过本市平均的这一比例，视为拟合太差",
        "with a larger root mean square gap before, of the city's mean, donors do not follow it",
    ),
    ("donors", "least_km"): own_choice(
        "km",
        "近于此的城市共享同一片空气，不作对照",
        "nearer cities share the city's air and are no donors",
    ),
    ("normalisation", "least_days"): own_choice(
        "d",
        "资料跨度或有值的总时数不足这么多天，不建模型",
        "with a shorter record, or fewer values in all, no model is made",
    ),
    ("normalisation", "least_share"): own_choice(
        "",
        "某月有值的小时（臭氧为天）不足此比例，不给月均",
        "share of a month's hours (days of MDA8) that need values",
    ),
    ("normalisation", "least_share_of_period"): own_choice(
        "",
        "比较两个时段时，各自有值的小时（天）不足此比例，不作比较",
        "share of each of two periods' hours (days) that need values to be compared",
    ),
    ("comparison", "compared_days"): own_choice(
        "d", "前后对比所取的天数", "days before and after that are compared"
    ),
    ("series", "least_share_of_day"): own_choice(
        "",
        "日均至少要有的小时比例",
        "share of a day's hours that its mean needs",
    ),
}


def values_of(
    rule: VerdictRule = STRICT, donors: DonorRule = DONOR_RULE
) -> dict[tuple[str, str], float]:
    """Return the value of each of `FIGURES`."""
    return {
        ("counterfactual", "block_days"): held_out.BLOCK_DAYS,
        ("counterfactual", "folds"): held_out.FOLDS,
        ("counterfactual", "margin_days"): held_out.MARGIN_DAYS,
        ("counterfactual", "most_of_record"): held_out.MOST_OF_RECORD,
        ("counterfactual", "least_share"): record.LEAST_SHARE,
        ("placebo", "around_days"): placebo.SEASONS[0],
        ("placebo", "most_around_days"): placebo.SEASONS[-1],
        ("placebo", "least_independent"): placebo.LEAST_PLACEBOS,
        ("placebo", "most_offset"): placebo.OFFSETS[-1],
        ("placebo", "nearby_days"): record.NEARBY_DAYS,
        ("placebo", "least_nearby_days"): record.LEAST_NEARBY_DAYS,
        ("placebo", "level"): placebo.LEVEL,
        ("verdict", "likely_p"): rule.likely_p,
        ("verdict", "clear_p"): rule.clear_p,
        ("verdict", "clear_times"): rule.clear_times,
        ("verdict", "least_r2"): rule.least_r2,
        ("verdict", "least_skill_days"): assessment.LEAST_SKILL_DAYS,
        ("sensitivity", "least_margin_days"): min(sensitivity.MARGINS),
        ("sensitivity", "most_margin_days"): max(sensitivity.MARGINS),
        ("sensitivity", "least_year_days"): sensitivity.LEAST_YEAR_DAYS,
        **{("donors", name): float(value) for name, value in vars(donors).items()},
        ("normalisation", "least_days"): normalised.LEAST_DAYS,
        ("normalisation", "least_share"): normalised.LEAST_SHARE,
        ("normalisation", "least_share_of_period"): attribution.LEAST_SHARE,
        ("comparison", "compared_days"): assessment.COMPARED_DAYS,
        ("series", "least_share_of_day"): series.LEAST_SHARE_OF_DAY,
    }

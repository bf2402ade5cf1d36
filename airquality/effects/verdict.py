"""A verdict in one of four words, by rules that are printed where it is read.

Doubt comes first: a model that does not know the pollutant without measures cannot tell what one
did. Every figure is our own choice and a field of `VerdictRule`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.effects.estimate import Effect

CLEAR, LIKELY = "clear", "likely"
NOT_DISTINGUISHABLE, NOT_GOOD_ENOUGH = "not_distinguishable", "model_not_good_enough"
VERDICTS = (CLEAR, LIKELY, NOT_DISTINGUISHABLE, NOT_GOOD_ENOUGH)


@dataclass(frozen=True)
class VerdictRule:
    """When an effect is called one.

    Attributes:
        clear_p, likely_p: the largest share of placebos as far from zero.
        least_r2: R² of daily means on held-out blocks below which the model says nothing.
    """

    clear_p: float = 0.02
    likely_p: float = 0.05
    least_r2: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.clear_p <= self.likely_p < 1:
            raise ValueError("clear_p lies above 0, likely_p is no smaller and below 1")


def judge(
    effect: Effect, r2: float, variants: np.ndarray, rule: VerdictRule = VerdictRule()
) -> tuple[str, str]:
    """Return the verdict and, beside the two weaker ones, its reason.

    r2: skill on held-out blocks, daily; variants: the same effect by other margins, predictors and
    training years, NaN where one has none. Reasons: those of the effect, 'skill', 'placebo' (as
    large where nothing was done), 'interval' (holds zero), 'sign' (a variant turns round).
    """
    if effect.reason:
        return NOT_GOOD_ENOUGH, effect.reason
    if not r2 >= rule.least_r2:
        return NOT_GOOD_ENOUGH, "skill"
    if not effect.p <= rule.likely_p:
        return NOT_DISTINGUISHABLE, "placebo"
    if effect.low <= 0 <= effect.high:
        return NOT_DISTINGUISHABLE, "interval"
    known = variants[np.isfinite(variants)]
    if (np.sign(known) != np.sign(effect.effect)).any():
        return NOT_DISTINGUISHABLE, "sign"
    return (CLEAR if effect.p <= rule.clear_p else LIKELY), ""

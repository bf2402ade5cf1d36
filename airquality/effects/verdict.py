"""A verdict in one of four words, by rules that are printed where it is read.

Doubt comes first: a model that does not know the pollutant without measures cannot tell what one
did. Every figure is our own choice and a field of `VerdictRule`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airquality.effects.estimate import Effect

CLEAR, LIKELY = "clear", "likely"
NOT_DISTINGUISHABLE, NOT_GOOD_ENOUGH = "not_distinguishable", "model_not_good_enough"
#: Of a larger p the 95 % interval holds zero.
MOST_P = 0.05
VERDICTS = (CLEAR, LIKELY, NOT_DISTINGUISHABLE, NOT_GOOD_ENOUGH)


@dataclass(frozen=True)
class VerdictRule:
    """When an effect is called one.

    Attributes:
        likely_p: largest p of an effect that is called one, 0.05 at most: its 95 % interval must
            leave out zero, and both come from the same placebos.
        clear_p: largest p of a clear one; of few placebos p cannot be that small.
        clear_times: clear as well is an effect so many times as far from none as 95 % of the
            placebos lie.
        least_r2: R² of daily means on held-out blocks below which the model says nothing.
    """

    likely_p: float = 0.05
    clear_p: float = 0.02
    clear_times: float = 1.5
    least_r2: float = 0.6

    def __post_init__(self) -> None:
        is_ordered = 0 < self.clear_p <= self.likely_p <= MOST_P
        if not (is_ordered and self.clear_times >= 1 and self.least_r2 < 1):
            raise ValueError(
                f"p lies between 0 and {MOST_P}, clear_p is no more than likely_p, clear_times at"
                " least 1, R² below 1"
            )


#: The rule unless a project sets another.
STRICT = VerdictRule()


def judge(
    effect: Effect, r2: float, variants: Sequence[float], rule: VerdictRule = STRICT
) -> tuple[str, str]:
    """Return the verdict and, beside the two weaker ones, its reason.

    r2: skill of days held out (`assessment.assess`); variants: the same effect by other margins,
    predictors and training years, NaN where one has none. Reasons: those of the effect, 'skill',
    'placebo' (as large where nothing was done), 'sign' (a variant turns it round).
    """
    if effect.reason:
        return NOT_GOOD_ENOUGH, effect.reason
    if not r2 >= rule.least_r2:
        return NOT_GOOD_ENOUGH, "skill"
    if not effect.p <= rule.likely_p or effect.low <= 0 <= effect.high:
        return NOT_DISTINGUISHABLE, "placebo"
    known = np.asarray(variants, dtype=float)
    known = known[np.isfinite(known)]
    if (np.sign(known) != np.sign(effect.effect)).any():
        return NOT_DISTINGUISHABLE, "sign"
    is_clear = effect.p <= rule.clear_p or effect.times_reach >= rule.clear_times
    return (CLEAR if is_clear else LIKELY), ""

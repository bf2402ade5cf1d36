"""Cities that did nothing, weighted to be the city as it was: synthetic control.

Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105:493, 2010: the
weights, none negative and together one, let the donors follow the city before the measure; the gap
after it began is its effect. The weights are found by the library `pysyncon` on the days before
alone, each day counting alike. Every donor is then treated as if it were the city (placebos in
space), and the ratio of its error after to before is ranked. Neighbours that were controlled too
are no donors: they are to be named. Against a record of one city there are none, which is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

#: Fewer donors can neither follow a city nor give a rank that means something (our own choice).
LEAST_DONORS = 5
LEAST_DAYS_BEFORE = 30
#: Share of the days before that a donor needs, of its own and of the city's.
LEAST_SHARE = 0.8
#: Error before, of the city's mean, above which donors do not follow it (our own choice).
MOST_ERROR_BEFORE = 0.3


@dataclass(frozen=True)
class SyntheticControl:
    """What the donors say of a measure.

    Attributes:
        effect, percent: mean observed minus mean of the weighted donors in the window; NaN with a
            reason.
        error_before: root mean square gap before; relative: of the city's mean.
        ratio: root mean square gap in the window over that before.
        p: share of the cities, itself counted, whose ratio is as large.
        weights: donor -> weight, those above 0.001.
        ratios: donor -> its own ratio.
        synthetic: (day,) the weighted donors, NaN where one with weight is missing.
        reason: '', 'too_few_donors', 'too_few_days', 'poor_fit' (the numbers are given all the
            same).
    """

    effect: float = np.nan
    percent: float = np.nan
    error_before: float = np.nan
    relative: float = np.nan
    ratio: float = np.nan
    p: float = np.nan
    weights: Mapping[str, float] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    synthetic: np.ndarray = field(default_factory=lambda: np.zeros(0))
    reason: str = ""


def synthetic_control(
    city: np.ndarray,
    donors: Mapping[str, np.ndarray],
    before: np.ndarray,
    within: np.ndarray,
    controlled: Collection[str] = (),
) -> SyntheticControl:
    """Return the effect in a window by cities that did nothing.

    Args:
        city: daily values (day,), missing = NaN.
        donors: city id -> (day,).
        before, within: bool (day,), days before the measure and in its window.
        controlled: ids that took part in it, or in another: no donors.

    A donor is taken with four days in five before and in the window; days on which the city or a
    donor is missing are left out, never filled.
    """
    kept = {
        name: values
        for name, values in donors.items()
        if name not in controlled
        and all(np.isfinite(values[part]).mean() >= LEAST_SHARE for part in (before, within))
    }
    if len(kept) < LEAST_DONORS:
        return SyntheticControl(reason="too_few_donors")
    values = np.column_stack([city, *kept.values()])
    there = np.isfinite(values).all(axis=1)
    if (before & there).sum() < LEAST_DAYS_BEFORE or not (within & there).any():
        return SyntheticControl(reason="too_few_days")
    return _judged(values, tuple(kept), before & there, within & there)


def _judged(
    values: np.ndarray, names: tuple[str, ...], before: np.ndarray, within: np.ndarray
) -> SyntheticControl:
    """Return the effect on column 0 of values (day, city) and the same of every other column."""
    weights = _weights(values[before, 0], values[before][:, 1:])
    synthetic = values[:, 1:] @ weights
    error, ratio = _errors(values[:, 0] - synthetic, before, within)
    ratios = {}
    for at, name in enumerate(names, start=1):
        others = np.delete(values, [0, at], axis=1)
        own = _weights(values[before, at], others[before])
        ratios[name] = _errors(values[:, at] - others @ own, before, within)[1]
    far = sum(each >= ratio for each in ratios.values())
    expected = float(synthetic[within].mean())
    effect = float(values[within, 0].mean()) - expected
    relative = error / float(values[before, 0].mean())
    return SyntheticControl(
        effect=effect,
        percent=100 * effect / expected if expected > 0 else np.nan,
        error_before=error,
        relative=relative,
        ratio=ratio,
        p=(1 + far) / (1 + len(ratios)),
        weights={n: float(w) for n, w in zip(names, weights, strict=True) if w > 0.001},
        ratios=ratios,
        synthetic=synthetic,
        reason="" if relative <= MOST_ERROR_BEFORE else "poor_fit",
    )


def _weights(treated: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the donors' weights (donor,) that follow `treated` (day,) best on the days given."""
    from pysyncon import Synth  # a second to import, and only many cities need it

    control, own = pd.DataFrame(others), pd.Series(treated, name="treated")
    # The library divides each day by its spread between cities: this takes that back.
    spread = pd.concat([control, own], axis=1).var(axis=1).to_numpy()
    model = Synth()
    model.fit(X0=control, X1=own, Z0=control, Z1=own, custom_V=spread / spread.sum())
    return np.asarray(model.W, dtype=float)


def _errors(gap: np.ndarray, before: np.ndarray, within: np.ndarray) -> tuple[float, float]:
    """Return the root mean square gap before, and that in the window over it."""
    error, after = (float(np.sqrt(np.mean(gap[days] ** 2))) for days in (before, within))
    return error, after / error if error > 0 else np.inf

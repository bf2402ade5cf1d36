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

from airquality.one_thread import one_blas_thread

#: Why there are no numbers; with the last there are, but they are no effect.
NO_DONORS, TOO_FEW_DONORS, TOO_FEW_DAYS, POOR_FIT = (
    "no_donors",
    "too_few_donors",
    "too_few_days",
    "poor_fit",
)
#: Smaller weights are the solver's leavings.
LEAST_WEIGHT = 1e-3


@dataclass(frozen=True)
class DonorRule:
    """When donors can follow a city; every figure is our own choice.

    Attributes:
        least_donors: fewer can neither follow a city nor give a rank that means something.
        most_donors: of more those are taken whose days before are nearest to the city's.
        days_before: days before the measure by which they are weighted.
        least_days_before: of these, on which the city and every donor have values.
        least_share: part of the window, and of the days before on which the city and enough
            donors have values, that a donor needs.
        most_error_before: error before, of the city's mean, above which they do not follow it.
        least_km: nearer cities share the city's air and so its measure: no donors.
    """

    least_donors: int = 5
    most_donors: int = 30
    days_before: int = 365
    least_days_before: int = 90
    least_share: float = 0.8
    most_error_before: float = 0.3
    least_km: float = 100.0

    def __post_init__(self) -> None:
        if not (
            2 <= self.least_donors <= self.most_donors
            and 1 <= self.least_days_before <= self.days_before
            and 0 < self.least_share <= 1
            and self.most_error_before > 0
            and self.least_km >= 0
        ):
            raise ValueError(
                "two donors at least, no more asked than taken; days and errors above 0, a share"
                " of at most 1, no distance below 0"
            )


#: The rule unless a project sets another.
DONOR_RULE = DonorRule()


@dataclass(frozen=True)
class SyntheticControl:
    """What the donors say of a measure.

    Attributes:
        observed, expected: means of the city and of the weighted donors in the window.
        effect, percent: their difference, and that of the expected; NaN with a reason.
        error_before: root mean square gap before; relative: of the city's mean.
        ratio: root mean square gap in the window over that before.
        p: share of the cities, itself counted, whose ratio is as large.
        rank: 1 where none is larger; 0 where there is none.
        weights: donor -> weight, of every donor taken.
        ratios: donor -> its own ratio.
        synthetic: (day,) the weighted donors, NaN where one with weight is missing.
        days_before, days_within: days on which the city and every donor have values.
        reason: '', `NO_DONORS`, `TOO_FEW_DONORS`, `TOO_FEW_DAYS`, `POOR_FIT` (the numbers are given
            all the same).
    """

    observed: float = np.nan
    expected: float = np.nan
    effect: float = np.nan
    percent: float = np.nan
    error_before: float = np.nan
    relative: float = np.nan
    ratio: float = np.nan
    p: float = np.nan
    rank: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    synthetic: np.ndarray = field(default_factory=lambda: np.zeros(0))
    days_before: int = 0
    days_within: int = 0
    reason: str = ""


def synthetic_control(
    city: np.ndarray,
    donors: Mapping[str, np.ndarray],
    before: np.ndarray,
    within: np.ndarray,
    controlled: Collection[str] = (),
    rule: DonorRule = DONOR_RULE,
) -> SyntheticControl:
    """Return the effect in a window by cities that did nothing.

    Args:
        city: daily values (day,), missing = NaN.
        donors: city id -> (day,).
        before, within: bool (day,), days before the measure and in its window.
        controlled: ids that took part in it, or in another: no donors.
        rule: what is asked of donors.

    A donor is taken with four days in five, in the window and before, of those on which the city
    and enough donors have values; days on which the city or a donor is missing are left out, never
    filled.
    """
    known = {
        name: values
        for name, values in donors.items()
        if name not in controlled and np.isfinite(values[before | within]).any()
    }
    if not known:
        return SyntheticControl(reason=NO_DONORS)
    there = np.isfinite(city) & (np.isfinite([*known.values()]).sum(axis=0) >= rule.least_donors)
    # A record that begins later than asked is compared from its beginning on.
    before = before & there
    kept = _nearest(city, known, before, within, rule)
    if len(kept) < rule.least_donors:
        return SyntheticControl(reason=TOO_FEW_DONORS)
    kept = _with_days(city, kept, before, within, rule)
    values = np.column_stack([city, *kept.values()])
    there = np.isfinite(values).all(axis=1)
    if not _suffices(there, before, within, rule):
        days = int((before & there).sum()), int((within & there).sum())
        return SyntheticControl(days_before=days[0], days_within=days[1], reason=TOO_FEW_DAYS)
    import pysyncon  # noqa: F401  # its own linear algebra is to be loaded by now

    # The solver calls linear algebra on small matrices thousands of times.
    with one_blas_thread():
        return _judged(values, tuple(kept), before & there, within & there, rule)


def _nearest(
    city: np.ndarray,
    donors: Mapping[str, np.ndarray],
    before: np.ndarray,
    within: np.ndarray,
    rule: DonorRule,
) -> dict[str, np.ndarray]:
    """Return the donors with enough days, no more than are taken: those nearest to the city."""
    whole = {
        name: values
        for name, values in donors.items()
        if all(
            np.isfinite(values[part]).sum() >= rule.least_share * part.sum()
            for part in (before, within)
        )
    }
    if len(whole) <= rule.most_donors:
        return whole
    gaps = {name: (values - city)[before] for name, values in whole.items()}
    apart = {name: _mean_square(gap[np.isfinite(gap)]) for name, gap in gaps.items()}
    nearest = set(sorted(whole, key=lambda name: (apart[name], name))[: rule.most_donors])
    return {name: values for name, values in whole.items() if name in nearest}


def _with_days(
    city: np.ndarray,
    donors: Mapping[str, np.ndarray],
    before: np.ndarray,
    within: np.ndarray,
    rule: DonorRule,
) -> dict[str, np.ndarray]:
    """Return the donors without those whose gaps leave the rest too few days in common.

    The one with most gaps goes first, as long as enough donors stay.
    """
    kept, asked = dict(donors), before | within
    lost = {name: int((~np.isfinite(values[asked])).sum()) for name, values in donors.items()}
    for name in sorted(donors, key=lambda name: (-lost[name], name)):
        there = np.isfinite(np.column_stack([city, *kept.values()])).all(axis=1)
        is_last = len(kept) == rule.least_donors or not lost[name]
        if is_last or _suffices(there, before, within, rule):
            break
        del kept[name]
    return kept


def _suffices(there: np.ndarray, before: np.ndarray, within: np.ndarray, rule: DonorRule) -> bool:
    """Return whether enough days before and of the window are there."""
    days, in_window = int((before & there).sum()), int((within & there).sum())
    return days >= rule.least_days_before and 0 < in_window >= rule.least_share * within.sum()


def _judged(
    values: np.ndarray,
    names: tuple[str, ...],
    before: np.ndarray,
    within: np.ndarray,
    rule: DonorRule,
) -> SyntheticControl:
    """Return the effect on column 0 of values (day, city) and the same of every other column."""
    # A square triangle has the same distances between cities as all the days: found once for all.
    days = np.asarray(np.linalg.qr(values[before], mode="r"))
    weights = _weights(days[:, 0], days[:, 1:])
    used = weights > 0
    synthetic = values[:, 1:][:, used] @ weights[used]
    error, ratio = _errors(values[:, 0] - synthetic, before, within)
    ratios = {}
    for at, name in enumerate(names, start=1):
        others = np.delete(np.arange(values.shape[1]), [0, at])
        gap = values[:, at] - values[:, others] @ _weights(days[:, at], days[:, others])
        ratios[name] = _errors(gap, before, within)[1]
    far = sum(each >= ratio for each in ratios.values())
    observed, expected = (float(line[within].mean()) for line in (values[:, 0], synthetic))
    mean = float(values[before, 0].mean())
    relative = error / mean if mean > 0 else np.nan
    return SyntheticControl(
        observed=observed,
        expected=expected,
        effect=observed - expected,
        percent=100 * (observed / expected - 1) if expected > 0 else np.nan,
        error_before=error,
        relative=relative,
        ratio=ratio,
        p=(1 + far) / (1 + len(ratios)),
        rank=1 + sum(each > ratio for each in ratios.values()),
        weights=dict(zip(names, weights.tolist(), strict=True)),
        ratios=ratios,
        synthetic=synthetic,
        days_before=int(before.sum()),
        days_within=int(within.sum()),
        reason="" if relative <= rule.most_error_before else POOR_FIT,
    )


def _weights(treated: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the donors' weights (donor,) that follow `treated` (row,) best on the rows given."""
    from pysyncon import Synth  # a second to import, and only many cities need it

    spread = np.column_stack([others, treated]).var(axis=1, ddof=1)
    rows = spread > 0  # a row on which all cities are equal tells nothing, nor can it be scaled
    if not rows.any():
        return np.full(others.shape[1], 1 / others.shape[1])
    control, own = pd.DataFrame(others[rows]), pd.Series(treated[rows], name="treated")
    model = Synth()
    # The library divides each row by its spread between cities: this takes that back. It stops
    # where its loss changes by less than a millionth, so the loss is scaled to some thousands.
    scale = 1e4 / max(float(np.sum(treated**2)), 1e-12)
    model.fit(X0=control, X1=own, Z0=control, Z1=own, custom_V=spread[rows] * scale)
    weights = np.clip(np.asarray(model.W, dtype=float), 0.0, None)
    weights[weights < LEAST_WEIGHT] = 0.0
    return np.asarray(weights / weights.sum())


def _errors(gap: np.ndarray, before: np.ndarray, within: np.ndarray) -> tuple[float, float]:
    """Return the root mean square gap before, and that in the window over it."""
    error, after = (float(np.sqrt(_mean_square(gap[days]))) for days in (before, within))
    return error, after / error if error > 0 else np.inf


def _mean_square(gap: np.ndarray) -> float:
    return float(np.mean(gap**2)) if len(gap) else np.inf

"""Steps in monthly values, told from a steady trend and from persistence."""

from dataclasses import dataclass

import numpy as np

from airquality.block_bootstrap import Whitened, estimate_persistence, resample, whiten
from airquality.log_months import (
    LEAST_SEGMENT,
    MONTHS_OF_YEAR,
    LogMonths,
    StepSearch,
    first_search,
    leave_fit,
    share_taken,
    take_logarithms,
)

MOST_POINTS = 4
# A date that cannot be named within three years is no point: chance steps mostly cannot.
MOST_MONTHS_OF_DATE = 36
SIGNIFICANT = 0.05
REPLICATES = 500
REPLICATES_AT_ONCE = 100
METHOD = "step_beside_trend"
# Rounds of search, each from the trend beside the steps of the one before; they settle in two.
MOST_ROUNDS = 5


@dataclass(frozen=True)
class ChangePoint:
    """A month from which the values stand on another level.

    Attributes:
        month: datetime64[M], the first of the new level.
        low, high: datetime64[M], the months between which it lies at the level of the interval.
        mean_before, mean_after: mean of up to 12 months before and from the month on, freed of
            the season, not reaching past a neighbouring point; unit of the values.
        change_pct: the step itself beside the steady trend, in per cent.
        p_value: how often series of the same season, trend and persistence, but without this
            step, show one as clear anywhere.
        method: key of a text that says how.
    """

    month: np.datetime64
    low: np.datetime64
    high: np.datetime64
    mean_before: float
    mean_after: float
    change_pct: float
    p_value: float
    method: str = METHOD


def find_change_points(
    months: np.ndarray, values: np.ndarray, level: float = 0.95, replicates: int = REPLICATES
) -> list[ChangePoint]:
    """Find months from which the values stand on another level beside a steady trend.

    The logarithms of the values are a season, a steady trend and steps: changes are proportional,
    and a foggy winter does not outweigh a clean summer. A step is kept only if it beats chance:
    the squares that the best further step takes off, anywhere in the series, are held against
    those that it takes off 500 made-up series of the same persistence without that step
    (`block_bootstrap`). As long as one does, all steps found so far are placed anew together
    (optimal segmentation, library `ruptures`: Truong, Oudre and Vayatis, Signal Processing
    167:107299, 2020), and each has to hold beside the others. On either side of a step there are
    at least 12 months. A step whose date cannot be told within 36 months is not reported, nor one
    that the means of the 12 months on either side do not show (own choices).

    Measured on 1,000 first-order autoregressive series with season and trend, of 4, 6 and 9 years,
    coefficient 0 / 0.3 / 0.5: a step is seen where there is none in 0-2 / 1-5 / 1-6 % of cases
    (4 years the most; skewed values, spreads by season and gaps of 15 % leave 0-6 %).
    A step of -45 % at noise of 20 % is found within two months in 87-99 / 55-90 / 38-65 %, one of
    -33 % in 45-78 / 23-44 / 15-24 %; dates of steps that were found lie in their interval in
    91-98 and 76-98 %. So no step found does not mean that there was none. Two steps the same way
    are taken for trend, and a steady fall that ends is a bend, which may come out as a step.

    Args:
        months: datetime64 (n,), any day of the month, each month once, in any order.
        values: (n,), positive; missing, zero and negative ones are left out.
        level: confidence level of the interval of the date.
        replicates: made-up series.

    Returns:
        the points in order of time; none for fewer than 36 usable months (of calendar months that
        are there twice).

    Raises:
        ValueError: shapes that do not fit, or a month that comes twice.
    """
    series = take_logarithms(months, values)
    if series is None:
        return []
    kept = _search(series, replicates)
    points = sorted(kept)
    found = [_describe(series, points, at, kept[at], level, replicates) for at in points]
    return [point for point in found if _is_plain(point)]


def _is_plain(point: ChangePoint) -> bool:
    """Return whether the date is narrow enough and the values themselves show the step."""
    seen = point.mean_after - point.mean_before
    months = int((point.high - point.low).astype(int))
    return months <= MOST_MONTHS_OF_DATE and seen * point.change_pct > 0


def _search(series: LogMonths, replicates: int) -> dict[int, float]:
    """Return the steps that hold, position -> p: one more as long as each holds by itself."""
    kept: dict[int, float] = {}
    while len(kept) < MOST_POINTS:
        further = _test_one_more(series, sorted(kept), replicates)
        if further is None or further[1] > SIGNIFICANT:
            break
        points = _locate(series, sorted([*kept, further[0]]))
        tested = _test_each(series, points, replicates)
        if len(points) <= len(kept) or max(tested.values()) > SIGNIFICANT:
            break
        kept = tested
    return kept


def _take_apart(
    series: LogMonths, points: list[int], search: StepSearch | None = None, step: int = 0
) -> Whitened:
    """Return what the points leave, ready for made-up residuals as persistent as that.

    With `search`, the one beside the points, and the number of the step that it found: that step
    fitted as well, it takes persistence with it (10-20 % of true nulls fall then); left in, it
    counts as persistence (1-4 % fall, and real steps are missed). The coefficient is the mean of
    both. Innovations are drawn one by one: the search leaves them alternating, which blocks would
    hand on.
    """
    # Mean, slope, and for each step its height and its place.
    regressors = 2 + 2 * len(points)
    if search is None:
        left = leave_fit(series.design(points), series.log)
        return whiten(series.number, left, estimate_persistence(series.number, left, regressors))
    without, left = search.leave_fits(series.log, step)
    coefficient = estimate_persistence(series.number, left, regressors + 2)
    coefficient = (coefficient + estimate_persistence(series.number, without, regressors)) / 2
    return whiten(series.number, left, coefficient)


def _test_one_more(
    series: LogMonths, points: list[int], replicates: int, near: np.ndarray | None = None
) -> tuple[int, float] | None:
    """Return the clearest further step beside the points, and its p; None where there is no place.

    Once the p is above the significant it is not counted to its end: it is then a lower bound.

    near: the only candidates for the series itself; the made-up ones may show theirs anywhere.
    """
    candidates = series.candidates
    for point in points:
        candidates = candidates[abs(candidates - point) >= LEAST_SEGMENT]
    if not len(candidates):
        return None
    if points:
        search = StepSearch.beside(series.design(points), series.steps(candidates))
    else:
        search = first_search(series.number.tobytes(), candidates.tobytes())
    own = search.share_taken(series.log[None])[0][0]
    if near is not None:
        own = np.where(np.isin(candidates, near), own, 0)
    best = int(np.argmax(own))
    left = _take_apart(series, points, search, best)
    shown = 0
    for first in range(0, replicates, REPLICATES_AT_ONCE):
        part = slice(first, first + REPLICATES_AT_ONCE)
        made = resample(left, replicates, block=1, part=part)
        shown += int(np.sum(search.share_taken(made)[0].max(axis=1) >= own.max()))
        # So many can no longer be few: what the others show would change nothing.
        if 1 + shown > SIGNIFICANT * (replicates + 1):
            break
    return int(candidates[best]), (1 + shown) / (replicates + 1)


def _locate(series: LogMonths, points: list[int]) -> list[int]:
    """Return where so many steps fit best, to be found with season and trend together.

    By turns: season and trend as fitted beside the steps are taken off, and what is left is cut
    at the best places of all (library `ruptures`, exact for a given number of them).
    """
    from ruptures import KernelCPD

    width = series.columns.shape[1]
    for _ in range(MOST_ROUNDS):
        fitted = np.linalg.lstsq(series.design(points), series.log, rcond=None)[0]
        free = series.log - series.columns @ fitted[:width]
        search = KernelCPD(kernel="linear", min_size=LEAST_SEGMENT).fit(free[:, None])
        found = [int(at) for at in search.predict(n_bkps=len(points))[:-1]]
        if found == points:
            break
        points = found
    return points


def _test_each(series: LogMonths, points: list[int], replicates: int) -> dict[int, float]:
    tested = {}
    for at in points:
        others = [other for other in points if other != at]
        found = _test_one_more(series, others, replicates, near=np.array([at]))
        tested[at] = 1.0 if found is None else found[1]
    return tested


def _describe(
    series: LogMonths, points: list[int], at: int, p_value: float, level: float, replicates: int
) -> ChangePoint:
    design = series.design(points)
    fitted = np.linalg.lstsq(design, series.log, rcond=None)[0]
    width = series.columns.shape[1]
    low, high = _bound_date(series, points, at, fitted, level, replicates)
    # The season's levels, as factors around their mean.
    season = fitted[: width - 1] - fitted[: width - 1].mean()
    free = np.exp(series.log - series.columns[:, : width - 1] @ season)
    month = series.number[at]
    others = [series.number[other] for other in points if other != at]
    begin = max([month - MONTHS_OF_YEAR, *(n for n in others if n < month)])
    end = min([month + MONTHS_OF_YEAR, *(n for n in others if n > month)])
    before = (series.number >= begin) & (series.number < month)
    after = (series.number >= month) & (series.number < end)
    return ChangePoint(
        np.datetime64(int(month), "M"),
        np.datetime64(int(low), "M"),
        np.datetime64(int(high), "M"),
        float(free[before].mean()),
        float(free[after].mean()),
        float(100 * np.expm1(fitted[width + points.index(at)])),
        p_value,
    )


def _bound_date(
    series: LogMonths,
    points: list[int],
    at: int,
    fitted: np.ndarray,
    level: float,
    replicates: int,
) -> tuple[int, int]:
    """Return the months between which made-up series with this very step show it."""
    others = [other for other in points if other != at]
    made = resample(_take_apart(series, points), replicates, block=1)
    rows = series.design(points) @ fitted + made
    candidates = series.candidates
    bounds = [0, *others, len(series.log)]
    before, after = max(b for b in bounds if b < at), min(b for b in bounds if b > at)
    inside = candidates[(candidates >= before + 1) & (candidates <= after - 1)]
    share = share_taken(series.design(others), series.steps(inside), rows)[0]
    shown = inside[np.argmax(share, axis=1)]
    low, high = np.quantile(shown, [(1 - level) / 2, (1 + level) / 2], method="nearest")
    return int(series.number[min(int(low), at)]), int(series.number[max(int(high), at)])

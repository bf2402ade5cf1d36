"""The mean over weather that might have been, without drawing a thousand times.

Two schemes are published:
* `weather` (Vu et al., Atmos. Chem. Phys. 19:11303, 2019): an hour gets the weather of the same
  hour of another day within two weeks of its calendar day, in any year. Season, hour, weekday and
  trend stay its own.
* `all` (Grange et al., Atmos. Chem. Phys. 18:6223, 2018): everything but the trend is drawn from
  the whole record. What is left is the trend alone.

Both ask for the mean over the draws. For `all` it is exact: each row's trees are walked once with
every branch of the trend taken, so that a row's prediction is known for every stretch of the trend.
For `weather` few draws are laid evenly over the pool, at other places for each hour: a month then
has seen all of it (measured against 1,000 chance draws: `benchmarks/normalisation.py`).

The weather of a row comes as a whole, with its memory: no made-up mixture of one hour's wind and
another's dew point.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.member import Fitted, Member
from airquality.normalisation.predictors import Predictors

SCHEMES: tuple[str, ...] = ("weather", "all")
#: Days either side of the calendar day (Vu et al. 2019: two weeks).
WINDOW_DAYS = 14
#: Draws of an hour, laid evenly over its pool. (Days take more: they are few.)
DRAWS = 8
#: Trend before the record: every split of the trend sends it to the left.
_BEFORE_ALL = -1e9


def same_days(days: np.ndarray) -> np.ndarray:
    """Return the position of the same calendar day in each year, int (year, day).

    days: datetime64[D] (day,), consecutive. Years are those that the record touches and one more
    at either end, in order; positions count from the first day and may lie outside the record.
    29 February is 28 February in a year without it.
    """
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12
    day = (days - months.astype("datetime64[D]")).astype(np.int64)
    first, last = days[0].astype("datetime64[Y]"), days[-1].astype("datetime64[Y]")
    starts = np.arange(first - 1, last + 2).astype("datetime64[M]")[:, None] + month
    ends = (starts + 1).astype("datetime64[D]") - 1
    same = np.minimum(starts.astype("datetime64[D]") + day, ends)
    return (same - days[0]).astype(np.int64)


def draw_weather(
    predictors: Predictors, draws: int = DRAWS, window_days: int = WINDOW_DAYS
) -> np.ndarray:
    """Return the rows whose weather each row gets, int (draw, row), laid evenly over its pool.

    A draw is a year and an offset of days. Each hour of the day has an offset of its own, the same
    on every day: a month's days then meet each day of the pool as often as chance would on average,
    by nearly all of its hours. Years take turns from day to day. Where a year has no such day in
    the record, the turn goes to one that has; where none has, the row keeps its own.
    """
    per_day = HOURS_PER_DAY // predictors.step_hours
    same = same_days(predictors.times[::per_day].astype("datetime64[D]"))
    days = same.shape[1]
    row = np.arange(len(predictors.times))
    day, hour = row // per_day, row % per_day
    years = max(round(days / 365.25), 1)
    width = 2 * window_days + 1
    found = np.empty((draws, len(row)), np.int64)
    for draw in range(draws):
        # Steps without a divisor in common with the width of a fortnight's window, 29.
        shift = (6 * hour + 7 * (draw % years) + 11 * (draw // years)) % width - window_days
        target = same[:, day] + shift
        there = (target >= 0) & (target < days)
        count = there.sum(axis=0)
        turn = (draw + hour + day) % np.maximum(count, 1)
        chosen = np.argmax(there & (np.cumsum(there, axis=0) == turn + 1), axis=0)
        picked = np.where(count > 0, target[chosen, row], day)
        found[draw] = picked * per_day + hour
    return found


def expect_weather(fitted: Fitted, predictors: Predictors, drawn: np.ndarray) -> np.ndarray:
    """Return each member's mean over drawn weather, float32 (member, row).

    drawn: int (draw, row) of `draw_weather`.
    """
    total = np.zeros((len(fitted.members), len(predictors.times)))
    for rows in drawn:
        matrix = swap_weather(predictors, rows)
        for number, smooth in enumerate(fitted.smooth_of(matrix)):
            total[number] += fitted.members[number].predict(matrix, smooth)
    return (total / len(drawn)).astype(np.float32)


def swap_weather(predictors: Predictors, rows: np.ndarray) -> np.ndarray:
    """Return the matrix with the weather of other rows and the calendar of its own."""
    matrix = predictors.matrix[rows]
    calendar = slice(predictors.weather_columns, None)
    matrix[:, calendar] = predictors.matrix[:, calendar]
    return matrix


def expect_all(
    member: Member, fitted: Fitted, predictors: Predictors, every: int = 1
) -> np.ndarray:
    """Return the mean over everything but the trend, float32 (row,): exact over the rows taken.

    every: take each so many-th row of the record as weather and calendar (7 meets every hour of
    the day and every weekday); 1: all of them.
    """
    column = predictors.names.index("trend")
    matrix = predictors.matrix[::every].copy()
    matrix[:, column] = _BEFORE_ALL
    level = member.transformed(matrix, Fitted((member,), fitted.terms).smooth_of(matrix)[0])
    trees = [
        tree["tree_structure"]
        for booster in member.boosters
        for tree in booster.dump_model()["tree_info"]
    ]
    cuts = np.unique([cut for tree in trees for cut in _cuts(tree, column)])
    steps = np.zeros((len(cuts) + 1, len(matrix)))
    columns = np.asfortranarray(matrix)
    for tree in trees:
        if _cuts(tree, column):
            _walk(tree, columns, column, cuts, steps)
    steps /= len(member.boosters)
    means = np.empty(len(steps))
    for stretch, step in enumerate(steps):
        level = level + step
        means[stretch] = (level if member.offset is None else np.exp(level)).mean()
    trend = predictors.matrix[:, column].astype(np.float64)
    mean = means[np.searchsorted(cuts, trend, side="left")]
    return _with_smooth_trend(mean, member, fitted, trend)


def _with_smooth_trend(
    mean: np.ndarray, member: Member, fitted: Fitted, trend: np.ndarray
) -> np.ndarray:
    """Return concentrations from means that have the trend of the trees but not of the base.

    mean: (row,), of the transformed prediction, or of its exponential where it is a logarithm: the
    base is added to it, so that it multiplies the exponential and the mean of it, too. A single
    prediction below 0 is not cut here, the mean is.
    """
    added: np.ndarray | float = 0.0
    if fitted.terms is not None and member.slopes is not None:
        ends = np.append(trend, _BEFORE_ALL)
        own = fitted.terms.trend_terms(ends) @ member.slopes[-len(fitted.terms.knots) :]
        added = (own[:-1] - own[-1]).astype(np.float64)
    is_log = member.offset is not None
    values = mean * np.exp(added) - member.offset if is_log else mean + added
    return np.maximum(values * member.factor, 0.0).astype(np.float32)


def _cuts(node: dict[str, Any], column: int) -> list[float]:
    """Return where a tree splits a column."""
    if "leaf_value" in node:
        return []
    own = [node["threshold"]] if node["split_feature"] == column else []
    return own + _cuts(node["left_child"], column) + _cuts(node["right_child"], column)


def _walk(
    tree: dict[str, Any], columns: np.ndarray, trend: int, cuts: np.ndarray, steps: np.ndarray
) -> None:
    """Add to `steps` by what the tree changes for each row at each cut of the trend.

    steps: (stretch, row), the change on entering the stretch; the first, before all cuts, is what
    the level of the caller holds already.
    """
    everything = np.arange(len(columns))
    waiting = [(tree, everything, 0, len(cuts) + 1)]
    while waiting:
        node, rows, low, high = waiting.pop()
        if "leaf_value" in node:
            if low > 0:
                steps[low, rows] += node["leaf_value"]
            if high <= len(cuts):
                steps[high, rows] -= node["leaf_value"]
            continue
        left, right = node["left_child"], node["right_child"]
        if node["split_feature"] == trend:
            cut = int(np.searchsorted(cuts, node["threshold"])) + 1
            if low < cut:
                waiting.append((left, rows, low, min(high, cut)))
            if cut < high:
                waiting.append((right, rows, max(low, cut), high))
            continue
        goes_left = _goes_left(node, columns[rows, node["split_feature"]])
        waiting.append((left, rows[goes_left], low, high))
        waiting.append((right, rows[~goes_left], low, high))


def _goes_left(node: dict[str, Any], values: np.ndarray) -> np.ndarray:
    """Decide as the library does: a missing value by the node's default, or as 0."""
    missing = np.isnan(values)
    # A threshold is double: cut to single it would decide otherwise for a value right at it.
    left: np.ndarray = values <= np.float64(node["threshold"])
    if missing.any():
        by_default = node["default_left"] if node["missing_type"] == "NaN" else None
        left[missing] = node["threshold"] >= 0.0 if by_default is None else by_default
    return left

"""Places in order of a metric, by level and by change, and what may not be put in an order.

Values are ranked as they are printed, so that a rank can be checked by whoever reads the table;
places with the same printed value share a rank. Nothing is evaluated here: the values come from
the tables, and only differences of two of them are formed.
"""

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.rounding import round_half_even, settle, widen
from view.standing import MORE_IS_BETTER

#: Metrics that places can be ranked by, those that are judged by days or limits last.
RANKED_METRICS = (
    "pm25",
    "pm10",
    "so2",
    "no2",
    "co_p95",
    "o3_mda8_p90",
    "o3_mda8",
    "good_ratio",
    "heavy_days",
    "composite_index",
)
#: Ranked by the difference: days and shares of days have no change in per cent of their own.
BY_DIFFERENCE = frozenset({"good_ratio", "heavy_days"})

#: A change is shown, though not ranked, where this share of days is there in both periods: a month
#: of 26 days makes a whole year one of too few, and its change still says something (own choice).
SHARE_COMPARED = 0.9

RANKED, CONTROL, TOO_FEW, NOTHING = "ranked", "control", "too_few", "nothing"
GROUPS = (RANKED, CONTROL, TOO_FEW, NOTHING)
"""Where a place stands in the table: in the order, or apart from it and why."""


def printed(metric: str, values: object) -> np.ndarray:
    """Return stored values in the unit and to the places they are printed in (GB/T 8170)."""
    row = METRICS[metric]
    wide = widen(np.asarray(values))
    return round_half_even(settle(wide * 100) if row.unit == "%" else wide, row.decimals)


def rank(values: np.ndarray, more_is_better: bool = False) -> np.ndarray:
    """Return the rank of each value, 1 the best, equal values sharing it; NaN where it is NaN.

    The rank is one more than the number of better values, so after two firsts comes a third.
    """
    ordered = -values if more_is_better else values
    known = np.sort(ordered[np.isfinite(ordered)])
    ranks = np.searchsorted(known, ordered, side="left") + 1.0
    return np.where(np.isfinite(ordered), ranks, np.nan)


def rank_several(values: np.ndarray, more_is_better: bool = False) -> np.ndarray:
    """Return the ranks of values as `rank` does, none where there is but one: nothing to beat."""
    several = np.isfinite(values).sum() > 1
    return rank(values, more_is_better) if several else np.full(np.shape(values), np.nan)


def order_places(
    metric: str,
    rows: pd.DataFrame,
    before: pd.DataFrame,
    previous: pd.DataFrame,
    reason: str = "",
    previous_reason: str = "",
) -> pd.DataFrame:
    """Return the places of one period in order, with their change from two earlier ones.

    rows, before, previous: the places in the period, in the same one a year before and in the
    one before it; columns place, value, is_valid, days, calendar_days, excluded_days, is_control
    and meets_all (whether all six single indices are at most 1; only of the composite index).
    reason and previous_reason: why no place can be compared with it, '' where it can.

    Columns beside those of rows: shown (as printed), group (of GROUPS), rank; shown_before,
    change, percent, change_reason, change_rank; shown_previous, step, step_percent, step_reason.
    A reason is '' where both periods have enough days; 'few' where one has not, but
    `SHARE_COMPARED` of its days: the change is there but not ranked; else the change is NaN:
    'no_data', 'too_few' or the reason given. Ranks by change go by the per cent, of days and
    shares of days by the difference; the best is what improved most. By the composite index a
    place that keeps all limits is left out of them where its index rose (change_reason
    'meets_all'; 环办, 2017-02-12, on ranking the change of cities).
    Best first, then the control points, those with too few days, those without a value.
    """
    found = rows.reset_index(drop=True).copy()
    found["shown"] = printed(metric, found["value"])
    found["group"] = _groups(found)
    is_ranked = (found["group"] == RANKED).to_numpy()
    better = metric in MORE_IS_BETTER
    found["rank"] = rank_several(np.where(is_ranked, found["shown"], np.nan), better)
    _add_change(found, metric, before, reason, ("before", "change", "percent", "change_reason"))
    steps = ("previous", "step", "step_percent", "step_reason")
    _add_change(found, metric, previous, previous_reason, steps)
    by = found["change" if metric in BY_DIFFERENCE else "percent"].to_numpy()
    by = np.where(is_ranked & (found["change_reason"] == "").to_numpy(), by, np.nan)
    if metric == "composite_index":
        spared = np.isfinite(by) & found["meets_all"].to_numpy(bool) & (by > 0)
        by = np.where(spared, np.nan, by)
        found.loc[spared, "change_reason"] = "meets_all"
    found["change_rank"] = rank_several(by, better)
    place_in_table = found["group"].map({group: n for n, group in enumerate(GROUPS)})
    value = found["shown"] * (-1 if better else 1)
    keys = pd.DataFrame({"group": place_in_table, "value": value, "place": found["place"]})
    return found.loc[keys.sort_values(["group", "value", "place"]).index].reset_index(drop=True)


def _groups(found: pd.DataFrame) -> np.ndarray:
    has_value = np.isfinite(found["shown"].to_numpy())
    enough = found["is_valid"].to_numpy(bool) & has_value
    some = has_value | (found["days"].to_numpy() > 0)
    apart = np.where(some, TOO_FEW, NOTHING)
    control = found["is_control"].to_numpy(bool)
    return np.where(control, CONTROL, np.where(enough, RANKED, apart))


def _add_change(
    found: pd.DataFrame,
    metric: str,
    other: pd.DataFrame,
    reason: str,
    names: tuple[str, str, str, str],
) -> None:
    """Add the change from another period's rows: earlier value, difference, per cent, reason."""
    earlier = other.set_index("place").reindex(found["place"])
    old = printed(metric, earlier["value"].to_numpy(np.float32))
    change = settle(found["shown"].to_numpy() - old)
    pair = (found, earlier)
    is_valid = np.logical_and.reduce([each["is_valid"].eq(True).to_numpy() for each in pair])
    nearly = np.logical_and.reduce([_is_nearly_whole(each) for each in pair])
    why = np.where(is_valid, "", np.where(nearly, "few", "too_few")).astype(object)
    why[~np.isfinite(change)] = "too_few"
    for each in pair:
        why[(each["days"].fillna(0) == 0).to_numpy()] = "no_data"
    if reason:
        why[:] = reason
    is_shown = (why == "") | (why == "few")
    percent = np.full(len(found), np.nan)
    np.divide(change * 100, old, out=percent, where=is_shown & (old > 0))
    found[f"shown_{names[0]}"] = old
    found[names[1]] = np.where(is_shown, change, np.nan)
    found[names[2]] = round_half_even(settle(percent), 1)
    found[names[3]] = why


def _is_nearly_whole(rows: pd.DataFrame) -> np.ndarray:
    asked = rows["calendar_days"].fillna(0) - rows["excluded_days"].fillna(0)
    return (rows["days"].fillna(0) >= SHARE_COMPARED * asked).to_numpy(bool)

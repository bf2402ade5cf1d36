"""Places whose PM2.5 rose in a quarter instead of falling (不降反升), dust counted both ways.

An aid in arithmetic: the means of two quarters side by side. Whether a rise is one in the sense of
a rule, and what follows from it, is for whoever applies the rule to find.
"""

import numpy as np
import pandas as pd

from airquality.rounding import settle, widen
from view.ranks import printed

METRIC = "pm25"
WAYS = ("all", "without")
"""All days counted, and without the dust days."""
ROSE, LEVEL, FELL, TOO_FEW, NO_DATA = "rose", "level", "fell", "too_few", "no_data"
BOTH, ONLY_ALL, ONLY_WITHOUT, ONE_KNOWN = "both", "only_all", "only_without", "one_known"
NOT_COMPARED = "not_compared"
LISTED = (BOTH, ONLY_ALL, ONLY_WITHOUT, ONE_KNOWN)
"""Verdicts of a rise: in both ways, in one of them only, in the one that can be told."""


def find_rebounds(
    now: pd.DataFrame,
    before: pd.DataFrame,
    now_without: pd.DataFrame,
    before_without: pd.DataFrame,
) -> pd.DataFrame:
    """Return every place with its two quarters, all days counted and without the dust days.

    The frames hold the same places in the same order, a row each: place, value, is_valid, days,
    calendar_days, excluded_days and is_control; in the last two excluded_days are dust days.

    Columns: place, is_control; of each way (all, without): shown_<way>, before_<way> (as printed),
    change_<way> (of these), exact_<way> (of the means before rounding, to two places), state_<way>
    ('rose' where the printed change is above zero, 'level' where only the exact one is, 'fell',
    'too_few', 'no_data'); days, days_before, calendar_days, dust_days, dust_days_before; verdict:
    one of LISTED for a rise, else the state. Largest rise first.
    """
    found = pd.DataFrame({"place": now["place"], "is_control": now["is_control"]})
    pairs = ((now, before), (now_without, before_without))
    for way, (this, last) in zip(WAYS, pairs, strict=True):
        _compare(found, way, this, last)
    found["days"], found["days_before"] = now["days"], before["days"]
    found["calendar_days"] = now["calendar_days"]
    found["dust_days"] = now_without["excluded_days"]
    found["dust_days_before"] = before_without["excluded_days"]
    found["verdict"] = [
        _verdict(*states) for states in zip(found["state_all"], found["state_without"], strict=True)
    ]
    keys = found[["change_all", "change_without"]].max(axis=1)
    order = pd.DataFrame({"most": -keys, "exact": -found["exact_all"], "place": found["place"]})
    return found.loc[order.sort_values(["most", "exact", "place"]).index].reset_index(drop=True)


def _compare(found: pd.DataFrame, way: str, this: pd.DataFrame, last: pd.DataFrame) -> None:
    shown, before = (printed(METRIC, each["value"].to_numpy(np.float32)) for each in (this, last))
    exact = widen(this["value"].to_numpy(np.float32)) - widen(last["value"].to_numpy(np.float32))
    change, exact = settle(shown - before), settle(exact, 2)
    state = np.where(change > 0, ROSE, np.where((change == 0) & (exact > 0), LEVEL, FELL))
    enough = (this["is_valid"] & last["is_valid"]).to_numpy(bool) & np.isfinite(change)
    state = np.where(enough, state, TOO_FEW)
    absent = ((this["days"] == 0) | (last["days"] == 0)).to_numpy()
    found[f"shown_{way}"], found[f"before_{way}"] = shown, before
    found[f"change_{way}"] = np.where(enough, change, np.nan)
    found[f"exact_{way}"] = np.where(enough, exact, np.nan)
    found[f"state_{way}"] = np.where(absent, NO_DATA, state)


def _verdict(state: str, state_without: str) -> str:
    rose = [each == ROSE for each in (state, state_without)]
    known = [each in (ROSE, LEVEL, FELL) for each in (state, state_without)]
    if all(rose):
        return BOTH
    if any(rose):
        return ONE_KNOWN if not all(known) else ONLY_ALL if rose[0] else ONLY_WITHOUT
    if LEVEL in (state, state_without):
        return LEVEL
    return state if known[0] or not known[1] else state_without

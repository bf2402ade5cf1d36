"""The change between any two periods, from months that were computed before: sums, no model."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from view.effect_parts import Change, Months

#: Level of an interval, two-sided 95 %: quantile of Student's t.
_QUANTILE = 0.975


def change_between(
    own: Months, former: tuple[np.datetime64, np.datetime64], latter: tuple[np.datetime64, ...]
) -> Change:
    """Return the change between two runs of months, parted into the weather and the rest.

    former, latter: first and last month (datetime64[M], both included). A period's mean weighs
    each month by its values; the rest is the change of the normalised means, its interval
    Student's t times the standard deviation of the members' changes, as in the table attribution;
    the weather is what the rest leaves of the observed change. Months without a value are left
    out. None where a period has no value, and no interval without members.
    """
    told: dict[str, Any] = {"kind": "own"} | _bounds("from", former) | _bounds("to", latter)
    at = [
        (own.starts >= p[0]) & (own.starts <= p[1]) & np.isfinite(own.observed)
        for p in (former, latter)
    ]
    at = [rows & np.isfinite(own.normalised) & (own.values > 0) for rows in at]
    told["months"] = int(min(rows.sum() for rows in at))
    if not told["months"]:
        return Change(**told, **_UNKNOWN)
    weights = [np.where(rows, own.values, 0) / own.values[rows].sum() for rows in at]
    seen = [float(np.nansum(own.observed * w)) for w in weights]
    rest = float(np.nansum(own.normalised * (weights[1] - weights[0])))
    half = _half(own.members, weights[1] - weights[0])
    change = seen[1] - seen[0]
    return Change(
        **told,
        observed_from=seen[0],
        observed_to=seen[1],
        change=change,
        weather=change - rest,
        weather_low=None if half is None else change - rest - half,
        weather_high=None if half is None else change - rest + half,
        rest=rest,
        rest_low=None if half is None else rest - half,
        rest_high=None if half is None else rest + half,
    )


_UNKNOWN: dict[str, Any] = dict.fromkeys(
    (
        "observed_from",
        "observed_to",
        "change",
        "weather",
        "weather_low",
        "weather_high",
        "rest",
        "rest_low",
        "rest_high",
    )
)


def _bounds(name: str, span: tuple[np.datetime64, ...]) -> dict[str, pd.Timestamp]:
    return {f"{name}_start": pd.Timestamp(span[0]), f"{name}_end": pd.Timestamp(span[1] + 1)}


def _half(members: np.ndarray, weights: np.ndarray) -> float | None:
    """Return half of the interval of the members' weighted sums; None of fewer than two members."""
    used = weights != 0
    if len(members) < 2 or not np.isfinite(members[:, used]).all():
        return None
    found = members[:, used] @ weights[used]
    return float(stdtrit(len(found) - 1, _QUANTILE) * found.std(ddof=1))


def same_months(change: Change) -> bool:
    """Return whether both periods hold the same months of the year, so the seasons cancel out."""
    own = []
    for start, end in ((change.from_start, change.from_end), (change.to_start, change.to_end)):
        run = pd.date_range(start, end, freq="MS", inclusive="left")
        own.append(sorted(run.month))
    return own[0] == own[1]

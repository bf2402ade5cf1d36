"""The change between any two periods, from months that were computed before: sums, no model."""

from typing import Any

import numpy as np
import pandas as pd

from view.effect_parts import Change, Months

#: Share of the members between the ends of an interval: 95 %.
_TAIL = 2.5


def change_between(
    own: Months, former: tuple[np.datetime64, np.datetime64], latter: tuple[np.datetime64, ...]
) -> Change:
    """Return the change between two runs of months, parted into the weather and the rest.

    former, latter: first and last month (datetime64[M], both included). A period's mean weighs
    each month by its values; the rest is the change of the normalised means, its interval the
    2.5th to 97.5th percentile of the members' changes; the weather is what the rest leaves of the
    observed change. Months without a value are left out. None where a period has no value, and
    no interval without members.
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
    low, high = _interval(own.members, weights[1] - weights[0])
    change = seen[1] - seen[0]
    return Change(
        **told,
        observed_from=seen[0],
        observed_to=seen[1],
        change=change,
        weather=change - rest,
        weather_low=None if high is None else change - high,
        weather_high=None if low is None else change - low,
        rest=rest,
        rest_low=low,
        rest_high=high,
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


def _interval(members: np.ndarray, weights: np.ndarray) -> tuple[float | None, float | None]:
    if len(members) < 2:
        return None, None
    used = weights != 0
    found = members[:, used] @ weights[used]
    low, high = np.nanpercentile(found, [_TAIL, 100 - _TAIL])
    return float(low), float(high)


def same_months(change: Change) -> bool:
    """Return whether both periods hold the same months of the year, so the seasons cancel out."""
    own = []
    for start, end in ((change.from_start, change.from_end), (change.to_start, change.to_end)):
        run = pd.date_range(start, end, freq="MS", inclusive="left")
        own.append(sorted(run.month))
    return own[0] == own[1]

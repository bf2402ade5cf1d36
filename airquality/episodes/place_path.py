"""Follow an episode from place to place: when it came, peaked and left at each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.episodes.cases import Case
from airquality.episodes.rules import DEFAULT_RULES, PathRule
from airquality.episodes.smoothing import centred_mean

_NEVER = np.datetime64("NaT", "h")


@dataclass(frozen=True)
class PlacePath:
    """An episode at some places, arrays (place,).

    Attributes:
        onset: datetime64[h], from this hour on the concentration stayed above the limit for
            `PathRule.onset_hours`; NaT where it never did.
        peak_time: datetime64[h], the highest hour of the episode; NaT without.
        clearing: datetime64[h], the hour after the last one above the limit; NaT without an onset
            or where it was above to the last hour looked at.
        peak, mean: µg/m³, from the episode's start to its end; NaN without.
        valid_share: share of the episode's hours with a value.
    """

    onset: np.ndarray
    peak_time: np.ndarray
    clearing: np.ndarray
    peak: np.ndarray
    mean: np.ndarray
    valid_share: np.ndarray


def path_of(
    case: Case, hours: np.ndarray, start: np.datetime64, rule: PathRule = DEFAULT_RULES.path
) -> PlacePath:
    """Tell when an episode came to each place and when it left.

    The 3-hour mean is held against the limit of the case, from the place's own low within
    `ahead_hours` of the city's start (what was before it belongs to what went before) to
    `behind_hours` after the city's end. A place that is above the limit even at its low has its
    onset there. No official rule for a path was found: all figures are our own choice. Give the
    city itself as one of the places to have its onset by the same rule.

    Args:
        case: an episode of hours.
        hours: (place, hour) of the lead pollutant, µg/m³, missing = NaN; start: the first hour.

    Returns:
        Arrays of the places; nothing but `valid_share` for a place with less than `least_share` of
        the episode's hours.
    """
    begin, end = (int((time - start).astype(int)) for time in (case.start, case.end))
    floor, ceiling = max(begin - rule.ahead_hours, 0), min(end + rule.behind_hours, hours.shape[1])
    own = hours[:, max(begin, 0) : max(end, 0)].astype(np.float64)
    held = np.isfinite(own)
    valid_share = held.sum(axis=1) / max(end - begin, 1)
    counts = (valid_share >= rule.least_share) & held.any(axis=1)
    filled = np.where(held, own, -np.inf)
    peak = np.where(counts, filled.max(axis=1, initial=-np.inf), np.nan)
    total = np.where(held, own, 0.0).sum(axis=1)
    mean = np.where(counts, total / np.maximum(held.sum(axis=1), 1), np.nan)
    top = filled.argmax(axis=1) if own.shape[1] else np.zeros(len(own), dtype=np.int64)
    wide = hours[:, floor:ceiling].astype(np.float64)
    smooth = centred_mean(wide, rule.smooth_hours)
    low = _lows(smooth[:, : begin + rule.ahead_hours + 1 - floor])
    onset, clearing = _above(smooth > case.limit, np.isfinite(wide), low, rule)
    first = start + floor
    return PlacePath(
        onset=np.where(counts & (onset >= 0), first + onset, _NEVER),
        peak_time=np.where(counts, start + max(begin, 0) + top, _NEVER),
        clearing=np.where(counts & (clearing >= 0), first + clearing, _NEVER),
        peak=peak,
        mean=mean,
        valid_share=valid_share,
    )


def _lows(smooth: np.ndarray) -> np.ndarray:
    """Return the last hour of the least value of each place; 0 without values."""
    filled = np.where(np.isfinite(smooth), smooth, np.inf)[:, ::-1]
    if not filled.shape[1]:
        return np.zeros(len(filled), dtype=np.int64)
    low = filled.shape[1] - 1 - filled.argmin(axis=1)
    return np.where(np.isfinite(smooth).any(axis=1), low, 0)


def _above(
    above: np.ndarray, held: np.ndarray, low: np.ndarray, rule: PathRule
) -> tuple[np.ndarray, np.ndarray]:
    """Return onset and clearing of each place as numbers of hours, -1 where there is none.

    above, held: bool (place, hour); low: (place,), the hour from which on is looked. A missing
    hour between hours above the limit does not break the stay.
    """
    length = above.shape[1]
    window = min(rule.onset_hours, length)
    if not window:
        none = np.full(len(above), -1)
        return none, none
    above = above & (np.arange(length) >= low[:, None])
    run = np.cumsum(np.pad(above | ~held, ((0, 0), (1, 0))), axis=1)
    lasting = (run[:, window:] - run[:, :-window] == window) & above[:, : length - window + 1]
    onset = np.where(lasting.any(axis=1), lasting.argmax(axis=1), -1)
    last = length - 1 - above[:, ::-1].argmax(axis=1)
    cleared = (onset >= 0) & (last < length - 1)
    return onset, np.where(cleared, last + 1, -1)

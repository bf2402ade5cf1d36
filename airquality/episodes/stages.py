"""Divide an episode's hours into stages: what rises, what stays, what clears.

PM2.5: accumulation, explosive growth (the 3-hour mean doubles within ten hours: Zhong and others
2017, from memory; and gains 100 µg/m³: own choice), plateau, easing between two rises, clearing.
O3: one photochemical day after the other. No official division was found: every figure is a field
of `episodes.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from airquality.episodes.cases import HOURS, Case
from airquality.episodes.rules import DEFAULT_RULES, StageRule
from airquality.episodes.smoothing import centred_mean
from airquality.hours import HOURS_PER_DAY

ACCUMULATION, EXPLOSIVE = "accumulation", "explosive"
PLATEAU, EASING, CLEARING = "plateau", "easing", "clearing"
PHOTOCHEMICAL_DAY = "photochemical_day"
KINDS = (ACCUMULATION, EXPLOSIVE, PLATEAU, EASING, CLEARING, PHOTOCHEMICAL_DAY)


@dataclass(frozen=True)
class Stage:
    """One stage of an episode.

    Attributes:
        kind: one of `KINDS`.
        start, end: datetime64[h], the end exclusive.
        first_value, last_value: µg/m³, the 3-hour means of its first and last hour; of a
            photochemical day the morning's low and the evening. NaN where missing.
        peak, peak_time: the highest hour; NaN and NaT without any.
        rate: µg/m³ an hour from the first to the last value; of a photochemical day from the
            morning's low to the peak. NaN for a stage of one hour.
    """

    kind: str
    start: np.datetime64
    end: np.datetime64
    first_value: float
    last_value: float
    peak: float
    peak_time: np.datetime64
    rate: float


def stages_of(
    case: Case, hours: np.ndarray, start: np.datetime64, rule: StageRule = DEFAULT_RULES.stages
) -> tuple[Stage, ...]:
    """Divide a PM2.5 episode into stages that follow each other from its start to its end.

    Explosive growth is every such stretch, from the last hour that is half as high to the end of
    the rise. Plateau is from the first to the last hour with at least `plateau_share` of the
    highest 3-hour mean, but for those below `easing_share` of the highest so far. Clearing is the
    last fall: from when the concentration stays below `plateau_share` of the highest of the last
    `clearing_hours`; an episode that fades by a little every day has none. All else is named by
    its course, an easing where it fell. Hours without a value belong to the stage before them, and
    so do stages of fewer than `least_hours`.

    Args:
        case: an episode of hours; one of days has no stages.
        hours: (hour,) PM2.5 of the place, missing = NaN; start: its first hour.

    Returns:
        At least one stage; none for an episode of days or without any value.
    """
    first, last = _offset(case.start, start), _offset(case.end, start)
    own = hours[max(first, 0) : max(last, 0)].astype(np.float64)
    if case.origin != HOURS or len(own) != last - first or not np.isfinite(own).any():
        return ()
    smooth = centred_mean(own, rule.smooth_hours)
    return tuple(
        _stage(kind, case.start, own, smooth, begin, end)
        for kind, begin, end in _divide(smooth, rule)
    )


def fastest_doubling(
    case: Case, hours: np.ndarray, start: np.datetime64, rule: StageRule = DEFAULT_RULES.stages
) -> int | None:
    """Return the fewest hours in which explosive growth doubled the concentration; None without."""
    first, last = _offset(case.start, start), _offset(case.end, start)
    if first < 0 or last > len(hours) or case.origin != HOURS:
        return None
    spans = _doublings(centred_mean(hours[first:last].astype(np.float64), rule.smooth_hours), rule)
    return min((end - begin for begin, end in spans), default=None)


def photochemical_days(
    case: Case,
    hours: np.ndarray,
    start: np.datetime64,
    mda8: np.ndarray,
    dates: np.ndarray,
    limit: float = DEFAULT_RULES.o3.limit,
    rule: StageRule = DEFAULT_RULES.stages,
) -> tuple[Stage, ...]:
    """Return a stage for each day of an O3 episode over the limit, from midnight to midnight.

    The morning's low is the least hour between `first_morning_hour` and `last_morning_hour`, the
    peak the highest one after it, the evening the hour `evening_hour`.

    Args:
        case: an episode of O3, or of both.
        hours: (hour,) O3 of the place, µg/m³, missing = NaN; start: its first hour.
        mda8: (day,) of the same place; dates: datetime64[D] (day,).

    Returns:
        Days with any hour; none for an episode without hours.
    """
    begin = int((case.first_day - dates[0]).astype(int))
    end = int((case.last_day - dates[0]).astype(int)) + 1
    found = []
    for day in dates[begin:end][np.rint(mda8[begin:end]) > limit]:
        first = _offset(day.astype("datetime64[h]"), start)
        own = hours[max(first, 0) : max(first + HOURS_PER_DAY, 0)].astype(np.float64)
        if len(own) == HOURS_PER_DAY and np.isfinite(own).any():
            found.append(_photochemical_day(day.astype("datetime64[h]"), own, rule))
    return tuple(found)


def _offset(time: np.datetime64, start: np.datetime64) -> int:
    return int((time - start).astype(int))


def _divide(smooth: np.ndarray, rule: StageRule) -> list[tuple[str, int, int]]:
    """Return (kind, from, to) of the stages of an episode, `to` exclusive."""
    high = np.flatnonzero(smooth >= rule.plateau_share * np.nanmax(smooth))
    kinds = np.full(len(smooth), PLATEAU, dtype=object)
    kinds[: high[0]], kinds[high[-1] + 1 :] = ACCUMULATION, EASING
    highest = np.fmax.accumulate(smooth)
    kinds[: high[-1]][(smooth < rule.easing_share * highest)[: high[-1]]] = EASING
    stretches = _explosive_stretches(smooth, rule)
    grown = stretches[-1][1] if stretches else 0
    kinds[max(_clearing_from(smooth, rule), grown) :] = CLEARING
    # An hour without a value goes on with what was before, the first ones with what comes.
    known = np.isfinite(smooth)
    before = np.maximum.accumulate(np.where(known, np.arange(len(smooth)), -1))
    kinds = kinds[np.where(before < 0, np.argmax(known), before)]
    number = np.zeros(len(smooth), dtype=np.int64)
    for count, (begin, end) in enumerate(stretches, start=1):
        kinds[begin:end], number[begin:end] = EXPLOSIVE, count
    changes = (kinds[1:] != kinds[:-1]) | (number[1:] != number[:-1])
    edges = np.flatnonzero(np.r_[True, changes, True]).tolist()
    stages = [(str(kinds[begin]), begin, end) for begin, end in pairwise(edges)]
    return _name_by_course(_without_short(stages, rule.least_hours), smooth)


def _clearing_from(smooth: np.ndarray, rule: StageRule) -> int:
    """Return the hour after the last one that is near the highest of the hours before it."""
    filled = np.where(np.isfinite(smooth), smooth, -np.inf)
    padded = np.pad(filled, (rule.clearing_hours - 1, 0), constant_values=-np.inf)
    recent = sliding_window_view(padded, rule.clearing_hours).max(axis=1)
    return int(np.flatnonzero(smooth >= rule.plateau_share * recent)[-1]) + 1


def _without_short(stages: list[tuple[str, int, int]], least: int) -> list[tuple[str, int, int]]:
    """Join a stage of fewer than `least` hours to the one before, the first one to the second.

    Explosive growth and the clearing stand however short they are.
    """
    found: list[tuple[str, int, int]] = []
    for kind, begin, end in stages:
        if found and (found[-1][0] == kind != EXPLOSIVE):
            found[-1] = (kind, found[-1][1], end)
        elif found and end - begin < least and kind not in (EXPLOSIVE, CLEARING):
            found[-1] = (found[-1][0], found[-1][1], end)
        elif len(found) == 1 and found[0][2] - found[0][1] < least and found[0][0] != EXPLOSIVE:
            found[0] = (kind, found[0][1], end)
        else:
            found.append((kind, begin, end))
    return found


def _name_by_course(
    stages: list[tuple[str, int, int]], smooth: np.ndarray
) -> list[tuple[str, int, int]]:
    """Name what lies between rises by its course: accumulation never falls, easing never rises.

    Neighbours of one name are joined, and named again by the course of both.
    """
    while True:
        named = []
        for kind, begin, end in stages:
            if kind in (ACCUMULATION, EASING):
                # One hour has no course of its own: the hour before it gives it one.
                course = smooth[max(begin - (end - begin == 1), 0) : end]
                known = course[np.isfinite(course)]
                kind = EASING if len(known) and known[-1] < known[0] else ACCUMULATION
            named.append((kind, begin, end))
        joined = _without_short(named, least=0)
        if joined == stages:
            return joined
        stages = joined


def _explosive_stretches(smooth: np.ndarray, rule: StageRule) -> list[tuple[int, int]]:
    """Return the stretches of explosive growth, `to` exclusive, each to the end of its rise."""
    found: list[tuple[int, int]] = []
    for begin, end in _doublings(smooth, rule):
        after = _end_of_rise(smooth, end) + 1
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((begin, after))
    return found


def _doublings(smooth: np.ndarray, rule: StageRule) -> list[tuple[int, int]]:
    """Return (from, to), hours between which growth is explosive and for no shorter stretch.

    In order of both: the last beginning of each end that is also the first end of its beginning.
    """
    shape = (rule.explosive_hours + 1, len(smooth))
    ends, begins = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for hours in range(1, min(shape)):
        now, then = smooth[hours:], smooth[:-hours]
        grows = (now >= rule.explosive_factor * then) & (now - then >= rule.explosive_rise)
        ends[hours, hours:], begins[hours, :-hours] = grows, grows
    end = np.flatnonzero(ends.any(axis=0))
    length = np.argmax(ends, axis=0)[end]
    is_first = np.argmax(begins, axis=0)[end - length] == length
    return list(zip((end - length)[is_first].tolist(), end[is_first].tolist(), strict=True))


def _end_of_rise(smooth: np.ndarray, hour: int) -> int:
    """Return the last hour to which the concentration goes on rising."""
    falls = np.flatnonzero(~(np.diff(smooth[hour:]) > 0))
    return hour + int(falls[0]) if len(falls) else len(smooth) - 1


def _stage(
    kind: str, base: np.datetime64, own: np.ndarray, smooth: np.ndarray, begin: int, end: int
) -> Stage:
    known = begin + np.flatnonzero(np.isfinite(smooth[begin:end]))
    times = base + begin, base + end
    if not len(known):
        return Stage(kind, *times, np.nan, np.nan, np.nan, np.datetime64("NaT", "h"), np.nan)
    first, last = int(known[0]), int(known[-1])
    rate = (smooth[last] - smooth[first]) / (last - first) if last > first else np.nan
    top = begin + int(np.nanargmax(own[begin:end]))
    values = float(smooth[first]), float(smooth[last])
    return Stage(kind, *times, *values, float(own[top]), base + top, float(rate))


def _photochemical_day(midnight: np.datetime64, own: np.ndarray, rule: StageRule) -> Stage:
    morning = own[rule.first_morning_hour : rule.last_morning_hour + 1]
    low = value = rate = np.nan
    if np.isfinite(morning).any():
        low = rule.first_morning_hour + int(np.nanargmin(morning))
        value = float(own[int(low)])
    after = np.where(np.arange(len(own)) >= (0 if np.isnan(low) else low), own, np.nan)
    top = int(np.nanargmax(after)) if np.isfinite(after).any() else int(np.nanargmax(own))
    if top > low:
        rate = (float(own[top]) - value) / (top - low)
    evening = float(own[rule.evening_hour])
    times = midnight, midnight + HOURS_PER_DAY
    return Stage(
        PHOTOCHEMICAL_DAY, *times, value, evening, float(own[top]), midnight + top, float(rate)
    )

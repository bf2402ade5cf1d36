"""Divide the hours of a PM2.5 episode: falls first, then what lies between them.

A fall loses half within a day, or goes below the limit; what does not fall so far is no easing,
however long it lasts below the peak. No official division was found: every figure is a field of
`episodes.rules.StageRule`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from airquality.episodes.rules import StageRule

ACCUMULATION, EXPLOSIVE = "accumulation", "explosive"
PLATEAU, EASING, CLEARING = "plateau", "easing", "clearing"

Span = tuple[int, int]
Named = tuple[str, int, int]


def divide(smooth: np.ndarray, after: np.ndarray, limit: float, rule: StageRule) -> list[Named]:
    """Return (kind, from, to) of the stages of an episode, `to` exclusive.

    Args:
        smooth: (hour,) the episode's 3-hour means, some finite; missing hours go on with what was
            before, the first ones with what comes.
        after: the hours that follow its end, in which it is below the limit; may be empty.
        limit: µg/m³, the daily limit of the episode.
    """
    length = len(smooth)
    filled, known = _filled(np.r_[smooth, after])
    own, growths = filled[:length], explosive_stretches(smooth, rule)
    falls = [(int(known[a]), min(b, length)) for a, b in _falls(filled, limit, rule)]
    falls = [fall for fall in falls if fall[0] < fall[1]]
    clearing = _clearing(smooth, falls, growths, rule)
    kinds = np.full(length, PLATEAU, dtype=object)
    free = 0
    for begin, end in [*falls, (length, length)]:
        _name_between(kinds, own, (free, begin), limit, rule)
        kinds[begin:end], free = EASING, end
    kinds[clearing:] = CLEARING
    number = np.zeros(length, dtype=np.int64)
    for count, (begin, end) in enumerate(growths, start=1):
        kinds[begin:end], number[begin:end] = EXPLOSIVE, count
    changes = (kinds[1:] != kinds[:-1]) | (number[1:] != number[:-1])
    edges = np.flatnonzero(np.r_[True, changes, True]).tolist()
    stages = [(str(kinds[begin]), begin, end) for begin, end in pairwise(edges)]
    return _name_by_course(_without_short(stages, rule.least_hours), smooth, limit, rule)


def doublings(smooth: np.ndarray, rule: StageRule) -> list[Span]:
    """Return (from, to), hours between which growth is explosive and for no shorter stretch."""

    def grows(now: np.ndarray, then: np.ndarray) -> np.ndarray:
        return (now >= rule.explosive_factor * then) & (now - then >= rule.explosive_rise)

    return _shortest(smooth, rule.explosive_hours, grows)


def explosive_stretches(smooth: np.ndarray, rule: StageRule) -> list[Span]:
    """Return the stretches of explosive growth, `to` exclusive, each to the end of its rise."""
    found: list[Span] = []
    for begin, end in doublings(smooth, rule):
        after = _end_of_rise(smooth, end) + 1
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((begin, after))
    return found


def _filled(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the value that each hour goes on with, and the hour that it is of."""
    known = np.isfinite(values)
    before = np.maximum.accumulate(np.where(known, np.arange(len(values)), -1))
    at = np.where(before < 0, np.argmax(known), before)
    return values[at], at


def _falls(filled: np.ndarray, limit: float, rule: StageRule) -> list[Span]:
    """Return the falls, from the last high hour to the low one, `to` exclusive.

    Two of them are one where the concentration hardly rises between them (by no more than the
    plateau's share) and that for no more than half of `clearing_hours`. Where it falls below the
    limit the low lasts until the next rise, told as the start of an episode is.
    """

    def falls(now: np.ndarray, then: np.ndarray) -> np.ndarray:
        deep = (now < rule.easing_share * then) | (now < limit)
        return np.asarray(deep & (now <= rule.plateau_share * then))

    found: list[Span] = []
    for slope, low in _shortest(filled, rule.clearing_hours, falls):
        begin, end = _last_high(filled, slope, rule), _end_of_rise(-filled, low) + 1
        if not found:
            found.append((begin, end))
            continue
        before = found[-1][1]
        top = low - int(np.argmax(filled[before - 1 : low + 1][::-1])) if low >= before else low
        is_short = begin - before <= rule.clearing_hours // 2
        if is_short and rule.plateau_share * filled[top] <= filled[before - 1]:
            found[-1] = (found[-1][0], max(end, before))
        elif begin >= before or falls(filled[low], filled[top]):
            found.append((max(begin, top), end))
    if not found:
        return []
    ends = [begin for begin, _ in found[1:]] + [len(filled)]
    return [
        (begin, _until_rise(filled, end, following, limit, rule))
        for (begin, end), following in zip(found, ends, strict=True)
    ]


def _last_high(filled: np.ndarray, slope: int, rule: StageRule) -> int:
    """Return the last hour that is still near the high from which a fall came to this hour."""
    top = slope - (_end_of_rise(filled[slope::-1], 0) if slope else 0)
    near = np.flatnonzero(filled[top : slope + 1] >= rule.plateau_share * filled[top])
    return top + int(near[-1])


def _until_rise(filled: np.ndarray, end: int, following: int, limit: float, rule: StageRule) -> int:
    """Return the end of a fall's low: the last hour near the least before the next high."""
    if end >= following:
        return min(end, following)
    top = end + int(np.argmax(filled[end:following]))
    rise = filled[end - 1 : top + 1]
    low = rise.min()
    if low >= limit:
        return end
    return end + int(np.flatnonzero(rise <= low + rule.low_share * (rise.max() - low))[-1])


def _clearing(smooth: np.ndarray, falls: list[Span], growths: list[Span], rule: StageRule) -> int:
    """Return the hour from which on the last fall is the clearing; the length where none is.

    What follows it up to the end of the episode belongs to it where it is short and hardly rises.
    An episode ends while it is above the limit, often within a fall: the clearing begins so early,
    up to half of `clearing_hours`, that it falls to `plateau_share` within the episode, or by
    `low_share` at least. Where it does not, or is shorter than `least_hours`, none is told.
    """
    (own, known), length = _filled(smooth), len(smooth)
    if not falls:
        return length
    (begin, end), longest = falls[-1], rule.clearing_hours // 2
    rest = own[end:]
    if len(rest) > longest or rule.plateau_share * rest.max(initial=-np.inf) > own[end - 1]:
        return length
    free = max(growths[-1][1] if growths else 0, falls[-2][1] if len(falls) > 1 else 0)
    early = max(min(begin, length - longest), free)
    least, little = max(rule.least_hours, 2), 1 - rule.low_share
    for share in (rule.plateau_share, little):
        high = early + np.flatnonzero(own[early:] * share >= own[-1])
        if len(high):
            begin = max(int(known[min(begin, high[-1], length - least)]), free)
            course = smooth[begin:][np.isfinite(smooth[begin:])]
            is_long = length - begin >= least and len(course) > 1
            return begin if is_long and course[0] * little >= course[-1] else length
    return length


def _name_between(
    kinds: np.ndarray, own: np.ndarray, span: Span, limit: float, rule: StageRule
) -> None:
    """Name what lies between two falls: a rise to its high hours, and these.

    High is what reaches the plateau's share of the highest hour in between; where that is lower
    than `easing_share` of the episode's peak only what stays so for a day. What slowly fades below
    that share of it or the limit is an easing.
    """
    begin, end = span
    if begin >= end:
        return
    between = own[begin:end]
    highest = between.max()
    kinds[begin:end] = ACCUMULATION
    high = begin + np.flatnonzero(between >= rule.plateau_share * highest)
    is_low = highest < rule.easing_share * own.max()
    if is_low and high[-1] - high[0] < rule.clearing_hours:
        return
    kinds[high[0] : end] = PLATEAU
    if between[-1] < max(rule.easing_share * highest, limit):
        kinds[high[-1] + 1 : end] = EASING


def _without_short(stages: list[Named], least: int) -> list[Named]:
    """Join a stage of fewer than `least` hours to the one before, the first one to the second.

    Explosive growth and the clearing stand however short they are.
    """
    found: list[Named] = []
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
    stages: list[Named], smooth: np.ndarray, limit: float, rule: StageRule
) -> list[Named]:
    """Name stages by their course: accumulation rises, easing never does.

    What was to be a rise above the limit and rises by less than `level_rise` is a level that
    stays. Neighbours of one name are joined, and named again by the course of both.
    """
    while True:
        named = []
        for kind, begin, end in stages:
            # One hour has no course of its own: the hour before it gives it one.
            course = smooth[max(begin - (end - begin == 1), 0) : end]
            known = course[np.isfinite(course)]
            first, last = (known[0], known[-1]) if len(known) else (0.0, 0.0)
            if kind == EASING and last > first:
                kind = ACCUMULATION
            elif kind == ACCUMULATION and last < first and last < limit:
                kind = EASING
            elif kind == ACCUMULATION and last < first * (1 + rule.level_rise * (first > limit)):
                kind = PLATEAU
            named.append((kind, begin, end))
        joined = _without_short(named, least=0)
        if joined == stages:
            return joined
        stages = joined


def _shortest(
    values: np.ndarray, longest: int, holds: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> list[Span]:
    """Return (from, to), hours between which a change holds, and holds for no shorter stretch.

    In order of both: the last beginning of each end that is also the first end of its beginning.
    """
    shape = (longest + 1, len(values))
    ends, begins = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for hours in range(1, min(shape)):
        changed = holds(values[hours:], values[:-hours])
        ends[hours, hours:], begins[hours, :-hours] = changed, changed
    end = np.flatnonzero(ends.any(axis=0))
    length = np.argmax(ends, axis=0)[end]
    is_first = np.argmax(begins, axis=0)[end - length] == length
    return list(zip((end - length)[is_first].tolist(), end[is_first].tolist(), strict=True))


def _end_of_rise(smooth: np.ndarray, hour: int) -> int:
    """Return the last hour to which the concentration goes on rising."""
    falls = np.flatnonzero(~(np.diff(smooth[hour:]) > 0))
    return hour + int(falls[0]) if len(falls) else len(smooth) - 1

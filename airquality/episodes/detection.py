"""Find the episodes of a place in its hours and days.

PM2.5: hours whose trailing 24-hour mean is above the daily limit make spells (the daily index of
the emergency plans is a running mean that may cross midnight: slides of the Ministry, 2017);
spells with fewer than `gap_hours` clear hours between them are one episode. The plans of 2024 lift
a warning after more than 36 h below it; a trailing mean still falls for a day when the air is
clean, and 36 h of it below the limit would join Beijing's red alerts of December 2015 with what
followed, so 12 h are the default (our own choice, a project may say otherwise).
O3: days whose MDA8 is above 160 µg/m³, `least_days` of them (from memory of the literature).
Every figure is a field of `episodes.rules`. What is said of an episode never depends on what comes
after the gap that ends it, so further data change no closed episode and no beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.episodes.cases import DAYS, HOURS, Case
from airquality.episodes.rules import DEFAULT_RULES, BothRule, O3Rule, Pm25Rule
from airquality.episodes.smoothing import centred_mean
from airquality.episodes.spells import Steps
from airquality.hours import HOURS_PER_DAY
from airquality.rounding import round_half_even
from airquality.running import trailing_mean


def find_pm25(
    hours: np.ndarray | None,
    start: np.datetime64,
    daily: np.ndarray,
    dates: np.ndarray,
    limit: np.ndarray,
    rule: Pm25Rule = DEFAULT_RULES.pm25,
) -> tuple[Case, ...]:
    """Find the PM2.5 episodes of one place, oldest first.

    A day without any hour counts by its daily value: 24 hours above the limit or not. An episode
    with such a day over the limit runs from midnight to midnight (origin "days").

    Args:
        hours: (hour,) mean of the place, µg/m³, missing = NaN; None without any.
        start: datetime64[h], beginning of the first hour; not looked at without hours.
        daily: (day,) daily means; they are rounded as printed before they meet the limit.
        dates: datetime64[D] (day,), consecutive; no hour may lie outside them.
        limit: (day,) daily limit in force.
        rule: the figures.

    Returns:
        Episodes that do not overlap; a day over the limit lies in one of them, or in a spell with
        fewer than `least_days` such days.

    Raises:
        ValueError: shapes that differ, or hours outside the days.
    """
    if not daily.shape == dates.shape == limit.shape:
        raise ValueError(f"days of {daily.shape}, {dates.shape} and {limit.shape} differ")
    if not len(dates):
        return ()
    record = _read(_on_days(hours, start, dates), daily, dates, limit, rule)
    found: list[Case] = []
    for first, last in record.steps.spells(rule.gap_hours, rule.empty_hours):
        # A day belongs to the spell that holds its last hour, when the running mean is its own.
        from_day, to_day = first // HOURS_PER_DAY, (last + 1) // HOURS_PER_DAY
        days = from_day + np.flatnonzero(record.is_over[from_day:to_day])
        if len(days) >= rule.least_days:
            free = int((found[-1].end - record.start).astype(int)) if found else 0
            found.append(_bound(record, first, last, days, free, rule))
    return tuple(found)


def find_o3(
    mda8: np.ndarray,
    dates: np.ndarray,
    rule: O3Rule = DEFAULT_RULES.o3,
    hours_known: np.ndarray | None = None,
) -> tuple[Case, ...]:
    """Find the O3 episodes of one place: runs of days over the limit, midnight to midnight.

    Args:
        mda8: (day,) µg/m³, missing = NaN; rounded as printed before it meets the limit.
        dates: datetime64[D] (day,), consecutive.
        rule: the figures.
        hours_known: bool (day,), days with hours of O3; an episode all of whose days over the
            limit have them is of origin "hours".

    Raises:
        ValueError: shapes that differ.
    """
    over = _exceeds(mda8, rule.limit)
    limit = np.full(dates.shape, rule.limit)
    return _day_cases("o3", over, np.isfinite(mda8), dates, limit, rule, hours_known)


def find_both(
    daily: np.ndarray,
    mda8: np.ndarray,
    dates: np.ndarray,
    limit: np.ndarray,
    rule: BothRule = DEFAULT_RULES.both,
    o3_limit: float = DEFAULT_RULES.o3.limit,
    hours_known: np.ndarray | None = None,
) -> tuple[Case, ...]:
    """Find the runs of days on which PM2.5 and O3 are over their limits at once.

    Arguments as for `find_pm25` and `find_o3`. A day is known where both values are there, or one
    is and does not exceed. The limit of an episode is that of PM2.5.
    """
    fine, ozone = _exceeds(daily, limit), _exceeds(mda8, o3_limit)
    has_fine, has_ozone = np.isfinite(daily), np.isfinite(mda8)
    known = (has_fine & has_ozone) | (has_fine & ~fine) | (has_ozone & ~ozone)
    return _day_cases("both", fine & ozone, known, dates, limit, rule, hours_known)


@dataclass(frozen=True)
class _Record:
    """The hours of a place on whole days.

    Attributes:
        start: datetime64[h], 00:00.
        values, limit: (hour,).
        steps: what is known of each hour.
        by_day: bool (day,), known by its daily value alone.
        is_over: bool (day,), daily mean above the limit.
    """

    start: np.datetime64
    values: np.ndarray
    limit: np.ndarray
    steps: Steps
    by_day: np.ndarray
    is_over: np.ndarray


def _on_days(hours: np.ndarray | None, start: np.datetime64, dates: np.ndarray) -> np.ndarray:
    """Return the hours on the days, (day * 24,); ValueError where one lies outside."""
    values = np.full(len(dates) * HOURS_PER_DAY, np.nan)
    if hours is None:
        return values
    offset = int((start - dates[0].astype("datetime64[h]")).astype(int))
    if offset < 0 or offset + len(hours) > len(values):
        raise ValueError(f"{len(hours)} hours from {start} do not lie within the days")
    values[offset : offset + len(hours)] = hours
    return values


def _read(
    values: np.ndarray, daily: np.ndarray, dates: np.ndarray, limit: np.ndarray, rule: Pm25Rule
) -> _Record:
    held = np.isfinite(values)
    is_over = _exceeds(daily, limit)
    by_day = ~held.reshape(-1, HOURS_PER_DAY).any(axis=1) & np.isfinite(daily)
    in_such, over_such, limits = (np.repeat(e, HOURS_PER_DAY) for e in (by_day, is_over, limit))
    # An hour without a value says nothing: its running mean would change with hours to come.
    running = np.where(held, trailing_mean(values, rule.window_hours, rule.least_hours), np.nan)
    over = np.where(in_such, over_such, running > limits)
    # A city's day is the mean of its stations' days, its running mean that of the mean hours.
    # Where the two disagree the day decides: no day over the limit is in no spell.
    over.reshape(-1, HOURS_PER_DAY)[is_over, -1] = True
    clear = np.where(in_such, ~over_such, np.isfinite(running)) & ~over
    steps = Steps(over, clear, ~held & ~in_such)
    return _Record(dates[0].astype("datetime64[h]"), values, limits, steps, by_day, is_over)


def _bound(
    record: _Record, first: int, last: int, days: np.ndarray, free: int, rule: Pm25Rule
) -> Case:
    """Return the episode of a spell, `days` being those over the limit.

    The running mean lags behind: the episode ends after the last hour above the limit, where the
    concentration had fallen for good. free: the hour at which the episode before has ended.
    """
    is_by_day = bool(record.by_day[days].any())
    if is_by_day:
        begin, end = max(int(days[0]) * HOURS_PER_DAY, free), (int(days[-1]) + 1) * HOURS_PER_DAY
        is_cut = record.steps.begins_at(begin, rule.empty_hours)
    else:
        begin, is_cut = _begin(record, first, free, rule)
        above = record.values[begin : last + 1] > record.limit[begin : last + 1]
        # With hours missing the last day may exceed without an hour of its own above the limit.
        fallen = begin + int(np.flatnonzero(above).max(initial=0)) + 1
        end = max(fallen, int(days[-1]) * HOURS_PER_DAY + 1)
    day = record.start.astype("datetime64[D]")
    return Case(
        kind="pm25",
        start=record.start + begin,
        end=record.start + end,
        first_day=day + days[0],
        last_day=day + days[-1],
        is_open=record.steps.ends_unseen(last, rule.gap_hours, rule.empty_hours),
        is_cut=is_cut,
        origin=DAYS if is_by_day else HOURS,
        missing_hours=int(record.steps.empty[begin:end].sum()),
        limit=float(record.limit[days[0] * HOURS_PER_DAY]),
    )


def _begin(record: _Record, first: int, free: int, rule: Pm25Rule) -> tuple[int, bool]:
    """Return the last low hour before the first polluted one; whether data begin in it.

    The low is the least smoothed hour of the window and the hours before it that are looked at.
    It may last: the episode begins with the last hour that is above it by no more than
    `start_share` of the rise to the highest hour up to the first polluted one. Where the record
    begins so late that it is above the limit or at its lowest at once, nobody saw the low.
    """
    floor = max(first - rule.window_hours - rule.look_back_hours + 1, free, 0)
    held = np.flatnonzero(np.isfinite(record.values[floor : first + 1]))
    if not len(held):
        return max(first // HOURS_PER_DAY * HOURS_PER_DAY, free), False
    seen = floor + int(held[0])
    smooth = centred_mean(record.values[seen : first + 1], rule.smooth_hours)
    low = first - int(np.nanargmin(smooth[::-1]))  # the last of equal lows
    is_high = bool(record.values[seen] > record.limit[seen])
    is_cut = record.steps.begins_at(seen, rule.empty_hours) and (is_high or low == seen)
    # It had risen before the first hour of the window that has a value.
    if is_cut or (is_high and seen > floor):
        return seen, is_cut
    rise = smooth[low - seen :]
    band = np.nanmin(rise) + rule.start_share * (np.nanmax(rise) - np.nanmin(rise))
    return low + int(np.flatnonzero(rise <= band)[-1]), is_cut


def _exceeds(values: np.ndarray, limit: np.ndarray | float) -> np.ndarray:
    """Tell which values, rounded to whole µg/m³ as HJ 633 judges them, are above the limit."""
    return np.asarray(round_half_even(values, 0) > limit)


def _day_cases(
    kind: str,
    over: np.ndarray,
    known: np.ndarray,
    dates: np.ndarray,
    limit: np.ndarray,
    rule: O3Rule | BothRule,
    hours_known: np.ndarray | None,
) -> tuple[Case, ...]:
    """Return the runs of days over a limit."""
    if not over.shape == known.shape == dates.shape:
        raise ValueError(f"days of {over.shape} and {dates.shape} differ")
    steps, gap = Steps(over, known & ~over, ~known), rule.gap_days + 1
    has_hours = np.zeros(dates.shape, dtype=bool) if hours_known is None else hours_known
    found = []
    for first, last in steps.spells(gap, rule.empty_days):
        days = first + np.flatnonzero(over[first : last + 1])
        if len(days) < rule.least_days:
            continue
        found.append(
            Case(
                kind=kind,
                start=dates[first].astype("datetime64[h]"),
                end=(dates[last] + 1).astype("datetime64[h]"),
                first_day=dates[first],
                last_day=dates[last],
                is_open=steps.ends_unseen(last, gap, rule.empty_days),
                is_cut=steps.begins_at(first, rule.empty_days),
                origin=HOURS if has_hours[days].all() else DAYS,
                missing_hours=int((~known[first : last + 1]).sum()) * HOURS_PER_DAY,
                limit=float(limit[first]),
            )
        )
    return tuple(found)

"""Hours and days of sand dust, told from the city's hourly PM10 and PM2.5.

The rule is that of 环办监测〔2016〕120号 (受沙尘天气过程影响城市空气质量评价补充规定). Only the
covering letter of that notice was seen, in a public copy: from 2017-01-01 CNEMC takes the particles
of dust out of what is evaluated and ranked, and decides on satellite images, the dust network and
weather reports. The hourly rule of its annex is **from memory**. So every figure is a setting
with a default, and whatever is shown of it says so; a file of days known is better evidence.
Hours are labelled by their beginning.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from airquality.hours import HOURS_PER_DAY

STATUS = "FROM MEMORY: annex of 环办监测〔2016〕120号, neither text nor figures checked"


@dataclass(frozen=True)
class DustRule:
    """When dust begins and ends. The first five are from memory, the others our own choice.

    Attributes:
        hours_before: hours whose means an hour is compared with.
        rise: dust begins where PM10 is at least so many times the mean of the hours before,
        least_pm10: and above this (µg/m³),
        ratio_fall: and PM2.5/PM10 falls to at most this part of its mean in the hours before.
        end_rise: dust ends where PM10 is back at so many times the mean before it began.
        ratio_within: the ratio may fall in this hour or in the next, so many hours in all, PM10
            staying above `least_pm10`: a front that arrives late in an hour is mixed with what was
            there, and instruments drop out in the thick of it (Beijing, 2015-04-15).
        end_ratio: dust also ends where the ratio is back at this part of its mean before: then
            it is ordinary pollution that keeps PM10 up.
        least_hours_before: hours before that each mean needs; with fewer, nothing begins.
        longest_hours: dust lasts no longer than this.
        hours_a_day: a day with at least so many dust hours is a dust day.
    """

    hours_before: int = 6
    rise: float = 2.0
    least_pm10: float = 150.0
    ratio_fall: float = 0.5
    end_rise: float = 1.1
    ratio_within: int = 4
    end_ratio: float = 0.9
    least_hours_before: int = 4
    longest_hours: int = 72
    hours_a_day: int = 6

    def __post_init__(self) -> None:
        if not 1 <= self.least_hours_before <= self.hours_before:
            raise ValueError("least_hours_before lies between 1 and hours_before")
        if not 1 <= self.end_rise < self.rise:
            raise ValueError("end_rise is at least 1, rise more than that")
        if not 0 < self.ratio_fall < self.end_ratio:
            raise ValueError("ratio_fall is more than 0, end_ratio more than that")
        if self.least_pm10 < 0 or self.ratio_within < 1 or self.longest_hours < 1:
            raise ValueError("least_pm10 is not negative, ratio_within and longest_hours not 0")
        if not 1 <= self.hours_a_day <= HOURS_PER_DAY:
            raise ValueError(f"hours_a_day lies between 1 and {HOURS_PER_DAY}")


MEMORY_2016 = DustRule()


def dust_hours(pm10: np.ndarray, pm25: np.ndarray, rule: DustRule = MEMORY_2016) -> np.ndarray:
    """Return the hours of sand dust, bool (hour,).

    pm10, pm25: the city's mean of each hour, float (hour,), consecutive, NaN = missing, µg/m³.
    Dust begins with an hour of which `DustRule` holds against the hours before it, and lasts to
    the hour before the first one that is back (PM10 or ratio, against the same hours), at most
    to the last one with PM10 within `longest_hours`. An hour without PM10 in between is dust, too.
    A ratio over 1 is an instrument's error and counts as 1. ValueError where the shapes differ.
    """
    if pm10.shape != pm25.shape or pm10.ndim != 1:
        raise ValueError(f"pm10 {pm10.shape} and pm25 {pm25.shape} are not two series of hours")
    coarse = np.asarray(pm10, dtype=np.float64)
    both = ~np.isnan(coarse) & ~np.isnan(pm25) & (coarse > 0)
    ratio = np.divide(pm25, coarse, out=np.full(coarse.shape, np.nan), where=both)
    ratio = np.minimum(ratio, 1.0)
    usual = _mean_before(coarse, rule)
    usual_ratio = _mean_before(ratio, rule)
    jumps = (coarse >= rule.rise * usual) & (coarse > rule.least_pm10)
    result = np.zeros(coarse.shape, dtype=bool)
    free = 0
    for hour in np.flatnonzero(jumps & ~np.isnan(usual_ratio)):
        if hour < free:
            continue
        ahead = slice(hour, hour + rule.longest_hours)
        fall, back = rule.ratio_fall * usual_ratio[hour], rule.end_ratio * usual_ratio[hour]
        if not _falls(coarse[ahead], ratio[ahead], fall, rule):
            continue
        # While the ratio is still to fall it cannot be what ends the dust.
        is_back = coarse[ahead] <= rule.end_rise * usual[hour]
        is_back[rule.ratio_within :] |= ratio[ahead][rule.ratio_within :] >= back
        last = int(np.flatnonzero(~np.isnan(coarse[ahead]))[-1]) + 1
        length = int(np.argmax(is_back)) if is_back.any() else last
        result[hour : hour + length] = True
        free = int(hour) + length
    return result


def count_dust_hours(
    pm10: np.ndarray, pm25: np.ndarray, rule: DustRule = MEMORY_2016
) -> np.ndarray:
    """Return the dust hours of every day, int64 (day,), of hours in whole days (see above).

    ValueError where the hours are not whole days.
    """
    if pm10.size % HOURS_PER_DAY:
        raise ValueError(f"{pm10.size} hours are not whole days of {HOURS_PER_DAY}")
    return dust_hours(pm10, pm25, rule).reshape(-1, HOURS_PER_DAY).sum(axis=1)


def dust_days(pm10: np.ndarray, pm25: np.ndarray, rule: DustRule = MEMORY_2016) -> np.ndarray:
    """Return the days with at least `hours_a_day` dust hours, bool (day,); see `dust_hours`."""
    return np.asarray(count_dust_hours(pm10, pm25, rule) >= rule.hours_a_day)


def _falls(pm10: np.ndarray, ratio: np.ndarray, fall: float, rule: DustRule) -> bool:
    """Return whether the ratio falls in time, later hours of PM10 above the least as the first."""
    near = slice(0, rule.ratio_within)
    fallen = np.flatnonzero(ratio[near] <= fall)
    return bool(fallen.size) and not (pm10[1 : fallen[0] + 1] <= rule.least_pm10).any()


def _mean_before(values: np.ndarray, rule: DustRule) -> np.ndarray:
    """Return the mean of the `hours_before` hours before each; NaN where too few are present."""
    size = rule.hours_before
    windows = sliding_window_view(np.concatenate([np.full(size, np.nan), values]), size)
    windows = windows[: values.size]
    count = np.count_nonzero(~np.isnan(windows), axis=1)
    mean = np.full(values.shape, np.nan)
    total = np.nan_to_num(windows).sum(axis=1)
    np.divide(total, count, out=mean, where=count >= rule.least_hours_before)
    return mean

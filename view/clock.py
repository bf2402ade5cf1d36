"""The same steps of another year: where one year is laid over another."""

import numpy as np

from view.steps import STEPS

_DAYS_OF_A_YEAR = 365.2425


def same_moments(times: np.ndarray, grain: str, years: int) -> np.ndarray:
    """Return the steps that stand for given ones so many years later (earlier: negative).

    times: beginnings of steps in the unit of the grain. Days and hours keep month and day: the
    29th of February is NaT in a year that has none. Weeks do not fit a year: theirs is the nearest
    Monday.
    """
    step = STEPS[grain]
    if years == 0:
        return times
    if step.unit == "Y":
        return times + years
    if step.unit == "M":
        return times + 12 * years
    if step.is_long:
        return times + 7 * round(years * _DAYS_OF_A_YEAR / 7)
    days = times.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    moved = months + 12 * years
    found = moved.astype("datetime64[D]") + (days - months.astype("datetime64[D]"))
    is_none = found.astype("datetime64[M]") != moved
    whole = found.astype(times.dtype) + (times - days.astype(times.dtype))
    return np.where(is_none, np.datetime64("NaT"), whole).astype(times.dtype)

"""What a limit of a scheme is called where it is drawn or told."""

from typing import Any

import numpy as np

from airquality.metrics import METRICS, limit_averaging
from airquality.schemes import IN_FORCE, WHO, annual_limit, limits_of_periods
from airquality.standards.gb3095 import standard_in_force
from view.formats import number
from view.text import text


def scheme_of(standard: str) -> str:
    """Return the scheme that a state's field `standard` stands for: "" is the one in force."""
    return standard or IN_FORCE


def daily_limit_words(lang: str, metric: str, value: float, scheme: str, day: Any) -> str:
    """Return the name of a daily limit: 日均限值 75（GB 3095-2012 二级）.

    day: one on which it holds; says which standard was in force.
    """
    return _words(lang, metric, value, limit_averaging(metric, "daily") or "24h", scheme, day)


def annual_limit_words(lang: str, metric: str, value: float, scheme: str, day: Any) -> str:
    """Return the name of the limit that a statistic of a year is held against."""
    return _words(lang, metric, value, limit_averaging(metric, "annual") or "annual", scheme, day)


def limits_of_year(scheme: str, last_day: Any) -> str:
    """Return the id of the limits that a year with this last day goes by in a scheme."""
    return str(limits_of_periods(np.datetime64(last_day, "D") + 1, scheme)[0])


def limit_of_year(metric: str, scheme: str, last_day: Any) -> float | None:
    """Return the limit of a year's statistic by a scheme; None where it sets none."""
    return annual_limit(metric, limits_of_year(scheme, last_day))


def _words(lang: str, metric: str, value: float, averaging: str, scheme: str, day: Any) -> str:
    decimals = 0 if float(value).is_integer() else METRICS[metric].decimals
    shown = number(float(value), decimals)
    if scheme == WHO:
        level = text(lang, f"trends.guideline.{averaging}", value=shown)
        return text(lang, "trends.guideline", limit=level)
    standard = standard_in_force(np.datetime64(day, "D")).id if scheme == IN_FORCE else scheme
    return text(
        lang,
        "trends.limit",
        limit=text(lang, f"common.limit.{averaging}", value=shown),
        standard=text(lang, f"common.standard.{standard}"),
    )

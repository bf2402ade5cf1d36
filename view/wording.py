"""What a series and its moments are called at each grain."""

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from view.formats import day, metric_name
from view.steps import STEPS
from view.text import text


def series_name(lang: str, metric: str, grain: str) -> str:
    """Return a metric's name at a grain: PM₂.₅ 日均值, PM₂.₅ 月均值, …"""
    row = METRICS[metric]
    if row.statistic not in ("mean", "mda8"):
        return metric_name(lang, metric)
    if row.statistic == "mda8" and grain == "daily":
        return metric_name(lang, metric)
    statistic = text(lang, f"trends.statistic.{row.statistic}.{grain}")
    return text(lang, "common.metric", symbol=row.symbol, statistic=statistic)


def moment(lang: str, grain: str, time: np.datetime64) -> str:
    """Return one step in words: 2016年12月3日, 2016年12月3日 8时, 2016年12月, 2016年秋季, 2016年.

    A winter has two years and is named after both.
    """
    when = pd.Timestamp(time)
    if grain in ("daily", "hourly", "weekly"):
        date = day(lang, when.date())
        if grain == "weekly":
            return text(lang, "trends.week", day=date)
        return text(lang, "trends.hour", day=date, hour=when.hour) if grain == "hourly" else date
    if grain == "annual":
        return text(lang, "trends.year", year=when.year)
    if grain == "quarterly":
        return text(lang, "trends.quarter", year=when.year, quarter=when.quarter)
    if grain == "seasonal":
        year = f"{when.year}/{(when.year + 1) % 100:02d}" if when.month == 12 else when.year
        return text(lang, f"trends.season.{when.month}", year=year)
    month = text(lang, f"common.month.{when.month}")
    return text(lang, "trends.month", year=when.year, month=month)


def period(lang: str, grain: str, start: np.datetime64, end: np.datetime64) -> str:
    """Return a period in words, end excluded: from its first step to its last.

    Hours are given by their days, weeks by their first and last day.
    """
    unit = "daily" if grain in ("hourly", "weekly") else grain
    last = end - (1 if unit == "daily" else STEPS[grain].count)
    first_words, last_words = moment(lang, unit, start), moment(lang, unit, last)
    if first_words == last_words:
        return first_words
    return text(lang, "trends.period", first=first_words, last=last_words)

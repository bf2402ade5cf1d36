"""What a series and its moments are called at each grain."""

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from view.formats import day, metric_name
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
    """Return one step in words: 2016年12月3日, 2016年12月3日 8时, 2016年12月 or 2016年."""
    when = pd.Timestamp(time)
    if grain in ("daily", "hourly"):
        date = day(lang, when.date())
        return text(lang, "trends.hour", day=date, hour=when.hour) if grain == "hourly" else date
    if grain == "annual":
        return text(lang, "trends.year", year=when.year)
    month = text(lang, f"common.month.{when.month}")
    return text(lang, "trends.month", year=when.year, month=month)


def period(lang: str, grain: str, start: np.datetime64, end: np.datetime64) -> str:
    """Return a period in words, end excluded: from its first step to its last.

    Hours are given by their days.
    """
    unit = "daily" if grain == "hourly" else grain
    first_words, last_words = moment(lang, unit, start), moment(lang, unit, end - 1)
    if first_words == last_words:
        return first_words
    return text(lang, "trends.period", first=first_words, last=last_words)

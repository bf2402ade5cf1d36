"""Days and hours of a case in words: 12月25日18时, 2015年12月19日至26日.

Hours are labelled by their beginning; an end is the moment itself, and midnight that ends a day is
its 24:00.
"""

from datetime import date

import pandas as pd

from view.formats import day
from view.text import text


def day_words(lang: str, when: date) -> str:
    """Return a day without its year: 12月19日, or 19 December."""
    month = text(lang, f"common.month.{when.month}")
    return text(lang, "case.time.day", month=month, day=when.day)


def days_words(lang: str, first: date, last: date) -> str:
    """Return a run of days with its year, both included; what both have in common once."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(lang, last)
    if first.year != last.year:
        return text(lang, "case.time.days", first=day(lang, first), last=day(lang, last))
    month = text(lang, f"common.month.{last.month}")
    told = {"year": last.year, "month": month, "last": last.day, "first": first.day}
    if first.month == last.month:
        return text(lang, "case.time.days.month", **told)
    told |= {"first": day_words(lang, first), "last": day_words(lang, last)}
    return text(lang, "case.time.days.year", **told)


def hour_words(lang: str, when: pd.Timestamp) -> str:
    """Return an hour without its year: 12月25日18时."""
    return text(lang, "case.time.hour", day=day_words(lang, when), hour=_clock(lang, when.hour))


def end_words(lang: str, when: pd.Timestamp) -> str:
    """Return the moment at which something ends: midnight is the day before's 24:00."""
    if when.hour:
        return hour_words(lang, when)
    before = when - pd.Timedelta(days=1)
    return text(lang, "case.time.hour", day=day_words(lang, before), hour=_clock(lang, 24))


def between_words(lang: str, start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Return a stretch of hours, the end a moment; the day of both is named once."""
    last = end - pd.Timedelta(hours=1)
    if start.normalize() != last.normalize():
        told = {"start": hour_words(lang, start), "end": end_words(lang, end)}
        return text(lang, "case.time.between", **told)
    first, after = _clock(lang, start.hour), _clock(lang, last.hour + 1)
    return text(lang, "case.time.between.day", day=day_words(lang, start), start=first, end=after)


def _clock(lang: str, hour: int) -> str:
    return text(lang, "case.time.clock", hour=hour if lang == "zh" else f"{hour:02d}")

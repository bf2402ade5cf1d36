"""Times that a person writes in a table: a day, or a day and an hour; 24:00 ends the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.hand_tables import day_in

_TIME = re.compile(
    r"(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{8})"
    r"(?:(?:T|\s+|(?<=日))(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})(?:[:：]00)?"
    r"|[时点](?:(?P<fen>\d{1,2})分)?)?)?"
)
#: The end of a time that carries a zone: `Z`, `+08:00`.
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class HandTime:
    """A time of local standard time, and whether its hour was written.

    Attributes:
        start: the time itself; 00:00 of a day that stands alone.
        end: the same read as an exclusive end: a day that stands alone is included whole.
        has_hour: whether more than the day is known.
    """

    start: datetime
    end: datetime
    has_hour: bool


def time_in(text: str) -> HandTime | None:
    """Return the time that a cell names; None where it is none, or has a zone.

    `2015-12-08`, `2015-12-08T07:00`, `2015/12/8 7:00`, `2015年12月8日7时`, to the minute. Only
    00 minutes go with hour 24.
    """
    match = _TIME.fullmatch(text.strip())
    day = None if match is None else day_in(match["day"])
    if match is None or day is None:
        return None
    midnight = datetime(day.year, day.month, day.day)
    if match["hour"] is None:
        return HandTime(midnight, midnight + DAY, has_hour=False)
    hour, minute = int(match["hour"]), int(match["minute"] or match["fen"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    time = midnight + timedelta(hours=hour, minutes=minute)
    return HandTime(time, time, has_hour=True)


def no_time(key: str, text: str) -> str:
    """Word the refusal of a cell that names no time."""
    if _ZONE.search(text) and "T" in text:
        return f"{key} {text[:30]!r} has a zone: times are local, written 2015-12-08T07:00"
    return f"{key} {text[:30]!r} is no time: write 2015-12-08 or 2015-12-08T07:00"

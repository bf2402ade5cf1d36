"""One measure of a city: a warning, a temporary control, a closure, a campaign, a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

WARNING, CONTROL, STRUCTURAL, CAMPAIGN, PLAN = KINDS = (
    "warning",
    "control",
    "structural",
    "campaign",
    "plan",
)
#: Levels of a warning, the highest first.
LEVELS = ("red", "orange", "yellow", "blue")


@dataclass(frozen=True)
class Measure:
    """One measure.

    Attributes:
        id, kind, level: level is "" for all but warnings.
        issued: when it was made known; None where the list does not say it.
        start, end: exclusive end; None where it lasts.
        issued_by_hour, start_by_hour, by_hour: whether the hour is known, of the issue, of the
            start, of all its times. A day alone is held as its 00:00, as an end as 24:00.
        status: how far the dates were checked, one of `STATUSES`.
        line: where it stands in the file.
        pollutants: those that it aims at, as the list says; empty where it says none.
    """

    id: str
    kind: str
    level: str
    name_zh: str
    name_en: str
    issued: datetime | None
    start: datetime
    end: datetime | None
    issued_by_hour: bool
    start_by_hour: bool
    by_hour: bool
    about_zh: str
    about_en: str
    status: str
    source: str
    line: int
    pollutants: tuple[str, ...] = ()

    @property
    def precision(self) -> str:
        """`hour`, or `day` where one of its times is known by its day only."""
        return "hour" if self.by_hour else "day"

    def aims_at(self, pollutant: str) -> bool:
        """Return whether it aims at a pollutant, by the list or by its kind.

        pollutant: id, `o3_mda8` is ozone. Where the list names none, a warning aims at all but
        ozone: it is called for particles, and what it cuts makes little ozone in winter, or more of
        it (our own choice: a list may say otherwise); other kinds aim at all.
        """
        own = pollutant.removesuffix("_mda8")
        return own in self.pollutants if self.pollutants else self.kind != WARNING or own != "o3"

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Return whether it is in force at any time from start up to end (exclusive)."""
        return self.start < end and (self.end is None or self.end > start)


def highest_warning(measures: Iterable[Measure], start: datetime, end: datetime) -> str:
    """Return the highest level of a warning in force from start up to end; "" where none was."""
    levels = {m.level for m in measures if m.kind == WARNING and m.overlaps(start, end)}
    return min(levels, key=LEVELS.index, default="")

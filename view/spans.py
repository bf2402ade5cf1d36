"""Periods over which places are compared: their names, and what they may be held against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.schemes import limits_of_periods
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE, standards_in_force
from view.text import text

#: Kinds of period that places are ranked over, in the order of the control; a project's own
#: seasons come after them.
RANKED_KINDS = ("month", "quarter", "season", "o3_season", "winter_half", "year", "to_date")
#: Kinds that nobody ranks: a week is the weather's, three years are a mean of three ranks.
UNRANKED_KINDS = ("week", "three_years")
#: Months from one period to the next, of the kinds that are held against the one before.
_STEP_MONTHS = {"month": 1, "quarter": 3, "season": 3}
#: Judged by an AQI or by limits: two standards cannot be compared, and no state is converted.
JUDGED = frozenset({"good_ratio", "heavy_days", "composite_index"})
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


@dataclass(frozen=True, order=True)
class Span:
    """One period: its kind, its first day, and the first day after it (datetime64[D])."""

    kind: str
    start: np.datetime64
    end: np.datetime64

    @classmethod
    def of(cls, kind: str, start: object, end: object) -> "Span":
        """Return a period from times of any kind that pandas reads."""
        first, after = (pd.Timestamp(t).to_datetime64() for t in (start, end))  # type: ignore[arg-type]
        return cls(kind, first.astype("datetime64[D]"), after.astype("datetime64[D]"))

    @property
    def last(self) -> np.datetime64:
        """Its last day."""
        return self.end - 1

    @property
    def days(self) -> int:
        """Its calendar days."""
        return int((self.end - self.start).astype(int))

    @property
    def key(self) -> str:
        """How an address names it: by its first day, a year to date by its last day."""
        return str(self.last if self.kind == "to_date" else self.start)

    def year_before(self) -> "Span":
        """Return the same period of the year before.

        A year to date ends on the same month and day, the last day of a month on the last one.
        """
        if self.kind != "to_date":
            return self._moved(12)
        year, last = pd.DateOffset(years=1), pd.Timestamp(self.last)
        ends = last - year
        if last.is_month_end:
            ends += pd.offsets.MonthEnd(0)
        start = pd.Timestamp(self.start) - year
        return Span.of(self.kind, start, ends + pd.DateOffset(days=1))

    def previous(self) -> "Span | None":
        """Return the period before, of months, quarters and seasons; None of other kinds."""
        months = _STEP_MONTHS.get(self.kind)
        return None if months is None else self._moved(months)

    def quarter(self) -> "Span":
        """Return the quarter in which its last day lies."""
        last = pd.Timestamp(self.last)
        start = pd.Timestamp(last.year, 3 * ((last.month - 1) // 3) + 1, 1)
        return Span.of("quarter", start, start + pd.DateOffset(months=3))

    def _moved(self, months: int) -> "Span":
        offset = pd.DateOffset(months=months)
        return Span.of(
            self.kind, pd.Timestamp(self.start) - offset, pd.Timestamp(self.end) - offset
        )


def incomparable(metric: str, now: Span, before: Span, standard: str, basis: str) -> str:
    """Return why a metric of two periods cannot be compared at all, '' where it can.

    'reference_change': the change of reference state (2018-09-01) lies after the first day of the
    earlier period and before the end of the later one: part of a change would be none of the
    air's. Concentrations of the basis `present_state` are converted and may be compared.
    'other_standard': by the standard in force each is judged by another one. A count of days goes
    by the standards of all its days, an index by the limits of its period's last day.
    """
    is_converted = basis == "present_state" and metric not in JUDGED
    if before.start < REFERENCE_STATE_CHANGE < now.end and not is_converted:
        return "reference_change"
    if metric in JUDGED and not standard:
        days = np.array([before.last, now.last])
        used = limits_of_periods(days + 1)
        if metric != "composite_index":
            used = standards_in_force(np.array([before.start, now.start, *days]))
        if len(np.unique(used)) > 1:
            return "other_standard"
    return ""


def choose_span(spans: Iterable[tuple[Span, bool]], key: str) -> Span | None:
    """Return the period that an address names, or the nearest one before it.

    spans: newest first, each with whether it has enough days. The newest with enough days stands
    where nothing is named (the newest of all where none has), the oldest where the day named lies
    before all of them; None without any.
    """
    every = list(spans)
    if not every:
        return None
    if not key:
        return next((span for span, enough in every if enough), every[0][0])
    return next((span for span, _ in every if span.key <= key), every[-1][0])


def kind_name(kind: str, lang: str, own: Mapping[str, tuple[str, str]]) -> str:
    """Return what a kind of period is called; own: (Chinese, English) names of own seasons."""
    if kind in RANKED_KINDS:
        return text(lang, f"ranking.kind.{kind}")
    zh, en = own.get(kind, (kind, kind))
    return zh if lang == "zh" else en


def span_name(span: Span, lang: str, own: Mapping[str, tuple[str, str]]) -> str:
    """Return a period in words: 2016年12月, 2016年第4季度, 2016—2017年秋冬季."""
    start, last = pd.Timestamp(span.start), pd.Timestamp(span.last)
    words = {
        "year": start.year,
        "next": last.year,
        "month": text(lang, f"common.month.{start.month}"),
        "last_month": text(lang, f"common.month.{last.month}"),
        "day": last.day,
        "quarter": (start.month - 1) // 3 + 1,
    }
    if span.kind == "season":
        return text(lang, f"ranking.span.{_SEASONS[start.month]}", **words)
    if span.kind in RANKED_KINDS:
        return text(lang, f"ranking.span.{span.kind}", **words)
    key = "own.two_years" if start.year != last.year else "own"
    return text(lang, f"ranking.span.{key}", name=kind_name(span.kind, lang, own), **words)


def short_name(span: Span, lang: str) -> str:
    """Return a period as an axis has it: 2016-12, 2016 Q4, 2016 春, 2016/17, 2016."""
    start, last = pd.Timestamp(span.start), pd.Timestamp(span.last)
    if span.kind == "month":
        return f"{start:%Y-%m}"
    if span.kind == "quarter":
        return f"{start.year} Q{(start.month - 1) // 3 + 1}"
    if span.kind == "season":
        return text(lang, f"ranking.short.{_SEASONS[start.month]}", year=start.year)
    return f"{start.year}" if start.year == last.year else f"{start.year}/{last.year % 100:02d}"

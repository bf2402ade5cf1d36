"""Limit lines of a series: each standard over its own span, on the statistic it belongs to."""

from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS, limit_averaging
from airquality.standards.gb3095 import limit, standards_in_force
from view.formats import number
from view.lines import Line
from view.text import text


@dataclass(frozen=True)
class LimitSpan:
    """One limit over the time in which it held: start included, end excluded."""

    start: np.datetime64
    end: np.datetime64
    value: float
    averaging: str
    standard: str


def limit_spans(line: Line, metric: str) -> list[LimitSpan]:
    """Return the grade II limits of a metric over a line's steps, in the order of time.

    Hours and days go by the limits in force then, a year by those its evaluation names (the ones
    in force on its last day; where a year has no row, the last day decides too). Neighbouring
    standards with the same limit stay apart: each has its name. Empty where the standard has no
    limit for the statistic at that grain.
    """
    averaging = limit_averaging(metric, line.grain)
    pollutant = METRICS[metric].pollutant
    if averaging is None or pollutant is None or not len(line):
        return []
    standards = _standards(line)
    changes = np.flatnonzero(standards[1:] != standards[:-1]) + 1
    spans = []
    for begin, end in zip((0, *changes), (*changes, len(line)), strict=True):
        value = limit(pollutant, averaging, str(standards[begin]))
        if value is not None:
            start, stop = line.start + int(begin), line.start + int(end)
            spans.append(LimitSpan(start, stop, value, averaging, str(standards[begin])))
    return spans


def _standards(line: Line) -> np.ndarray:
    last_days = (line.times + 1).astype("datetime64[D]") - 1
    if line.grain == "hourly":
        last_days = line.times.astype("datetime64[D]")
    by_date = standards_in_force(last_days)
    if line.standards is None:
        return by_date
    return np.where(line.standards == "", by_date, line.standards)


def limit_words(lang: str, metric: str, span: LimitSpan, aside: bool = False) -> str:
    """Return what stands on the line: 日均限值 75（GB 3095-2012 二级）; aside: within brackets."""
    decimals = 0 if span.value.is_integer() else METRICS[metric].decimals
    value = number(span.value, decimals)
    words = text(lang, f"common.limit.{span.averaging}", value=value)
    standard = text(lang, f"common.standard.{span.standard}")
    key = "trends.limit.aside" if aside else "trends.limit"
    return text(lang, key, limit=words, standard=standard)

"""Limit lines of a series: each standard over its own span, on the statistic it belongs to."""

from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS, limit_averaging
from airquality.rounding import round_half_even
from airquality.standards import who2021
from airquality.standards.gb3095 import limit, standards_in_force
from view.formats import number
from view.lines import Line
from view.text import text

WHO = "who2021"


@dataclass(frozen=True)
class LimitSpan:
    """One limit over the time in which it held: start included, end excluded."""

    start: np.datetime64
    end: np.datetime64
    value: float
    averaging: str
    standard: str


def limit_spans(line: Line, metric: str, standard: str = "") -> list[LimitSpan]:
    """Return the limits of a metric over a line's steps, in the order of time: grade II, or WHO's.

    standard: whose limits, '' those in force at the time. Then hours and days go by the limits in
    force then, a year by those its evaluation names (the ones in force on its last day; where a
    year has no row, the last day decides too). Neighbouring standards with the same limit stay
    apart: each has its name. Empty where the standard has no limit for the statistic at that
    grain.
    """
    averaging = limit_averaging(metric, line.grain)
    if averaging is None or METRICS[metric].pollutant is None or not len(line):
        return []
    standards = np.full(len(line), standard) if standard else _standards_in_force(line)
    changes = np.flatnonzero(standards[1:] != standards[:-1]) + 1
    spans = []
    for begin, end in zip((0, *changes), (*changes, len(line)), strict=True):
        name = str(standards[begin])
        value = limit_of(metric, line.grain, name)
        if value is not None:
            start, stop = (line.start + int(n) * line.step.count for n in (begin, end))
            spans.append(LimitSpan(start, stop, value, averaging, name))
    return spans


def count_over(line: Line, metric: str, spans: list[LimitSpan]) -> int:
    """Return on how many valid steps a value, rounded as printed (HJ 663), is above its limit.

    A month or year of too few days is not judged.
    """
    count, decimals = 0, METRICS[metric].decimals
    values = np.where(line.has_enough(metric), line.values[metric], np.nan)
    for span in spans:
        begin, end = (line.step.size(line.start, t) for t in (span.start, span.end))
        held = values[begin:end]
        above = held > span.value
        # Only a value within one last place of the limit depends on how it is rounded.
        near = np.flatnonzero(above & (held < span.value + 10.0**-decimals))
        above[near] = round_half_even(held[near], decimals) > span.value
        count += int(above.sum())
    return count


def limit_of(metric: str, grain: str, standard: str) -> float | None:
    """Return the limit that a standard sets for a metric at a grain, None where it sets none.

    WHO holds other percentiles of a year's days than HJ 663 does, so it has none for those.
    """
    averaging, pollutant = limit_averaging(metric, grain), METRICS[metric].pollutant
    if averaging is None or pollutant is None:
        return None
    if standard != WHO:
        return limit(pollutant, averaging, standard)
    if grain == "annual" and averaging != "annual":
        return None
    return who2021.limit(pollutant, averaging)


def _standards_in_force(line: Line) -> np.ndarray:
    last_days = (line.times + line.step.count).astype("datetime64[D]") - 1
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
    way = ".aside" if aside else ""
    if span.standard == WHO:
        level = text(lang, f"trends.guideline.{span.averaging}", value=value)
        return text(lang, f"trends.guideline{way}", limit=level)
    words = text(lang, f"common.limit.{span.averaging}", value=value)
    standard = text(lang, f"common.standard.{span.standard}")
    return text(lang, f"trends.limit{way}", limit=words, standard=standard)

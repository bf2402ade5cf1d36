"""Numbers and dates as a reader sees them. Rounding is GB/T 8170, never binary."""

import math
from datetime import date

from airquality.metrics import METRICS, Metric
from airquality.rounding import format_half_even
from view.text import text

THIN_SPACE = "\u2009"
MINUS = "\u2212"
MISSING = "—"


def number(value: float | None, decimals: int, signed: bool = False) -> str:
    """Return value with so many decimals, a true minus sign, and — where it is missing."""
    if value is None or not math.isfinite(value):
        return MISSING
    shown = format_half_even(abs(float(value)), decimals)
    is_zero = not any(c in "123456789" for c in shown)
    if value < 0 and not is_zero:
        return MINUS + shown
    return f"+{shown}" if signed and not is_zero else shown


def in_units(metric: str, value: float | None) -> float | None:
    """Return a stored value in the unit that the metric is printed in (a ratio in per cent)."""
    if value is None or not math.isfinite(value):
        return None
    return value * 100 if METRICS[metric].unit == "%" else value


def amount(metric: str, value: float | None, signed: bool = False) -> str:
    """Return a stored value of a metric rounded as the metric is, without its unit."""
    return number(in_units(metric, value), METRICS[metric].decimals, signed)


def unit(lang: str, metric: Metric) -> str:
    """Return a metric's unit as printed: µg/m³, %, 天 or days, or nothing for an index."""
    return text(lang, "common.unit.days") if metric.unit == "d" else metric.unit


def unit_of_change(lang: str, metric: Metric) -> str:
    """Return the unit of a difference of two values: of percentages, points."""
    return text(lang, "ranking.points") if metric.unit == "%" else unit(lang, metric)


def metric_name(lang: str, metric: str) -> str:
    """Return the name of a metric: its symbol and statistic, or its own word."""
    row = METRICS[metric]
    statistic = text(lang, f"common.statistic.{row.statistic}")
    if not row.symbol:
        return statistic
    return text(lang, "common.metric", symbol=row.symbol, statistic=statistic)


def day(lang: str, value: date) -> str:
    """Return a day in words: 2016年12月3日, or 3 December 2016."""
    month = text(lang, f"common.month.{value.month}")
    return text(lang, "common.day", year=value.year, month=month, day=value.day)

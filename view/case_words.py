"""What a case, its kind, its marks and its amounts are called."""

from collections.abc import Iterable

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from view.case_row import CaseRow
from view.case_times import days_words
from view.formats import THIN_SPACE, amount, number, unit
from view.text import text


def title(lang: str, row: CaseRow) -> str:
    """Return what a case is called within its place: 2015年12月19日至26日 PM₂.₅ 重污染过程."""
    days = days_words(lang, row.first_day, row.last_day)
    return text(lang, "case.title", days=days, kind=kind_words(lang, row))


def full_title(lang: str, row: CaseRow) -> str:
    """Return what a case is called anywhere: its place and its title."""
    return text(lang, "case.title.full", place=row.name(lang), title=title(lang, row))


def kind_words(lang: str, row: CaseRow) -> str:
    """Return what kind of case it is; heavy where its own pollutant made a day heavily polluted."""
    heavy = ".heavy" if row.kind != "both" and row.heavy_days else ""
    return text(lang, f"case.kind.long.{row.kind}{heavy}")


def has_peak(row: CaseRow) -> bool:
    """Return whether its highest hour is known: one below the highest 8-hour mean is not."""
    if row.peak is None or row.peak_time is None:
        return False
    return row.pollutant != "o3" or row.peak_day_value is None or row.peak >= row.peak_day_value


def symbol(row: CaseRow) -> str:
    """Return how the pollutant that leads is written."""
    return POLLUTANTS[row.pollutant].symbol


def daily_metric(row: CaseRow) -> str:
    """Return the metric of the lead pollutant's days."""
    return "o3_mda8" if row.pollutant == "o3" else "pm25"


def with_unit(lang: str, metric: str, value: float | None) -> str:
    """Return a concentration rounded as its metric is, with its unit; a dash where missing."""
    shown = amount(metric, value)
    return f"{shown}{THIN_SPACE}{unit(lang, METRICS[metric])}" if value is not None else shown


def rate_words(lang: str, value: float) -> str:
    """Return a change in an hour, signed: whole from ten on, else with a decimal."""
    shown = number(value, 0 if abs(value) >= 10 else 1, signed=True)
    return text(lang, "case.rate", value=shown)


def counted(lang: str, what: str, n: float) -> str:
    """Return a number of days, hours, stations …: 3 天, 1 hour."""
    return text(lang, f"case.count.{what}.{'one' if n == 1 else 'many'}", n=f"{n:,.0f}")


def listed(lang: str, words: Iterable[str]) -> str:
    """Return names one after the other, as a language lists them."""
    return text(lang, "case.list").join(words)


def weather_type_words(lang: str, weather_type: str | None) -> str:
    """Return the short name of a type of weather; that it is unknown where there is none."""
    return text(lang, f"case.weather_type.{weather_type or 'unknown'}")


def warning_words(lang: str, level: str | None) -> str:
    """Return the highest warning: 红色, none in the list ('') or no list at all (None)."""
    key = "no_list" if level is None else level or "none"
    return text(lang, f"case.warning.{key}")


def marks(lang: str, row: CaseRow) -> list[str]:
    """Return the short marks of a case: open, cut, dust, fireworks, gaps, days only."""
    return [text(lang, f"case.mark.{mark}") for mark in row.marks]

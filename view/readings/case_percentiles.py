"""The factors of a case as rows: each named, with its unit, and how it stands in words."""

from collections.abc import Sequence

from airquality.episodes.source_ratios import RATIOS
from airquality.episodes.weather_days import WEATHER_FACTORS
from view.case_parts import Driver, Rule
from view.case_row import CaseRow
from view.figures.case_percentiles import PercentileRow
from view.formats import number
from view.lines import Source
from view.readings.applied import source_words
from view.readings.case_causes import percentile_class
from view.text import text


def rows_of(lang: str, drivers: Sequence[Driver]) -> list[PercentileRow]:
    """Return a row for each factor that has a value, in the order of the registries.

    A factor that the registries do not know is left out: nothing is known of its unit.
    """
    known = {own.factor: own for own in drivers if own.value is not None}
    order = [*WEATHER_FACTORS, *RATIOS]
    return [_row(lang, known[factor]) for factor in order if factor in known]


def _row(lang: str, driver: Driver) -> PercentileRow:
    registered = WEATHER_FACTORS.get(driver.factor) or RATIOS[driver.factor]
    name = text(lang, f"case_weather.factor.{driver.factor}")
    unit = "" if registered.unit == "1" else registered.unit
    return PercentileRow(name, driver, unit, registered.decimals, _standing(lang, driver))


def _standing(lang: str, driver: Driver) -> str:
    """Return how a factor stands, in two short lines; why that cannot be said."""
    if driver.percentile is None:
        return text(lang, "case_weather.few", days=driver.days)
    said = text(lang, f"case_weather.band.{percentile_class(driver.percentile)}")
    nth = number(driver.percentile, 0)
    return f"{said}<br>{text(lang, 'case_weather.percentile', n=nth)}"


def cause_foot(
    lang: str,
    row: CaseRow,
    drivers: Sequence[Driver],
    rules: Sequence[Rule],
    sources: Sequence[Source],
) -> str:
    """Return what the case is compared with, how that is drawn, and the sources of its days."""
    weeks = _weeks_words(lang, drivers, rules)
    words = [
        weeks,
        text(lang, "case_weather.foot.key") if weeks else "",
        source_words(lang, sources, row.first_day, row.last_day) if drivers else "",
    ]
    return " · ".join(filter(None, words))


def _weeks_words(lang: str, drivers: Sequence[Driver], rules: Sequence[Rule]) -> str:
    """Return what the same weeks are: how many weeks, years, days; '' where nothing is compared."""
    compared = [own for own in drivers if own.percentile is not None]
    if not compared:
        return ""
    figures = {rule.figure: rule.value for rule in rules if rule.kind == "weeks"}
    days, years = (max(getattr(own, name) for own in compared) for name in ("days", "years"))
    key = "weeks" if figures.get("weeks") is not None else "weeks.unknown"
    told = {"weeks": number(figures.get("weeks"), 0), "days": days, "years": years}
    return text(lang, f"case_weather.foot.{key}", **told)

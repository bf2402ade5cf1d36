"""The factors of a case as rows: each named, with its unit, and how it stands in words."""

from collections.abc import Sequence

from airquality.episodes.source_ratios import RATIOS
from airquality.episodes.weather_days import WEATHER_FACTORS
from view.case_parts import ALL_DAYS, POLLUTED_DAYS, Driver, Rule
from view.case_row import CaseRow
from view.case_words import listed, symbol
from view.figures.case_percentiles import PercentileRow
from view.formats import number
from view.lines import Source
from view.readings.applied import source_words
from view.readings.case_causes import class_of, factor_name, is_dry
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
    """Return how a factor stands, in short lines; why that cannot be said."""
    if driver.percentile is None:
        return text(lang, "case_weather.few", days=driver.days)
    if is_dry(driver):
        return text(lang, "case.weather.dry")
    band = "band.polluted" if driver.against == POLLUTED_DAYS else "band"
    said = text(lang, f"case_weather.{band}.{class_of(driver, driver.percentile)}")
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
    weeks = _weeks_words(lang, row, drivers, rules)
    words = [
        *weeks,
        text(lang, "case_weather.foot.key") if weeks else "",
        source_words(lang, sources, row.first_day, row.last_day) if drivers else "",
    ]
    return " · ".join(filter(None, words))


def _weeks_words(
    lang: str, row: CaseRow, drivers: Sequence[Driver], rules: Sequence[Rule]
) -> list[str]:
    """Return which days are compared with, of how many weeks and years; none where nothing is."""
    compared = [own for own in drivers if own.percentile is not None]
    figures = {rule.figure: rule.value for rule in rules if rule.kind == "weeks"}
    weeks = figures.get("weeks")
    said = []
    for against, key in ((POLLUTED_DAYS, "polluted"), (ALL_DAYS, "weeks")):
        own = [each for each in compared if each.against == against]
        if not own:
            continue
        ratios = [each for each in own if each.part == "ratio"]
        if against == ALL_DAYS and ratios:
            said.append(few_words(lang, row, ratios))
        days, years = (max(getattr(each, name) for each in own) for name in ("days", "years"))
        told = {"weeks": number(weeks, 0), "days": days, "years": years}
        if against == POLLUTED_DAYS:
            told["symbol"] = symbol(row)
        unknown = ".unknown" if weeks is None else ""
        said.append(text(lang, f"case_weather.foot.{key}{unknown}", **told))
    return said


def few_words(lang: str, row: CaseRow, ratios: Sequence[Driver]) -> str:
    """Return which ratios are compared with all days, and that polluted ones are too few."""
    names = listed(lang, (factor_name(lang, ratio.factor) for ratio in ratios))
    return text(lang, "case_weather.foot.few", names=names, symbol=symbol(row))

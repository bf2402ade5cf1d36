"""Cases side by side in words: which could not be shown, which are days, which was worse."""

from collections.abc import Sequence
from typing import Any

from airquality.pollutants import POLLUTANTS
from summaries.store import Snapshot
from view import options
from view.case_parts import Driver
from view.case_words import daily_metric, weather_type_words, with_unit
from view.compared import Compared
from view.formats import day
from view.queries.compare import Aligned
from view.readings.case_causes import NO_RAIN, factor_name, factor_value, weeks_words
from view.text import text


def read_notice(shown: Compared, lang: str) -> list[str]:
    """Return which ids are no case, and that more have to be chosen; nothing where all is well."""
    words = []
    if shown.unknown:
        names = text(lang, "common.unread.join").join(shown.unknown)
        key = "some" if shown.rows else "all"
        words.append(text(lang, f"compare.unknown.{key}", names=names))
    if not shown.rows:
        words.append(text(lang, "compare.empty"))
    elif len(shown.rows) == 1:
        words.append(text(lang, "compare.one"))
    return words


def read_curves(shown: Compared, held: Sequence[Aligned], lang: str) -> list[str]:
    """Return which case is longest and which highest, and what is drawn by the day."""
    labels = shown.labels(lang)
    words = []
    if len(shown.rows) > 1:
        spans = [row.days for row in shown.rows]
        words.append(_most("longest", labels, spans, max(spans), lang))
        words += [_highest(shown, lead, lang) for lead in shown.leads]
    cut = [label for label, row in zip(labels, shown.rows, strict=True) if row.is_cut]
    if cut and shown.align == "onset":
        names = text(lang, "common.unread.join").join(cut)
        words.append(text(lang, "compare.cut", names=names))
    by_day = [label for label, each in zip(labels, held, strict=True) if each.is_days]
    if by_day:
        names = text(lang, "common.unread.join").join(by_day)
        key = "all" if len(by_day) == len(labels) else "some"
        words.append(text(lang, f"compare.days.{key}", names=names))
    bare = [label for label, each in zip(labels, held, strict=True) if _lacks(each, shown.second)]
    if bare and len(bare) < len(labels):
        names = text(lang, "common.unread.join").join(bare)
        symbol = POLLUTANTS[shown.second].symbol
        words.append(text(lang, "compare.lacks", names=names, symbol=symbol))
    return [sentence for sentence in words if sentence]


def _lacks(held: Aligned, pollutant: str) -> bool:
    return pollutant not in held.values


def _highest(shown: Compared, lead: str, lang: str) -> str:
    """Return whose highest day of a leading pollutant is highest, '' where only one has it."""
    own = [
        (label, with_unit(lang, daily_metric(row), row.peak_day_value), row.peak_day_value)
        for row, label in zip(shown.rows, shown.labels(lang), strict=True)
        if row.pollutant == lead and row.peak_day_value is not None
    ]
    if len(own) < 2:
        return ""
    labels, printed, values = zip(*own, strict=True)
    return _most(f"highest.{lead}", labels, printed, printed[values.index(max(values))], lang)


def _most(key: str, labels: Sequence[str], printed: Sequence[Any], most: Any, lang: str) -> str:
    """Return which cases have the most of something, as it is printed; that all have the same."""
    top = [label for label, each in zip(labels, printed, strict=True) if each == most]
    if len(top) == len(labels):
        return text(lang, f"compare.{key}.alike", value=most)
    return text(lang, f"compare.{key}", case=text(lang, "common.unread.join").join(top), value=most)


def factor_cells(drivers: Sequence[Driver], lang: str) -> list[tuple[str, str]]:
    """Return (factor, its value with its percentile) of a case's weather."""
    return [(factor_name(lang, d.factor), _factor_cell(d, lang)) for d in drivers]


def _factor_cell(driver: Driver, lang: str) -> str:
    value = factor_value(driver)
    if driver.value is None:
        return value
    if driver.factor == "rain" and driver.value < NO_RAIN:
        return text(lang, "case.weather.dry")
    if driver.percentile is None:
        return text(lang, "compare.percentile.few", value=value)
    return text(lang, "compare.percentile", value=value, n=f"{driver.percentile:.0f}")


def weather_row(
    weather_type: str | None, drivers: Sequence[Driver], lang: str
) -> list[tuple[str, str]]:
    """Return the cells of a case's weather: its type, its factors, what they are held against."""
    if not drivers:
        return [(text(lang, "compare.weather.type"), text(lang, "compare.weather.none"))]
    kind = (text(lang, "compare.weather.type"), weather_type_words(lang, weather_type))
    weeks = (text(lang, "compare.weather.weeks"), weeks_words(lang, drivers))
    return [kind, *factor_cells(drivers, lang), weeks]


def foot_words(snapshot: Snapshot, shown: Compared, lang: str) -> list[str]:
    """Return the cities with the last day of their data, and that hours are hourly means."""
    ids_of = dict.fromkeys(row.city for row in shown.rows)
    told = [
        text(
            lang,
            "compare.foot.city",
            city=city.name(lang),
            day=day(lang, city.last_day.date()),
        )
        for city in options.cities(snapshot)
        if city.id in ids_of
    ]
    return [*told, text(lang, "compare.foot.hours")]

"""Under which weather and wind a case stood, what its ratios hint at, which cases it is like.

A percentile is told by its class; what lies in the middle half of the same weeks is usual and is
only counted up. Ratios hint, they never prove.
"""

from collections.abc import Mapping, Sequence

from airquality.episodes.source_ratios import RATIOS
from airquality.episodes.weather_days import WEATHER_FACTORS
from view.case_parts import Driver, Neighbour
from view.case_row import CaseRow
from view.case_words import counted, listed, symbol, title, weather_type_words, with_unit
from view.figures.case_sectors import NAMED_SHARE
from view.formats import THIN_SPACE, number
from view.readings.ranking import in_sentence
from view.text import text

_FACTORS = {**WEATHER_FACTORS, **RATIOS}
#: Upper ends of the classes of a percentile; what is above the last is far above.
_CLASSES = ((10.0, "far_below"), (25.0, "below"), (75.0, "usual"), (90.0, "above"))
#: Points by which its share must exceed the usual one to be called more (own choice).
MORE_POINTS = 5.0
#: mm a day under which rain is not spoken of as much, and under which as none (own choice).
LITTLE_RAIN, NO_RAIN = 1.0, 0.1
_MOST_WINDS = 3
_MIDDLE = 50.0


def percentile_class(percentile: float) -> str:
    """Return far_below (under p10), below (p25), usual, above (over p75), far_above (p90)."""
    for end, name in _CLASSES:
        if percentile < end or (name in ("usual", "above") and percentile == end):
            return name
    return "far_above"


def weather_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return the type of weather and what of it was unusual for the weeks; what is unknown."""
    if not drivers:
        return text(lang, "case.weather.none")
    said = ""
    if row.weather_type and row.weather_type != "unknown":
        said = text(lang, "case.weather.type", type=weather_type_words(lang, row.weather_type))
    dry = [d for d in drivers if is_dry(d)]
    classes = compare([d for d in drivers if d not in dry])
    if not classes:
        return said + text(lang, "case.weeks.few")
    parts = [*class_parts(lang, classes), *(text(lang, "case.weather.dry") for _ in dry)]
    return said + against_weeks(lang, drivers, parts)


def compare(drivers: Sequence[Driver]) -> dict[str, list[Driver]]:
    """Return the factors by their class, the most unusual first; those without one left out."""
    known = [(d, d.percentile) for d in drivers if d.percentile is not None]
    order = sorted(known, key=lambda pair: -abs(pair[1] - _MIDDLE))
    classes: dict[str, list[Driver]] = {}
    for driver, percentile in order:
        classes.setdefault(class_of(driver, percentile), []).append(driver)
    return classes


def class_of(driver: Driver, percentile: float) -> str:
    """Return the class of a factor; rain too little to be called much is usual.

    On most days there is none at all, so that a trace of it is far above.
    """
    is_little = driver.factor == "rain" and (driver.value or 0.0) < LITTLE_RAIN
    return "usual" if is_little else percentile_class(percentile)


def is_dry(driver: Driver) -> bool:
    """Return whether it hardly rained: then no class is said."""
    return driver.factor == "rain" and driver.value is not None and driver.value < NO_RAIN


def class_parts(
    lang: str, classes: Mapping[str, Sequence[Driver]], words: str = "case.percentile"
) -> list[str]:
    """Return one part a class: its factors with their values, the usual ones by name alone.

    words: the texts of the classes.
    """
    found = []
    for name, drivers in sorted(classes.items(), key=lambda item: item[0] == "usual"):
        in_words = _bare_name if name == "usual" else named_value
        what = listed(lang, (in_words(lang, driver) for driver in drivers))
        found.append(text(lang, f"{words}.{name}", what=what))
    return found


def against_weeks(lang: str, drivers: Sequence[Driver], parts: Sequence[str]) -> str:
    """Return parts as one sentence that begins with the weeks they are compared with."""
    body = text(lang, "case.semicolon").join(parts)
    return text(lang, "case.weeks", weeks=weeks_words(lang, drivers), body=body)


def _bare_name(lang: str, driver: Driver) -> str:
    return _name_within(lang, driver.factor)


def named_value(lang: str, driver: Driver) -> str:
    """Return a factor's name within a sentence and its value."""
    name = _name_within(lang, driver.factor)
    return f"{name}{'' if name.endswith('）') else ' '}{factor_value(driver)}"


def _name_within(lang: str, factor: str) -> str:
    name = factor_name(lang, factor)
    # A ratio's name is a formula: Oₓ stays Oₓ.
    return in_sentence(name) if name[1:2].isascii() else name


def weeks_words(lang: str, drivers: Sequence[Driver]) -> str:
    """Return what a case was compared with: the same weeks of so many years, so many days."""
    years, days = max(d.years for d in drivers), max(d.days for d in drivers)
    key = "one" if years == 1 else "many"
    return text(lang, f"case.weeks.of.{key}", years=years, days=counted(lang, "days", days))


def factor_name(lang: str, factor: str) -> str:
    """Return the name of a weather factor, a ratio or a sector of the wind."""
    known = _FACTORS.get(factor)
    return known.name(lang) if known else text(lang, f"case.wind.{factor}")


def factor_value(driver: Driver, value: float | None = None) -> str:
    """Return a factor's value (or another of its values) with its unit."""
    known = _FACTORS.get(driver.factor)
    shown = number(driver.value if value is None else value, known.decimals if known else 0)
    unit = driver.unit or ""
    return shown if unit in ("", "1") else f"{shown}{THIN_SPACE}{unit}"


def wind_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return which winds blew more than usual, else the most frequent, and with which it was worst.

    Only winds of a tenth of the hours are spoken of: a mean of few hours says little.
    """
    if not drivers:
        return ""
    often = sorted((d for d in drivers if _share(d) >= NAMED_SHARE), key=lambda d: -_share(d))
    if not often:
        return text(lang, "case.wind.none") + text(lang, "case.stop")
    more = [d for d in often if d.p50 is not None and _share(d) - d.p50 >= MORE_POINTS]
    named = more[:_MOST_WINDS] or often[:1]
    winds = listed(lang, (_share_words(lang, driver) for driver in named))
    said = text(lang, f"case.wind.{'more' if more else 'most'}", winds=winds)
    means = [(d.mean_pollutant, d.factor) for d in often if d.mean_pollutant is not None]
    if len(means) > 1:
        worst, factor = max(means)
        told = {"wind": factor_name(lang, factor), "symbol": symbol(row)}
        said += text(lang, "case.wind.worst", value=with_unit(lang, row.pollutant, worst), **told)
    return said + text(lang, "case.stop")


def _share(driver: Driver) -> float:
    return driver.value or 0.0


def _share_words(lang: str, driver: Driver) -> str:
    told = {"wind": factor_name(lang, driver.factor), "share": number(driver.value, 0)}
    if driver.p50 is None:
        return text(lang, "case.wind.share", **told)
    return text(lang, "case.wind.share.usual", usual=number(driver.p50, 0), **told)


def neighbour_words(
    lang: str, row: CaseRow, found: Sequence[Neighbour], earlier: int | None = None
) -> str:
    """Return which past case it is most like, in what it is so and in what it is not.

    earlier: how many cases of its kind there were to choose from, where that is to be said.
    """
    if not found:
        return text(lang, "case.neighbour.none")
    best = found[0]
    told = {"title": title(lang, best.case), "distance": number(best.distance, 1)}
    key = "case.neighbour.of" if earlier else "case.neighbour"
    said = text(lang, key, **told, **({"n": str(earlier)} if earlier else {}))
    if best.nearest_and_farthest:
        near, far = (part_name(lang, part) for part in best.nearest_and_farthest)
        said += text(lang, "case.neighbour.parts", near=near, far=far)
    if best.lacking:
        names = listed(lang, (part_name(lang, part) for part in best.lacking))
        said += text(lang, "case.neighbour.lacking", names=names)
    return said + text(lang, "case.stop")


def part_name(lang: str, part: str) -> str:
    """Return what a part of the distance compares."""
    return text(lang, f"case.part_of_distance.{part}")

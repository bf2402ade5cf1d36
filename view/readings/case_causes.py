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
from view.formats import THIN_SPACE, number
from view.readings.ranking import in_sentence
from view.text import text

#: Upper ends of the classes of a percentile; what is above the last is far above.
_CLASSES = ((10.0, "far_below"), (25.0, "below"), (75.0, "usual"), (90.0, "above"))
#: Least share of the case's hours, in per cent, for a wind to be spoken of (own choice).
NAMED_SHARE = 10.0
#: mm a day under which rain is not spoken of as much (own choice).
LITTLE_RAIN = 1.0
#: Directions that are named, calm air beside them.
_MOST_WINDS = 2
_MIDDLE = 50.0
CALM = "calm"


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
    return said + _compared(lang, drivers, "weather")


def ratio_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return which ratios were unusual for the weeks and what that hints at; '' without any."""
    return _compared(lang, drivers, "ratio") if drivers else ""


def _compared(lang: str, drivers: Sequence[Driver], part: str) -> str:
    """Return what was unusual, class by class, the most unusual factor first, then the usual."""
    known = [(d, d.percentile) for d in drivers if d.percentile is not None]
    if not known:
        return text(lang, "case.weeks.few")
    order = sorted(known, key=lambda pair: -abs(pair[1] - _MIDDLE))
    classes: dict[str, list[Driver]] = {}
    for driver, percentile in order:
        name = "usual" if _is_little(driver) else percentile_class(percentile)
        classes.setdefault(name, []).append(driver)
    usual = classes.pop("usual", [])
    hints = _ratio_parts if part == "ratio" else _weather_parts
    parts = hints(lang, classes)
    if usual:
        names = listed(lang, (_name_within(lang, d.factor) for d in usual))
        parts.append(text(lang, "case.weeks.usual", names=names))
    weeks = weeks_words(lang, [driver for driver, _ in known])
    said = text(lang, "case.weeks", weeks=weeks, body=text(lang, "case.semicolon").join(parts))
    return said + (text(lang, "case.ratio.doubt") if part == "ratio" and classes else "")


def _is_little(driver: Driver) -> bool:
    """Return whether rain is too little to be called much: on most days there is none at all."""
    return driver.factor == "rain" and (driver.value or 0.0) < LITTLE_RAIN


def _weather_parts(lang: str, classes: Mapping[str, Sequence[Driver]]) -> list[str]:
    """Return one part a class, its factors with their values."""
    found = []
    for name, drivers in classes.items():
        what = listed(lang, (_named_value(lang, driver) for driver in drivers))
        found.append(text(lang, f"case.percentile.{name}", what=what))
    return found


def _ratio_parts(lang: str, classes: Mapping[str, Sequence[Driver]]) -> list[str]:
    """Return one part a ratio, with what it hints at."""
    found = []
    for name, drivers in classes.items():
        way = "low" if name in ("far_below", "below") else "high"
        for driver in drivers:
            said = text(lang, f"case.percentile.{name}", what=_named_value(lang, driver))
            found.append(said + text(lang, f"case.ratio.{driver.factor}.{way}"))
    return found


def _named_value(lang: str, driver: Driver) -> str:
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
    if factor in WEATHER_FACTORS:
        own = WEATHER_FACTORS[factor]
        return own.name_zh if lang == "zh" else own.name_en
    if factor in RATIOS:
        ratio = RATIOS[factor]
        return ratio.name_zh if lang == "zh" else ratio.name_en
    return text(lang, f"case.wind.{factor}")


def factor_value(driver: Driver, value: float | None = None) -> str:
    """Return a factor's value (or another of its values) with its unit."""
    known = WEATHER_FACTORS.get(driver.factor) or RATIOS.get(driver.factor)
    shown = number(driver.value if value is None else value, known.decimals if known else 0)
    unit = driver.unit or ""
    return shown if unit in ("", "1") else f"{shown}{THIN_SPACE}{unit}"


def wind_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return which wind blew most and how much of it was usual, and with which it was worst."""
    if not drivers:
        return ""
    often = sorted((d for d in drivers if _share(d) >= NAMED_SHARE), key=lambda d: -_share(d))
    if not often:
        return text(lang, "case.wind.none") + text(lang, "case.stop")
    blowing = [d for d in often if d.factor != CALM][:_MOST_WINDS]
    named = [_share_words(lang, d) for d in (*blowing, *(d for d in often if d.factor == CALM))]
    said = text(lang, "case.wind.most", winds=listed(lang, named))
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


def neighbour_words(lang: str, row: CaseRow, found: Sequence[Neighbour]) -> str:
    """Return which past case it is most like, in what it is so and in what it is not."""
    if not found:
        return text(lang, "case.neighbour.none")
    best = found[0]
    known = {part: value for part, value in best.parts.items() if value is not None}
    said = text(
        lang, "case.neighbour", title=title(lang, best.case), distance=number(best.distance, 1)
    )
    if len(known) > 1:
        near, far = min(known, key=lambda p: known[p]), max(known, key=lambda p: known[p])
        told = {"near": part_name(lang, near), "far": part_name(lang, far)}
        said += text(lang, "case.neighbour.parts", **told)
    lacking = [part_name(lang, p) for p, value in best.parts.items() if value is None]
    if lacking:
        said += text(lang, "case.neighbour.lacking", names=listed(lang, lacking))
    return said + text(lang, "case.stop")


def part_name(lang: str, part: str) -> str:
    """Return what a part of the distance compares."""
    return text(lang, f"case.part_of_distance.{part}")

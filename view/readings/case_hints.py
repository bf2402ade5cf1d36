"""What the ratios of a case hint at, in careful words; a hint is never a proof.

Ratios are compared with the polluted days of the same weeks: beside clean days most ratios of any
case are high. Where such days are too few and all days are compared with, a high ratio therefore
hints at nothing. Only what lies beyond nine days in ten is taken for a hint. Fireworks and dust
emit what the ratios are made of; then nothing is read from them.
"""

from collections.abc import Sequence

from view.case_parts import ALL_DAYS, POLLUTED_DAYS, Driver
from view.case_row import CaseRow
from view.case_words import counted, symbol
from view.readings.case_causes import class_parts, compare, named_value
from view.text import text

_FAR = ("far_below", "far_above")
#: Hints in a sentence; further ratios are given with their class alone.
MOST_HINTS = 3
#: Years over which a ratio is compared at most to speak of a case: SO2/NO2 fell from year to year
#: as coal was replaced, NO2 more slowly, so that over more of them it tells the year (own choice).
MOST_YEARS = {"so2_no2": 3, "no2": 5}
#: Least share of O3 in Ox for it to tell of oxidation; in winter it is NO2 alone (own choice).
LEAST_OZONE = 0.5
#: The second is computed from the first: one piece of evidence.
_SAME_EVIDENCE = ("pm25_co", "secondary_share")
#: The one ratio that is not high already because a day is polluted.
_NOT_BY_SELECTION = ("so2_no2",)
_WORDS = {ALL_DAYS: "case.percentile", POLLUTED_DAYS: "case.percentile.polluted"}


def ratio_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return which ratios were unusual and what that hints at; '' without any.

    A sentence for those compared with polluted days, one for those compared with all.
    """
    if not drivers:
        return ""
    compared = {name: compare(beside(drivers, name)) for name in (POLLUTED_DAYS, ALL_DAYS)}
    used = [name for name, classes in compared.items() if classes]
    if not used:
        return text(lang, "case.weeks.few")
    direct = "fireworks" if row.is_fireworks else "dust" if row.is_dust else ""
    hints = {} if direct else _hints(lang, row, [compared[name] for name in used], drivers)
    said = [_sentence(lang, row, name, compared[name], hints) for name in used]
    doubt = text(lang, f"case.ratio.doubt.{direct or used[-1]}")
    return text(lang, "case.sentences").join(said) + doubt


def beside(drivers: Sequence[Driver], against: str) -> list[Driver]:
    """Return the factors that are compared with polluted days, or those with all."""
    return [d for d in drivers if d.against == against and d.percentile is not None]


def _sentence(
    lang: str, row: CaseRow, against: str, classes: dict[str, list[Driver]], hints: dict[str, str]
) -> str:
    every = [driver for own in classes.values() for driver in own]
    rest = {name: [d for d in own if d.factor not in hints] for name, own in classes.items()}
    parts = [hints[driver.factor] for driver in every if driver.factor in hints]
    parts += class_parts(lang, {name: own for name, own in rest.items() if own}, _WORDS[against])
    weeks = _weeks_words(lang, row, against, every)
    return text(lang, "case.weeks", weeks=weeks, body=text(lang, "case.semicolon").join(parts))


def _weeks_words(lang: str, row: CaseRow, against: str, drivers: Sequence[Driver]) -> str:
    """Return with which days of how many years the ratios are compared."""
    years, days = max(d.years for d in drivers), max(d.days for d in drivers)
    key = f"case.weeks.{against}.{'one' if years == 1 else 'many'}"
    told = {"years": years, "days": counted(lang, "days", days), "symbol": symbol(row)}
    return text(lang, key, **told)


def _hints(
    lang: str,
    row: CaseRow,
    compared: Sequence[dict[str, list[Driver]]],
    drivers: Sequence[Driver],
) -> dict[str, str]:
    """Return the ratios that hint at something, each with its class and the hint."""
    by_factor = {driver.factor: driver for driver in drivers}
    found: dict[str, str] = {}
    far = [
        (name, d) for classes in compared for name in classes if name in _FAR for d in classes[name]
    ]
    for name, driver in far:
        way = "low" if name == "far_below" else "high"
        is_again = driver.factor in _SAME_EVIDENCE and any(f in found for f in _SAME_EVIDENCE)
        if not is_again and _speaks(row, driver, way, by_factor):
            words = f"{_WORDS[driver.against]}.{name}"
            said = text(lang, words, what=named_value(lang, driver))
            found[driver.factor] = said + text(lang, f"case.ratio.{driver.factor}.{way}")
    return dict(list(found.items())[:MOST_HINTS])


def _speaks(row: CaseRow, driver: Driver, way: str, by_factor: dict[str, Driver]) -> bool:
    """Return whether an extreme value of a ratio may be taken for a hint at all."""
    if driver.years > MOST_YEARS.get(driver.factor, driver.years):
        return False
    if driver.against == ALL_DAYS and way == "high" and driver.factor not in _NOT_BY_SELECTION:
        return False
    if driver.factor == "ox" and way == "high":
        nitrogen = by_factor.get("no2")
        # A case of both is one of ozone, too: beside days of PM2.5 alone its Ox is high.
        if row.kind == "both" or nitrogen is None or nitrogen.value is None or not driver.value:
            return False
        return 1 - nitrogen.value / driver.value >= LEAST_OZONE
    return True

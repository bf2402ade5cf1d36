"""What the ratios of a case hint at, in careful words; a hint is never a proof.

A polluted day is compared with all days of its weeks, clean ones too, so most ratios of any case
are high: only what lies beyond nine days in ten is taken for a hint. Fireworks and dust emit what
the ratios are made of; then nothing is read from them.
"""

from collections.abc import Sequence

from view.case_parts import Driver
from view.case_row import CaseRow
from view.readings.case_causes import against_weeks, class_parts, compare, named_value
from view.text import text

_FAR = ("far_below", "far_above")
#: Hints in a sentence; further ratios are given with their class alone.
MOST_HINTS = 3
#: Years over which SO2/NO2 is compared at most to speak of a case: it fell from year to year as
#: coal was replaced, so that over more of them it tells the year (own choice).
MOST_YEARS = 3
#: Least share of O3 in Ox for it to tell of oxidation; in winter it is NO2 alone (own choice).
LEAST_OZONE = 0.5
#: The second is computed from the first: one piece of evidence.
_SAME_EVIDENCE = ("pm25_co", "secondary_share")


def ratio_words(lang: str, row: CaseRow, drivers: Sequence[Driver]) -> str:
    """Return which ratios were unusual for the weeks and what that hints at; '' without any."""
    if not drivers:
        return ""
    classes = compare(drivers)
    if not classes:
        return text(lang, "case.weeks.few")
    direct = "fireworks" if row.is_fireworks else "dust" if row.is_dust else ""
    hints = [] if direct else _hints(lang, classes, drivers)
    hinted = [driver for driver, _ in hints]
    rest = {name: [d for d in own if d not in hinted] for name, own in classes.items()}
    parts = [words for _, words in hints]
    parts += class_parts(lang, {name: own for name, own in rest.items() if own})
    said = against_weeks(lang, drivers, parts)
    return said + text(lang, f"case.ratio.doubt.{direct or 'usual'}")


def _hints(
    lang: str, classes: dict[str, list[Driver]], drivers: Sequence[Driver]
) -> list[tuple[Driver, str]]:
    """Return the ratios that hint at something, each with its class and the hint."""
    by_factor = {driver.factor: driver for driver in drivers}
    found: list[tuple[Driver, str]] = []
    for name in (name for name in classes if name in _FAR):
        way = "low" if name == "far_below" else "high"
        evidence = [d for d in classes[name] if d.factor in _SAME_EVIDENCE]
        for driver in classes[name]:
            is_again = driver in evidence[1:]
            if not is_again and _speaks(driver, way, by_factor):
                said = text(lang, f"case.percentile.{name}", what=named_value(lang, driver))
                hint = text(lang, f"case.ratio.{driver.factor}.{way}")
                found.append((driver, said + hint))
    return found[:MOST_HINTS]


def _speaks(driver: Driver, way: str, by_factor: dict[str, Driver]) -> bool:
    """Return whether an extreme value of a ratio may be taken for a hint at all."""
    if driver.factor == "so2_no2":
        return driver.years <= MOST_YEARS
    if driver.factor == "ox" and way == "high":
        nitrogen = by_factor.get("no2")
        if nitrogen is None or nitrogen.value is None or not driver.value:
            return False
        return 1 - nitrogen.value / driver.value >= LEAST_OZONE
    return True

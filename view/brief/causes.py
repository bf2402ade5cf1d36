"""Under what weather and wind it was and what its ratios hint at, against the same weeks."""

from collections.abc import Sequence

from airquality.episodes.wind_sectors import SECTOR_IDS
from view.brief.case_told import CaseTold
from view.brief.document import Grid, Part, Section
from view.case_parts import ALL_DAYS, POLLUTED_DAYS, Driver
from view.case_words import symbol
from view.formats import MISSING, THIN_SPACE, amount, number
from view.queries import case as query
from view.readings.case_causes import factor_name, factor_value
from view.readings.case_percentiles import few_words


def causes(case: CaseTold) -> Section:
    """Return the section of weather, wind and ratios; what is not measured is said, not made."""
    weather, ratios, wind = (
        query.drivers(case.snapshot, case.row, part) for part in ("weather", "ratio", "wind")
    )
    parts: list[Part] = [*case.paragraphs("weather", "wind")]
    parts += _compared(case, "weather", weather)
    parts += _winds(case, wind)
    parts += case.paragraphs("ratios")
    parts += _compared(case, "ratio", ratios)
    return Section(case.word("causes"), tuple(parts))


def _compared(case: CaseTold, part: str, drivers: Sequence[Driver]) -> list[Part]:
    known = [d for d in drivers if d.value is not None]
    if not known:
        return []
    rows = tuple(
        (
            factor_name(case.lang, d.factor),
            factor_value(d),
            _value(d, d.p50),
            _range(case, d),
            MISSING if d.percentile is None else number(d.percentile, 0),
        )
        for d in known
    )
    head = ("factor", "value", "median", "middle", "percentile")
    words = tuple(case.word(f"causes.{name}") for name in head)
    shares = (0.28, 0.18, 0.18, 0.22, 0.14)
    return [
        Grid(case.word(f"causes.{part}"), words, rows, shares, (1, 2, 3, 4), _note(case, known))
    ]


def _note(case: CaseTold, known: Sequence[Driver]) -> str:
    """Return which days the factors are compared with."""
    polluted, rest = (
        [d for d in known if d.against == against] for against in (POLLUTED_DAYS, ALL_DAYS)
    )
    said = []
    if polluted:
        days, named = max(d.days for d in polluted), symbol(case.row)
        said.append(case.word("causes.note.polluted", days=days, symbol=named))
    if rest:
        said.append(case.word("causes.note", days=max(d.days for d in rest)))
        ratios = [d for d in rest if d.part == "ratio" and d.percentile is not None]
        if ratios:
            said.append(few_words(case.lang, case.row, ratios) + case.word("causes.stop"))
    return case.word("causes.space").join(said)


def _value(driver: Driver, value: float | None) -> str:
    return MISSING if value is None else factor_value(driver, value)


def _range(case: CaseTold, driver: Driver) -> str:
    """Return the middle half of the same weeks, the unit said once."""
    if driver.p25 is None or driver.p75 is None:
        return MISSING
    low = factor_value(driver, driver.p25).split(THIN_SPACE)[0]
    return case.word("causes.range", low=low, high=factor_value(driver, driver.p75))


def _winds(case: CaseTold, drivers: Sequence[Driver]) -> list[Part]:
    order = {sector: place for place, sector in enumerate(SECTOR_IDS)}
    held = [d for d in drivers if d.value is not None]
    known = sorted(held, key=lambda d: order.get(d.factor, len(order)))
    if not known:
        return []
    lead = case.row.pollutant
    lines = {
        "share": [number(d.value, 0) for d in known],
        "usual": [MISSING if d.p50 is None else number(d.p50, 0) for d in known],
        "mean": [amount(lead, d.mean_pollutant) for d in known],
    }
    rows = tuple(
        (case.word(f"wind.{name}", symbol=symbol(case.row)), *values)
        for name, values in lines.items()
    )
    head = (case.word("wind.sector"), *(case.word(f"wind.{d.factor}") for d in known))
    own = 0.24
    shares = (own, *[(1 - own) / len(known)] * len(known))
    numbers = tuple(range(1, len(known) + 1))
    return [Grid(case.word("wind"), head, rows, shares, numbers, case.word("wind.note"))]

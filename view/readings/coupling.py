"""What the card PM2.5 with O3 says in words, by rule."""

from collections.abc import Mapping, Sequence

import numpy as np

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.figures.correlations import Correlation
from view.formats import day, number
from view.lines import Cycled
from view.paired_days import PairedDays
from view.text import text

#: Days above both limits from which on it is said in which months they lie; our own choice.
_LEAST_FOR_MONTHS = 5
_MOST_MONTHS = 3
#: Within fewer calendar months than this it says nothing that most lie in some of them.
_LEAST_MONTHS = 6
#: Below this share of days with both values the counts are called ones of too few days.
_ENOUGH = 0.5


def days_sentences(
    days: PairedDays, start: np.datetime64, end: np.datetime64, lang: str
) -> list[str]:
    """Return how many days were above both limits and when, and above one; both days included."""
    first, last = (day(lang, d.astype(object)) for d in (start, end))
    if not len(days):
        return [text(lang, "coupling.reading.pairs.none", first=first, last=last)]
    counts = days.counts
    said = text(
        lang,
        "coupling.reading.pairs",
        first=first,
        last=last,
        days=len(days),
        both=counts["both"],
        share=number(100 * counts["both"] / len(days), 1),
        when=_when(days, lang),
        pm25=counts["pm25_only"],
        o3=counts["o3_only"],
    )
    whole = int((end - start).astype(int)) + 1
    few = [text(lang, "coupling.reading.few")] if len(days) < _ENOUGH * whole else []
    return [said, *few]


def _when(days: PairedDays, lang: str) -> str:
    """Return the months in which most of the days above both limits lie, '' where few are."""
    by_month = np.bincount(days.month[days.both], minlength=13)
    whole = int(by_month.sum())
    if whole < _LEAST_FOR_MONTHS or len(np.unique(days.month)) < _LEAST_MONTHS:
        return ""
    order = np.argsort(-by_month, kind="stable")
    needed = int(np.searchsorted(np.cumsum(by_month[order]), whole / 2)) + 1
    if needed > _MOST_MONTHS:
        return ""
    months = [text(lang, f"coupling.month.{m}") for m in sorted(order[:needed].tolist())]
    return text(lang, "coupling.reading.when", months=text(lang, "coupling.comma").join(months))


def correlation_sentence(
    rows: Sequence[Correlation], period: str, has_weather: bool, lang: str
) -> str:
    """Return how PM2.5 and O3 go together in each season; '' where nothing is known."""
    seasons = [row for row in rows if row.kind == "season"]
    if not seasons:
        return ""
    parts = [_season_words(row, lang) for row in seasons]
    said = text(
        lang,
        "coupling.reading.correlation",
        period=period,
        parts=text(lang, "coupling.comma").join(parts),
    )
    if has_weather:
        return said
    gap = " " if lang == "en" else ""
    return said + gap + text(lang, "coupling.reading.no_temperature")


def _season_words(row: Correlation, lang: str) -> str:
    season = text(lang, f"coupling.season.{row.group}").lower()
    if not row.is_known:
        return text(lang, "coupling.reading.season.few", season=season)
    key = "unclear" if not row.is_clear else "negative" if row.value < 0 else "positive"
    value = number(row.value, 2, signed=True)
    return text(lang, f"coupling.reading.season.{key}", season=season, value=value)


def peaks_sentence(months: Mapping[str, Cycled], lang: str) -> str:
    """Return in which month each of the two is highest; '' where one has no mean."""
    tops = {}
    for metric, cycled in months.items():
        if not np.isfinite(cycled.mean).any():
            return ""
        month = int(np.nanargmax(cycled.mean)) + 1
        tops["pm25" if metric == "pm25" else "o3"] = text(lang, f"coupling.month.{month}")
    return text(lang, "coupling.reading.peaks", **tops) + text(lang, "coupling.stop")


def crosses_reference_change(days: PairedDays) -> bool:
    """Return whether the days lie on both sides of the change of reference state."""
    return bool(
        len(days)
        and days.dates[0] < REFERENCE_STATE_CHANGE
        and days.dates[-1] >= REFERENCE_STATE_CHANGE
    )

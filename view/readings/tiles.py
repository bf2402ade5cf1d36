"""What is said of the tiles of days: how many were good, the longest spell, the worst day."""

from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from airquality.schemes import SCHEMES
from airquality.standards.aqi_levels import GOOD_AQI, HEAVY_AQI
from view.figures.calendar import primary_names
from view.formats import THIN_SPACE, amount, metric_name, number, unit
from view.judged_days import GOOD, NOT_GOOD, JudgedDays
from view.queries.tiles import Tiles
from view.readings.applied import between, in_words
from view.text import text


@dataclass(frozen=True)
class Spell:
    """Consecutive days: how many, the first and the last."""

    days: int
    first: np.datetime64
    last: np.datetime64


def longest_spell(dates: np.ndarray, flags: np.ndarray) -> Spell | None:
    """Return the longest run of consecutive dates on which flags is set, the first of equals."""
    own = dates[flags]
    if not len(own):
        return None
    runs = np.split(own, np.flatnonzero(np.diff(own).astype(int) > 1) + 1)
    longest = max(runs, key=len)
    return Spell(len(longest), longest[0], longest[-1])


def level_sentence(found: Tiles, lang: str) -> str:
    """Return good and heavy days, the longest spell of days that were not good, the worst day."""
    days = found.days.where(~found.days.left_out)
    rules = SCHEMES[days.scheme]
    valid, good = int((days.standing >= 0).sum()), int((days.standing == GOOD).sum())
    place = found.place.name(lang)
    if not valid:
        return text(lang, "tiles.reading.none", place=place)
    parts = [
        text(
            lang,
            f"tiles.reading.{'limits' if rules.by_limits else 'aqi'}",
            valid=valid,
            good=good,
            share=number(100 * good / valid, 1),
        )
    ]
    if rules.has_levels:
        parts.append(text(lang, "tiles.reading.heavy", days=int((days.aqi > HEAVY_AQI).sum())))
    parts += [_spell_words(days, lang), _worst_words(days, lang)]
    words = text(lang, "tiles.reading.join").join(filter(None, parts))
    return text(lang, "tiles.reading", place=place, period=_period(found, lang), words=words)


def value_sentence(found: Tiles, lang: str) -> str:
    """Return the highest value and its day, days above the daily limit, their longest spell."""
    metric, values, dates = found.metric, found.values, found.days.dates
    place, name = found.place.name(lang), metric_name(lang, metric)
    held = np.flatnonzero(np.isfinite(values))
    if not len(held):
        return text(lang, "tiles.reading.no_value", place=place, name=name)
    most = held[np.argmax(values[held])]
    parts = [
        text(
            lang,
            "tiles.reading.highest",
            name=name,
            value=_with_unit(lang, metric, float(values[most])),
            day=in_words(lang, dates[most]),
        )
    ]
    if np.isfinite(found.limits[held]).any():
        over = round_half_even(values, METRICS[metric].decimals) > found.limits
        parts.append(text(lang, "tiles.reading.over", days=int(over.sum()), valid=len(held)))
        spell = longest_spell(dates, over)
        if spell and spell.days > 1:
            parts.append(text(lang, "tiles.reading.spell.over", **_spell_values(spell, lang)))
    words = text(lang, "tiles.reading.join").join(parts)
    return text(lang, "tiles.reading", place=place, period=_period(found, lang), words=words)


def _spell_words(days: JudgedDays, lang: str) -> str:
    spell = longest_spell(days.dates, days.standing == NOT_GOOD)
    if not spell or spell.days < 2:
        return ""
    return text(lang, "tiles.reading.spell", **_spell_values(spell, lang))


def _spell_values(spell: Spell, lang: str) -> dict[str, object]:
    return {"days": spell.days, "period": between(lang, spell.first, spell.last)}


def _worst_words(days: JudgedDays, lang: str) -> str:
    """Return the day of the highest AQI; nothing where no day was above 100 or there is none."""
    if not (days.aqi > GOOD_AQI).any():
        return ""
    at = int(np.nanargmax(days.aqi))
    return text(
        lang,
        "tiles.reading.worst",
        day=in_words(lang, days.dates[at]),
        aqi=amount("aqi", float(days.aqi[at])),
        level=text(lang, f"common.level.{int(days.level[at])}"),
        names=primary_names(days.primary[at], lang),
    )


def _period(found: Tiles, lang: str) -> str:
    return between(lang, found.days.dates[0], found.days.dates[-1])


def _with_unit(lang: str, metric: str, value: float) -> str:
    shown = unit(lang, METRICS[metric])
    printed = amount(metric, value)
    return f"{printed}{THIN_SPACE}{shown}" if shown else printed


def counted_words(found: Tiles, is_value: bool, lang: str) -> list[str]:
    """Return completeness, and the days that are coloured by what they have at least."""
    days = found.days
    elapsed = int((days.dates[-1] - days.dates[0]).astype(int)) + 1
    held = np.isfinite(found.values) if is_value else (days.standing >= 0) & ~days.left_out
    words = [text(lang, "common.foot.completeness", valid=int(held.sum()), total=elapsed)]
    at_least = int((np.isnan(days.aqi) & (days.at_least > GOOD_AQI) & ~days.left_out).sum())
    if at_least and not is_value:
        words.append(text(lang, "tiles.foot.at_least", days=at_least))
    special = [
        text(lang, f"tiles.foot.{kind}", days=int((days.kind == kind).sum()))
        for kind in ("sand_dust", "exceptional")
        if (days.kind == kind).any()
    ]
    return words + special

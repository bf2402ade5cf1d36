"""The page of effects in words: what changed and by what, what is not known."""

from collections.abc import Sequence

from airquality.metrics import METRICS
from view.effect_amounts import between, difference, unit_of
from view.effect_choice import month_words, name_of, read_span
from view.effect_parts import Change, Skill
from view.effect_periods import same_months
from view.figures.waterfall import Told
from view.formats import number
from view.text import text, words

_REASONS = ("off", "no_hours", "no_weather", "too_short", "too_few", "constant", "reference_state")


def part_words(lang: str, told: Told, modelled: str) -> dict[str, str]:
    """Return a change and its two parts with their intervals, as the sentences fill them in."""
    c = told.change
    beside = (c.weather, c.rest, c.weather_low, c.weather_high, c.rest_low, c.rest_high)
    return {
        "former": told.former,
        "latter": told.latter,
        "change": difference(modelled, c.change, *beside),
        "weather": difference(modelled, c.weather, *beside),
        "weather_interval": between(lang, modelled, c.weather_low, c.weather_high, *beside),
        "rest": difference(modelled, c.rest, *beside),
        "rest_interval": between(lang, modelled, c.rest_low, c.rest_high, *beside),
    }


def change_words(lang: str, told: Told | None, modelled: str) -> list[str]:
    """Return one change in words, and what it does not show; none of no change."""
    if told is None or told.change.change is None:
        return []
    c = told.change
    first = text(lang, "effects.change.said", **part_words(lang, told, modelled))
    # An English sentence may begin with the name of a season.
    said = [first[:1].upper() + first[1:]]
    if c.rest_low is not None and c.rest_high is not None and c.rest_low <= 0 <= c.rest_high:
        said.append(text(lang, "effects.change.weather_alone"))
    elif c.weather is not None and c.rest is not None and c.weather * c.rest < 0:
        said.append(text(lang, "effects.change.against"))
    if c.kind == "own" and not same_months(c):
        said.append(text(lang, "effects.waterfall.seasons"))
    return said


def told(lang: str, change: Change) -> Told:
    """Return a change with the names of its periods."""
    return Told(change, _former(lang, change), _latter(lang, change))


def _former(lang: str, c: Change) -> str:
    return _period(lang, c.kind, c, "from")


def _latter(lang: str, c: Change) -> str:
    return _period(lang, c.kind, c, "to")


def _period(lang: str, kind: str, c: Change, side: str) -> str:
    start, end = getattr(c, f"{side}_start"), getattr(c, f"{side}_end")
    if kind == "year":
        return text(lang, "effects.year", year=start.year)
    if kind == "summer_o3":
        return text(lang, "effects.summer", year=start.year)
    if kind == "winter_pm25":
        # A winter is named after the year of its October, though its months may begin later.
        year = start.year if start.month >= 7 else start.year - 1
        return text(lang, "effects.winter", year=year, next=f"{(year + 1) % 100:02d}")
    last = end.to_period("M") - 1
    return span_words(lang, f"{start:%Y%m}-{last.strftime('%Y%m')}")


def span_words(lang: str, span: str) -> str:
    """Return a run of months in words, a single one once."""
    first, last = (month_words(lang, month) for month in read_span(span))
    if first == last:
        return first
    return text(lang, "effects.months.span", first=first, last=last)


def reason_words(lang: str, reason: str) -> str:
    """Return why there is no answer, in words."""
    key = f"effects.reason.{reason}"
    return (
        text(lang, key) if key in words(lang) else text(lang, "effects.reason.other", reason=reason)
    )


def city_words(lang: str, skills: Sequence[Skill]) -> tuple[str, str] | None:
    """Return why a city has no model of a pollutant and what would be needed; None where it has."""
    if any(skill.reason == "" for skill in skills):
        return None
    reason = next((skill.reason for skill in skills), "")
    named = reason if reason in _REASONS else "other"
    why = reason_words(lang, reason) if reason else ""
    return why, text(lang, f"effects.city.needs.{named}")


def skill_of(skills: Sequence[Skill], split: str, step: str = "day") -> Skill | None:
    """Return the skill of a split and step; None where it was not computed."""
    return next((s for s in skills if (s.split, s.step) == (split, step)), None)


def poor_words(lang: str, skills: Sequence[Skill], least: float | None) -> str:
    """Return what stands in place of a verdict where the model is not good enough; '' else."""
    held = skill_of(skills, "weeks")
    if held is None or held.reason or held.is_good:
        return ""
    if held.r2 is None or least is None:
        return text(lang, "effects.poor.plain")
    return text(lang, "effects.poor", r2=number(held.r2, 2), least=f"{least:g}")


def titled(lang: str, key: str, modelled: str) -> str:
    """Return a card's title with what is modelled and its unit."""
    return text(lang, key, name=name_of(lang, modelled), unit=unit_of(modelled))


def symbol_of(modelled: str) -> str:
    """Return the symbol of what is modelled."""
    return METRICS[modelled].symbol

"""What the variation panel says in words, by rule."""

from collections.abc import Mapping

import numpy as np

from airquality.metrics import METRICS
from airquality.profiles import CROSSED_CYCLES
from airquality.weekend import weekend_effect
from view.cycles import RELATIVE, SUMMER, WINTER, Curve, hours_of_months
from view.formats import amount, number, unit
from view.queries.variation import Variation
from view.text import text
from view.wording import series_name

#: Cycles told one by one, in the order of the words.
_TOLD = ("hour", "month", "weekday")


def panel_title(lang: str, cycle: str, variation: Variation) -> str:
    """Return what a panel shows: cycle, statistic and unit, and the years where not the card's."""
    curve = variation.curves[cycle][0]
    if curve.is_relative:
        what = text(lang, "variation.panel.relative")
    else:
        grain = "hourly" if cycle.startswith("hour") else "daily"
        name, shown = series_name(lang, curve.metric, grain), curve.unit(lang)
        what = text(lang, "variation.panel.metric", name=name, unit=shown)
    words = text(lang, f"variation.panel.{cycle}", what=what)
    if cycle == "hour_month" and variation.choice == RELATIVE:
        words += text(lang, "variation.panel.first_only", name=METRICS[curve.metric].symbol)
    elif cycle == "hour_month" and len(variation.places) > 1:
        words += text(lang, "variation.panel.first_only", name=curve.cycled.name)
    if cycle in ("hour_weekday", "hour_month") or variation.period == "all":
        span = _span_words(lang, cycle, curve, variation)
        words += text(lang, "variation.panel.span", span=span) if span else ""
    return words


def _span_words(lang: str, cycle: str, curve: Curve, variation: Variation) -> str:
    """Return the years that a mean over all years rests on; '' where none is known."""
    span = variation.spans.get((cycle, curve.metric))
    if span is None:
        return ""
    key = "one" if span[0] == span[1] else "many"
    return text(lang, f"variation.span.{key}", first=span[0], last=span[1])


def _spans_apart(lang: str, curves: Mapping[str, Curve], variation: Variation) -> dict[str, str]:
    """Return by cycle its years in words where the cycles rest on different ones; else ''.

    Of one chosen year nothing is said, but that cycles of two kinds are of all.
    """
    said = {c: _span_words(lang, c, curve, variation) for c, curve in curves.items()}
    if variation.period != "all":
        year = text(lang, "variation.span.one", first=variation.period, last=variation.period)
        return {c: s if c in CROSSED_CYCLES and s != year else "" for c, s in said.items()}
    return said if len(set(filter(None, said.values()))) > 1 else dict.fromkeys(said, "")


def _of_span(lang: str, words: str, span: str) -> str:
    return text(lang, "variation.of", span=span, words=words) if words and span else words


def sentences(lang: str, variation: Variation) -> list[str]:
    """Return the reading, about the first place, a line a kind of sentence.

    When each cycle is highest and lowest, whether the weekend differs, whether summer and winter
    have their peak at another hour; of several pollutants only when each is highest.
    """
    if variation.is_relative:
        return [_relative_sentence(lang, variation, n) for n in range(len(variation.offered))]
    first = {cycle: curves[0] for cycle, curves in variation.curves.items()}
    spans = _spans_apart(lang, first, variation)
    told = [cycle_words(lang, cycle, first[cycle], spans[cycle]) for cycle in _TOLD]
    words = text(lang, "variation.join").join(told)
    place = first["month"].cycled.name
    name = METRICS[first["month"].metric].symbol
    lines = [text(lang, "variation.reading", place=place, name=name, words=words)]
    more = [
        _of_span(lang, weekend_words(lang, first["weekday"]), spans["weekday"]),
        _of_span(lang, season_words(lang, first["hour_month"]), spans["hour_month"]),
    ]
    more = [line for line in more if line]
    return lines + ([text(lang, "variation.space").join(more)] if more else [])


def cycle_words(lang: str, cycle: str, curve: Curve, span: str = "") -> str:
    """Return when a cycle is highest and lowest, or why nothing can be said.

    span: the years it rests on, where the cycles told beside it rest on others.
    Where the intervals of the two overlap this is added: the difference may be chance.
    """
    own = curve.cycled
    held = np.flatnonzero(np.isfinite(own.mean))
    if len(held) < 2:
        return text(lang, f"variation.{cycle}.{'few' if (own.count > 0).any() else 'none'}")
    most, least = held[np.argmax(own.mean[held])], held[np.argmin(own.mean[held])]
    what = text(lang, f"variation.{cycle}.cycle")
    if span:
        gap = " " if lang == "en" else ""
        what = text(lang, "variation.cycle.of", cycle=what.strip(), span=span) + gap
    words = text(
        lang,
        "variation.cycle",
        cycle=what,
        most=position_words(lang, cycle, int(most)),
        most_value=curve.words(float(own.mean[most])),
        least=position_words(lang, cycle, int(least)),
        least_value=curve.words(float(own.mean[least])),
    )
    overlap = own.low[most] <= own.high[least]
    return words + (text(lang, "variation.overlap") if overlap else "")


def position_words(lang: str, cycle: str, index: int) -> str:
    """Return a position of a cycle in words, index from 0."""
    if cycle == "hour":
        return text(lang, "variation.hour.short", hour=index)
    return text(lang, f"variation.{cycle}.{index + (cycle == 'month')}.short")


def weekend_words(lang: str, curve: Curve) -> str:
    """Return how much the weekend differs from working days, with its interval; '' if unknown."""
    own = curve.cycled
    effect = weekend_effect(own.mean, own.low, own.high)
    if effect is None:
        return ""
    # A place more than the metric has: small differences are not all zero.
    places = METRICS[curve.metric].decimals + 1
    way = "higher" if effect.difference > 0 else "lower"
    verdict = "clear" if effect.is_clear else "unclear"
    # The bounds are those of the difference that is named: of "lower by" with signs turned round.
    bounds = (effect.low, effect.high) if way == "higher" else (-effect.high, -effect.low)
    return text(
        lang,
        f"variation.weekend.{way}.{verdict}",
        value=number(abs(effect.difference), places),
        unit=unit(lang, METRICS[curve.metric]),
        low=number(bounds[0], places),
        high=number(bounds[1], places),
    )


def season_words(lang: str, curve: Curve) -> str:
    """Return at which hour summer and winter have their peak; '' where hours are missing."""
    hours = [hours_of_months(curve.cycled, months) for months in (SUMMER, WINTER)]
    if not all(np.isfinite(season).all() for season in hours):
        return ""
    peaks = [int(season.argmax()) for season in hours]
    values = [amount(curve.metric, float(s[p])) for s, p in zip(hours, peaks, strict=True)]
    key = "same" if peaks[0] == peaks[1] else "apart"
    return text(
        lang,
        f"variation.seasons.{key}",
        summer=text(lang, "variation.hour.short", hour=peaks[0]),
        winter=text(lang, "variation.hour.short", hour=peaks[1]),
        summer_value=values[0],
        winter_value=values[1],
    )


def _relative_sentence(lang: str, variation: Variation, which: int) -> str:
    """Return of one of several pollutants when it is highest, as times its own mean."""
    curves = {cycle: variation.curves[cycle][which] for cycle in _TOLD}
    spans = _spans_apart(lang, curves, variation)
    told = text(lang, "variation.join").join(
        cycle_words(lang, cycle, curve, spans[cycle]) for cycle, curve in curves.items()
    )
    name = METRICS[curves["month"].metric].symbol
    place = variation.places[0].name(lang)
    return text(lang, "variation.reading", place=place, name=name, words=told)


def few_words(lang: str, variation: Variation) -> str:
    """Return a note where a position has values, but too few for a mean; else ''."""
    few = any(curve.has_few for curves in variation.curves.values() for curve in curves)
    return text(lang, "variation.few") if few else ""


def counted_words(lang: str, variation: Variation) -> str:
    """Return how many hours and days the first place's means rest on."""
    parts = []
    for cycle, key in (("hour", "hours"), ("weekday", "days")):
        curve = variation.curves[cycle][0]
        count = int(curve.cycled.count.sum())
        if not count:
            continue
        words = text(lang, f"variation.count.{key}", n=count)
        span = _span_words(lang, cycle, curve, variation) if variation.period == "all" else ""
        parts.append(text(lang, "variation.cycle.of", cycle=words, span=span) if span else words)
    return text(lang, "variation.count.join").join(parts)

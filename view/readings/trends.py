"""What the Trends page says in words, by rule."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.formats import amount, number, unit
from view.lines import Cycled
from view.text import text
from view.wording import period, series_name

#: Months from which on a slope whose interval leaves out zero is called a trend: the interval
#: takes neighbouring months as independent and is too narrow. Our own choice.
_SURE_MONTHS = 120


def slope_sentence(lang: str, name: str, row: Mapping[str, Any]) -> str:
    """Return one trend in words: slope, interval, period, whether it can be told from none.

    `row` is one of the table of trends; where there is no slope the
    reason is given.
    """
    metric = str(row["metric"])
    what = series_name(lang, metric, "monthly")
    months = int(row["months"])
    if not np.isfinite(row["slope"]):
        return text(lang, "trends.slope.none", place=name, what=what, months=months)
    decimals = METRICS[metric].decimals + 1
    shown = {
        key: number(float(row[column]), decimals, signed=True)
        for key, column in (("slope", "slope"), ("low", "slope_low"), ("high", "slope_high"))
    }
    start, end = (np.datetime64(row[c], "M") for c in ("period_start", "period_end"))
    sentence = text(
        lang,
        "trends.slope",
        place=name,
        what=what,
        **shown,
        unit=unit(lang, METRICS[metric]),
        percent=number(float(row["slope_pct"]), 1, signed=True),
        period=period(lang, "monthly", start, end),
        months=months,
        verdict=text(lang, f"trends.slope.{_verdict(row)}"),
    )
    notes = [text(lang, f"trends.slope.note.{row['note']}")] if row["note"] else []
    return text(lang, "trends.slope.join").join([sentence, *notes])


def _verdict(row: Mapping[str, Any]) -> str:
    """Return which words judge a slope; none where a step that is not the air's is in it."""
    if row["crosses_reference_change"]:
        return "crosses"
    if row["slope_low"] <= 0 <= row["slope_high"]:
        return "unclear"
    way = "down" if row["slope"] < 0 else "up"
    return way if row["months"] >= _SURE_MONTHS else f"{way}.maybe"


def profile_sentence(lang: str, cycle: str, metric: str, place: Cycled) -> str:
    """Return when a cycle is highest and lowest, or why nothing can be said."""
    held = np.flatnonzero(np.isfinite(place.mean))
    if len(held) < 2:
        has_some = (place.count > 0).any()
        return text(lang, f"trends.{cycle}.{'few' if has_some else 'none'}")
    most, least = held[np.argmax(place.mean[held])], held[np.argmin(place.mean[held])]
    return text(
        lang,
        "trends.profile.reading",
        cycle=text(lang, f"trends.{cycle}.cycle"),
        most=position_words(lang, cycle, int(most)),
        most_value=amount(metric, float(place.mean[most])),
        least=position_words(lang, cycle, int(least)),
        least_value=amount(metric, float(place.mean[least])),
    )


def position_words(lang: str, cycle: str, index: int) -> str:
    """Return a position of a cycle in words, index from 0."""
    if cycle == "hour":
        return text(lang, "trends.hour.short", hour=index)
    return text(lang, f"trends.{cycle}.{index + (cycle == 'month')}.short")


def few_words(lang: str, places: Iterable[Cycled]) -> str:
    """Return a note where a position has values, but too few for a mean; else ''."""
    few = any(((p.count > 0) & ~np.isfinite(p.mean)).any() for p in places)
    return text(lang, "trends.profile.few") if few else ""

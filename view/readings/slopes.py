"""What the card of slopes says in words, by rule: trends, change points, and what they rest on."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.formats import amount, number, unit
from view.long_term import Change, LongTerm, p_words
from view.queries.slopes import PRESENT_STATE, Slopes
from view.text import text
from view.wording import moment, period, series_name

#: Months from which on a slope is spoken of beyond its own years; our own choice.
_LONG = 120


def slope_sentence(lang: str, name: str, row: Mapping[str, Any]) -> str:
    """Return one trend in words: slope, interval, p, period, whether it can be told from none.

    `row` is one of the table of trends; where there is no slope the reason is given, and where
    calendar months are missing this is said beside the verdict.
    """
    metric = str(row["metric"])
    what = series_name(lang, metric, "monthly")
    months = int(row["months"])
    if not np.isfinite(row["slope"]):
        return text(lang, "slopes.none_of", place=name, what=what, months=months)
    decimals = METRICS[metric].decimals + 1
    shown = {
        key: number(float(row[column]), decimals, signed=True)
        for key, column in (("slope", "slope"), ("low", "slope_low"), ("high", "slope_high"))
    }
    start, end = (np.datetime64(row[c], "M") for c in ("period_start", "period_end"))
    sentence = text(
        lang,
        "slopes.sentence",
        place=name,
        what=what,
        **shown,
        unit=unit(lang, METRICS[metric]),
        percent=number(float(row["slope_pct"]), 1, signed=True),
        p=p_words(float(row["p_value"])),
        period=period(lang, "monthly", start, end),
        months=months,
        verdict=text(lang, f"slopes.verdict.{_verdict(row)}"),
    )
    notes = [text(lang, f"slopes.note.{row['note']}")] if row["note"] else []
    return text(lang, "slopes.join").join([sentence, *notes])


def _verdict(row: Mapping[str, Any]) -> str:
    """Return which words judge a slope; none where a step that is not the air's is in it."""
    if row["crosses_reference_change"]:
        return "crosses"
    if row["slope_low"] <= 0 <= row["slope_high"]:
        return "unclear"
    way = "down" if row["slope"] < 0 else "up"
    return way if row["months"] >= _LONG else f"{way}.short"


def change_sentences(lang: str, shown: Slopes) -> list[str]:
    """Return a sentence a change point, then one on all series without any."""
    said, none, few = [], [], []
    for metric, found in shown.found.items():
        for place, own in found:
            name = shown.places[place].name(lang)
            said += [change_sentence(lang, name, own, change) for change in own.changes]
            label = text(lang, "slopes.row", symbol=METRICS[metric].symbol, place=name)
            if not own.is_searched:
                few.append(label)
            elif not own.changes:
                none.append(label)
    comma = text(lang, "slopes.list")
    if none:
        said.append(text(lang, "slopes.change.none", what=comma.join(none)))
    if few:
        said.append(text(lang, "slopes.change.few", what=comma.join(few)))
    return said


def change_sentence(lang: str, name: str, own: LongTerm, change: Change) -> str:
    """Return one change point in words: month, levels before and after, interval, p."""
    months = {key: getattr(change, key) for key in ("month", "low", "high")}
    sentence = text(
        lang,
        f"slopes.change.{'down' if change.change_pct < 0 else 'up'}",
        place=name,
        what=series_name(lang, own.metric, "monthly"),
        **{key: moment(lang, "monthly", month) for key, month in months.items()},
        before=amount(own.metric, change.before),
        after=amount(own.metric, change.after),
        unit=unit(lang, METRICS[own.metric]),
        percent=number(change.change_pct, 0, signed=True),
        p=p_words(change.p_value),
    )
    if not change.is_reference_change:
        return sentence
    return text(lang, "slopes.join").join([sentence, text(lang, "slopes.change.reference")])


def basis_words(lang: str, shown: Slopes, chosen: str) -> str:
    """Return on which basis the months are, where the viewer has chosen another than all days."""
    if not chosen:
        return ""
    basis = text(lang, f"common.basis.{chosen}")
    if chosen != PRESENT_STATE:
        return text(lang, "slopes.foot.all_days", basis=basis)
    if not shown.is_different:
        return text(lang, f"common.basis.nothing.{chosen}")
    return text(lang, "common.foot.basis", basis=basis)


def months_words(lang: str, shown: Slopes) -> str:
    """Return how many months of the first place have a value, by metric."""
    parts = []
    for metric, found in shown.found.items():
        own = next((o for place, o in found if place == 0), None)
        if own is None or not len(own.values):
            continue
        held = int(np.isfinite(own.values).sum())
        symbol = METRICS[metric].symbol
        parts.append(text(lang, "slopes.foot.months", name=symbol, n=held, total=len(own.values)))
    return text(lang, "slopes.list").join(parts)


def lost_words(lang: str, shown: Slopes) -> str:
    """Return which series lack months that could not be converted; '' where none does."""
    parts = [
        text(
            lang,
            "slopes.lost.one",
            what=text(
                lang,
                "slopes.row",
                symbol=METRICS[metric].symbol,
                place=shown.places[place].name(lang),
            ),
            n=own.lost,
        )
        for metric, found in shown.found.items()
        for place, own in found
        if own.lost
    ]
    return text(lang, "slopes.lost", what=text(lang, "slopes.list").join(parts)) if parts else ""

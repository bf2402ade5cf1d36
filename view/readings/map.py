"""What the map says beside its picture: title, one sentence, foot, names of frames."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from view import formats
from view.frames import Series
from view.lines import Source
from view.map_periods import SHORT_KINDS, Choice
from view.readings import applied
from view.text import text

_DAY = np.timedelta64(1, "D")


def metric_words(choice: Choice, lang: str) -> str:
    """Return what is mapped in words: symbol and statistic of its kind."""
    row = METRICS[choice.metric]
    if row.statistic != "mean":
        return formats.metric_name(lang, choice.metric)
    group = choice.kind if choice.kind in SHORT_KINDS else "period"
    if choice.kind == "hour" and choice.step > 1:
        return text(lang, "map.statistic.hours", symbol=row.symbol, step=choice.step)
    return text(lang, f"map.statistic.{group}", symbol=row.symbol)


def hour_label(lang: str, time: np.datetime64, step: int) -> str:
    """Return a block of hours in words: its day and its first and last hour."""
    moment = pd.Timestamp(time)
    day = formats.day(lang, moment.date())
    ends = moment.hour + step
    return text(lang, "map.label.hour", day=day, start=f"{moment.hour:02d}", end=f"{ends:02d}")


def short_hour(lang: str, time: np.datetime64, step: int) -> str:
    """Return a block of hours by its month and day and its first and last hour."""
    moment = pd.Timestamp(time)
    ends = f"{moment.hour + step:02d}"
    return text(lang, "map.label.hour", day=f"{moment:%m-%d}", start=f"{moment:%H}", end=ends)


def extent(choice: Choice, lang: str) -> dict[str, str]:
    """Return what the whole is called and what its parts are: a city's districts, a nation's."""
    return {
        "whole": text(lang, f"map.whole.{choice.areas}"),
        "areas": text(lang, f"map.areas.{choice.areas}"),
    }


def title(city: str, choice: Choice, period: str, lang: str) -> str:
    """Return what is shown, where and when, with the unit."""
    unit = formats.unit(lang, METRICS[choice.metric])
    shown = text(lang, "map.title.unit", unit=unit) if unit else ""
    where = " · ".join(filter(None, (city, period)))
    return text(lang, "map.title", metric=metric_words(choice, lang), unit=shown, where=where)


def sentence(found: Series, labels: tuple[str, ...], choice: Choice, lang: str) -> str:
    """Return how the city fared over the frames: its highest and lowest, and what is missing."""
    known, where = np.isfinite(found.mean), extent(choice, lang)
    if not known.any():
        places = np.isfinite(found.values).any()
        return text(lang, "map.words.no_mean" if places else "map.words.nothing", **where)
    most, least = int(np.nanargmax(found.mean)), int(np.nanargmin(found.mean))
    amounts = {i: formats.number(found.mean[i], _decimals(choice)) for i in {most, least}}
    unit = formats.unit(lang, METRICS[choice.metric])
    said = text(
        lang,
        "map.words.range",
        **where,
        high=amounts[most],
        high_at=labels[most],
        low=amounts[least],
        low_at=labels[least],
    )
    if known.sum() == 1:
        value = _amount(amounts[most], unit)
        said = text(lang, "map.words.one", value=value, at=labels[most], **where)
    lacking = int((~known).sum())
    if known.sum() > 1 and amounts[most] == amounts[least]:
        said = text(lang, "map.words.even", value=_amount(amounts[most], unit), **where)
    if lacking:
        said += text(lang, "map.words.lacking", n=lacking, of=len(known))
    return said


def _decimals(choice: Choice) -> int:
    return METRICS[choice.metric].decimals


def _amount(number: str, unit: str) -> str:
    return f"{number}{formats.THIN_SPACE}{unit}" if unit else number


def compared_sentence(found: Series, labels: tuple[str, ...], choice: Choice, lang: str) -> str:
    """Return how the later of two frames differs from the earlier one, place by place counted."""
    change = found.values[:, 1] - found.values[:, 0]
    known = np.isfinite(change)
    if not known.any():
        return text(lang, "map.words.no_pair", before=labels[0], now=labels[1])
    before, now = found.mean
    unit = formats.unit_of_change(lang, METRICS[choice.metric])
    counted = {"up": int((change > 0).sum()), "down": int((change < 0).sum())}
    said = text(lang, "map.words.places", **counted, same=int((change == 0).sum()))
    if np.isfinite(before) and np.isfinite(now):
        delta = formats.number(float(now - before), _decimals(choice), signed=True)
        mean = text(
            lang,
            "map.words.change",
            **extent(choice, lang),
            now=labels[1],
            before=labels[0],
            delta=_amount(delta, unit),
        )
        said = mean + said
    return said


def foot(
    choice: Choice, found: Series, sources: tuple[Source, ...], is_different: bool, lang: str
) -> str:
    """Return source, rules, how areas and city are averaged, and what has to be minded."""
    if choice.span is None or not len(found.times):
        return ""
    first, last = found.times[0].astype("datetime64[D]"), choice.window[1] - _DAY
    words = [applied.source_words(lang, sources, first, last)]
    group = choice.kind if choice.kind in SHORT_KINDS else "period"
    words.append(text(lang, f"map.foot.mean.{group}", **extent(choice, lang)))
    words += applied.scheme_words(lang, choice.standard)
    if group == "period":
        words += applied.basis_words(lang, choice.basis, is_different)
    elif choice.basis:
        words.append(text(lang, "map.foot.basis"))
    if choice.kind != "hour" or choice.compared:
        words += _crossing(choice, first, last, lang)
    if np.isfinite(found.values).any():
        held = np.flatnonzero(np.isfinite(found.values).any(axis=0))[-1]
        end = last if held == len(found.times) - 1 else found.times[held].astype("datetime64[D]")
        words.append(applied.data_to(lang, end if group != "period" else last))
    words.append(text(lang, "map.foot.missing"))
    return " · ".join(filter(None, words))


def _crossing(choice: Choice, first: Any, last: Any, lang: str) -> list[str]:
    """Return that the reference state changed where the frames lie on both sides of it."""
    if choice.basis == "present_state" and choice.kind not in SHORT_KINDS:
        return []
    if choice.against is not None and choice.span is not None:
        first = min(choice.against.start, choice.span.start)
        last = max(choice.against.last, choice.span.last)
    return applied.reference_words(lang, first, last)


def reason_words(
    found: Mapping[str, Mapping[str, tuple[str, Mapping[str, Any]]]], lang: str
) -> dict[str, dict[str, str]]:
    """Return the reasons for missing values in words."""

    def said(key: str, values: Mapping[str, Any]) -> str:
        filled = dict(values)
        if "reason" in filled:
            filled["reason"] = text(lang, f"data.reason.{filled['reason']}")
        return text(lang, key, **filled)

    return {
        place: {month: said(*reason) for month, reason in months.items()}
        for place, months in found.items()
    }


def withheld(reason: str, lang: str) -> str:
    """Return why two periods are not compared, '' where they are."""
    return text(lang, f"map.withheld.{reason}") if reason else ""


def instead(city: str, choice: Choice, kinds: tuple[str, ...], asked: str, lang: str) -> str:
    """Return which kinds a city has, where it has none of the one asked for."""
    joined = text(lang, "common.unread.join").join(kinds)
    return text(lang, "map.words.instead", city=city, asked=asked, kinds=joined)

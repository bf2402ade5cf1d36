"""What is said of a day hour by hour: how high, where, and which station came first."""

from collections.abc import Sequence

import numpy as np

from airquality.metrics import METRICS
from view.figures.place_hours import block_words
from view.formats import THIN_SPACE, amount, metric_name, unit
from view.queries.hours import DayHours, StationRow
from view.readings.applied import between, in_words
from view.text import text

#: Below this share of blocks a station's highest one says nothing about when it came.
_ENOUGH = 0.75
_NAMED = 3


def hours_sentence(found: DayHours, lang: str) -> str:
    """Return which day it is and why, the city's and the stations' highest, and who came first."""
    if found.day is None or found.mean is None:
        return nothing_words(found, lang)
    symbol = METRICS[found.metric].symbol
    parts = [_day_words(found, lang)]
    if np.isfinite(found.mean).any():
        hour = int(np.nanargmax(found.mean))
        value = _with_unit(lang, found.metric, float(found.mean[hour]))
        when = block_words(lang, hour, 1)
        parts.append(text(lang, "hours.reading.city", symbol=symbol, value=value, when=when))
    known = [r for r in found.rows if np.isfinite(r.values).any()]
    if not known:
        parts.append(text(lang, "hours.reading.no_station", symbol=symbol))
    else:
        parts.append(_highest_words(found, known, lang))
        parts.append(_first_words(found, known, lang))
    joined = text(lang, "hours.reading.join").join(filter(None, parts))
    return joined + text(lang, "hours.reading.end")


def nothing_words(found: DayHours, lang: str) -> str:
    """Return why there is no day to show."""
    city = found.city.name(lang)
    if not found.has_stations or found.first is None:
        return text(lang, "hours.nothing", city=city)
    period = between(lang, found.first, found.last)
    if found.day is None:
        return text(lang, "hours.outside", city=city, period=period)
    return text(lang, "hours.not_there", city=city, day=in_words(lang, found.day), period=period)


def _day_words(found: DayHours, lang: str) -> str:
    day = in_words(lang, found.day)
    kind = text(lang, f"hours.kind.{found.kind}") if found.kind else ""
    if found.is_chosen:
        return text(lang, "hours.reading.day", day=day, kind=kind)
    name = metric_name(lang, found.daily)
    return text(lang, "hours.reading.worst", day=day, kind=kind, name=name)


def _highest_words(found: DayHours, known: Sequence[StationRow], lang: str) -> str:
    top = max(known, key=lambda r: float(np.nanmax(r.values)))
    block = int(np.nanargmax(top.values))
    return text(
        lang,
        "hours.reading.station",
        name=top.name,
        value=_with_unit(lang, found.metric, float(top.values[block])),
        when=block_words(lang, block * found.step, found.step),
    )


def _first_words(found: DayHours, known: Sequence[StationRow], lang: str) -> str:
    """Return which stations reached their highest block first; '' for a single station."""
    enough = [r for r in known if np.isfinite(r.values).mean() >= _ENOUGH]
    if len(known) == 1:
        return text(lang, "hours.reading.one")
    if len(enough) < 2:
        return text(lang, "hours.reading.few")
    peaks = np.array([int(np.nanargmax(r.values)) for r in enough])
    first = int(peaks.min())
    when = block_words(lang, first * found.step, found.step)
    if (peaks == first).all():
        return text(lang, "hours.reading.together", when=when)
    names = [r.name for r, peak in zip(enough, peaks, strict=True) if peak == first]
    shown = text(lang, "overview.list").join(names[:_NAMED])
    if len(names) > _NAMED:
        shown = text(lang, "hours.reading.more", names=shown, n=len(names))
    return text(lang, "hours.reading.first", names=shown, when=when)


def _with_unit(lang: str, metric: str, value: float) -> str:
    return f"{amount(metric, value)}{THIN_SPACE}{unit(lang, METRICS[metric])}"


def counted_words(found: DayHours, lang: str) -> str:
    """Return how many blocks of how many stations have a value."""
    values = np.array([r.values for r in found.rows])
    return text(
        lang,
        "hours.foot.completeness",
        valid=int(np.isfinite(values).sum()),
        total=values.size,
        stations=len(found.rows),
    )

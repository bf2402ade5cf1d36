"""The frames of the map with their words: what one request of the page answers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.standards.hj633 import standard_in_force
from summaries.store import Snapshot
from view import formats, map_periods, map_scales, options
from view.cache import remembered
from view.frames import Frames, Series, key_of
from view.map_limits import limit, scale_of
from view.map_periods import SHORT_KINDS, Choice
from view.queries import frames as query
from view.queries.from_where import marks
from view.queries.map_reasons import reasons
from view.queries.trends import sources
from view.rank_options import own_seasons
from view.readings import map as reading
from view.spans import Span, incomparable, short_name
from view.state import ViewState
from view.text import text
from view.wind_periods import period_name, period_of


def frames(snapshot: Snapshot, state: ViewState) -> dict[str, Any]:
    """Return what the browser draws for a resolved state, in the form of the wire."""
    choice = map_periods.choose(snapshot, state)
    found = _wire(snapshot, choice, state.lang)
    at = _at(choice, found["times"])
    period = period_of(snapshot, state)
    roses = marks(snapshot, choice.city, choice.metric, period, state.lang)
    label = period_name(snapshot, period, state.lang) if roses else ""
    words = _before(choice, state) + found["words"]
    return {**found, "words": words, "at": at, "roses": roses, "roses_label": label}


def _before(choice: Choice, state: ViewState) -> str:
    """Return that the day asked for is not in the record and another is shown, '' where it is."""
    span = choice.span
    if span is None or not state.period:
        return ""
    asked = np.datetime64(state.period, "D")
    if span.start <= asked < span.end:
        return ""
    return text(state.lang, "map.words.moved", asked=state.period, shown=span.key) + " "


def _at(choice: Choice, times: list[str]) -> int:
    """Return the number of the frame looked at, the last one where it is none of them."""
    if choice.compared or choice.span is None:
        return len(times) - 1 if choice.compared == "sides" else 0
    wanted = f"{choice.span.key}T{choice.hour:02d}" if choice.kind == "hour" else choice.span.key
    return times.index(wanted) if wanted in times else max(len(times) - 1, 0)


def _wire(snapshot: Snapshot, choice: Choice, lang: str) -> dict[str, Any]:
    """Return the frames of a choice; those of one window are kept whatever is looked at in it."""
    if choice.compared or choice.span is None:
        return _kept_wire(snapshot, choice, lang)
    # What is looked at decides on the levels in force, so the last of a window stands for it.
    last = map_periods.day_span(choice.kind, choice.window[1] - 1)
    if choice.kind not in SHORT_KINDS:
        spans = map_periods.offers(snapshot, choice.city)[choice.kind].spans
        last = [span for span in spans if span.start < choice.window[1]][-1]
    return _kept_wire(snapshot, replace(choice, hour=0, span=last), lang)


@remembered
def _kept_wire(snapshot: Snapshot, choice: Choice, lang: str) -> dict[str, Any]:
    if choice.span is None:
        return _empty(snapshot, choice, query.series(snapshot, choice), lang, "none").wire()
    if not choice.has_metric:
        found = query.series(snapshot, choice).at([])
        return _empty(snapshot, choice, found, lang, "no_metric").wire()
    if not choice.compared:
        return _played(snapshot, choice, lang).wire()
    if choice.against is None or choice.against == choice.span:
        key = "no_against" if choice.against is None else "same"
        return _empty(snapshot, choice, query.series(snapshot, choice).at([]), lang, key).wire()
    return _compared(snapshot, choice, lang).wire()


def _empty(snapshot: Snapshot, choice: Choice, found: Series, lang: str, why: str) -> Frames:
    city = options.city_of(snapshot, ViewState(city=choice.city)).name(lang)
    metric = formats.metric_name(lang, choice.metric)
    words = text(lang, f"map.words.{why}", city=city, metric=metric)
    bare = _bare(choice, found, (), lang)
    return replace(bare, words=words, title=reading.title(city, choice, "", lang))


def _bare(choice: Choice, found: Series, labels: tuple[str, ...], lang: str) -> Frames:
    row = METRICS[choice.metric]
    return Frames(
        key=_key(choice, lang),
        series=found,
        metric=choice.metric,
        kind=choice.kind,
        symbol=row.symbol or formats.metric_name(lang, choice.metric),
        unit=formats.unit(lang, row),
        decimals=row.decimals,
        title="",
        foot="",
        words="",
        labels=labels,
        mean_label=text(lang, "map.mean", **reading.extent(choice, lang)),
        scale=None,
        hour_step=choice.step or None,
        no_surface="" if row.pollutant else text(lang, "map.surface.metric"),
    )


def _key(choice: Choice, lang: str) -> str:
    parts = [lang, choice.city, choice.kind, choice.metric, choice.standard, choice.basis]
    parts += [choice.scale, choice.palette, choice.compared, *map(str, choice.window)]
    if choice.compared:
        parts += [str(choice.span), str(choice.against), str(choice.hour)]
    return key_of(*parts)


def _played(snapshot: Snapshot, choice: Choice, lang: str) -> Frames:
    """Return all frames of a window."""
    found = query.series(snapshot, choice)
    labels = labels_of(snapshot, choice, found.times, lang)
    city = options.city_of(snapshot, ViewState(city=choice.city))
    period = _window_words(snapshot, choice, labels, lang)
    words = reading.sentence(found, short_labels(snapshot, choice, found.times, lang), choice, lang)
    if choice.asked:
        words = f"{_instead(snapshot, choice, lang)} {words}"
    why = reading.reason_words(reasons(snapshot, choice, found), lang)
    return replace(
        _bare(choice, found, labels, lang),
        title=reading.title(city.name(lang), choice, period, lang),
        words=words,
        foot=_foot(snapshot, choice, found, lang),
        scale=scale_of(choice, found, lang),
        limit=limit(choice, lang),
        errors=query.errors(snapshot, choice, found.times),
        reasons=why,
    )


def _foot(snapshot: Snapshot, choice: Choice, found: Series, lang: str) -> str:
    every = sources(snapshot, choice.city, True)
    is_different = choice.basis and _is_different(snapshot, choice)
    return reading.foot(choice, found, every, bool(is_different), lang)


def _is_different(snapshot: Snapshot, choice: Choice) -> bool:
    if choice.kind in SHORT_KINDS:
        return False
    rows = query.period_values(
        snapshot,
        *(choice.city, "city", choice.kind, choice.metric, choice.standard, choice.basis),
    )
    return bool(rows.loc[rows["place"] == choice.city, "is_other"].any())


def _instead(snapshot: Snapshot, choice: Choice, lang: str) -> str:
    own = own_seasons(snapshot)
    known = map_periods.offers(snapshot, choice.city)
    names = tuple(map_periods.kind_words(kind, lang, own) for kind in known)
    city = options.city_of(snapshot, ViewState(city=choice.city)).name(lang)
    asked = choice.asked
    if asked in map_periods.KINDS or asked in own:
        asked = map_periods.kind_words(asked, lang, own)
    return reading.instead(city, choice, names, asked, lang)


def _compared(snapshot: Snapshot, choice: Choice, lang: str) -> Frames:
    """Return the difference of two periods, or both of them with it beside them."""
    assert choice.span is not None
    assert choice.against is not None
    both = query.pair(snapshot, choice)
    labels = labels_of(snapshot, choice, both.times, lang)
    city = options.city_of(snapshot, ViewState(city=choice.city)).name(lang)
    reason = _incomparable(choice)
    change = both.values[:, 1:] - both.values[:, :1]
    mean = both.mean[1:] - both.mean[:1]
    if reason:
        change, mean = np.full_like(change, np.nan), np.full_like(mean, np.nan)
    told = reading.withheld(reason, lang)
    words = told or reading.compared_sentence(both, labels, choice, lang)
    joined = text(lang, "map.label.change", now=labels[1], before=labels[0])
    delta = Series(both.places, both.times[1:], _settled(choice, change), _settled(choice, mean))
    why = reading.reason_words(reasons(snapshot, choice, both), lang)
    if told:
        why = {place: {"": told} for place in both.places}
    bare = replace(
        _bare(choice, both, labels, lang),
        words=words,
        foot=_foot(snapshot, choice, both, lang),
        reasons=why,
        title=reading.title(city, choice, joined, lang),
    )
    difference = replace(
        bare,
        key=bare.key + "-",
        series=delta,
        labels=(joined,),
        mean_label=text(lang, "map.mean.change", **reading.extent(choice, lang)),
        unit=formats.unit_of_change(lang, METRICS[choice.metric]),
        scale=map_scales.change_scale(choice.metric, delta.values, lang),
    )
    if choice.compared == "change":
        return replace(difference, key=bare.key)
    return replace(
        bare,
        scale=scale_of(choice, both, lang),
        limit=limit(choice, lang),
        errors=query.errors(snapshot, choice, both.times),
        difference=difference,
    )


def _settled(choice: Choice, values: np.ndarray) -> np.ndarray:
    """Return differences of printed values without the noise of binary numbers."""
    return np.round(values, METRICS[choice.metric].decimals)


def _incomparable(choice: Choice) -> str:
    """Return why two periods are not compared, '' where they are (`spans.incomparable`)."""
    assert choice.span is not None
    assert choice.against is not None
    before, now = sorted((choice.against, choice.span), key=lambda s: s.start)
    basis = "" if choice.kind in SHORT_KINDS else choice.basis
    reason = incomparable(choice.metric, now, before, choice.standard, basis)
    if not reason and choice.metric == "aqi" and not choice.standard:
        days = np.array([before.start, now.start])
        return "other_standard" if len(np.unique(standard_in_force(days))) > 1 else ""
    return reason


def labels_of(snapshot: Snapshot, choice: Choice, times: np.ndarray, lang: str) -> tuple[str, ...]:
    """Return the name of each frame."""
    if choice.kind == "hour":
        return tuple(reading.hour_label(lang, time, choice.step) for time in times)
    if choice.kind == "day":
        return tuple(formats.day(lang, pd.Timestamp(time).date()) for time in times)
    offer = map_periods.offers(snapshot, choice.city)[choice.kind]
    names = {s.start: map_periods.period_words(snapshot, s, lang) for s in offer.spans}
    return tuple(names[time] for time in times)


def short_labels(
    snapshot: Snapshot, choice: Choice, times: np.ndarray, lang: str
) -> tuple[str, ...]:
    """Return the name of each frame as short as may be: 12-01 09–12 时, 12-01, 2016 Q4."""
    if choice.kind == "hour":
        return tuple(reading.short_hour(lang, time, choice.step) for time in times)
    if choice.kind in ("day", "week"):
        years = len(np.unique(times.astype("datetime64[Y]")))
        return tuple(str(t) if years > 1 else str(t)[5:] for t in times)
    offer = map_periods.offers(snapshot, choice.city)[choice.kind]
    names = {s.start: short_name(s, lang) for s in offer.spans}
    return tuple(names[time] for time in times)


def _window_words(snapshot: Snapshot, choice: Choice, labels: tuple[str, ...], lang: str) -> str:
    """Return the stretch of time that the frames cover."""
    if not labels:
        return ""
    first, after = (pd.Timestamp(day) for day in choice.window)
    last = after - pd.Timedelta(days=1)
    for kind, unit in (("month", "M"), ("year", "Y")):
        whole = choice.window[0].astype(f"datetime64[{unit}]")
        span = Span.of(kind, whole, whole + 1)
        if choice.kind in SHORT_KINDS and (span.start, span.end) == choice.window:
            return map_periods.period_words(snapshot, span, lang)
    if choice.kind in SHORT_KINDS:
        start, end = (formats.day(lang, day.date()) for day in (first, last))
        return start if first == last else text(lang, "map.window", first=start, last=end)
    if len(labels) == 1:
        return labels[0]
    offer = map_periods.offers(snapshot, choice.city)[choice.kind]
    inside = [s for s in offer.spans if s.end > choice.window[0] and s.start < choice.window[1]]
    short = [
        map_periods.period_words(snapshot, s, lang) if s.kind == "week" else short_name(s, lang)
        for s in (inside[0], inside[-1])
    ]
    return text(lang, "map.window", first=short[0], last=short[1])

"""What the map can show of a city: kinds of period, periods, metrics; a choice made whole.

Layouts build their controls from these; they hold names and days, never measurements.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import IN_FORCE, SCHEMES
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.rank_options import own_seasons
from view.selection import fit_metrics, metrics_at
from view.spans import RANKED_KINDS, Span, kind_name, span_name
from view.state import ViewState
from view.text import text

#: Kinds whose frames are not rows of `evaluations`.
SHORT_KINDS = ("hour", "day")
#: In the order of the control; a project's own seasons come after them. A year to date and three
#: years are no frames to be played: one grows, the other overlaps.
KINDS = (*SHORT_KINDS, "week", *(k for k in RANKED_KINDS if k != "to_date"))
_LEFT_OUT = ("three_years", "to_date")
#: Whose statistics a kind carries; another kind has those of a month.
_GRAINS = {"hour": "hourly", "day": "daily", "week": "weekly", "year": "annual"}
#: Longest stretch of chosen days that is played whole; a longer one is cut to the month or year.
#: Two months of hours hold every case of a project with the usual rules, 18 days the longest.
MOST_DAYS = {"hour": 62, "day": 366}


@dataclass(frozen=True)
class Choice:
    """What the map is asked for, every part of it there in the snapshot.

    Attributes:
        kind: 'hour', 'day' or a kind of period; asked: the kind the viewer named, where the city
            has none of it.
        metric: what is mapped; standard, basis: as in the ViewState.
        span: the period looked at, of one day for kind hour; None where there is none at all.
        hour: beginning of the block looked at (kind hour).
        against: the period compared with; None where nothing is compared or nothing is there.
        compared, scale, palette: as in the ViewState.
        window: first day of the frames and the day after their last (datetime64[D]).
        step: hours of a block (kind hour), else 0.
        areas: what the areas are, 'district' or 'city': the whole then is a city or a nation.
    """

    city: str
    kind: str
    asked: str
    metric: str
    standard: str
    basis: str
    span: Span | None
    hour: int
    against: Span | None
    compared: str
    scale: str
    palette: str
    window: tuple[np.datetime64, np.datetime64]
    step: int
    areas: str = "district"

    @property
    def has_metric(self) -> bool:
        """Whether the scheme knows the metric at all: WHO has no levels and no index."""
        scheme = SCHEMES[self.standard or IN_FORCE]
        if self.metric in ("aqi", "heavy_days"):
            return scheme.has_levels
        return self.metric != "composite_index" or scheme.has_composite_index


@dataclass(frozen=True)
class Offer:
    """The periods of a kind, in the order of time; of days and hours the first and the last day.

    Attributes:
        step: hours of a block; 0 of other kinds.
        short: keys of the periods in which no place has enough days of PM2.5.
    """

    kind: str
    spans: tuple[Span, ...]
    first: np.datetime64
    last: np.datetime64
    step: int = 0
    short: frozenset[str] = frozenset()

    @property
    def usual(self) -> Span:
        """The period shown where none is named: the last one with enough days, else the last."""
        return next((s for s in reversed(self.spans) if s.key not in self.short), self.spans[-1])


def choose(snapshot: Snapshot, state: ViewState) -> Choice:
    """Return a resolved state's map, with what it does not name or what is not there filled.

    By default days (the first kind that the city has), the last period, PM2.5; a period that is
    not there gives way to the nearest one before it. Two periods: the same one of the year before.
    """
    own = options.city_of(snapshot, state)
    city = own.id
    every = offers(snapshot, city)
    asked = state.kind or "day"
    kind = asked if asked in every else next(iter(every), "day")
    metric = fit_metric(state.metric or "pm25", kind)
    offer = every.get(kind)
    span = against = None
    hour = step = 0
    nothing = np.datetime64("1970-01-01")
    window = (nothing, nothing)
    if offer is not None:
        step = offer.step
        hour = state.hour // step * step if step else 0
        span = _nearest(offer, state.period or (state.start if kind in SHORT_KINDS else ""))
        window = _window(offer, span, state.start, state.end)
        if state.compared:
            against = _against(offer, span, state.against)
    return Choice(
        city,
        kind,
        "" if asked == kind else asked,
        metric,
        state.standard,
        state.basis,
        span,
        hour,
        against,
        state.compared,
        state.scale,
        state.palette,
        window,
        step,
        own.areas,
    )


@remembered
def offers(snapshot: Snapshot, city: str) -> dict[str, Offer]:
    """Return what there is of each kind for a district or station of the city (else the city)."""
    found: dict[str, Offer] = {}
    hours = snapshot.read("station_hours", ["time", "step_hours"], [("city", "==", city)])
    if len(hours):
        days = hours["time"].to_numpy().astype("datetime64[D]")
        found["hour"] = Offer("hour", (), days.min(), days.max(), int(hours["step_hours"].iloc[0]))
    day_bounds = _days(snapshot, city)
    if day_bounds is not None:
        found["day"] = Offer("day", (), *day_bounds)
    for kind, pairs in _spans(snapshot, city).items():
        spans = tuple(span for span, _ in pairs)
        short = frozenset(span.key for span, is_enough in pairs if not is_enough)
        found[kind] = Offer(kind, spans, spans[0].start, spans[-1].last, 0, short)
    usual = [kind for kind in KINDS if kind in found]
    return {kind: found[kind] for kind in (*usual, *sorted(set(found).difference(KINDS)))}


def _days(snapshot: Snapshot, city: str) -> tuple[np.datetime64, np.datetime64] | None:
    values = ["pm25", "pm10", "so2", "no2", "co", "o3_mda8"]
    frame = snapshot.read("daily", ["scope", "date", *values], [("city", "==", city)])
    frame = frame[frame[values].notna().any(axis=1)]
    inner = frame[frame["scope"] != "city"]
    dates = (inner if len(inner) else frame)["date"].to_numpy().astype("datetime64[D]")
    return (dates.min(), dates.max()) if len(dates) else None


def _spans(snapshot: Snapshot, city: str) -> dict[str, list[tuple[Span, bool]]]:
    """Return by kind the periods in which a district or station (else the city) has a day.

    Each with whether any of them has enough days of PM2.5.
    """
    days = [f"{p}_days" for p in POLLUTANT_IDS]
    columns = ["scope", "kind", "period_start", "period_end", "pm25_is_valid", *days]
    where: list[Any] = [("city", "==", city), ("basis", "==", "all"), ("kind", "not in", _LEFT_OUT)]
    frame = snapshot.read("evaluations", columns, where)
    frame = frame[(frame[days] > 0).any(axis=1)]
    inner = frame[frame["scope"] != "city"]
    keys = ["kind", "period_start", "period_end"]
    enough = (inner if len(inner) else frame).groupby(keys)["pm25_is_valid"].any()
    found: dict[str, list[tuple[Span, bool]]] = {}
    for key, is_enough in enough.items():
        span = Span.of(*key)  # type: ignore[misc]
        found.setdefault(span.kind, []).append((span, bool(is_enough)))
    return found


def fit_metric(metric: str, kind: str) -> str:
    """Return a metric where a kind carries it, else what stands for it there."""
    return fit_metrics((metric,), _GRAINS.get(kind, "monthly"))[0]


def metrics_of(kind: str) -> tuple[str, ...]:
    """Return what can be mapped of a kind, in the order of the registry."""
    return metrics_at(_GRAINS.get(kind, "monthly"))


def counterparts(kind: str) -> dict[str, str]:
    """Return for every metric what stands for it at a kind."""
    return {metric: fit_metric(metric, kind) for metric in METRICS}


def _nearest(offer: Offer, key: str) -> Span:
    """Return the period that a day names, the last where it names none."""
    if offer.kind in SHORT_KINDS:
        day = np.datetime64(key) if key else offer.last
        return day_span(offer.kind, min(max(day, offer.first), offer.last))
    if not key:
        return offer.usual
    return next((s for s in reversed(offer.spans) if s.key <= key), offer.spans[0])


def day_span(kind: str, day: np.datetime64) -> Span:
    """Return a day as a period of kind 'hour' or 'day'."""
    return Span.of(kind, day, day + 1)


def _against(offer: Offer, span: Span, key: str) -> Span | None:
    """Return the period compared with: the one named, else the year before, else the one before."""
    if key:
        return _nearest(offer, key)
    before = span.year_before()
    if offer.kind in SHORT_KINDS:
        if before.start < offer.first:
            before = day_span(offer.kind, span.start - 1)
        return before if before.start >= offer.first else None
    earlier = [s for s in offer.spans if s.start < span.start]
    return before if before in offer.spans else (earlier[-1] if earlier else None)


def _window(offer: Offer, span: Span, start: str, end: str) -> tuple[np.datetime64, np.datetime64]:
    """Return the first day of the frames and the day after the last.

    Hours: the month of the day looked at; days: its year; other kinds: all there is. Chosen days
    that hold the period looked at cut it, or replace it where they are few (`MOST_DAYS`).
    """
    unit = {"hour": "M", "day": "Y"}.get(offer.kind)
    low, high = offer.first, offer.last + 1
    whole = (low, high)
    if unit is not None:
        begin = span.start.astype(f"datetime64[{unit}]")
        whole = (
            max(low, begin.astype("datetime64[D]")),
            min(high, (begin + 1).astype("datetime64[D]")),
        )
    first = max(low, np.datetime64(start)) if start else low
    after = min(high, np.datetime64(end) + 1) if end else high
    if not (start or end) or not first <= span.start < after:
        return whole
    if start and end and (after - first).astype(int) <= MOST_DAYS.get(offer.kind, 0):
        return first, after
    return max(whole[0], first), min(whole[1], after)


def kind_words(kind: str, lang: str, own: dict[str, tuple[str, str]]) -> str:
    """Return what a kind of period is called."""
    if kind in (*SHORT_KINDS, "week"):
        return text(lang, f"map.kind.{kind}")
    return kind_name(kind, lang, own)


def period_words(snapshot: Snapshot, span: Span, lang: str) -> str:
    """Return a period in words; of kind 'hour' its day."""
    first = pd.Timestamp(span.start)
    if span.kind in SHORT_KINDS:
        return text(lang, "map.span.day", **_parts(first, lang))
    if span.kind == "week":
        last = {f"last_{k}": v for k, v in _parts(pd.Timestamp(span.last), lang).items()}
        return text(lang, "map.span.week", **_parts(first, lang), **last)
    return span_name(span, lang, own_seasons(snapshot))


def _parts(day: pd.Timestamp, lang: str) -> dict[str, Any]:
    return {
        "year": day.year,
        "month": text(lang, f"common.month.{day.month}"),
        "day": day.day,
    }

"""The cumulative year of Trends: a chart for each chosen metric that is cumulated."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from dash import Dash, Input, Output, html, no_update

from airquality.basis import PARTICLES
from airquality.metrics import METRICS
from airquality.schemes import IN_FORCE, SCHEMES
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.cumulative import Goal, cumulative_figure
from view.figures.frame import empty
from view.formats import day, metric_name, unit
from view.limit_words import annual_limit_words, limit_of_year, limits_of_year, scheme_of
from view.queries import cumulative as query
from view.queries.coupling import source_titles
from view.readings import cumulative as reading
from view.readings.applied import scheme_words
from view.state import MAX_METRICS, ViewState
from view.text import text
from view.years_so_far import (
    JUDGED,
    Comparison,
    YearSoFar,
    compare_years,
    cumulated_metrics,
    year_window,
)

_CARD = ids.TRENDS_CUMULATIVE
_SLOTS = tuple(ids.part(_CARD, str(slot)) for slot in range(MAX_METRICS))
#: What a city has promised is told before the limits.
_ORDER = {"target": 0, "stretch": 1}


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        *(Output(slot, "figure") for slot in _SLOTS),
        *(Output(ids.part(slot, "title"), "children") for slot in _SLOTS),
        *(Output(ids.part(slot, "slot"), "hidden") for slot in _SLOTS),
        *(Output(ids.part(_CARD, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(_CARD), "data"),
        prevent_initial_call=True,
    )(show_years)
    save_on_click(app, _CARD, save_years)


@dataclass(frozen=True)
class _Shown:
    """One metric of the card: its years, the comparison on the last day, what basis it has."""

    metric: str
    years: tuple[YearSoFar, ...]
    compared: Comparison
    is_touched: bool

    @property
    def is_daily(self) -> bool:
        return any(len(year.dates) > 12 for year in self.years)


@dataclass(frozen=True)
class _Card:
    """What the card is about: place, year, its last day, scheme."""

    state: ViewState
    scope: str
    name: str
    year: int
    end: np.datetime64
    scheme: str


def _about(snapshot: Snapshot, state: ViewState) -> _Card:
    place = options.place_of(snapshot, state.city, state.place)
    assert place is not None, "a resolved state names a place of its city"
    wanted = year_window(state.start, state.end, state.year)
    year = wanted if wanted in options.years(snapshot, state.city) else state.year
    last = options.last_month(snapshot, state.city, year)
    until = state.until if year == state.year else last
    end = query.last_day_of(snapshot, state.city, year, until)
    name = place.name(state.lang)
    return _Card(state, place.scope, name, year, end, scheme_of(state.standard))


def _collect(snapshot: Snapshot, card: _Card) -> list[_Shown]:
    state, found = card.state, []
    for metric in cumulated_metrics(state.metrics):
        own = (state.city, card.scope, state.place, metric, card.scheme, state.basis)
        years, is_touched = query.years_so_far(snapshot, *own)
        years = query.cut(years, card.year, card.end)
        is_converted = state.basis == "present_state" and metric not in JUDGED
        compared = compare_years(
            years, card.year, card.end, metric, card.scheme == IN_FORCE, is_converted
        )
        found.append(_Shown(metric, years, compared, is_touched))
    return found


def show_years(data: Any) -> tuple[Any, ...]:
    """Return figures, titles and whether each place is hidden; then title, reading and foot."""
    snapshot, state = options.chosen(data)
    lang, card = state.lang, _about(snapshot, state)
    shown = _collect(snapshot, card)
    title = text(lang, "cumulative.card.title", year=card.year, place=card.name)
    left = MAX_METRICS - max(len(shown), 1)
    hidden = [False] * (MAX_METRICS - left) + [True] * left
    if not shown:
        figures = [empty(text(lang, "cumulative.empty.none")), *(no_update,) * left]
        words = text(lang, "cumulative.none")
        return *figures, *[""] * MAX_METRICS, *hidden, title, words, ""
    versus = [int(y) for y in state.versus]
    figures, lines = [], []
    for each in shown:
        if not _has_such(card.scheme, each.metric):
            name = metric_name(lang, each.metric)
            figures.append(empty(text(lang, "cumulative.empty.no_such", name=name)))
            lines.append(_no_such(card, each.metric) + text(lang, "cumulative.stop"))
            continue
        goals = _goals(snapshot, card, each.metric)
        figures.append(
            cumulative_figure(each.years, card.year, versus, each.metric, goals[:3], lang)
        )
        lines.append(_reading(snapshot, card, each))
    titles = [_title(each.metric, lang) for each in shown] + [""] * left
    reading_lines = [html.Span(words, className="reading-line") for words in lines]
    foot = _foot(snapshot, card, shown, bool(versus))
    return *figures, *(no_update,) * left, *titles, *hidden, title, reading_lines, foot


def _has_such(scheme: str, metric: str) -> bool:
    """Return whether a scheme knows a metric: WHO has no levels and no composite index."""
    rules = SCHEMES[scheme]
    known = {"heavy_days": rules.has_levels, "composite_index": rules.has_composite_index}
    return known.get(metric, True)


def _no_such(card: _Card, metric: str) -> str:
    lang = card.state.lang
    scheme = text(lang, f"common.standard.{card.scheme}")
    return text(lang, "cumulative.no_such", scheme=scheme, name=metric_name(lang, metric))


def _title(metric: str, lang: str) -> str:
    shown = unit(lang, METRICS[metric])
    words = text(lang, "cumulative.panel.unit", unit=shown) if shown else ""
    return text(lang, "cumulative.panel", name=metric_name(lang, metric), unit=words)


def _goals(snapshot: Snapshot, card: _Card, metric: str) -> list[Goal]:
    """Return the limit of the year by the scheme, and what the city itself has promised."""
    lang, last = card.state.lang, np.datetime64(f"{card.year}-12-31")
    goals = []
    value = limit_of_year(metric, card.scheme, last)
    if value is not None:
        words = annual_limit_words(lang, metric, value, card.scheme, last)
        goals.append(Goal("limit", value, words))
    if card.scope == "city":
        target = query.targets(snapshot, card.state.city, card.year).get(metric)
        goals += reading.target_goals(lang, metric, target) if target else []
    return goals


def _reading(snapshot: Snapshot, card: _Card, shown: _Shown) -> str:
    lang, last = card.state.lang, np.datetime64(f"{card.year}-12-31")
    said = [reading.year_sentence(shown.years, shown.compared, card.year, shown.metric, lang)]
    own = (card.state.city, card.scope, card.state.place, str(card.end))
    target = query.targets(snapshot, card.state.city, card.year).get(shown.metric)
    goals = []
    for found in query.allowances(snapshot, *own).get(shown.metric, ()):
        if found.goal.startswith("limit:") and not _is_of_scheme(found.goal, card, last):
            continue
        value = found.goal_value
        name = reading.goal_words(lang, shown.metric, found.goal, value, card.scheme, last, target)
        goals.append((name, found))
    goals.sort(key=lambda named: _ORDER.get(named[1].goal, len(_ORDER)))
    said.append(reading.allowances_sentence(lang, shown.metric, goals))
    return (" " if lang == "en" else "").join(filter(None, said))


def _is_of_scheme(goal: str, card: _Card, last: np.datetime64) -> bool:
    """Return whether a goal limit:<scheme> is the limit that the card's scheme sets the year."""
    return goal == f"limit:{limits_of_year(card.scheme, last)}"


def _foot(snapshot: Snapshot, card: _Card, shown: list[_Shown], has_versus: bool) -> str:
    lang, basis = card.state.lang, card.state.basis
    spans = [(y.dates[0], y.dates[-1]) for each in shown for y in each.years]
    titles: tuple[tuple[str, str], ...] = ()
    if spans:
        begin, end = min(s for s, _ in spans), max(e for _, e in spans)
        titles = source_titles(snapshot, card.state.city, begin, end, card.scope != "city")
    names = text(lang, "cumulative.list").join(zh if lang == "zh" else en for zh, en in titles)
    when = day(lang, card.end.astype(object))
    has_own = any(y.year == card.year and y.is_known for each in shown for y in each.years)
    is_daily = any(each.is_daily for each in shown)
    is_monthly = any(each.years and not each.is_daily for each in shown)
    scheme = scheme_words(lang, card.state.standard)
    is_judged = any(each.metric in JUDGED for each in shown)
    apart = dict.fromkeys(w for each in shown for w in reading.apart_words(each.compared, lang))
    parts = [
        text(lang, "common.foot.source", source=names) if names else "",
        *(scheme if is_judged else scheme[:1]),
        *_basis_words(card, shown),
        text(lang, "cumulative.foot.lines", year=card.year, day=when) if has_own else "",
        text(lang, "cumulative.foot.versus") if has_versus else "",
        text(lang, "cumulative.foot.limit"),
        text(lang, "cumulative.foot.daily") if is_daily else "",
        text(lang, "cumulative.foot.monthly") if is_monthly else "",
        text(lang, "cumulative.foot.allowance.basis") if basis else "",
        *apart,
    ]
    return " · ".join(filter(None, parts))


def _basis_words(card: _Card, shown: list[_Shown]) -> list[str]:
    lang, basis = card.state.lang, card.state.basis
    if not basis:
        return []
    if not any(each.is_touched for each in shown):
        words = [text(lang, f"common.basis.nothing.{basis}")]
    else:
        words = [text(lang, "common.foot.basis", basis=text(lang, f"common.basis.{basis}"))]
    judged = [metric_name(lang, e.metric) for e in shown if e.metric in JUDGED]
    if basis == "present_state" and judged:
        what = text(lang, "cumulative.list").join(judged)
        words.append(text(lang, "cumulative.foot.basis.judged", what=what))
    if basis == "present_state":
        words.append(text(lang, "cumulative.foot.present"))
    lost = [metric_name(lang, e.metric) for e in shown if _lacks_weather(e)]
    if basis == "present_state" and lost:
        what = text(lang, "cumulative.list").join(lost)
        words.append(text(lang, "cumulative.foot.no_weather", what=what))
    return words


def _lacks_weather(shown: _Shown) -> bool:
    """Return whether a year of a particle has no value at all, as one without weather has."""
    return shown.metric in PARTICLES and not all(year.is_known for year in shown.years)


def save_years(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the lines shown: metric, year, date, value, whether it began late."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    card = _about(snapshot, state)
    parts = [
        pd.DataFrame(
            {
                "place": state.place,
                "metric": shown.metric,
                "standard": card.scheme,
                "year": year.year,
                "date": year.dates.astype("datetime64[s]"),
                "value": year.values,
                "starts_late": year.starts_late,
            }
        )
        for shown in _collect(snapshot, card)
        for year in shown.years
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["place"])
    return {"content": csv_text(frame), "filename": f"{state.place}-{card.year}-so-far.csv"}

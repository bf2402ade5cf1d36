"""The exceedance curves of Trends: a chart and a table for each chosen metric with daily values."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from dash import Dash, Input, Output, html, no_update

from airquality.metrics import METRICS
from layouts.parts.card import save_on_click
from layouts.parts.table import Head, table
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.exceedance import Spread, exceedance_figure
from view.figures.frame import empty
from view.formats import amount, day, unit
from view.limit_words import daily_limit_words, scheme_of
from view.queries import exceedance as query
from view.queries.coupling import ALL_YEARS, source_titles
from view.readings import exceedance as reading
from view.state import MAX_METRICS, ViewState
from view.text import text
from view.wording import series_name

_CARD = ids.TRENDS_EXCEEDANCE
_SLOTS = tuple(ids.part(_CARD, str(slot)) for slot in range(MAX_METRICS))
#: The percentiles of the small table.
_TOLD = (5, 25, 50, 75, 90, 95, 98, 99)


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        *(Output(slot, "figure") for slot in _SLOTS),
        *(Output(ids.part(slot, "title"), "children") for slot in _SLOTS),
        *(Output(ids.part(slot, "table"), "children") for slot in _SLOTS),
        *(Output(ids.part(slot, "slot"), "hidden") for slot in _SLOTS),
        *(Output(ids.part(_CARD, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(_CARD), "data"),
        prevent_initial_call=True,
    )(show_spreads)
    save_on_click(app, _CARD, save_spreads)


@dataclass(frozen=True)
class _Shown:
    """One metric of the card: a curve each, with the days above its limit where there is one."""

    metric: str
    curves: list[tuple[Spread, query.Over | None]]

    @property
    def limits(self) -> dict[float, str]:
        """The limits that held on any of the days, each with a day on which it did."""
        return {v: when for _, over in self.curves if over for v, when in over.limits}


def _collect(snapshot: Snapshot, state: ViewState, asked: list[query.Asked]) -> list[_Shown]:
    metrics = query.daily_metrics(state.metrics)
    found = query.curves(snapshot, state.city, tuple(asked), metrics, state.standard)
    return [_Shown(metric, curves) for metric, curves in found.items()]


def show_spreads(data: Any) -> tuple[Any, ...]:
    """Return figures, titles, tables, whether each place is hidden; title, reading and foot."""
    snapshot, state = options.chosen(data)
    lang, asked = state.lang, query.asked(snapshot, state)
    shown = _collect(snapshot, state, asked)
    names = dict.fromkeys(curve.name for curve in asked)
    what = text(lang, "exceedance.list").join(names)
    title = text(lang, "exceedance.card.title", what=what)
    left = MAX_METRICS - max(len(shown), 1)
    hidden = [False] * (MAX_METRICS - left) + [True] * left
    blank = [""] * MAX_METRICS
    if not shown:
        figures = [empty(text(lang, "exceedance.empty.none")), *(no_update,) * left]
        return *figures, *blank, *blank, *hidden, title, text(lang, "exceedance.none"), ""
    scheme, figures, tables, lines = scheme_of(state.standard), [], [], []
    for each in shown:
        limits = [
            (value, daily_limit_words(lang, each.metric, value, scheme, when))
            for value, when in sorted(each.limits.items())
        ]
        spreads = [spread for spread, _ in each.curves]
        figures.append(exceedance_figure(spreads, each.metric, limits, lang))
        tables.append(_table(each, lang))
        lines.append(reading.panel_sentence(each.metric, each.curves, scheme, lang))
    period = _period_words(lang, asked)
    titles = [_title(each.metric, period, lang) for each in shown] + [""] * left
    words = [html.Span(line, className="reading-line") for line in lines]
    foot = _foot(snapshot, state, any(each.limits for each in shown))
    figures += [no_update] * left
    return *figures, *titles, *tables, *[""] * left, *hidden, title, words, foot


def _period_words(lang: str, asked: list[query.Asked]) -> str:
    periods = {curve.period for curve in asked}
    if len(periods) > 1:
        return text(lang, "exceedance.period.years")
    key = "all" if ALL_YEARS in periods else "year"
    return text(lang, f"exceedance.period.{key}", year=next(iter(periods)))


def _title(metric: str, period: str, lang: str) -> str:
    shown = unit(lang, METRICS[metric])
    name = series_name(lang, metric, "daily")
    if shown:
        name = text(lang, "trends.with_unit", name=name, unit=shown)
    return text(lang, "exceedance.panel", name=name, period=period)


def _table(shown: _Shown, lang: str) -> html.Div:
    heads = [Head(text(lang, "exceedance.table.name"))]
    heads += [Head(text(lang, "exceedance.table.percentile", p=p), True) for p in _TOLD]
    heads.append(Head(text(lang, "exceedance.table.days"), True))
    has_limit = any(over for _, over in shown.curves)
    heads += [Head(text(lang, "exceedance.table.over"), True)] if has_limit else []
    rows = []
    for spread, over in shown.curves:
        row = [spread.name, *(amount(shown.metric, spread.value_at(p)) for p in _TOLD)]
        row.append(str(spread.count))
        if has_limit:
            row.append(_over_words(over, lang))
        rows.append(row)
    return table(heads, rows, css="percentiles")


def _over_words(over: query.Over | None, lang: str) -> str:
    if over is None or not over.days:
        return ""
    share = reading.share_words(over)
    return text(lang, "exceedance.table.over.value", n=over.over, share=share)


def _foot(snapshot: Snapshot, state: ViewState, has_limit: bool) -> str:
    lang = state.lang
    city = options.city_of(snapshot, state)
    first, last = (np.datetime64(d, "D") for d in (city.first_day, city.last_day))
    titles = source_titles(snapshot, state.city, first, last, state.place != state.city)
    names = text(lang, "exceedance.list").join(zh if lang == "zh" else en for zh, en in titles)
    scheme = text(lang, f"common.standard.{scheme_of(state.standard)}")
    parts = [
        text(lang, "common.foot.source", source=names) if names else "",
        text(lang, "common.foot.standard", standard=scheme) if has_limit else "",
        text(lang, "common.foot.data_to", day=day(lang, city.last_day)),
        text(lang, "exceedance.foot.period") if state.start or state.end else "",
        text(lang, "exceedance.foot.whole") if state.basis else "",
    ]
    return " · ".join(filter(None, parts))


def save_spreads(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the curves shown: a row a percentile."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    asked = query.asked(snapshot, state)
    parts = [
        pd.DataFrame(
            {
                "place": curve.place,
                "name": spread.name,
                "period": curve.period,
                "metric": shown.metric,
                "percentile": spread.percentiles,
                "share_at_or_above": 100 - spread.percentiles,
                "value": spread.values,
                "days": spread.count,
            }
        )
        for shown in _collect(snapshot, state, asked)
        for curve, (spread, _) in zip(asked, shown.curves, strict=True)
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["place"])
    return {"content": csv_text(frame), "filename": f"{state.place}-percentiles.csv"}

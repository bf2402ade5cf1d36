"""PM2.5 with O3 on Trends: the charts of the days, and those of whole years."""

from typing import Any

import numpy as np
import pandas as pd
from dash import Dash, Input, Output, html

from airquality.schemes import daily_limits
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.correlations import correlations_figure, correlations_height
from view.figures.frame import empty
from view.figures.quadrants import both_days_figure, quadrant_figure
from view.figures.year_clock import year_clock
from view.formats import day
from view.limit_words import scheme_of
from view.lines import Cycled
from view.paired_days import METRICS_PAIRED
from view.queries import coupling as query
from view.readings import coupling as reading
from view.state import ViewState
from view.text import text

_CARD = ids.TRENDS_COUPLING


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    wanted = Input(ids.wanted(_CARD), "data")
    app.callback(
        *_outputs("quadrants"),
        *_outputs("both"),
        *(Output(ids.part(_CARD, what), "children") for what in ("title", "reading", "foot")),
        wanted,
        prevent_initial_call=True,
    )(show_days)
    app.callback(
        *_outputs("clock"),
        *_outputs("correlation"),
        *(Output(ids.part(_CARD, what), "style") for what in ("correlation", "both")),
        wanted,
        prevent_initial_call=True,
    )(show_groups)
    for what, save in (
        ("quadrants", save_days),
        ("both", save_both),
        ("clock", save_months),
        ("correlation", save_correlations),
    ):
        save_on_click(app, ids.part(_CARD, what), save)


def _outputs(panel: str) -> tuple[Output, Output]:
    own = ids.part(_CARD, panel)
    return Output(own, "figure"), Output(ids.part(own, "title"), "children")


def show_days(data: Any) -> tuple[Any, ...]:
    """Return scatter and bars with their titles, then title, reading and foot of the card."""
    snapshot, state = options.chosen(data)
    lang, found = state.lang, query.coupled(snapshot, state)
    titles = [text(lang, f"coupling.panel.{what}") for what in ("quadrants", "both")]
    title = text(lang, "coupling.card.title", place=found.place.name(lang))
    if np.isnat(found.start):
        blank = empty(text(lang, "common.empty.no_data"))
        return blank, titles[0], blank, titles[1], title, _nothing(found, lang), ""
    sentences = [
        *reading.days_sentences(found.days, found.start, found.end, lang),
        _groups_sentence(snapshot, state, found),
    ]
    return (
        quadrant_figure(found.days, found.scheme, lang),
        titles[0],
        both_days_figure(found.days, lang),
        titles[1],
        title,
        [html.Span(words, className="reading-line") for words in sentences if words],
        _foot(snapshot, state, found),
    )


def _nothing(found: query.Coupled, lang: str) -> str:
    if np.isnat(found.first):
        return text(lang, "coupling.reading.nothing", place=found.place.name(lang))
    first, last = (day(lang, d.astype(object)) for d in (found.first, found.last))
    return text(lang, "coupling.reading.outside", first=first, last=last)


def _groups_sentence(snapshot: Snapshot, state: ViewState, found: query.Coupled) -> str:
    """Return the sentence on correlations and the months of the peaks."""
    lang, period = state.lang, query.period_of_groups(state)
    rows = query.correlations(snapshot, state.city, found.place.scope, found.place.id, period)
    months = query.monthly_means(snapshot, state.city, found.place.scope, found.place.id, period)
    has_classes = any(row.kind == "temperature" for row in rows)
    parts = [
        reading.correlation_sentence(rows, _period_words(lang, period), has_classes, lang),
        reading.peaks_sentence(months, lang),
    ]
    return (" " if lang == "en" else "").join(filter(None, parts))


def _period_words(lang: str, period: str) -> str:
    key = "all" if period == query.ALL_YEARS else "year"
    return text(lang, f"coupling.period.{key}", year=period)


def _foot(snapshot: Snapshot, state: ViewState, found: query.Coupled) -> str:
    lang = state.lang
    sources = query.source_titles(
        snapshot, state.city, found.start, found.end, found.place.scope != "city"
    )
    names = text(lang, "coupling.comma").join(zh if lang == "zh" else en for zh, en in sources)
    scheme = text(lang, f"common.standard.{found.scheme}")
    whole = int((found.end - found.start).astype(int)) + 1
    parts = [
        text(lang, "common.foot.source", source=names) if names else "",
        text(lang, "common.foot.standard", standard=scheme),
        _basis_words(state, found),
        text(lang, "common.foot.data_to", day=day(lang, found.last.astype(object))),
        text(lang, "common.foot.completeness", valid=len(found.days), total=whole),
        text(lang, "coupling.foot.whole") if state.start or state.end else "",
        text(lang, "coupling.foot.crosses") if reading.crosses_reference_change(found.days) else "",
    ]
    return " · ".join(filter(None, parts))


def _basis_words(state: ViewState, found: query.Coupled) -> str:
    lang = state.lang
    if state.basis == "present_state":
        return text(lang, "coupling.foot.basis.present")
    if not state.basis:
        return ""
    if not found.left_out:
        return text(lang, f"common.basis.nothing.{state.basis}")
    basis = text(lang, f"common.basis.{state.basis}")
    return text(lang, "coupling.foot.basis.days", basis=basis, n=found.left_out)


def show_groups(data: Any) -> tuple[Any, ...]:
    """Return the clock of the months and the correlations, each with its title.

    Then the height that the correlations need, twice: the bars beside them take it too.
    """
    snapshot, state = options.chosen(data)
    lang, period = state.lang, query.period_of_groups(state)
    words = _period_words(lang, period)
    months, limits = _months(snapshot, state, period)
    rows = query.correlations(snapshot, state.city, *_place(snapshot, state), period)
    shapes = [(metric, months[metric], limits[metric]) for metric in METRICS_PAIRED]
    return (
        year_clock(shapes, lang),
        text(lang, "coupling.panel.clock", period=words),
        correlations_figure(rows, lang),
        text(lang, "coupling.panel.correlation", period=words),
        *({"height": f"{correlations_height(rows)}px"},) * 2,
    )


def _place(snapshot: Snapshot, state: ViewState) -> tuple[str, str]:
    place = options.place_of(snapshot, state.city, state.place)
    return (place.scope, place.id) if place else ("city", state.city)


def _months(
    snapshot: Snapshot, state: ViewState, period: str
) -> tuple[dict[str, Cycled], dict[str, float]]:
    """Return the monthly means, and the daily limits on the last day that they are made of."""
    months = query.monthly_means(snapshot, state.city, *_place(snapshot, state), period)
    last = query.coupled(snapshot, state).last
    if period != query.ALL_YEARS or np.isnat(last):
        year = period if period != query.ALL_YEARS else str(state.year)
        last = np.datetime64(f"{year}-12-31")
    limits = daily_limits(scheme_of(state.standard), np.array([last]))
    return months, {"pm25": float(limits["pm25"][0]), "o3_mda8": float(limits["o3"][0])}


def save_days(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the days shown: values, limits, and which they are above."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.coupled(snapshot, state)
    return _file(state, "days", found.days.as_rows())


def save_both(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the bars: days in each quarter by year and month."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    rows = query.coupled(snapshot, state).days.as_rows()
    rows = rows.assign(year=rows["date"].dt.year, month=rows["date"].dt.month)
    counted = rows.groupby(["year", "month"])["above"].value_counts().unstack(fill_value=0)
    counted = counted.reindex(columns=["neither", "pm25_only", "o3_only", "both"], fill_value=0)
    return _file(state, "both", counted.reset_index())


def save_months(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the clock: the mean of each month, its limit and their ratio."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    period = query.period_of_groups(state)
    months, limits = _months(snapshot, state, period)
    parts = [
        pd.DataFrame(
            {
                "metric": metric,
                "period": period,
                "month": np.arange(1, 13),
                **{key: getattr(own, key) for key in ("mean", "low", "high", "count")},
                "daily_limit": limits[metric],
                "share_of_limit": own.mean / np.float32(limits[metric]),
            }
        )
        for metric, own in months.items()
    ]
    return _file(state, "months", pd.concat(parts, ignore_index=True))


def save_correlations(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the correlations shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    period = query.period_of_groups(state)
    rows = query.correlations(snapshot, state.city, *_place(snapshot, state), period)
    names = {"kind": "group_kind", "value": "correlation"}
    frame = pd.DataFrame(
        {
            names.get(key, key): [getattr(row, key) for row in rows]
            for key in ("kind", "group", "value", "low", "high", "days")
        }
    )
    return _file(state, "correlation", frame.assign(period=period))


def _file(state: ViewState, what: str, frame: pd.DataFrame) -> dict[str, Any]:
    name = f"{state.place}-pm25-o3-{what}.csv"
    return {"content": csv_text(frame), "filename": name}

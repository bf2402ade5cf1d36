"""The card "from where": roses and polar plots of the chosen place."""

from typing import Any

from dash import Dash, Input, Output, html

from airquality.polar_plot import LEAST_HOURS
from layouts.map.from_where import PANELS
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.frame import Figure, empty
from view.figures.polar import cpf_plot, polar_plot
from view.figures.rose import pollution_rose, wind_rose
from view.figures.wind_classes import shared_edges
from view.queries import from_where as query
from view.queries.from_where import FromWhere
from view.queries.trends import sources
from view.readings import applied
from view.readings import from_where as reading
from view.source_notes import source_notes
from view.state import ViewState
from view.text import text
from view.wind_periods import period_name

_NAME = ids.MAP_FROM_WHERE


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    panels = [ids.part(_NAME, panel) for panel in PANELS]
    app.callback(
        *(Output(panel, "figure") for panel in panels),
        *(Output(ids.part(panel, "title"), "children") for panel in panels),
        *(Output(ids.part(_NAME, what), "children") for what in ("title", "reading", "foot")),
        Output(ids.part(_NAME, "sources"), "children"),
        Output(ids.part(_NAME, "panels"), "hidden"),
        Output(ids.download(_NAME), "disabled"),
        Input(ids.wanted(_NAME), "data"),
        prevent_initial_call=True,
    )(show_from_where)
    save_on_click(app, _NAME, save_bins)


def show_from_where(data: Any) -> tuple[Any, ...]:
    """Return figures and their titles; title, reading, foot; notes of sources; what is hidden."""
    snapshot, state = options.chosen(data)
    found, lang = query.from_where(snapshot, state), state.lang
    if not found.is_shown:
        blank, words = empty(text(lang, "from_where.empty")), _nothing(snapshot, found, lang)
        title = text(lang, "from_where.title.none")
        return *(blank,) * len(PANELS), *("",) * len(PANELS), title, words, "", [], True, True
    title = text(
        lang,
        "from_where.title",
        place=found.place.name(lang),
        metric=reading.symbol(found.metric),
        period=period_name(snapshot, found.period, lang),
    )
    lines = [html.Span(s, className="reading-line") for s in reading.sentences(found, lang)]
    return (
        *_figures(found, lang),
        *_titles(found, lang),
        title,
        lines,
        _foot(snapshot, found, state),
        _notes(snapshot, found, lang),
        False,
        False,
    )


def _nothing(snapshot: Snapshot, found: FromWhere, lang: str) -> str:
    if not found.has_wind:
        return text(lang, "from_where.no_wind", city=found.city.name(lang))
    period = period_name(snapshot, found.period, lang)
    return text(lang, "from_where.no_period", place=found.place.name(lang), period=period)


def _figures(found: FromWhere, lang: str) -> tuple[Figure, ...]:
    assert found.wind is not None  # asked for only where there is wind
    rose, polar, metric = found.rose, found.polar, found.metric
    first = wind_rose(found.wind, lang)
    if rose is None or polar is None:
        return first, *(empty(text(lang, "from_where.few")),) * 3
    edges = shared_edges(rose, polar, LEAST_HOURS)
    return (
        first,
        pollution_rose(rose, metric, edges, LEAST_HOURS, lang),
        polar_plot(polar, metric, edges, LEAST_HOURS, lang),
        cpf_plot(polar, metric, LEAST_HOURS, lang),
    )


def _titles(found: FromWhere, lang: str) -> list[str]:
    named = reading.named_with_unit(found.metric, lang)
    p75 = found.polar.p75 if found.polar is not None else float("nan")
    told = {"metric": named, "p75": reading.with_unit(found.metric, p75, lang)}
    return [text(lang, f"from_where.panel.{panel}", **told) for panel in PANELS]


def _foot(snapshot: Snapshot, found: FromWhere, state: ViewState) -> str:
    lang, city = state.lang, found.city
    own = sources(snapshot, city.id, True)
    parts = [
        applied.source_words(lang, own, city.first_day, city.last_day),
        *reading.sample_words(found, lang),
    ]
    return " · ".join(filter(None, parts))


def _notes(snapshot: Snapshot, found: FromWhere, lang: str) -> list[html.P]:
    notes = source_notes(snapshot, found.city.id, lang, True)
    return [html.P(text(lang, "from_where.method.note", note=note)) for note in notes]


def save_bins(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the bins shown, with their hours, however few."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.from_where(snapshot, state)
    name = text(state.lang, "from_where.file", place=found.place.id, period=found.period)
    return {"content": csv_text(query.bins(snapshot, found)), "filename": f"{name}.csv"}

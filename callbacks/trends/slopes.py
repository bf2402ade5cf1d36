"""The slopes of Trends: how much a year, from which month on another level, and how sure."""

from collections.abc import Iterator
from typing import Any

from dash import Dash, Input, Output, html, no_update

from airquality.metrics import METRICS
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.series_traces import metric_colour
from view.figures.slope_months import Drawn, slope_months_figure
from view.figures.slopes import Slope, slopes_figure, slopes_height
from view.formats import unit
from view.long_term import LongTerm
from view.queries import slopes as query
from view.queries.slopes import Slopes
from view.queries.trends import sources
from view.readings import applied
from view.readings import slopes as reading
from view.selection import fit_metrics
from view.state import ViewState
from view.text import text
from view.theme import PLACE_COLOURS
from view.wording import series_name

_CARD = ids.TRENDS_SLOPES
_SLOTS = ids.TRENDS_SLOPE_MONTHS


def register(app: Dash) -> None:
    """Register the slopes' callbacks with an app."""
    app.callback(
        Output(_CARD, "figure"),
        Output(_CARD, "style"),
        *(Output(slot, "figure") for slot in _SLOTS),
        *(Output(ids.part(slot, "title"), "children") for slot in _SLOTS),
        *(Output(ids.part(slot, "slot"), "hidden") for slot in _SLOTS),
        *(Output(ids.part(_CARD, what), "children") for what in ("words", "foot")),
        Input(ids.wanted(_CARD), "data"),
        prevent_initial_call=True,
    )(show_slopes)
    save_on_click(app, _CARD, save_slopes)


def show_slopes(data: Any) -> tuple[Any, ...]:
    """Return figure and style of the slopes; the months, titles, what is hidden; words and foot."""
    snapshot, state = options.chosen(data)
    lang, shown = state.lang, query.slopes(snapshot, state)
    rows = [_row(shown, place, own, lang) for place, own in _each(shown)]
    figure = slopes_figure(rows, len(shown.places) > 1, lang)
    style = {"height": f"{slopes_height(rows)}px"}
    used, left = len(shown.metrics), len(_SLOTS) - len(shown.metrics)
    figures = [slope_months_figure(_drawn(shown, m, lang), lang) for m in shown.metrics]
    titles = [_title(metric, lang) for metric in shown.metrics]
    months = [*figures, *(no_update,) * left, *titles, *[""] * left]
    hidden = [False] * used + [True] * left
    words = [html.Li(sentence) for sentence in _sentences(shown, state)]
    return figure, style, *months, *hidden, words, _foot(snapshot, state, shown)


def _each(shown: Slopes) -> Iterator[tuple[int, LongTerm]]:
    for found in shown.found.values():
        yield from found


def _row(shown: Slopes, place: int, own: LongTerm, lang: str) -> Slope:
    name = shown.places[place].name(lang)
    label = text(lang, "slopes.row", symbol=METRICS[own.metric].symbol, place=name)
    return Slope(
        place,
        name,
        own.metric,
        label,
        own.per_cent("slope"),
        own.per_cent("slope_low"),
        own.per_cent("slope_high"),
        float(own.trend["p_value"]),
        own.is_judged,
    )


def _drawn(shown: Slopes, metric: str, lang: str) -> list[Drawn]:
    several = len(shown.places) > 1
    return [
        Drawn(
            shown.places[place].name(lang),
            PLACE_COLOURS[place % len(PLACE_COLOURS)] if several else metric_colour(metric),
            own,
        )
        for place, own in shown.found[metric]
    ]


def _title(metric: str, lang: str) -> str:
    name = series_name(lang, metric, "monthly")
    return text(lang, "slopes.panel", name=name, unit=unit(lang, METRICS[metric]))


def _sentences(shown: Slopes, state: ViewState) -> list[str]:
    """Return slopes, then change points, then what has no trend."""
    lang = state.lang
    words = [
        reading.slope_sentence(lang, shown.places[place].name(lang), own.trend)
        for place, own in _each(shown)
    ]
    words += reading.change_sentences(lang, shown)
    words += filter(None, [reading.lost_words(lang, shown)])
    metrics = fit_metrics(state.metrics, state.grain)
    others = [series_name(lang, m, state.grain) for m in metrics if METRICS[m].pollutant is None]
    if not shown.metrics:
        words.append(text(lang, "slopes.no_pollutant"))
    elif others:
        what = text(lang, "slopes.list").join(others)
        words.append(text(lang, "slopes.no_index", what=what))
    return words


def _foot(snapshot: Snapshot, state: ViewState, shown: Slopes) -> str:
    lang = state.lang
    months = [own.months for _, own in _each(shown) if len(own.months)]
    if not months:
        return ""
    first = min(m[0] for m in months).astype("datetime64[D]")
    last = (max(m[-1] for m in months) + 1).astype("datetime64[D]") - 1
    has_hollow = any(not own.is_valid.all() for _, own in _each(shown))
    has_changes = any(own.changes for _, own in _each(shown))
    words = [
        applied.source_words(
            lang, sources(snapshot, state.city, state.place != state.city), first, last
        ),
        text(lang, "slopes.foot.unjudged"),
        reading.basis_words(lang, shown, state.basis),
        applied.data_to(lang, last),
        reading.months_words(lang, shown),
        text(lang, "slopes.foot.hollow") if has_hollow else "",
        text(lang, "slopes.foot.lines") if has_changes else "",
    ]
    return " · ".join(filter(None, words))


def save_slopes(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the slopes and change points: a row each, `what` says which."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    frame = query.rows_of(query.slopes(snapshot, state), state.lang)
    name = text(state.lang, "slopes.file", city=state.city)
    return {"content": csv_text(frame), "filename": f"{name}.csv"}

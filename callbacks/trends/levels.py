"""The days by level of Trends."""

from typing import Any

from dash import Dash, Input, Output

from layouts.parts.card import save_on_click
from view import ids, options
from view.csv import csv_text
from view.figures.day_levels import FEW, day_levels
from view.figures.frame import empty
from view.queries import levels as query
from view.queries import trends as trends_query
from view.readings import applied
from view.readings.levels import levels_sentence
from view.state import ViewState
from view.text import text

_LEVELS = ids.TRENDS_LEVELS


def register(app: Dash) -> None:
    """Register the callbacks of the days by level with an app."""
    app.callback(
        Output(_LEVELS, "figure"),
        *(Output(ids.part(_LEVELS, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(_LEVELS), "data"),
        prevent_initial_call=True,
    )(show_levels)
    save_on_click(app, _LEVELS, save_levels)


def show_levels(data: Any) -> tuple[Any, ...]:
    """Return figure, title, reading and foot."""
    snapshot, state = options.chosen(data)
    found, lang = query.levels(snapshot, state), state.lang
    title = text(lang, f"levels.title.{found.kind}", place=found.place.name(lang))
    if found.rows.empty or found.first is None:
        words = _nothing(found, lang)
        return empty(words), title, words, ""
    figure = day_levels(found.rows, found.kind, found.scheme, lang, state.palette)
    of_places = found.place.scope != "city"
    sources = trends_query.sources(snapshot, found.city.id, of_places)
    return figure, title, levels_sentence(found, lang), " · ".join(_foot(found, state, sources))


def _nothing(found: query.Levels, lang: str) -> str:
    place = found.place.name(lang)
    if found.first is None:
        return text(lang, "tiles.nothing", place=place)
    period = applied.between(lang, found.first, found.last)
    return text(lang, "tiles.outside", place=place, period=period)


def _foot(found: query.Levels, state: ViewState, sources: Any) -> list[str]:
    lang, rows = state.lang, found.rows
    first, last = rows["period_start"].iloc[0], rows["period_end"].iloc[-1]
    words = [applied.source_words(lang, sources, first, last)]
    words += applied.scheme_words(lang, state.standard)
    if found.basis == "present_state":
        words.append(text(lang, "tiles.foot.own_state"))
    else:
        words += applied.basis_words(lang, found.basis, found.is_different)
    words += [applied.data_to(lang, found.last)] if found.last is not None else []
    words.append(
        text(
            lang,
            "common.foot.completeness",
            valid=int(rows["valid_days"].sum()),
            total=int(rows["calendar_days"].sum()),
        )
    )
    words += applied.reference_words(lang, first, last)
    if not rows["is_valid"].all():
        words.append(text(lang, "levels.foot.few", mark=FEW))
    incomplete = int(rows["incomplete_days"].sum())
    if incomplete:
        words.append(text(lang, "levels.foot.incomplete", days=incomplete))
    lacking = int(rows["exceeding_days_without_aqi"].sum())
    if lacking:
        words.append(text(lang, "levels.foot.without_aqi", days=lacking))
    return list(filter(None, words))


def save_levels(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the periods shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.levels(snapshot, state)
    rows = found.rows.copy()
    rows.insert(0, "place", found.place.id)
    rows.insert(1, "standard", found.scheme)
    name = text(state.lang, "levels.file", place=found.place.id, kind=found.kind)
    return {"content": csv_text(rows), "filename": f"{name}.csv"}

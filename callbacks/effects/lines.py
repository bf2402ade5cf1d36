"""The months of a city, observed and with the weather taken out."""

from typing import Any

from dash import Dash, Input, Output

from layouts.effects import lines as layout
from layouts.parts.card import save_on_click
from view import ids
from view.csv import csv_text
from view.effect_choice import scheme_of
from view.effect_page import shown
from view.figures.normalised_lines import normalised_lines
from view.queries import effects as query
from view.queries.hours import hour_sources
from view.readings.applied import source_words
from view.readings.effects import titled
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        Output(ids.EFFECTS_LINES, "figure"),
        *(Output(part, "children") for part in (layout.TITLE, layout.READING, layout.FOOT)),
        Input(ids.STATE, "data"),
    )(show_lines)
    save_on_click(app, ids.EFFECTS_LINES, save_lines)


def show_lines(data: Any) -> tuple[Any, ...]:
    """Return figure, title, reading and foot."""
    page = shown(data)
    state, lang, own = page.state, page.state.lang, page.months
    title = titled(lang, "effects.lines.title", state.modelled)
    figure = normalised_lines(own, state.modelled, page.poor, lang)
    if not len(own):
        return figure, title, "", ""
    sources = hour_sources(page.snapshot, state.city)
    foot = [
        text(lang, "effects.lines.foot"),
        source_words(lang, sources, own.starts[0], (own.starts[-1] + 1).astype("M8[D]") - 1),
    ]
    said = text(lang, f"effects.lines.reading.{scheme_of(state)}")
    return figure, title, said, " · ".join(filter(None, foot))


def save_lines(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the months of both schemes."""
    if not clicks:
        return None
    page = shown(data)
    frame = query.months_frame(page.snapshot, page.state.city, page.state.modelled)
    name = f"qingce_{page.state.city}_normalised_{page.state.modelled}.csv"
    return {"content": csv_text(frame), "filename": name, "type": "text/csv"}

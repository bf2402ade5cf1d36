"""A change parted into the weather and the rest, by years, seasons or any two periods."""

from typing import Any

from dash import Dash, Input, Output

from layouts.effects import waterfall as layout
from layouts.ranking.lines import as_lines
from view import ids
from view.effect_page import shown
from view.figures.frame import empty
from view.figures.waterfall import waterfall, waterfall_height
from view.readings.effects import change_words, titled
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        Output(ids.EFFECTS_WATERFALL, "figure"),
        Output(ids.EFFECTS_WATERFALL, "style"),
        Output(layout.OWN, "hidden"),
        *(Output(part, "children") for part in (layout.TITLE, layout.READING, layout.FOOT)),
        Input(ids.wanted(ids.EFFECTS_WATERFALL), "data"),
        prevent_initial_call=True,
    )(show_waterfall)


def show_waterfall(data: Any) -> tuple[Any, ...]:
    """Return figure and height, whether the chooser is hidden; title, reading and foot."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    is_own = state.change == "own"
    changes = page.changes(state.change)
    said = change_words(lang, page.newest(state.change), state.modelled)
    key = "effects.waterfall.none" if is_own else "effects.waterfall.none.kind"
    figure = waterfall(changes, state.modelled, lang) if said else empty(text(lang, key))
    return (
        figure,
        {"height": f"{waterfall_height(changes)}px"},
        not is_own,
        titled(lang, "effects.waterfall.title", state.modelled),
        as_lines([page.poor, *said] if said else []),
        text(lang, "effects.waterfall.foot.own" if is_own else "effects.waterfall.foot"),
    )

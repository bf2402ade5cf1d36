"""The page's first sentences, and why there is nothing where there is nothing."""

from typing import Any

from dash import Dash, Input, Output, html

from layouts.pages.effects import CARDS, NOTICE, READING
from layouts.ranking.lines import as_lines
from view import ids, options
from view.effect_choice import name_of
from view.effect_page import shown
from view.queries.effects import effects
from view.readings.effects import city_words, head_words
from view.text import text


def register(app: Dash) -> None:
    """Register the callback with an app."""
    app.callback(
        Output(READING, "children"),
        Output(NOTICE, "children"),
        Output(CARDS, "hidden"),
        Input(ids.STATE, "data"),
    )(show_head)


def show_head(data: Any) -> tuple[Any, ...]:
    """Return the sentences, the notice where there is no model, whether its cards are hidden."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    city = options.city_of(page.snapshot, state).name(lang)
    missing = city_words(lang, page.skills)
    if missing:
        symbol = name_of(lang, state.modelled)
        title = html.Strong(text(lang, "effects.city.title", city=city, symbol=symbol))
        said = [html.P(words) for words in missing if words]
        return None, html.Div([title, *said], className="effect-missing"), True
    judged = effects(page.snapshot, state.city, state.modelled)
    newest = page.newest("year")
    return as_lines(head_words(lang, city, state.modelled, judged, newest, page.poor)), None, False

"""The page's first sentences, and why there is nothing where there is nothing."""

from typing import Any

from dash import Dash, Input, Output, dcc, html

from layouts.pages.effects import CARDS, MODEL, NOTICE, READING
from layouts.ranking.lines import as_lines
from view import ids, options
from view.effect_choice import name_of
from view.effect_page import Shown, shown
from view.links import to_effects
from view.queries.effects import cities_answered, effects
from view.readings.effect_head import head_words
from view.readings.effects import city_words
from view.text import text


def register(app: Dash) -> None:
    """Register the callback with an app."""
    app.callback(
        Output(READING, "children"),
        Output(NOTICE, "children"),
        Output(CARDS, "hidden"),
        Output(MODEL, "hidden"),
        Input(ids.STATE, "data"),
    )(show_head)


def show_head(data: Any) -> tuple[Any, ...]:
    """Return the sentences, the notice where there is no model, whether its cards are hidden.

    The last twice: the cards stand before and after that of other cities.
    """
    page = shown(data)
    state, lang = page.state, page.state.lang
    city = options.city_of(page.snapshot, state).name(lang)
    missing = city_words(lang, page.skills)
    if missing:
        return None, _notice(page, city, missing), True, True
    judged = effects(page.snapshot, state.city, state.modelled)
    newest = page.newest("year")
    said = head_words(lang, city, state.modelled, judged, newest, page.poor)
    return as_lines(said), None, False, False


def _notice(page: Shown, city: str, missing: tuple[str, str]) -> html.Div:
    """Return why there is nothing, what would be needed, and the cities that have results."""
    state, lang = page.state, page.state.lang
    symbol = name_of(lang, state.modelled)
    title = html.Strong(text(lang, "effects.city.title", city=city, symbol=symbol))
    said: list[Any] = [html.P(words) for words in missing if words]
    known = cities_answered(page.snapshot)
    if state.city not in known:
        links = [
            dcc.Link(one.name(lang), href=to_effects(state.but(city=one.id, place="", modelled="")))
            for one in options.cities(page.snapshot)
            if one.id in known
        ]
        said.append(html.P([text(lang, "effects.city.others"), *links]) if links else None)
    return html.Div([title, *said], className="effect-missing")

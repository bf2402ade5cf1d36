"""What was done about a case: the warnings and measures beside its hours."""

from typing import Any

from dash import Dash, Input, Output

from layouts.case import response as layout
from layouts.case.measures import measure_tables
from view import case_choice, ids, options
from view.links import to_effects
from view.queries import case as query
from view.queries.effects import with_effect
from view.readings.case_response import response_words
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        *(Output(part, "children") for part in (layout.READING, layout.TABLE, layout.FOOT)),
        Input(ids.wanted(ids.CASE_RESPONSE), "data"),
        prevent_initial_call=True,
    )(show_response)


def show_response(data: Any) -> tuple[Any, ...]:
    """Return the reading, the table and the foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return "", None, ""
    responses = query.responses(snapshot, row)
    said = response_words(lang, row, responses)
    foot = text(lang, "case_response.foot") if responses else ""
    told = with_effect(snapshot, row.city)
    links = {own: to_effects(state.but(city=row.city, place=""), own) for own in told}
    return said, measure_tables(lang, responses, links), foot

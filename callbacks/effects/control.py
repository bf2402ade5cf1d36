"""What other cities say of one measure: synthetic control."""

from typing import Any

from dash import Dash, Input, Output

from layouts.effects import control as layout
from layouts.ranking.lines import as_lines
from view import ids
from view.effect_choice import shown_measure
from view.effect_page import shown
from view.queries import effect_controls as query
from view.readings import effect_control as words
from view.readings.effects import titled
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        *(
            Output(part, "children")
            for part in (layout.TITLE, layout.READING, layout.BODY, layout.FOOT)
        ),
        Input(ids.wanted(ids.EFFECTS_CONTROL), "data"),
        prevent_initial_call=True,
    )(show_control)


def show_control(data: Any) -> tuple[Any, ...]:
    """Return title, reading, the table of donors and the foot."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    title = titled(lang, "effect_control.title", state.modelled)
    measure = shown_measure(page.snapshot, state)
    if measure is None:
        return title, text(lang, "effects.event.none.reading"), None, ""
    where = (page.snapshot, state.city, state.modelled)
    one = query.controls(*where).get(measure.measure_id)
    said = as_lines(words.control_words(lang, one, measure.name(lang), state.modelled))
    out = words.left_out_words(lang, one)
    if one is None or not words.has_numbers(one):
        return title, said, None, out
    donors = query.donors(*where, measure.measure_id)
    unweighted = sum(not donor.weight for donor in donors)
    made = layout.donor_table(words.donor_rows(lang, one, donors), unweighted, lang)
    return title, said, made, as_lines([text(lang, "effect_control.foot"), out])

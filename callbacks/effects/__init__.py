"""Callbacks of the page Effects, a file a card; its chooser is in `assets/js/effects.js`."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.effects import control, event, head, lines, model_card, verdicts, waterfall
from layouts.effects import verdicts as listed
from layouts.effects.event import CHOOSE
from layouts.effects.waterfall import ENDS
from layouts.pages.effects import CARDS, MODEL, NOTICE, READING
from view import ids
from view.effect_page import shown


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (head, verdicts, lines, waterfall, event, control, model_card):
        card.register(app)
    # Dash asks for an output; a label is named where nothing is put out.
    app.clientside_callback(
        ClientsideFunction("qingce_effects", "measure"),
        Output(CHOOSE, "aria-live"),
        Input(CHOOSE, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_effects", "periods"),
        Output(ids.control("former"), "value"),
        Output(ids.control("latter"), "value"),
        *(Input(end, "value") for end in ENDS),
        prevent_initial_call=True,
    )


def first_words(data: Any) -> dict[str, Any]:
    """Return what the page says before its charts: component id -> children.

    Cards that are out of sight have no words.
    """
    reading, notice, is_bare, _ = head.show_head(data)
    said = {READING: reading, NOTICE: notice}
    if is_bare:
        said |= dict.fromkeys((CARDS, MODEL))
    if is_bare and not shown(data).state.measure:
        return said | {listed.FRAME: None}
    parts = (listed.TITLE, listed.READING, listed.LIST, listed.FOOT)
    return said | dict(zip(parts, verdicts.show_verdicts(data), strict=True))

"""Callbacks of the page Effects, a file a card; its chooser is in `assets/js/effects.js`."""

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.effects import control, event, head, lines, model_card, verdicts, waterfall
from layouts.effects.event import CHOOSE
from layouts.effects.waterfall import ENDS
from view import ids


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

"""The buttons of the brief: each makes its file and says so, or says why there is none."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, dcc, no_update

from layouts.case.brief import FORMS, button, file, said
from view import case_choice, ids, options
from view.brief.file import BriefError, brief_file
from view.text import text


def register(app: Dash) -> None:
    """Register the callback of each form with an app; its button turns while it is at work."""
    for form in FORMS:
        app.callback(
            Output(file(form), "data"),
            Output(said(form), "children"),
            Input(button(form), "n_clicks"),
            State(ids.STATE, "data"),
            prevent_initial_call=True,
            running=[(Output(button(form), "loading"), True, False)],
        )(_send(form))


def _send(form: str) -> Callable[[int | None, Any], tuple[Any, Any]]:
    def send(clicks: int | None, data: Any) -> tuple[Any, Any]:
        """Return the file and a sentence; without a case, fonts or libraries only the sentence."""
        if not clicks:
            return no_update, no_update
        snapshot, state = options.chosen(data)
        row = case_choice.shown_case(snapshot, state)
        if row is None:
            return no_update, text(state.lang, "brief.unknown", case=state.case)
        try:
            made = brief_file(snapshot, row.case_id, form, state.lang)
        except BriefError as error:
            return no_update, f"{text(state.lang, 'brief.failed')} {error}"
        size = f"{len(made.content) / 1000:,.0f}"
        told = text(state.lang, "brief.done", name=made.name, size=size)
        return dcc.send_bytes(made.content, made.name, type=made.mime), told

    return send

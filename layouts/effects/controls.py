"""The controls of Effects: which pollutant, which scheme; unseen, the measure and two periods."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import effect_choice, ids
from view.state import SCHEMES_OF_DRAWING, ViewState
from view.text import text


def controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the controls, set as a settled state says.

    The measure and the periods are chosen in cards that come later: what holds the choice is here
    from the start.
    """
    lang = state.lang
    return html.Div(
        [
            dmc.Select(
                id=ids.control("modelled"),
                label=text(lang, "effects.control.modelled"),
                data=effect_choice.pollutant_choices(snapshot, state),
                value=state.modelled,
                allowDeselect=False,
                size="sm",
                className="choose-modelled",
            ),
            chosen_of(
                "scheme",
                [(each, f"effects.scheme.{each or 'weather'}") for each in SCHEMES_OF_DRAWING],
                state.scheme,
                lang,
            ),
            *(_held(field, getattr(state, field)) for field in ("measure", "former", "latter")),
        ],
        className="controls",
    )


def chosen_of(field: str, choices: list[tuple[str, str]], value: str, lang: str) -> html.Div:
    """Return a row of buttons that sets a field of the state; choices are (value, text key)."""
    label = text(lang, f"effects.control.{field}")
    return html.Div(
        [
            html.Span(label, className="control-label"),
            dmc.SegmentedControl(
                id=ids.control(field),
                data=[{"value": each, "label": text(lang, key)} for each, key in choices],
                value=value,
                size="sm",
                **spoken(label),
            ),
        ],
        className=f"choose-{field}",
    )


def _held(field: str, value: Any) -> dcc.Input:
    return dcc.Input(id=ids.control(field), type="hidden", value=value)

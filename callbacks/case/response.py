"""What was done about a case: the warnings and measures beside its hours."""

from typing import Any

from dash import Dash, Input, Output

from layouts.case import response as layout
from layouts.case.measures import measure_tables
from summaries.store import Snapshot
from view import case_choice, ids, options
from view.case_row import CaseRow
from view.links import to_effects
from view.queries import case as query
from view.queries.effects import with_effect
from view.readings.case_response import response_words
from view.state import ViewState
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
    return said, measure_tables(lang, responses, _effects(snapshot, state, row)), foot


def _effects(snapshot: Snapshot, state: ViewState, row: CaseRow) -> dict[str, str]:
    """Return where the effect of each measure is told, by the case's own pollutant if it is."""
    here, own = state.but(city=row.city, place=""), "o3_mda8" if row.kind == "o3" else "pm25"
    told = with_effect(snapshot, row.city)
    return {
        measure: to_effects(here.but(modelled=own if own in known else known[0]), measure)
        for measure, known in told.items()
    }

"""The table of the cases shown, and its file."""

from typing import Any

from dash import Dash, Input, Output, State

from layouts.cases.table import case_table
from layouts.pages.cases import ASKED, TABLE
from layouts.parts.card import save_on_click
from view import ids
from view.case_files import cases_file
from view.case_library import library, names
from view.case_words import full_title
from view.queries.cases import cases_of
from view.readings.case_library import foot_words
from view.state import ViewState


def register(app: Dash) -> None:
    """Register the table's callbacks with an app."""
    app.callback(
        Output(ids.part(TABLE, "rows"), "data"),
        Output(ids.part(TABLE, "foot"), "children"),
        Output(TABLE, "hidden"),
        Input(ASKED, "data"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(show_table)
    save_on_click(app, TABLE, save_table)


def show_table(data: Any, chosen: Any) -> tuple[Any, ...]:
    """Return the rows of the table, its foot, whether it is hidden.

    chosen: the viewer's whole choice; the cases that it ticks are named though no row shows them.
    """
    shown = library(data)
    state, rows = shown.state, shown.found.rows
    ticked = cases_of(shown.snapshot, ViewState.parse(chosen).cases)
    table = case_table(
        rows,
        names(shown.snapshot, shown.city.id, state.lang),
        {row.case_id: full_title(state.lang, row) for row in ticked},
        lang=state.lang,
        palette=state.palette,
        has_places=shown.is_nation and shown.area is None,
    )
    foot = foot_words(shown.snapshot, shown.city, len(rows), state.lang)
    return table, " · ".join(foot), not rows


def save_table(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the cases shown, all their columns."""
    if not clicks:
        return None
    shown = library(data)
    return cases_file(shown.found.rows, shown.city.id, shown.state.lang)

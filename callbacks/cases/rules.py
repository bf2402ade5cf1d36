"""The rules by which the city's cases were found."""

from typing import Any

from dash import Dash, Input, Output

from layouts.cases.rules import rule_tables
from layouts.pages.cases import ASKED, RULES
from layouts.ranking.lines import as_lines
from view import ids, options
from view.queries.case import rules
from view.readings.case_library import read_rules


def register(app: Dash) -> None:
    """Register the callback with an app."""
    app.callback(
        Output(ids.part(RULES, "body"), "children"),
        Output(ids.part(RULES, "reading"), "children"),
        Input(ASKED, "data"),
        prevent_initial_call=True,
    )(show_rules)


def show_rules(data: Any) -> tuple[Any, ...]:
    """Return the figures of the rules as tables, and the rule in sentences."""
    snapshot, state = options.chosen(data)
    figures = rules(snapshot, state.city)
    return rule_tables(figures, state.lang), as_lines(read_rules(figures, state.lang))

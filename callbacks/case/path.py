"""The path of a case: onset, peak and clearing of each place."""

from typing import Any

from dash import Dash, Input, Output, html

from airquality.pollutants import POLLUTANTS
from layouts.case import path as layout
from view import case_choice, ids, options
from view.figures.case_path import path_figure, path_height
from view.figures.frame import empty
from view.queries import case as query
from view.queries.hours import hour_sources
from view.readings import case_path as reading
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        Output(layout.GRAPH, "figure"),
        Output(layout.GRAPH, "style"),
        *(
            Output(part, "children")
            for part in (layout.TABLE, layout.READING, layout.FIGURES, layout.FOOT)
        ),
        Input(ids.wanted(layout.GRAPH), "data"),
        prevent_initial_call=True,
    )(show_path)


def show_path(data: Any) -> tuple[Any, ...]:
    """Return figure and its height, the table, the sentence, the rule's figures, the foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None or not row.has_hours:
        why = text(lang, "case_path.days" if row else "case_path.none")
        return empty(why), {"height": "120px"}, why, "", [], ""
    paths = query.paths(snapshot, row)
    groups = reading.path_groups(lang, row, paths, options.city_of(snapshot, state).areas)
    return (
        path_figure(groups, row.start, row.end, row.pollutant, lang),
        {"height": f"{path_height(groups)}px"},
        layout.path_table(lang, POLLUTANTS[row.pollutant].unit, reading.table_rows(row, groups)),
        reading.path_words(lang, row, paths),
        [html.Li(line) for line in reading.path_figures(lang, query.rules(snapshot, row.city))],
        reading.path_foot(lang, row, hour_sources(snapshot, row.city)),
    )

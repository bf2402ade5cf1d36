"""The rail's facets, the sentences on top of the page, and what is said where nothing is left."""

from typing import Any

from dash import Dash, Input, Output

from layouts.cases.rail import PLACE, RAIL, facet_groups, facet_name
from layouts.pages.cases import ASKED, PAGE
from layouts.ranking.lines import as_lines
from view import ids
from view.case_facets import Narrowed
from view.case_library import library
from view.readings.case_library import read_empty, read_library
from view.text import text


def register(app: Dash) -> None:
    """Register the callback with an app."""
    app.callback(
        Output(ids.part(RAIL, "facets"), "data"),
        Output(ids.part(PAGE, "reading"), "children"),
        Output(PLACE, "value"),
        Input(ASKED, "data"),
        prevent_initial_call=True,
    )(show_narrowing)


def show_narrowing(data: Any) -> tuple[Any, ...]:
    """Return facets for the script, sentences, and the place of the rail's search."""
    shown = library(data)
    lang, found = shown.state.lang, shown.found
    groups = facet_groups(found.facets, lang)
    nothing = read_empty(found, shown.city, shown.area_name, lang)
    if nothing:
        groups["empty"] = {"words": nothing, "drops": _drops(found, lang)}
    said = read_library(found, shown.titles, shown.city, shown.area_name, lang)
    return groups, as_lines(said), shown.area.id if shown.area else shown.city.id


def _drops(found: Narrowed, lang: str) -> list[dict[str, Any]]:
    """Return which facets to drop, each with what stays chosen then."""
    return [
        {
            "label": text(lang, "case_library.empty.drop", facet=facet_name(facet, lang), n=count),
            "keep": [
                f"{k}-{v}" for k, values in found.chosen.items() if k != facet for v in values
            ],
        }
        for facet, count in found.drops
    ]


def first_words(query: Any) -> dict[str, Any]:
    """Return what the page says before its charts: component id -> children."""
    return {ids.part(PAGE, "reading"): show_narrowing(query)[1]}

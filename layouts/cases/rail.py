"""The rail of the case library: what the cases are narrowed by, with how many each choice leaves.

Facets are a plain dictionary that `assets/js/case/library_facets.js` builds: their numbers change
with every click, and so many buttons as components would be slower than the table they narrow.
"""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ids, options
from view.case_facets import NO_LIST, NO_WARNING, Facet, bounds
from view.state import ViewState
from view.text import text

RAIL = "cases-rail"
PLACE = ids.part(RAIL, "place")
_HIDDEN = {"display": "none"}


def rail(snapshot: Snapshot, state: ViewState) -> html.Details:
    """Return the rail: the search of a place where there are areas, the facets empty.

    The hidden control keeps what is chosen (`state.facets`); it is written by the script alone.
    """
    lang = state.lang
    return html.Details(
        [
            html.Summary(text(lang, "case_library.rail.fold")),
            _place(snapshot, state),
            dcc.Checklist(
                id=ids.control("facets"), options=[], value=list(state.facets), style=_HIDDEN
            ),
            dcc.Store(id=ids.part(RAIL, "facets")),
            html.Div(id=ids.part(RAIL, "groups"), className="case-facets"),
        ],
        className="case-rail",
        open=True,
        role="group",
        **spoken(text(lang, "case_library.rail.label")),
    )


def _place(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the search of an area; it sets the place at the head of the page."""
    lang, city = state.lang, options.city_of(snapshot, state)
    is_nation = city.areas == "city"
    areas = options.places(snapshot, city.id) if is_nation else ()
    found = [{"value": p.id, "label": p.name(lang)} for p in areas if p.scope == "district"]
    everywhere = {"value": city.id, "label": text(lang, "case_library.rail.place.all")}
    held = {item["value"] for item in found}
    return html.Div(
        dmc.Select(
            id=PLACE,
            label=text(lang, "case_library.rail.place"),
            data=[everywhere, *found],
            value=state.place if state.place in held else city.id,
            allowDeselect=False,
            searchable=True,
            limit=60,
            nothingFoundMessage=text(lang, "case_library.rail.place.none"),
            size="sm",
        ),
        style={} if is_nation else _HIDDEN,
        className="case-place",
    )


def facet_groups(facets: Sequence[Facet], lang: str) -> dict[str, Any]:
    """Return the facets for `qingce_cases.facets`; every word in it is shown as text."""
    groups = [
        {
            "title": facet_name(facet.key, lang),
            "options": [
                {
                    "value": f"{facet.key}-{option.value}",
                    "label": option_name(facet.key, option.value, lang),
                    "count": option.count,
                    "on": option.is_on,
                }
                for option in facet.options
            ],
        }
        for facet in facets
    ]
    return {
        "groups": groups,
        "clear": text(lang, "case_library.rail.clear"),
        "spoken": text(lang, "case_library.rail.option"),
    }


def facet_name(key: str, lang: str) -> str:
    """Return a facet's name."""
    return text(lang, f"case_library.facet.{key}")


def option_name(key: str, value: str, lang: str) -> str:
    """Return the name of one value of a facet."""
    if key == "year":
        return text(lang, "common.year_name", year=value) if lang == "zh" else value
    if key == "level":
        return text(lang, f"common.level.{value}")
    if key == "weather":
        return text(lang, f"case.weather_type.{value}")
    if key == "mark":
        return text(lang, f"case.mark.{value}")
    if key == "length":
        return _length_name(value, lang)
    if key == "peak":
        return _peak_name(value, lang)
    return text(lang, f"case_library.option.{key}.{value}")


def _length_name(value: str, lang: str) -> str:
    low, high = bounds(value)
    way = "open" if not high else "one" if high == low + 1 else "range"
    return text(lang, f"case_library.option.length.{way}", low=low, last=high - 1)


def _peak_name(value: str, lang: str) -> str:
    low, high = bounds(value)
    way = "open" if not high else "range" if low else "under"
    return text(lang, f"case_library.option.peak.{way}", low=low, high=high)


def warning_name(warning: str | None, lang: str) -> str:
    """Return a case's highest warning in words."""
    value = NO_LIST if warning is None else warning or NO_WARNING
    return text(lang, f"case_library.option.warning.{value}")

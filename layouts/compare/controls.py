"""The controls of Compare: which cases, aligned by what, and one more pollutant."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from airquality.pollutants import POLLUTANTS
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import compared, ids
from view.compared import Compared
from view.links import to_cases
from view.state import ALIGNMENTS, MAX_CASES, ViewState
from view.text import text

SECOND = "compare-second"


def controls(snapshot: Snapshot, state: ViewState, shown: Compared) -> html.Div:
    """Return the controls, set as a resolved state says."""
    lang = state.lang
    return html.Div(
        [
            html.Div(
                dmc.MultiSelect(
                    id=ids.control("cases"),
                    label=text(lang, "compare.control.cases", most=MAX_CASES),
                    placeholder=text(lang, "compare.control.search"),
                    data=compared.choices(snapshot, lang),
                    value=list(state.cases),
                    maxValues=MAX_CASES,
                    searchable=True,
                    hidePickedOptions=True,
                    clearable=True,
                    limit=60,
                    nothingFoundMessage=text(lang, "compare.control.nothing"),
                    size="sm",
                ),
                className="choose-cases",
            ),
            _align(lang, shown.align),
            # What may be chosen follows the cases; other pages' control of a pollutant does not.
            dcc.Input(id=ids.control("pollutant"), type="hidden", value=shown.second),
            dmc.Select(
                id=SECOND,
                label=text(lang, "compare.control.pollutant"),
                data=pollutants(shown),
                value=shown.second,
                allowDeselect=False,
                size="sm",
                className="choose-pollutant",
            ),
            dcc.Link(text(lang, "compare.library"), href=to_cases(state), className="case-back"),
        ],
        className="controls",
    )


def pollutants(shown: Compared) -> list[dict[str, Any]]:
    """Return a select's data: what may be drawn beside the pollutants that lead the cases."""
    return [
        {"value": p.id, "label": p.symbol, "disabled": p.id in shown.leads}
        for p in POLLUTANTS.values()
    ]


def _align(lang: str, chosen: str) -> html.Div:
    label = text(lang, "compare.control.align")
    return html.Div(
        [
            html.Span(label, className="control-label"),
            dmc.SegmentedControl(
                id=ids.control("align"),
                data=[{"value": a, "label": text(lang, f"compare.align.{a}")} for a in ALIGNMENTS],
                value=chosen,
                size="sm",
                **spoken(label),
            ),
        ],
        className="choose-align",
    )

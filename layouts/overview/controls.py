"""The controls of the overview: year, month, colours, and the large letters for a meeting."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.overview import part
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ids, options
from view.state import PALETTES, ViewState
from view.text import text

PATH = "/"


def controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the controls on a desk, the switch to large letters last."""
    return html.Div([*choices(snapshot, state), mode_link(state)], className="controls")


def choices(snapshot: Snapshot, state: ViewState) -> list[Any]:
    """Return the selects that set the page's fields of the state."""
    lang = state.lang
    years = options.years(snapshot, state.city)
    months = [
        {"value": str(m), "label": text(lang, "common.month_name", month=_month(lang, m))}
        for m in range(1, 13)
    ]
    last = {str(y): options.last_month(snapshot, state.city, y) for y in years}
    return [
        dcc.Store(id=part("months"), data={"last": last, "months": months}),
        dmc.Select(
            id=ids.control("year"),
            label=text(lang, "common.control.year"),
            data=[
                {"value": str(y), "label": text(lang, "common.year_name", year=y)}
                for y in reversed(years)
            ],
            value=str(state.year),
            allowDeselect=False,
            size="sm",
            className="choice-year",
        ),
        dmc.Select(
            id=ids.control("until"),
            label=text(lang, "common.control.until"),
            data=months[: last[str(state.year)]],
            value=str(state.until),
            allowDeselect=False,
            size="sm",
            className="choice-until",
        ),
        html.Div(
            [
                html.Div(text(lang, "common.control.palette"), className="choice-label"),
                dmc.SegmentedControl(
                    id=ids.control("palette"),
                    data=[
                        {"value": p, "label": text(lang, f"common.palette.{p}")} for p in PALETTES
                    ],
                    value=state.palette,
                    size="sm",
                    **spoken(text(lang, "common.control.palette")),
                ),
            ]
        ),
    ]


def mode_link(state: ViewState) -> dcc.Link:
    """Return the switch to large letters, or back: an address, so that it can be shared.

    `assets/js/overview.js` keeps it at what is chosen.
    """
    is_meeting = state.mode == "meeting"
    key = "off" if is_meeting else "on"
    other = state.but(mode="" if is_meeting else "meeting")
    return dcc.Link(
        text(state.lang, f"overview.mode.{key}"),
        id=part("mode"),
        href=PATH + other.to_query(),
        className=f"mode-link {key}",
        title=text(state.lang, f"overview.mode.{key}.label"),
    )


def _month(lang: str, month: int) -> str:
    return text(lang, f"common.month.{month}")

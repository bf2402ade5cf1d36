"""The overview in large letters: one screen that is read from the far end of a room."""

from typing import Any

from dash import html

from layouts.overview import part
from layouts.overview.controls import choices, mode_link
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import options
from view.state import ViewState
from view.text import text

_LIVE: dict[str, Any] = {"aria-live": "polite"}


def content(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the large page: sentence, cards, rank and the year's days; choices folded away."""
    lang = state.lang
    place = options.place_of(snapshot, state.city, state.place)
    folded = html.Details(
        [
            html.Summary(
                text(lang, "overview.mode.options"),
                **spoken(text(lang, "overview.mode.options.label")),
            ),
            html.Div(choices(snapshot, state), className="controls"),
        ],
        className="meeting-choices",
    )
    bar = html.Div(
        [
            html.H1(place.name(lang) if place else state.place, className="meeting-place"),
            folded,
            mode_link(state),
        ],
        className="meeting-bar",
    )
    return html.Div(
        [
            bar,
            html.P(id=part("sentence"), className="sentence", **_LIVE),
            html.Div(id=part("cards"), className="kpis"),
            html.Div(
                [
                    html.Section(id=part("meeting-rank"), className="card kpi-rank"),
                    html.Section(id=part("meeting-days"), className="card meeting-days"),
                ],
                className="meeting-foot",
            ),
        ],
        className="meeting",
    )

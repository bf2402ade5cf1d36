"""The past cases most like a case."""

from typing import Any

from dash import Dash, Input, Output, html

from layouts.case import neighbours as layout
from summaries.store import Snapshot
from view import case_choice, ids, options
from view.case_parts import PARTS, Neighbour
from view.case_row import CaseRow
from view.case_words import title
from view.figures.case_neighbours import PeakCurve, neighbour_picture
from view.links import to_case
from view.queries import case as query
from view.queries.case_curves import peak_curve
from view.queries.cases import earlier
from view.readings.case_causes import neighbour_words
from view.readings.case_neighbours import apart_words, facts_words, picture_words
from view.state import ViewState
from view.text import text
from view.theme import POLLUTANT_COLOUR


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        *(Output(part, "children") for part in (layout.READING, layout.BODY, layout.FOOT)),
        Input(ids.wanted(ids.CASE_NEIGHBOURS), "data"),
        prevent_initial_call=True,
    )(show_neighbours)


def show_neighbours(data: Any) -> tuple[Any, ...]:
    """Return the reading, a row for each past case, and the foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return "", [], ""
    found = query.neighbours(snapshot, row)
    own = peak_curve(snapshot, row)
    farthest = max((near.distance**2 for near in found), default=0.0)
    rows = [_row(snapshot, state, row, own, near, farthest) for near in found]
    foot = text(lang, f"case_neighbours.foot.{row.pollutant}") if found else ""
    return neighbour_words(lang, row, found, earlier(snapshot, row)), rows, foot


def _row(
    snapshot: Snapshot,
    state: ViewState,
    row: CaseRow,
    own: PeakCurve,
    near: Neighbour,
    farthest: float,
) -> html.Li:
    lang = state.lang
    picture = neighbour_picture(
        own, peak_curve(snapshot, near.case), POLLUTANT_COLOUR[row.pollutant]
    )
    return layout.neighbour(
        name=title(lang, near.case),
        href=to_case(state, near.case),
        case_id=near.case.case_id,
        facts=facts_words(lang, near.case),
        words=apart_words(lang, near),
        parts=near.parts,
        part_names={part: text(lang, f"case_neighbours.part.{part}") for part in PARTS},
        width=100 * near.distance**2 / farthest if farthest else 0.0,
        picture=picture,
        said=picture_words(lang, near.case),
    )

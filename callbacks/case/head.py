"""The head of a case: its name, marks and figures, what is told of it, the cases around it."""

from typing import Any

from dash import Dash, Input, Output, State, html, no_update

from layouts.case import head as layout
from summaries.store import Snapshot
from view import case_choice, ids, options
from view.case_row import CaseRow
from view.case_words import full_title, marks, title
from view.links import to_case, to_compare
from view.queries.cases import beside, case_of
from view.readings import case as reading
from view.readings.case_numbers import key_numbers
from view.state import ViewState
from view.text import text

_PARTS = (
    layout.TITLE,
    layout.MARKS,
    layout.SENTENCE,
    layout.FIGURES,
    layout.NOTES,
    layout.STEPS,
)
#: What is told of a case at its head; the rest stands in the cards that it is about.
_TOLD = ("lead", "rise", "where", "wind", "clearing")


def register(app: Dash) -> None:
    """Register the callbacks of the head with an app."""
    app.callback(*(Output(part, "children") for part in _PARTS), Input(ids.STATE, "data"))(
        show_head
    )
    app.callback(
        Output(ids.control("case"), "data"),
        Output(ids.control("case"), "value"),
        Input(ids.control("place"), "value"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(follow_place)


def show_head(data: Any) -> tuple[Any, ...]:
    """Return name, marks, sentence, figures, notes and the ways to the cases around."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return ("",) * len(_PARTS)
    said = dict(reading.sentences(lang, snapshot, row))
    return (
        title(lang, row) if row.scope == "city" else full_title(lang, row),
        _marks(lang, row),
        [html.Span(said[about], className=about) for about in _TOLD if about in said],
        [layout.figure(*pair) for pair in key_numbers(lang, snapshot, row)],
        [html.P(words) for words in reading.notes(lang, row)],
        _steps(snapshot, state, row),
    )


def _marks(lang: str, row: CaseRow) -> list[html.Li]:
    """Return the highest warning, where the project's list has one, and the case's own marks."""
    own = [layout.mark(words, "plain") for words in marks(lang, row)]
    if not row.warning:
        return own
    words = text(lang, f"case.warning.long.{row.warning}")
    return [layout.mark(words, f"warning-{row.warning}"), *own]


def first_words(data: Any) -> dict[str, Any]:
    """Return what the page says before its charts: component id -> children."""
    return dict(zip(_PARTS, show_head(data), strict=True))


def _steps(snapshot: Snapshot, state: ViewState, row: CaseRow) -> list[Any]:
    """Return links to the case before, the one after, and to the comparison with this one."""
    lang = state.lang
    made: list[Any] = []
    for way, other in zip(("previous", "next"), beside(snapshot, row), strict=True):
        words = text(lang, f"case_page.{way}")
        if other is None:
            made.append(html.Span(words, className="case-step none"))
            continue
        said = text(lang, f"case_page.{way}.label", name=case_choice.short_name(other, lang))
        made.append(layout.step(words, to_case(state, other), other.case_id, said))
    compare = to_compare(state, (row.case_id,))
    made.append(html.A(text(lang, "case_page.compare"), href=compare, className="case-compare"))
    return made


def follow_place(place: Any, data: Any) -> tuple[Any, Any]:
    """Offer the cases of another area of a nation and show its newest heavy one.

    A city's cases are its own whichever of its places is looked at.
    """
    _, state = options.chosen(data)
    snapshot, there = options.chosen({**state.to_dict(), "place": place, "case": ""})
    now, then = case_of(snapshot, state.case), case_choice.shown_case(snapshot, there)
    if now is None or then is None or then.place != there.place or now.place == then.place:
        return no_update, no_update
    return case_choice.choices(snapshot, there), then.case_id

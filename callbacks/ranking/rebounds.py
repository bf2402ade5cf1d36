"""The list of rises: its rows, its words, its file."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State

from callbacks.ranking.card_words import (
    as_lines,
    begin,
    foot_words,
    own_place,
    save,
    title_of,
)
from layouts.ranking.rebounds import CARD as REBOUNDS
from layouts.ranking.rebounds import rebounds_table
from summaries.store import Snapshot
from view import ids
from view.queries import rank_tables
from view.queries.ranking import Choice
from view.readings import ranking as reading
from view.spans import span_name
from view.text import text


def register(app: Dash) -> None:
    """Register the list's callbacks with an app."""
    app.callback(
        Output(ids.part(REBOUNDS, "rows"), "data"),
        *(Output(ids.part(REBOUNDS, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(REBOUNDS), "data"),
        prevent_initial_call=True,
    )(show_rebounds)
    app.callback(
        Output(ids.file(REBOUNDS), "data"),
        Input(ids.download(REBOUNDS), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(save(REBOUNDS, _rebounds_file))


def show_rebounds(data: Any) -> tuple[Any, ...]:
    """Return rows, title, reading and foot of the list of rises."""
    snapshot, state, choice, names = begin(data)
    lang = state.lang
    found = rank_tables.rebounds(snapshot, choice)
    if found.span is None:
        title = text(lang, "ranking.rebounds.title.none")
        return None, title, as_lines([text(lang, "ranking.nothing")]), ""
    span, before = (span_name(s, lang, {}) for s in (found.span, found.span.year_before()))
    said = reading.read_rebounds(found, choice.scope, names, span, before, lang)
    said.append(text(lang, "ranking.rebounds.aid"))
    rows = None
    if not found.reason:
        rows = rebounds_table(found.rows, choice.scope, names, own_place(choice, state), lang)
    sources = foot_words(snapshot, state, choice)
    foot = " · ".join([sources[0], sources[3], text(lang, "ranking.rebounds.foot")])
    return rows, title_of("rebounds", snapshot, choice, lang), as_lines(said), foot


def _rebounds_file(snapshot: Snapshot, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    found = rank_tables.rebounds(snapshot, choice)
    rows = found.rows.copy()
    if found.span is None or not len(rows):
        return pd.DataFrame(columns=["place"])
    rows.insert(1, "name", [names[place] for place in rows["place"]])
    first = str(found.span.start)
    return rows.assign(quarter=first, metric="pm25", not_compared_because=found.reason)

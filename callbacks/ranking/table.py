"""The table of ranks: its rows, its words, its file."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State

from callbacks.ranking.card_words import (
    about,
    as_lines,
    begin,
    foot_words,
    own_place,
    save,
    title_of,
)
from layouts.pages.ranking import TABLE
from layouts.ranking.table import ranking_table
from summaries.store import Snapshot
from view import ids
from view.formats import metric_name
from view.queries import rank_tables
from view.queries import ranking as query
from view.queries.ranking import Choice
from view.ranks import RANKED
from view.readings import ranking as reading
from view.text import text


def register(app: Dash) -> None:
    """Register the table's callbacks with an app."""
    app.callback(
        Output(ids.part(TABLE, "rows"), "data"),
        *(Output(ids.part(TABLE, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.STATE, "data"),
    )(show_table)
    app.callback(
        Output(ids.file(TABLE), "data"),
        Input(ids.download(TABLE), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(save(TABLE, _table_file))


def show_table(data: Any) -> tuple[Any, ...]:
    """Return rows, title, reading and foot of the table."""
    snapshot, state, choice, names = begin(data)
    lang, place = state.lang, own_place(choice, state)
    found = rank_tables.ranking(snapshot, choice)
    ranked = query.places(snapshot, choice.city, choice.scope)
    said = reading.read_ranking(found, choice, names, place, lang)
    if choice.span is None or not choice.has_metric:
        title = text(lang, "ranking.table.title.none")
        return None, title, as_lines(said), ""
    title = title_of(
        "table", snapshot, choice, lang, name=reading.in_sentence(metric_name(lang, choice.metric))
    )
    rows = ranking_table(found, choice, ranked, place, lang)
    count = int((found.rows["group"] == RANKED).sum())
    counted = text(lang, "ranking.foot.places", n=count, of=len(found.rows))
    foot = " · ".join([*foot_words(snapshot, state, choice), counted])
    return rows, title, as_lines(said), foot


def _table_file(snapshot: Snapshot, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    if choice.span is None:
        return pd.DataFrame(columns=["place"])
    span = choice.span
    rows = rank_tables.ranking(snapshot, choice).rows.drop(columns=["start", "end", "is_other"])
    rows = rows.assign(kind=span.kind, first_day=str(span.start), last_day=str(span.last))
    return about(rows, choice, names)

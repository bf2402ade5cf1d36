"""The data dictionary as a list that folds out, a table an entry."""

from functools import cache
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.table import Head, table
from summaries.store import Snapshot
from summaries.table import Column, Table
from summaries.tables import TABLES
from view.dictionary import about, grain, rows_of, span, type_name
from view.text import text, words


def dictionary(snapshot: Snapshot, lang: str) -> list[Any]:
    """Return the box to search in, and every table of the contract with its columns."""
    hint = text(lang, "data.dictionary.filter")
    box = dmc.TextInput(
        id="data-dictionary-filter", placeholder=hint, className="filter", **{"aria-label": hint}
    )
    found = html.Span(id="data-dictionary-found", className="quiet", role="status")
    entries = [_entry(t, rows_of(snapshot, t.name), lang) for t in TABLES.values()]
    answers = {key: words(lang)[f"data.dictionary.{key}"] for key in ("found", "none")}
    return [
        dcc.Store(id="data-dictionary-answers", data=answers),
        html.Div([box, found], className="search"),
        html.Div(entries, id="data-dictionary-tables"),
    ]


def _entry(contract: Table, rows: int | None, lang: str) -> html.Details:
    said = [
        html.Code(contract.name, className="table-name"),
        html.Span(about(contract, lang), className="table-about"),
        html.Span(
            text(lang, "data.dictionary.rows", rows=f"{rows:,}") if rows is not None else "",
            className="quiet table-rows",
        ),
    ]
    words_of = f"{contract.name} {contract.about_zh} {contract.about_en}".lower()
    searched: dict[str, Any] = {"data-search": words_of}
    facts = [
        text(lang, "data.dictionary.grain", grain=grain(contract, lang)),
        text(lang, "data.dictionary.version", version=contract.version),
    ]
    return html.Details(
        [
            html.Summary(said),
            html.P(" · ".join(facts), className="quiet"),
            _columns(contract, lang),
        ],
        **searched,
    )


@cache
def _columns(contract: Table, lang: str) -> html.Div:
    heads = [
        Head(text(lang, f"data.dictionary.{name}"))
        for name in ("column", "type", "unit", "range", "about")
    ]
    rows = [_column(column, column.name in contract.key, lang) for column in contract.columns]
    return table(heads, rows, searched=True, css="dictionary-table", label=contract.name)


def _column(column: Column, is_key: bool, lang: str) -> list[object]:
    key = html.Span(
        text(lang, "data.dictionary.key"),
        className="key",
        title=text(lang, "data.dictionary.key.hint"),
    )
    name = [html.Code(column.name), key] if is_key else html.Code(column.name)
    return [name, type_name(column, lang), column.unit, span(column), about(column, lang)]

"""The data dictionary as a list that folds out, a table an entry."""

from functools import cache
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.table import Cell, Head, code, long_table
from summaries.store import Snapshot
from summaries.table import Column, Table
from summaries.tables import TABLES
from view.dictionary import about, grain, rows_of, span, type_name
from view.text import text, words


def dictionary(snapshot: Snapshot, lang: str) -> list[Any]:
    """Return the box to search in, and every table of the contract for the browser to list."""
    hint = text(lang, "data.dictionary.filter")
    named: dict[str, Any] = {"aria-label": hint}
    box = dmc.TextInput(id="data-dictionary-filter", placeholder=hint, className="filter", **named)
    found = html.Span(id="data-dictionary-found", className="quiet", role="status")
    answers = {key: words(lang)[f"data.dictionary.{key}"] for key in ("found", "none")}
    entries = [_entry(t, rows_of(snapshot, t.name), lang) for t in TABLES.values()]
    return [
        dcc.Store(id="data-dictionary-answers", data=answers),
        dcc.Store(id="data-dictionary-entries", data=entries),
        html.Div([box, found], className="search"),
        html.Div(id="data-dictionary-tables"),
    ]


def _entry(contract: Table, rows: int | None, lang: str) -> dict[str, Any]:
    """Return one table: what its line says, what it is searched by, and its columns."""
    facts = [
        text(lang, "data.dictionary.grain", grain=grain(contract, lang)),
        text(lang, "data.dictionary.version", version=contract.version),
    ]
    counted = text(lang, "data.dictionary.rows", rows=f"{rows:,}") if rows is not None else ""
    return {
        "search": f"{contract.name} {contract.about_zh} {contract.about_en}".lower(),
        "said": [
            {**code(contract.name), "css": "table-name"},
            {"text": about(contract, lang), "css": "table-about"},
            {"text": counted, "css": "quiet table-rows"},
        ],
        "facts": " · ".join(facts),
        "table": _columns(contract, lang),
    }


@cache
def _columns(contract: Table, lang: str) -> dict[str, Any]:
    heads = [
        Head(text(lang, f"data.dictionary.{name}"))
        for name in ("column", "type", "unit", "range", "about")
    ]
    rows = [_column(column, column.name in contract.key, lang) for column in contract.columns]
    return long_table(heads, rows, css="dictionary-table", label=contract.name)


def _column(column: Column, is_key: bool, lang: str) -> list[Cell]:
    key = {
        "text": text(lang, "data.dictionary.key"),
        "css": "key",
        "title": text(lang, "data.dictionary.key.hint"),
    }
    name = code(column.name)
    return [
        [name, key] if is_key else name,
        type_name(column, lang),
        column.unit,
        span(column),
        about(column, lang),
    ]

"""What was wrong with the raw files, every finding a row."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html

from layouts.parts.table import Head, table
from view.text import text, words

_COLUMNS = ("severity", "kind", "source", "file", "place", "message")


def problem_table(problems: pd.DataFrame, lang: str) -> Any:
    """Return all findings in the order given; None where there is none.

    Messages and names of files come from outside: they are shown as text.
    """
    if not len(problems):
        return None
    heads = [Head(text(lang, f"data.problems.{name}")) for name in _COLUMNS]
    heads.append(Head(text(lang, "data.problems.count"), True))
    rows = [_row(row, lang) for row in problems.to_dict("records")]
    return table(heads, rows, searched=True, css="tall problems")


def filter_box(lang: str) -> dmc.TextInput:
    """Return the box whose words the rows of the table are filtered by, in the browser."""
    label = text(lang, "data.problems.filter")
    return dmc.TextInput(
        id="data-problems-filter",
        placeholder=label,
        size="xs",
        className="filter",
        **{"aria-label": label},
    )


def _row(row: dict[Any, Any], lang: str) -> list[Any]:
    known = words(lang)
    severity, kind = row["severity"], row["kind"]
    return [
        html.Span(
            known.get(f"data.severity.{severity}", severity), className=f"severity {severity}"
        ),
        html.Span(known.get(f"data.problem.{kind}", kind), title=kind),
        html.Code(row["source"]),
        html.Code(row["file"]) if row["file"] else text(lang, "data.problems.whole_source"),
        row["place"],
        row["message"],
        f"{int(row['count']):,}",
    ]

"""What was wrong with the raw files, every finding a row."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd

from layouts.parts.table import Cell, Head, code, long_table
from view.text import text, words

_COLUMNS = ("severity", "kind", "source", "file", "place", "message")


def problem_table(problems: pd.DataFrame, lang: str) -> dict[str, Any]:
    """Return all findings in the order given, as a long table (no rows where there is none)."""
    heads = [Head(text(lang, f"data.problems.{name}")) for name in _COLUMNS]
    heads.append(Head(text(lang, "data.problems.count"), True))
    rows = [_row(row, lang) for row in problems.to_dict("records")]
    return long_table(heads, rows, css="tall problems")


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


def _row(row: dict[Any, Any], lang: str) -> list[Cell]:
    known = words(lang)
    severity, kind = row["severity"], row["kind"]
    return [
        {
            "text": known.get(f"data.severity.{severity}", severity),
            "css": f"severity {severity}",
        },
        {"text": known.get(f"data.problem.{kind}", kind), "title": kind},
        code(row["source"]),
        code(row["file"]) if row["file"] else text(lang, "data.problems.whole_source"),
        row["place"],
        row["message"],
        f"{int(row['count']):,}",
    ]

"""A table that `assets/js/ranking.js` builds and sorts: 1,605 places are no 1,605 components."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class SortedColumn:
    """One column of a table, a value a row in each list.

    Attributes:
        key: by which the viewer's sorting is kept from one table to the next.
        words: the header; note: what its tooltip says.
        texts: what the cells show.
        sort: numbers to sort by, NaN last whichever way; None sorts by the texts.
        tones: class of each cell, '' for none; notes: tooltip of each cell, '' for none.
        bars: length of a bar in the cell, 0 to 1, NaN for none.
        is_number: set to the right.
        falls: the first click sorts from the highest.
    """

    key: str
    words: str
    texts: Sequence[str]
    sort: np.ndarray | None = None
    tones: Sequence[str] = ()
    notes: Sequence[str] = ()
    bars: np.ndarray | None = None
    note: str = ""
    is_number: bool = True
    falls: bool = False


def sorted_table(
    columns: Sequence[SortedColumn],
    places: Sequence[str],
    groups: Sequence[tuple[str, int]],
    *,
    by: str,
    label: str,
    sort_words: str,
    pick: str,
    pick_words: str,
    selected: str,
    sideways: str,
    line: float | None = None,
) -> dict[str, Any]:
    """Return a table for `qingce_ranking.build`; every word in it is shown as text.

    groups: (title, rows) one after another; the first may have no title. A sorting stays within
    its group. by: key of the column that the rows are sorted by already. sort_words names a
    header's button, {name} filled in by the script, pick_words a place's, {place} filled in. pick:
    what a click on a place sets, 'place' or 'city'; selected: the place shown as chosen; line:
    where on the bars a limit lies, 0 to 1. sideways: what stands above a table that is wider than
    its frame.
    """
    return {
        "columns": [_plain(column) for column in columns],
        "places": list(places),
        "groups": [{"title": title, "rows": rows} for title, rows in groups if rows],
        "by": by,
        "label": label,
        "sort_words": sort_words,
        "pick": pick,
        "pick_words": pick_words,
        "selected": selected,
        "line": line,
        "sideways": sideways,
    }


def _plain(column: SortedColumn) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "key": column.key,
        "words": column.words,
        "texts": list(column.texts),
        "note": column.note,
        "number": column.is_number,
        "falls": column.falls,
    }
    if column.sort is not None:
        kept["sort"] = _numbers(column.sort)
    if column.bars is not None:
        kept["bars"] = _numbers(np.round(column.bars, 3))
    if any(column.tones):
        kept["tones"] = list(column.tones)
    if any(column.notes):
        kept["notes"] = list(column.notes)
    return kept


def _numbers(values: np.ndarray) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in values]

"""The files of the page Ranking: the rows that each card shows, with what they are about."""

import pandas as pd

from summaries.store import Snapshot
from view.csv import csv_text
from view.queries import ranking as query
from view.rank_options import Choice

#: Periods in the chart of ranks: more are no longer told apart.
MOST_PERIODS = 24
#: File names are plain ASCII in both languages: they go through mail and old archives unharmed.
_NAMES = {"table": "ranking", "history": "rank-history", "rebounds": "rises"}


def file_of(what: str, frame: pd.DataFrame, choice: Choice) -> dict[str, str]:
    """Return a file as dcc.Download takes it, named after what is ranked."""
    period = f"{choice.span.kind}-{choice.span.key}" if choice.span else "none"
    name = f"{choice.city}-{_NAMES[what]}-{choice.scope}-{period}.csv"
    return {"content": csv_text(frame), "filename": name}


def table_rows(snapshot: Snapshot, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    """Return the rows of the file of the table of ranks."""
    if choice.span is None:
        return pd.DataFrame(columns=["place"])
    span = choice.span
    rows = query.ranking(snapshot, choice).rows.drop(columns=["start", "end", "is_other"])
    rows = rows.assign(kind=span.kind, first_day=str(span.start), last_day=str(span.last))
    return _about(rows, choice, names)


def history_rows(snapshot: Snapshot, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    """Return the rows of the file of the ranks over time."""
    found = query.history(snapshot, choice, MOST_PERIODS)
    if found is None:
        return pd.DataFrame(columns=["place"])
    parts = [
        pd.DataFrame(
            {
                "place": list(found.places),
                "kind": span.kind,
                "first_day": str(span.start),
                "last_day": str(span.last),
                "shown": found.shown[:, i],
                "rank": found.ranks[:, i],
                "ranked_places": found.totals[i],
            }
        )
        for i, span in enumerate(found.spans)
    ]
    return _about(pd.concat(parts, ignore_index=True), choice, names)


def rebounds_rows(snapshot: Snapshot, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    """Return the rows of the file of the rises, those that are not listed included."""
    found = query.rebounds(snapshot, choice)
    rows = found.rows.copy()
    if found.span is None or not len(rows):
        return pd.DataFrame(columns=["place"])
    rows.insert(1, "name", [names[place] for place in rows["place"]])
    first = str(found.span.start)
    return rows.assign(quarter=first, metric="pm25", not_compared_because=found.reason)


def _about(frame: pd.DataFrame, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    """Put name, metric, standard and basis into a file's rows."""
    frame.insert(1, "name", [names[place] for place in frame["place"]])
    return frame.assign(
        metric=choice.metric, standard=choice.standard or "in_force", basis=choice.basis or "all"
    )

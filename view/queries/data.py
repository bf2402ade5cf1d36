"""What the page Data reads: sources, completeness, flags, problems, rows to take away."""

import pandas as pd

from summaries.store import Snapshot
from summaries.tables import TABLES
from view.cache import remembered

SEVERITIES = ("error", "warning", "note")
#: Tables whose rows belong to one place and are offered as a file.
PLACE_TABLES = ("daily", "monthly", "annual")
_STATION = ["station", "name_zh", "name_en", "is_control", "district"]


@remembered
def sources(snapshot: Snapshot, city: str) -> pd.DataFrame:
    """Return the sources of a city, in the order of their ids."""
    return snapshot.read("sources", filters=[("city", "==", city)])


@remembered
def problems(snapshot: Snapshot, city: str) -> pd.DataFrame:
    """Return what was wrong with a city's files: errors first, then the most frequent."""
    found = snapshot.read("problems", filters=[("city", "==", city)])
    rank = {severity: order for order, severity in enumerate(SEVERITIES)}
    found = found.assign(rank=found["severity"].map(rank).fillna(len(rank)))
    found = found.sort_values(
        ["rank", "count", "kind", "file", "place"], ascending=[True, False, True, True, True]
    )
    return found.drop(columns="rank").reset_index(drop=True)


@remembered
def completeness(snapshot: Snapshot, city: str, pollutant: str) -> pd.DataFrame:
    """Return completeness of a pollutant by station and month, with the stations' names.

    No rows for a city that has no hours.
    """
    return _with_names(snapshot, "completeness", city, pollutant)


@remembered
def flags(snapshot: Snapshot, city: str, pollutant: str) -> pd.DataFrame:
    """Return the flagged hours of a pollutant by station, month and flag, with names."""
    return _with_names(snapshot, "flags", city, pollutant)


@remembered
def published_days(snapshot: Snapshot, city: str) -> pd.DataFrame:
    """Return a city's days by year: `year`, `published` (days taken from published values),
    `computed` (days computed from hours); a day without any PM2.5 and MDA8 counts in neither.
    """
    days = snapshot.read(
        "daily",
        ["date", "origin", "pm25", "o3_mda8"],
        [("city", "==", city), ("scope", "==", "city")],
    )
    days = days[days["pm25"].notna() | days["o3_mda8"].notna()]
    is_published = days["origin"] == "published"
    counted = pd.DataFrame(
        {"year": days["date"].dt.year, "published": is_published, "computed": ~is_published}
    )
    return counted.groupby("year", as_index=False).sum()


def place_rows(snapshot: Snapshot, table: str, city: str, place: str) -> pd.DataFrame:
    """Return every row that a table of PLACE_TABLES has of a place, in the contract's columns."""
    found = snapshot.read(table, filters=[("city", "==", city), ("place", "==", place)])
    return found[list(TABLES[table].column_names)]


def _with_names(snapshot: Snapshot, table: str, city: str, pollutant: str) -> pd.DataFrame:
    names = snapshot.read("stations", _STATION, [("city", "==", city)])
    rows = snapshot.read(table, filters=[("city", "==", city), ("pollutant", "==", pollutant)])
    joined = rows.merge(names, on="station", how="left")
    joined[["name_zh", "name_en"]] = joined[["name_zh", "name_en"]].apply(
        lambda names: names.fillna(joined["station"])
    )
    return joined.assign(is_control=joined["is_control"].eq(True))

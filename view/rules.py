"""How far the figures of the standards were checked against their texts.

The figures stand in `data/reference/*.csv`; a file with a column `status` says of every row how it
was checked. What was not read in the standard itself is a setting of this system and is shown as
such.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from summaries.store import Snapshot

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
FILES = ("data_validity", "annual_metrics", "rounding_rules", "who_aqg_2021")
STATUSES = ("verified", "memory", "unverified")


@dataclass(frozen=True)
class Rule:
    """One row of a reference file.

    Attributes:
        file: name of the file, without its ending.
        item: what the row is about, in the file's own words.
        status: one of STATUSES; the weakest that the row names.
        status_text: the file's own words on it.
        source: where the figure comes from, "" where the file has no such column.
        group: key of the words that explain the rule, `data.rule.<group>`.
    """

    file: str
    item: str
    status: str
    status_text: str
    source: str
    group: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return every figure that has a status. FileNotFoundError where a file is not there."""
    return tuple(rule for name in FILES for rule in _read(name))


def doubtful() -> dict[str, list[Rule]]:
    """Return the rules that are not verified, by the group that explains them."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules():
        if rule.status != "verified":
            groups.setdefault(rule.group, []).append(rule)
    return groups


def rule_rows() -> pd.DataFrame:
    """Return all rules as a table: file, item, status, status_text, source."""
    names = ["file", "item", "status", "status_text", "source"]
    return pd.DataFrame([[getattr(r, n) for n in names] for r in rules()], columns=names)


def stated_settings(snapshot: Snapshot, city: str) -> dict[str, Any]:
    """Return the settings by which a city was evaluated, as the manifest states them; {} if not.

    Keys: `validity`, `quality`, `weights`, each a record of plain values.
    """
    stated = snapshot.manifest.get("settings")
    of_city = stated.get(city) if isinstance(stated, dict) else None
    return of_city if isinstance(of_city, dict) else {}


def _read(name: str) -> list[Rule]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_rule(name, row) for row in rows]


def _rule(name: str, row: dict[str, str]) -> Rule:
    said = row["status"]
    status = (
        "unverified" if "UNVERIFIED" in said else "memory" if "FROM MEMORY" in said else "verified"
    )
    first = [value for key, value in row.items() if key not in ("status", "source") and value]
    return Rule(name, " · ".join(first[:3]), status, said, row.get("source", ""), _group(name, row))


def _group(name: str, row: dict[str, str]) -> str:
    if name == "data_validity":
        return row["item"].lower()
    if name == "rounding_rules":
        return "rounding_2013" if "2013" in row["stage"] else "rounding_2026"
    return {"annual_metrics": "weights_2026", "who_aqg_2021": "who_2021"}[name]

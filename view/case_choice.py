"""Which case the page of a case is about, and which others it offers.

Layouts build their controls from these; they hold names and days, never measurements.
"""

from itertools import groupby
from typing import Any

from airquality.pollutants import POLLUTANTS
from summaries.store import Snapshot
from view.case_row import CaseRow
from view.links import to_case
from view.queries.cases import case_of, cases, latest_heavy, nearest
from view.state import ViewState
from view.text import text


def shown_case(snapshot: Snapshot, state: ViewState) -> CaseRow | None:
    """Return the case of a resolved state; of one that names none the newest heavy one.

    In a nation that of the chosen area, where it has any. None for an id that does not exist, and
    where the city has no case at all.
    """
    if state.case:
        return case_of(snapshot, state.case)
    own = [c for c in cases(snapshot, state.city) if c.place == state.place]
    heavy = (c for c in own if c.heavy_days)
    return next(heavy, own[0] if own else latest_heavy(snapshot, state.city))


def is_known(snapshot: Snapshot, state: ViewState) -> bool:
    """Return whether the case that an address names is there; naming none is no mistake."""
    return not state.case or case_of(snapshot, state.case) is not None


def settled(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return a state that names the case it shows."""
    found = shown_case(snapshot, state)
    return state.but(case=found.case_id) if found else state


def choices(snapshot: Snapshot, state: ViewState) -> list[dict[str, Any]]:
    """Return a select's data: the cases of the shown one's place by year, the newest first."""
    shown, lang = shown_case(snapshot, state), state.lang
    place = shown.place if shown else ""
    own = [c for c in cases(snapshot, state.city) if c.place == place]
    groups = groupby(own, key=lambda c: c.first_day.year)
    return [
        {
            "group": text(lang, "common.year_name", year=year),
            "items": [{"value": c.case_id, "label": short_name(c, lang)} for c in found],
        }
        for year, found in groups
    ]


def likely(snapshot: Snapshot, state: ViewState) -> list[tuple[str, str]]:
    """Return (address, name) of cases that may be meant by an id that does not exist."""
    found, lang = nearest(snapshot, state.city, state.case), state.lang
    return [(to_case(state, c), f"{c.name(lang)} · {short_name(c, lang)}") for c in found]


def short_name(row: CaseRow, lang: str) -> str:
    """Return a case's days, what it is of and its worst level: to be searched and told apart."""
    words = text(lang, f"common.level.{row.level}") if row.level else ""
    first, last = f"{row.first_day:%Y-%m-%d}", f"{row.last_day:%m-%d}"
    days = first if row.first_day == row.last_day else f"{first} — {last}"
    return " · ".join(filter(None, (days, _symbols(row.kind, lang), words)))


def _symbols(kind: str, lang: str) -> str:
    """Return what a case is of: PM₂.₅, O₃, or both."""
    if kind != "both":
        return POLLUTANTS[kind].symbol
    return text(
        lang, "case_page.both", first=POLLUTANTS["pm25"].symbol, second=POLLUTANTS["o3"].symbol
    )

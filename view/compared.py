"""Which cases are laid side by side, by what they are aligned, and what is drawn of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from airquality.pollutants import POLLUTANTS
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.case_choice import short_name
from view.case_row import CaseRow
from view.case_words import full_title, title
from view.queries.cases import cases, cases_of
from view.state import ALIGNMENTS, ViewState

#: The second pollutant where the chosen one leads a case already: what the other control is of.
_INSTEAD = ("o3", "pm25", "no2")


@dataclass(frozen=True)
class Compared:
    """Cases side by side.

    Attributes:
        rows: in the order in which they were chosen.
        unknown: ids that no city has.
        align: one of ALIGNMENTS.
        leads: the pollutants that lead the cases; of a case of both, both.
        second: one more pollutant, none of these.
    """

    rows: tuple[CaseRow, ...]
    unknown: tuple[str, ...]
    align: str
    leads: tuple[str, ...]
    second: str

    @property
    def pollutants(self) -> tuple[str, ...]:
        """What is drawn, a panel each."""
        return (*self.leads, self.second)

    @property
    def is_of_places(self) -> bool:
        """Whether the cases are of several places, so that each is called by its own."""
        return len({row.place for row in self.rows}) > 1

    def titles(self, lang: str) -> list[str]:
        """Return what each case is called, with its place where they have several."""
        named = full_title if self.is_of_places else title
        return [named(lang, row) for row in self.rows]

    def labels(self, lang: str) -> list[str]:
        """Return short names that tell the cases apart: the first day, the place where needed."""
        days = [f"{row.first_day:%Y-%m-%d}" for row in self.rows]
        if self.is_of_places:
            days = [f"{row.name(lang)} {day}" for row, day in zip(self.rows, days, strict=True)]
        kinds = [POLLUTANTS[row.pollutant].symbol for row in self.rows]
        is_told = len(set(days)) == len(days)
        return days if is_told else [f"{d} {k}" for d, k in zip(days, kinds, strict=True)]


def compared(snapshot: Snapshot, state: ViewState) -> Compared:
    """Return the cases that a resolved state names; never raises for an id that is none."""
    rows = cases_of(snapshot, state.cases)
    known = {row.case_id for row in rows}
    unknown = tuple(each for each in state.cases if each not in known)
    leads = tuple(dict.fromkeys(p for row in rows for p in _leads(row))) or ("pm25",)
    return Compared(rows, unknown, state.align or ALIGNMENTS[0], leads, second(state, leads))


def second(state: ViewState, leads: Sequence[str]) -> str:
    """Return the pollutant drawn below: the chosen one, another where that leads a case."""
    return next(p for p in (state.pollutant, *_INSTEAD) if p in POLLUTANTS and p not in leads)


def settled(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return the state as the page's controls have it from the start."""
    found = compared(snapshot, state)
    return state.but(align=found.align, pollutant=found.second)


def _leads(row: CaseRow) -> tuple[str, ...]:
    return ("pm25", "o3") if row.kind == "both" else (row.pollutant,)


@remembered
def choices(snapshot: Snapshot, lang: str) -> list[dict[str, Any]]:
    """Return a select's data: every case of every city, the newest first; areas by their names."""
    groups = []
    for city in options.cities(snapshot):
        items = [
            {
                "value": row.case_id,
                "label": short_name(row, lang)
                if row.scope == "city"
                else f"{row.name(lang)} · {short_name(row, lang)}",
            }
            for row in cases(snapshot, city.id)
        ]
        if items:
            groups.append({"group": city.name(lang), "items": items})
    return groups

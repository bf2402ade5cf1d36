"""Where the bars of cases stand: a lane for each kind, lanes of one year or place together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from view.case_row import KINDS, CaseRow
from view.figures.frame import plain
from view.text import text

#: Pixels of a lane, and between the lanes of two years or places.
LANE, GAP = 18, 8


@dataclass(frozen=True)
class Lane:
    """One lane: its foot in pixels above the lowest, what stands beside it."""

    foot: float
    name: str


def lanes_by_year(rows: Sequence[CaseRow], lang: str) -> dict[Any, Lane]:
    """Return (year, kind) -> lane, the first year on top; every year between has its lanes."""
    years = range(
        min(row.first_day.year for row in rows), max(row.last_day.year for row in rows) + 1
    )
    return _stack([(year, str(year)) for year in years], _kinds(rows), lang)


def lanes_by_place(rows: Sequence[CaseRow], lang: str) -> dict[Any, Lane]:
    """Return (place, kind) -> lane, the place that began first on top."""
    ordered = sorted(rows, key=lambda row: (row.start, row.case_id))
    names = {row.place: row.name(lang) for row in ordered}
    return _stack(list(names.items()), _kinds(rows), lang)


def lanes_height(lanes: dict[Any, Lane]) -> int:
    """Return the pixels that the lanes take."""
    return round(max(lane.foot for lane in lanes.values()) + LANE + 8)


def _kinds(rows: Sequence[CaseRow]) -> list[str]:
    held = {row.kind for row in rows}
    return [kind for kind in KINDS if kind in held]


def _stack(groups: Iterable[tuple[Any, str]], kinds: list[str], lang: str) -> dict[Any, Lane]:
    lanes, foot = {}, 0.0
    for key, name in reversed(list(groups)):
        for kind in reversed(kinds):
            lanes[key, kind] = Lane(foot, _name(name, kind, kinds, lang))
            foot += LANE
        foot += GAP
    return lanes


def _name(name: str, kind: str, kinds: list[str], lang: str) -> str:
    """Return a lane's name: the group's on its first lane, the kind's where there are several."""
    if len(kinds) == 1:
        return plain(name)
    own = text(lang, f"case_library.timeline.lane.{kind}")
    return f"<b>{plain(name)}</b>  {own}" if kind == kinds[0] else own

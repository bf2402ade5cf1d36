"""What the cases of a city are narrowed by: facets, their values, and how many cases each leaves.

A choice is written `facet-value` (`level-5`, `length-3_5`). Values of one facet widen it, facets
narrow each other; the number beside a value is of the cases that the other facets leave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from view.case_row import MARKS, CaseRow

#: Bounds of days over the limit, the upper one excluded.
_LENGTHS = ((1, 2), (2, 3), (3, 6), (6, 10), (10, 0))
#: Bounds of the highest daily value, µg/m³, lower included: breakpoints of PM2.5 (HJ 633), rounded
#: so that the MDA8 of O3 has its place among them too.
_PEAKS = ((0, 115), (115, 150), (150, 250), (250, 350), (350, 0))
_SEASON_OF_MONTH = ("winter", "spring", "summer", "autumn")
_WARNINGS = ("red", "orange", "yellow", "blue")
#: Cases of which the project has a list of warnings that names none; and no list at all.
NO_WARNING, NO_LIST = "none", "no_list"
NO_WEATHER = "unknown"


@dataclass(frozen=True)
class Option:
    """One value of a facet: how many cases it leaves, and whether it is chosen."""

    value: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """A facet that tells cases of this city apart, its values in the order they are shown."""

    key: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Narrowed:
    """The cases that a choice leaves.

    Attributes:
        rows: the cases left, in their order; of: how many there were.
        facets: what can be chosen.
        chosen: facet -> values, as followed.
        unread: what was chosen and is no value of any facet.
        drops: where nothing is left, (facet, cases left without it), the most first.
    """

    rows: tuple[CaseRow, ...]
    of: int
    facets: tuple[Facet, ...]
    chosen: dict[str, tuple[str, ...]]
    unread: tuple[str, ...]
    drops: tuple[tuple[str, int], ...]


def bounds(value: str) -> tuple[int, int]:
    """Return the bounds that a value of length or peak stands for, the upper 0 where open."""
    low, _, high = value.partition("_")
    return int(low or 0), int(high or 0)


def _within(amount: float | None, steps: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    if amount is None:
        return ()
    held = next((s for s in steps if amount >= s[0] and (not s[1] or amount < s[1])), None)
    return (_named(held),) if held else ()


def _named(step: tuple[int, int]) -> str:
    low, high = step
    return f"{low}_{high}" if high else f"{low}_"


def _length(row: CaseRow) -> tuple[str, ...]:
    return _within(row.days, _LENGTHS)


def _weather(row: CaseRow) -> tuple[str, ...]:
    return (row.weather_type or NO_WEATHER,)


def _warning(row: CaseRow) -> tuple[str, ...]:
    return (NO_LIST if row.warning is None else row.warning or NO_WARNING,)


@dataclass(frozen=True)
class _Kind:
    """How a facet reads a case, and its values where they are a fixed list; () is by count."""

    read: Callable[[CaseRow], tuple[str, ...]]
    values: tuple[str, ...] = ()


_FACETS: dict[str, _Kind] = {
    "kind": _Kind(lambda row: (row.kind,), ("pm25", "o3", "both")),
    "year": _Kind(lambda row: (str(row.first_day.year),)),
    "season": _Kind(
        lambda row: (_SEASON_OF_MONTH[row.first_day.month % 12 // 3],),
        ("spring", "summer", "autumn", "winter"),
    ),
    "level": _Kind(lambda row: (str(row.level),), ("6", "5", "4", "3", "2", "1", "0")),
    "length": _Kind(_length, tuple(map(_named, _LENGTHS))),
    "peak": _Kind(lambda row: _within(row.peak_day_value, _PEAKS), tuple(map(_named, _PEAKS))),
    "weather": _Kind(_weather),
    "warning": _Kind(_warning, (*_WARNINGS, NO_WARNING, NO_LIST)),
    "mark": _Kind(lambda row: row.marks, MARKS),
}
FACETS: tuple[str, ...] = tuple(_FACETS)


def narrow(rows: Sequence[CaseRow], choice: Sequence[str]) -> Narrowed:
    """Return the cases that a choice (`facet-value` …) leaves, and what else can be chosen.

    A facet by which all cases are alike is not offered, unless it is chosen. A value that no case
    of the city has is not followed.
    """
    held = {key: [kind.read(row) for row in rows] for key, kind in _FACETS.items()}
    known = {key: _values(key, each) for key, each in held.items()}
    chosen, unread = _sort_out(choice, known)
    passes = {
        key: np.array([not wanted.isdisjoint(values) for values in held[key]], bool)
        for key, wanted in ((key, set(values)) for key, values in chosen.items())
    }
    left = _all_of(passes.values(), len(rows))
    facets = []
    for key in _FACETS:
        others = _all_of((mask for k, mask in passes.items() if k != key), len(rows))
        if key in chosen or _tells_apart(held[key], known[key]):
            facets.append(_facet(key, known[key], held[key], others, chosen.get(key, ())))
    drops = () if left.any() else _drops(passes, len(rows))
    kept = tuple(row for row, is_left in zip(rows, left, strict=True) if is_left)
    return Narrowed(kept, len(rows), tuple(facets), chosen, unread, drops)


def _values(key: str, held: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the values that cases have: in their own order, years newest first, else by count."""
    counts: dict[str, int] = {}
    for values in held:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    if _FACETS[key].values:
        return tuple(value for value in _FACETS[key].values if value in counts)
    if key == "year":
        return tuple(sorted(counts, reverse=True))
    return tuple(sorted(counts, key=lambda value: (value == NO_WEATHER, -counts[value], value)))


def _sort_out(
    choice: Sequence[str], known: dict[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    unread = []
    for each in choice:
        key, _, value = each.partition("-")
        if value in known.get(key, ()):
            chosen[key] = (*chosen.get(key, ()), value)
        else:
            unread.append(each)
    return chosen, tuple(unread)


def _all_of(masks: Any, size: int) -> np.ndarray:
    every = np.ones(size, bool)
    for mask in masks:
        every &= mask
    return every


def _tells_apart(held: Sequence[tuple[str, ...]], known: tuple[str, ...]) -> bool:
    return len(known) > 1 or len(set(held)) > 1


def _facet(
    key: str,
    known: tuple[str, ...],
    held: Sequence[tuple[str, ...]],
    others: np.ndarray,
    on: tuple[str, ...],
) -> Facet:
    counts = dict.fromkeys(known, 0)
    for values, is_left in zip(held, others, strict=True):
        for value in values if is_left else ():
            counts[value] += 1
    return Facet(key, tuple(Option(value, n, value in on) for value, n in counts.items()))


def _drops(passes: dict[str, np.ndarray], size: int) -> tuple[tuple[str, int], ...]:
    without = [
        (key, int(_all_of((m for k, m in passes.items() if k != key), size).sum()))
        for key in passes
    ]
    helping = [(key, count) for key, count in without if count]
    return tuple(sorted(helping, key=lambda pair: -pair[1]))

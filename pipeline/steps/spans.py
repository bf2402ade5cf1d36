"""Which periods a city's tables of periods have, which days a basis leaves out, how rows lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.basis import BASES, LeftOut, days_left_out
from airquality.periods import Periods, locate_periods, sum_over_periods
from airquality.seasons import Season, bounds
from pipeline.days import Arrays, PlaceDays
from pipeline.engine import split
from pipeline.project import ProjectSeason
from pipeline.steps.place_rows import place_columns, rows_by_key

#: Days of places that one block holds: few megabytes, near the processor's cache.
_DAYS_A_BLOCK = 32_768

SAND_DUST = "sand_dust"
EXCEPTIONAL = "exceptional"
PRESENT_STATE = "present_state"


@dataclass(frozen=True)
class Spans:
    """Periods of several kinds.

    Attributes:
        kind: object (period,), a kind of `airquality.seasons` or the id of a project's season.
        periods: where they lie in the city's days.
    """

    kind: np.ndarray
    periods: Periods

    def take(self, chosen: np.ndarray) -> Spans:
        """Return the periods that are True in chosen (period,)."""
        old = self.periods
        return Spans(
            self.kind[chosen],
            Periods(
                old.origin,
                old.starts[chosen],
                old.ends[chosen],
                old.first[chosen],
                old.last[chosen],
                old.days[chosen],
            ),
        )


@dataclass(frozen=True)
class Part:
    """The rows that one basis (and scheme) has of a table.

    Attributes:
        spans: the periods.
        touched: bool (place, period), whether there is such a row.
        labels: column -> its one word, the last columns of the key in order.
        values: column -> (place, period), or (period,) where all places have the same.
    """

    spans: Spans
    touched: np.ndarray
    labels: dict[str, str]
    values: Arrays

    def take(self, chosen: np.ndarray) -> Part:
        """Return the part with the periods that are True in chosen (period,)."""
        values = {name: array[..., chosen] for name, array in self.values.items()}
        return Part(self.spans.take(chosen), self.touched[:, chosen], self.labels, values)


def spans_of(days: PlaceDays, kinds: Sequence[str], seasons: Sequence[ProjectSeason] = ()) -> Spans:
    """Return the periods of these kinds and seasons from the city's first to its last value."""
    held = np.flatnonzero(days.active.any(axis=0))
    dates = days.dates[held[0] : held[-1] + 1] if held.size else days.dates[:0]
    wanted: list[str | Season] = [*kinds, *(own.season for own in seasons)]
    found = [bounds(kind, dates) for kind in wanted]
    names = [kind if isinstance(kind, str) else kind.id for kind in wanted]
    kind = np.repeat(np.array(names, dtype=object), [len(starts) for starts, _ in found])
    starts, ends = (np.concatenate(side) for side in zip(*found, strict=True))
    return Spans(kind, locate_periods(days.dates, starts, ends))


def blocks_of_places(days: PlaceDays) -> list[slice]:
    """Cut the places into blocks of bounded memory; many where the series are short."""
    return split(days.places, max(1, _DAYS_A_BLOCK // max(1, len(days.dates))))


def touched_by(days: PlaceDays, periods: Periods) -> np.ndarray:
    """Return whether a place has any of its days in a period, bool (place, period)."""
    return np.asarray(sum_over_periods(days.active, periods) > 0)


def bases_of(days: PlaceDays, special: pd.DataFrame) -> dict[str, LeftOut | None]:
    """Return each basis that differs from the ones before it, and what it leaves out.

    special: columns `city date kind`. `without_dust` where the city has a dust day among its days,
    `without_events` where it has an exceptional one; always `all`, never `present_state`, which
    leaves no day out. A basis is there for all periods of the city or for none, so that a chart
    of it needs no other rows.
    """
    own = special[special["city"] == days.city]
    flags = {
        kind: np.isin(days.dates, own.loc[own["kind"] == kind, "date"].to_numpy("datetime64[D]"))
        for kind in (SAND_DUST, EXCEPTIONAL)
    }
    held = days.active.any(axis=0)
    dust, exceptional = flags[SAND_DUST], flags[EXCEPTIONAL]
    wanted = {"all": True, "without_dust": (dust & held).any()}
    wanted["without_events"] = (exceptional & held).any()
    return {b: days_left_out(b, dust, exceptional) for b in BASES if wanted.get(b)}


def spread(
    frame: pd.DataFrame,
    days: PlaceDays,
    spans: Spans,
    names: Sequence[str],
    labels: dict[str, str],
) -> Arrays:
    """Return columns of a table of periods as float64 (place, period); NaN where it has no row.

    labels: the words by which rows are chosen, `basis` for instance.
    """
    chosen = np.logical_and.reduce([(frame[name] == word) for name, word in labels.items()])
    own = frame[chosen]
    places = pd.MultiIndex.from_arrays([days.scope.astype(str), days.place.astype(str)])
    place = places.get_indexer(
        pd.MultiIndex.from_arrays([own["scope"].astype(str), own["place"].astype(str)])
    )
    periods = pd.MultiIndex.from_arrays(
        [
            spans.kind.astype(str),
            spans.periods.starts.astype("datetime64[ms]"),
            spans.periods.ends.astype("datetime64[ms]"),
        ]
    )
    period = periods.get_indexer(
        pd.MultiIndex.from_arrays([own["kind"].astype(str), own["period_start"], own["period_end"]])
    )
    held = (place >= 0) & (period >= 0)
    found = {}
    for name in names:
        found[name] = np.full((days.places, spans.kind.size), np.nan)
        found[name][place[held], period[held]] = own[name].to_numpy(dtype=float)[held]
    return found


def rows_of_parts(days: PlaceDays, parts: Sequence[Part]) -> pd.DataFrame:
    """Return the rows of all parts in the order of the key.

    The key is city, scope, place, kind, period_start, period_end and the parts' labels.
    """
    names = list(parts[0].labels)
    kind = np.concatenate([part.spans.kind for part in parts])
    starts = np.concatenate([part.spans.periods.starts for part in parts])
    ends = np.concatenate([part.spans.periods.ends for part in parts])
    sizes = [part.spans.kind.size for part in parts]
    labels = {
        name: np.repeat(np.array([part.labels[name] for part in parts], dtype=object), sizes)
        for name in names
    }
    last_first = [labels[name].astype(str) for name in reversed(names)]
    order = np.lexsort([*last_first, ends, starts, kind.astype(str)])
    touched = np.concatenate([part.touched for part in parts], axis=1)
    rows, columns = rows_by_key(days, touched[:, order])
    columns = order[columns]
    frame = place_columns(days, rows)
    frame["kind"] = pd.Categorical(kind)[columns]
    frame["period_start"] = starts.astype("datetime64[ms]")[columns]
    frame["period_end"] = ends.astype("datetime64[ms]")[columns]
    for name, words in labels.items():
        frame[name] = pd.Categorical(words)[columns]
    for name in parts[0].values:
        joined = np.concatenate(
            [np.broadcast_to(p.values[name], p.touched.shape) for p in parts], axis=1
        )[rows, columns]
        frame[name] = pd.Categorical(joined) if joined.dtype.kind == "O" else joined
    return pd.DataFrame(frame, copy=False)

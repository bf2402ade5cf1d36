"""Step `episode_places`: when each case rose, peaked and cleared at each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.episodes.place_path import PlacePath, path_of
from pipeline.cases import CasePlace, CityCases
from pipeline.days import Area, Arrays, areas_of
from pipeline.steps.case_rows import frame_of
from summaries.tables.episode_places import EPISODE_PLACES

_HOUR = np.timedelta64(1, "h")


@dataclass(frozen=True)
class CasePath:
    """A case at some places, the place that it is a case of last.

    Attributes:
        scope, place: object arrays (place,); path: arrays of the same.
        order: int (place,), 1 for the first onset among places of the scope, equal ones alike; 0
            without an onset.
    """

    scope: np.ndarray
    place: np.ndarray
    path: PlacePath
    order: np.ndarray

    @property
    def first(self) -> int | None:
        """Number of the station whose onset was first; None where no other one came later.

        Of a country, whose cases have no stations, the area.
        """
        scope = "station" if "station" in self.scope else "district"
        among = (self.scope == scope) & (np.arange(len(self.scope)) < len(self.scope) - 1)
        first = np.flatnonzero(among & (self.order == 1))
        later = np.any(among & (self.order > 1))
        return int(first[0]) if len(first) == 1 and later else None


def find_paths(cases: CityCases, means: Sequence[Arrays]) -> dict[str, CasePath]:
    """Return the path of every case that was found in hours, by its id.

    means: of `pipeline.days.mean_hours`. Of a city all stations, its control points too, its
    districts and itself; in a project of many cities of an area its evaluation stations and
    itself, of the whole its areas and itself.
    """
    found: dict[str, CasePath] = {}
    around: dict[tuple[str, str], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
    for each in cases.cases:
        if not each.has_hours:
            continue
        key = (each.at.prefix, each.lead)
        if key not in around:
            around[key] = _places_within(each.at, each.lead, cases, means)
        scope, place, hours = around[key]
        path = path_of(each.case, hours, cases.start, cases.rules.path)
        found[each.id] = CasePath(scope, place, path, _order_of(path.onset, scope))
    return found


def build_episode_places(cases: CityCases, paths: dict[str, CasePath]) -> pd.DataFrame:
    """Return the table `episode_places`; lags are against the onset of the case's own place."""
    rows: list[dict[str, Any]] = []
    for case_id, own in paths.items():
        path = own.path
        columns = {
            "scope": own.scope,
            "place": own.place,
            "onset": path.onset,
            "peak_time": path.peak_time,
            "clearing": path.clearing,
            "peak": np.round(path.peak, 1),
            "mean": np.round(path.mean, 1),
            "lag_hours": (path.onset - path.onset[-1]) / _HOUR,
            "order": own.order,
            "valid_share": np.round(path.valid_share, 3),
        }
        places = zip(*columns.values(), strict=True)
        rows += [{"case_id": case_id, **dict(zip(columns, row, strict=True))} for row in places]
    return frame_of(EPISODE_PLACES, cases.days.city, rows)


def _places_within(
    at: CasePlace, lead: str, cases: CityCases, means: Sequence[Arrays]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return scope, place and hours (place, hour) of the places within one, itself last."""
    grid = cases.city.usable
    assert grid is not None
    areas: list[tuple[Area, Arrays]] = []
    stations = at.members
    if at.scope == "city":
        own = areas_of(cases.city)[:-1]
        areas = list(zip(own, means[:-1], strict=True))
        is_country = cases.city.project.areas == "city"
        stations = np.arange(0 if is_country else len(grid.stations))
    names = [
        *(("station", grid.stations[row]) for row in stations),
        *((area.scope, area.place) for area, _ in areas),
        (at.scope, at.place),
    ]
    scope, place = np.array([*zip(*names, strict=True)], dtype=object)
    parts = [grid.of(lead)[stations], *(hours[lead][None] for _, hours in areas)]
    return scope, place, np.concatenate([*parts, at.hours[lead][None]])


def _order_of(onset: np.ndarray, scope: np.ndarray) -> np.ndarray:
    order = np.zeros(len(onset), dtype=np.int32)
    for own in (scope == name for name in np.unique(scope)):
        times = onset[own]
        held = ~np.isnat(times)
        ranks = np.searchsorted(np.sort(times[held]), times) + 1
        order[own] = np.where(held, ranks, 0)
    return order

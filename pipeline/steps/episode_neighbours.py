"""Step `episode_neighbours`: the past cases that each case is most like."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.episodes.similarity import PARTS, Traits, features, nearest
from pipeline.cases import CityCase, CityCases
from pipeline.steps.case_rows import frame_of, kept
from summaries.tables.episode_neighbours import EPISODE_NEIGHBOURS


def build_episode_neighbours(cases: CityCases, traits: dict[str, Traits]) -> pd.DataFrame:
    """Return the table `episode_neighbours`: the earlier cases that are most like each.

    Only cases of the same place and kind are compared. traits: of every case by its id.
    """
    groups: dict[tuple[str, str], list[CityCase]] = {}
    for each in cases.cases:
        groups.setdefault((each.at.prefix, each.case.kind), []).append(each)
    rule = cases.rules.similarity
    rows: list[dict[str, Any]] = []
    for group in groups.values():
        ids = [each.id for each in group]
        known = features([traits[case_id] for case_id in ids], rule)
        for number, case_id in enumerate(ids):
            found, distances, parts = nearest(known, number, rule.neighbours, earlier_only=True)
            rows += [
                _row(case_id, rank, ids[int(found[rank])], float(distances[rank]), parts[rank])
                for rank in range(len(found))
            ]
    return frame_of(EPISODE_NEIGHBOURS, cases.days.city, rows)


def _row(
    case_id: str, rank: int, neighbour: str, distance: float, parts: np.ndarray
) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "rank": rank + 1,
        "neighbour": neighbour,
        "distance": kept(distance, 4),
        **{f"part_{name}": kept(parts[n], 4) for n, name in enumerate(PARTS)},
    }

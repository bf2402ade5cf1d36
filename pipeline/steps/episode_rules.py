"""Step `episode_rules`: the figures by which a city's cases were found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from airquality.episodes.figure import FROM_MEMORY, OWN_CHOICE, VERIFIED, Figure
from airquality.episodes.figures import FIGURES
from airquality.standards import gb3095
from pipeline.cases import CityCases

_SHARE = Figure(
    "",
    "城市一小时的均值至少要有这一比例的评价站点有值（对照点不计）",
    "share of the evaluation stations, control points left out, that an hour's mean needs",
    "HJ 663-2013，凭记忆未核对 HJ 663-2013, from memory",
    FROM_MEMORY,
)
_HOURS_BEFORE = Figure(
    "h",
    "过程开始前这么多小时之内发布的预警也列入该案例的应对",
    "a warning issued so long before a case began belongs to its response",
    "",
    OWN_CHOICE,
)


def build_episode_rules(cases: CityCases) -> pd.DataFrame:
    """Return the table `episode_rules`: each figure as the project sets it, with its source.

    Beside the settings of `[episodes]`: the limit, of the standard in force on the last day, the
    stations of an hour and, with a list of measures, how long before a case a warning counts.
    """
    rows = list(_rows(cases))
    words = [figure for _, _, _, figure in rows]
    return pd.DataFrame(
        {
            "city": pd.Series([cases.days.city] * len(rows), dtype="str"),
            "kind": [kind for kind, _, _, _ in rows],
            "figure": [name for _, name, _, _ in rows],
            "value": np.array([value for _, _, value, _ in rows], dtype=np.float32),
            "unit": [own.unit for own in words],
            "about_zh": [own.about_zh for own in words],
            "about_en": [own.about_en for own in words],
            "source": [own.source for own in words],
            "status": [own.status.lower() for own in words],
            "number": np.arange(1, len(rows) + 1, dtype=np.int32),
        }
    )


def _rows(cases: CityCases) -> Iterator[tuple[str, str, float, Figure]]:
    """Yield kind, name, value and words of each figure, those of a kind one after another."""
    yield "pm25", "limit", float(cases.limits["pm25"][-1]), _limit()
    yield "pm25", "share_of_stations", cases.city.project.validity_rules.share_of_stations, _SHARE
    for kind, name, value in cases.rules.values():
        yield kind, name, value, FIGURES[kind, name]
    listed = cases.city.project.measures
    if listed is not None:
        yield "measures", "hours_before", float(listed.hours_before), _HOURS_BEFORE


def _limit() -> Figure:
    """Return the words of the daily limit of PM2.5, with each that there is and since when."""
    dated = [
        (standard.valid_from, gb3095.limit("pm25", "24h", standard))
        for standard in sorted(gb3095.STANDARDS.values(), key=lambda own: own.valid_from)
    ]
    later_zh = "，".join(f"{day} 起 {value:g}" for day, value in dated[1:])
    later_en = ", ".join(f"from {day} {value:g}" for day, value in dated[1:])
    first = dated[0][1]
    return Figure(
        "µg/m³",
        f"日均值的二级限值，按当日施行的标准：{first:g}，{later_zh}",
        f"grade II limit of the daily mean, by the standard of that day: {first:g}, {later_en}",
        "GB 3095-2012，GB 3095-2026",
        VERIFIED,
    )

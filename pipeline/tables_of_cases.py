"""Compute the tables of a city's case library, each handed on as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays
from pipeline.engine import Engine
from pipeline.steps.place_winds import empty_of
from summaries.tables import TABLES

Done = Callable[[str, pd.DataFrame], None]


def compute_case_tables(
    city: CityData,
    days: PlaceDays,
    means: list[Arrays],
    special: pd.DataFrame,
    engine: Engine,
    done: Done,
) -> None:
    """Compute every table of the cases of a city."""
    for name in (n for n in TABLES if n.startswith("episode") or n in ("measures", "conclusions")):
        done(name, empty_of(TABLES[name]))

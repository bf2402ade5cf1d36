"""Whether a case looks like dust or like fireworks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.cases import CityCase, CityCases
from pipeline.events import SAND_DUST


@dataclass(frozen=True)
class Marks:
    """Marks of one case: columns of the table `episodes`."""

    is_dust: bool
    dust_hours: int
    is_fireworks: bool


def find_marks(cases: CityCases, special: pd.DataFrame) -> dict[str, Marks]:
    """Return the marks of every case by its id; special: the table `special_days`."""
    dusty = special.loc[special["kind"] == SAND_DUST, "date"].to_numpy().astype("datetime64[D]")
    return {each.id: _marks_of(each, cases, dusty) for each in cases.cases}


def _marks_of(each: CityCase, cases: CityCases, dusty: object) -> Marks:
    return Marks(False, 0, False)

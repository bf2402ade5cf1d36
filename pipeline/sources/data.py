"""What every raw format yields, and what it must say of itself to be registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from airquality.hours import HourGrid

if TYPE_CHECKING:
    from pipeline.project import Project, SourceSpec
    from pipeline.report import Report


@dataclass(frozen=True)
class SourceData:
    """What one source holds, in this project's units, labelled by the beginning of the hour.

    Attributes:
        pollution: hours of the six pollutants (µg/m³, CO mg/m³), all six variables in the order
            of `airquality.pollutants.POLLUTANT_IDS`; None where the source has none.
        weather: hours of weather (`airquality.weather`); None where the source has none.
        daily: city values a day: `date` (datetime64[us], unique, ascending) and those of
            `pm25 pm10 so2 no2 co o3_mda8 o3_1h_max` that the source has, float64, missing = NaN.
    """

    pollution: HourGrid | None = None
    weather: HourGrid | None = None
    daily: pd.DataFrame | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was read."""
        return self.pollution is None and self.weather is None and self.daily is None


@dataclass(frozen=True)
class Format:
    """A raw format: how it is read, and what a project file must say for it.

    Attributes:
        read: reads the source; what cannot be used is counted in the report, never raised.
        check: returns what is wrong with the source's entry in the project file, as pairs of
            key and message.
        keys: which of the optional keys `hours o3 zero_is_missing encoding columns units` it uses;
            the others are refused in its entry, not silently ignored.
        hours: how the format labels an hour, where the project file says nothing; None where
            there is no rule, or no hours.
        stations: the codes that its files name in the project's period (`[stations] all`); none
            where only reading them whole would tell.
    """

    read: Callable[[SourceSpec, Project, Report], SourceData]
    check: Callable[[SourceSpec], list[tuple[str, str]]]
    keys: tuple[str, ...] = ()
    hours: Literal["beginning", "ending"] | None = None
    stations: Callable[[SourceSpec, Project], Iterable[str]] = lambda source, project: ()

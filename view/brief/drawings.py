"""What the pictures of a brief show, as values; `pictures` draws them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Line:
    """One line of a panel; style: 'main' (thick), 'fine', 'dashed', 'plain' or 'bars'."""

    name: str
    values: np.ndarray
    style: str = "main"


@dataclass(frozen=True)
class Panel:
    """Lines over the drawing's times; limit (NaN = none) with its words, on its own statistic."""

    title: str
    lines: tuple[Line, ...]
    limit: float = float("nan")
    limit_words: str = ""
    from_zero: bool = True


@dataclass(frozen=True)
class Band:
    """A stretch of time with its name: a stage, or a warning in force."""

    start: np.datetime64
    end: np.datetime64
    name: str


@dataclass(frozen=True)
class Curve:
    """Panels over one time axis, datetime64[h] by the hour or datetime64[D] by the day.

    Attributes:
        bands: stages, behind the panels, one after another; strips: warnings in force, above.
        start, end: of the case, the end excluded; mark: (time, value, words) of the peak, in the
            first panel.
    """

    times: np.ndarray
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    strips: tuple[Band, ...]
    start: np.datetime64
    end: np.datetime64
    mark: tuple[np.datetime64, float, str] | None = None

    @property
    def is_daily(self) -> bool:
        """Whether its steps are days."""
        return self.times.dtype == np.dtype("datetime64[D]")

    def texts(self) -> Iterator[str]:
        """Yield every text that is drawn."""
        yield from (band.name for band in (*self.bands, *self.strips))
        for panel in self.panels:
            yield from (panel.title, panel.limit_words, *(line.name for line in panel.lines))
        if self.mark:
            yield self.mark[2]


@dataclass(frozen=True)
class Area:
    """An outline of the ground: rings of (lon, lat), its name, whether the case is its own."""

    rings: tuple[np.ndarray, ...]
    name: str
    value: float
    is_own: bool = False


@dataclass(frozen=True)
class Point:
    """A station with its value, NaN where it has none."""

    lon: float
    lat: float
    name: str
    value: float
    is_control: bool


@dataclass(frozen=True)
class PeakMap:
    """Values at one time on the ground; edges: ascending classes; bounds: west south east north."""

    areas: tuple[Area, ...]
    points: tuple[Point, ...]
    edges: tuple[float, ...]
    bounds: tuple[float, float, float, float]
    title: str
    unit: str
    control: str
    missing: str

    def texts(self) -> Iterator[str]:
        """Yield every text that is drawn."""
        yield from (self.title, self.unit, self.control, self.missing)
        yield from (area.name for area in self.areas)
        yield from (point.name for point in self.points)


Drawing = Curve | PeakMap

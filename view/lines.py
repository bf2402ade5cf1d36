"""A place's values over time and its mean cycles, as charts draw them and files hold them."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from view.clock import same_moments
from view.selection import Window
from view.steps import STEPS, Step


@dataclass(frozen=True)
class Line:
    """The values of one place at one grain, one complete step after another.

    Attributes:
        place: id of the place; name: as shown.
        grain: one of `view.steps.STEPS`.
        start: first step, datetime64 in the unit of the grain.
        values: float32 by metric, missing = NaN; in the metric's stored unit (a ratio 0-1).
        is_valid: bool by metric, False where a month or year has too few days; {} for hours and
            days, which have a value only where they are valid.
        is_published: bool, the day is a published value, not one computed from hours.
        standards: id of the standard that a year is judged by, '' where there is none; None at the
            other grains.
        smooth: float32 by metric, the trailing mean that ends with the step; {} where none is
            asked for.
        share: float32 by metric, how much of what should be there is: stations of an hour, hours
            or stations of a day, days of a longer step; NaN where nobody knows.
        touched: bool by metric, the chosen basis left out or converted the day, or a day of the
            longer step; {} where the basis is all days as measured.
        own_times: the steps that the values are of, where the line is laid over another year's.
    """

    place: str
    name: str
    grain: str
    start: np.datetime64
    values: dict[str, np.ndarray]
    is_valid: dict[str, np.ndarray]
    is_published: np.ndarray
    standards: np.ndarray | None = None
    smooth: dict[str, np.ndarray] = field(default_factory=dict)
    share: dict[str, np.ndarray] = field(default_factory=dict)
    touched: dict[str, np.ndarray] = field(default_factory=dict)
    own_times: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.is_published)

    @property
    def step(self) -> Step:
        """How long a step is."""
        return STEPS[self.grain]

    @property
    def times(self) -> np.ndarray:
        """Each step, labelled by its beginning."""
        return self.step.run(self.start, len(self))

    @property
    def true_times(self) -> np.ndarray:
        """Each step as the values' own year has it; NaT where it has none."""
        return self.times if self.own_times is None else self.own_times

    @property
    def end(self) -> np.datetime64:
        """First step after the last."""
        return self.start + len(self) * self.step.count

    @property
    def is_elsewhere(self) -> bool:
        """Whether the line is laid over another year's steps."""
        return self.own_times is not None

    def has_enough(self, metric: str) -> np.ndarray:
        """Return for each step whether its value, if any, rests on enough days."""
        return self.is_valid[metric] if metric in self.is_valid else np.ones(len(self), bool)

    def named(self, name: str) -> "Line":
        """Return the line under a name."""
        return replace(self, name=name)

    def within(self, window: Window, metrics: tuple[str, ...], years: int = 0) -> "Line":
        """Return the line over exactly the steps of window, NaN where it has none itself.

        years: the values are those of the same steps so many years later.
        """
        size = max(self.step.size(window.start, window.end), 0)
        own = same_moments(self.step.run(window.start, size), self.grain, years)
        there = np.flatnonzero(~np.isnat(own))
        at = (own[there] - self.start).astype(int) // self.step.count
        is_held = (at >= 0) & (at < len(self))
        source, target = at[is_held], there[is_held]

        def cut(whole: np.ndarray, blank: object) -> np.ndarray:
            part = np.full(size, blank, dtype=whole.dtype)
            part[target] = whole[source]
            return part

        def cut_all(by_metric: dict[str, np.ndarray], blank: object) -> dict[str, np.ndarray]:
            return {m: cut(by_metric[m], blank) for m in metrics if m in by_metric}

        return replace(
            self,
            start=window.start,
            values=cut_all(self.values, np.nan),
            is_valid=cut_all(self.is_valid, True),
            is_published=cut(self.is_published, False),
            standards=None if self.standards is None else cut(self.standards, ""),
            smooth=cut_all(self.smooth, np.nan),
            share=cut_all(self.share, 0),
            touched=cut_all(self.touched, False),
            own_times=own if years else None,
        )


#: The kind of source that holds days of the city alone, none of its stations.
CITY_ONLY = "city-daily"


@dataclass(frozen=True)
class Source:
    """Where values come from: a title in each language, and the time it covers (end excluded)."""

    title_zh: str
    title_en: str
    start: np.datetime64
    end: np.datetime64

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return self.title_zh if lang == "zh" else self.title_en


@dataclass(frozen=True)
class Cycled:
    """The mean cycle of one place; arrays over every position of the cycle, missing = NaN.

    Attributes:
        name: of the place, as shown.
        mean, low, high: float32, mean and bounds of its 95 % interval, in the metric's unit.
        count: int32, values in the mean.
    """

    name: str
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    count: np.ndarray

    @classmethod
    def nowhere(cls, name: str, size: int) -> "Cycled":
        """Return a cycle of so many positions without any value."""
        mean, low, high = (np.full(size, np.nan, np.float32) for _ in range(3))
        return cls(name, mean, low, high, np.zeros(size, np.int32))

    def named(self, name: str) -> "Cycled":
        """Return the cycle under a name."""
        return replace(self, name=name)


def lay_out(lines: list[Line], metrics: tuple[str, ...]) -> pd.DataFrame:
    """Return the lines as rows (place, name, time, a column a metric) for a file.

    A metric may have further columns: `<metric>_smooth`, its trailing mean, `<metric>_share`, how
    much of the step is there, `<metric>_is_touched`, whether the basis left out or converted
    anything of it, and for steps longer than a day `<metric>_is_valid`. Steps on which no metric
    has a value stay, so that a gap is seen as one; a step that the line's own year does not have
    is left out. Ratios are shares from 0 to 1, as stored.
    """
    parts = []
    for line in lines:
        columns: dict[str, object] = {"place": line.place, "name": line.name}
        columns["time"] = line.true_times.astype("datetime64[s]")
        for metric in metrics:
            columns[metric] = line.values[metric]
            if metric in line.smooth:
                columns[f"{metric}_smooth"] = line.smooth[metric]
            if metric in line.share:
                columns[f"{metric}_share"] = line.share[metric]
            if line.step.is_long:
                columns[f"{metric}_is_valid"] = line.has_enough(metric)
            if metric in line.touched:
                columns[f"{metric}_is_touched"] = line.touched[metric]
        columns["is_published"] = line.is_published
        parts.append(pd.DataFrame(columns)[~np.isnat(line.true_times)])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["place"])

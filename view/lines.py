"""A place's values over time and its mean cycles, as charts draw them and files hold them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from view.selection import STEPS, Window


@dataclass(frozen=True)
class Line:
    """The values of one place at one grain, one complete step after another.

    Attributes:
        place: id of the place; name: as shown.
        grain: hourly, daily, monthly or annual.
        start: first step, datetime64 in the unit of the grain.
        values: float32 by metric, missing = NaN; in the metric's stored unit (a ratio 0-1).
        is_valid: bool by metric, False where a month or year has too few days; {} for hours and
            days, which have a value only where they are valid.
        is_published: bool, the day is a published value, not one computed from hours.
        standards: id of the standard that a month or year is judged by, '' where there is none;
            None at the other grains.
    """

    place: str
    name: str
    grain: str
    start: np.datetime64
    values: dict[str, np.ndarray]
    is_valid: dict[str, np.ndarray]
    is_published: np.ndarray
    standards: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.is_published)

    @property
    def times(self) -> np.ndarray:
        """Each step, labelled by its beginning."""
        return self.start + np.arange(len(self))

    @property
    def end(self) -> np.datetime64:
        """First step after the last."""
        return self.start + len(self)

    def has_enough(self, metric: str) -> np.ndarray:
        """Return for each step whether its value, if any, rests on enough days."""
        return self.is_valid[metric] if metric in self.is_valid else np.ones(len(self), bool)

    def named(self, name: str) -> "Line":
        """Return the line under a name."""
        return replace(self, name=name)

    def within(self, window: Window, metrics: tuple[str, ...]) -> "Line":
        """Return the line over exactly the steps of window, NaN where it has none itself."""
        size = max(int((window.end - window.start).astype(int)), 0)
        offset = int((self.start - window.start).astype(int))
        target = slice(max(offset, 0), max(min(offset + len(self), size), 0))
        source = slice(target.start - offset, target.stop - offset)
        if target.stop <= target.start:
            target = source = slice(0, 0)

        def cut(whole: np.ndarray, blank: object) -> np.ndarray:
            part = np.full(size, blank, dtype=whole.dtype)
            part[target] = whole[source]
            return part

        return replace(
            self,
            start=window.start,
            values={m: cut(self.values[m], np.nan) for m in metrics if m in self.values},
            is_valid={m: cut(self.is_valid[m], True) for m in metrics if m in self.is_valid},
            is_published=cut(self.is_published, False),
            standards=None if self.standards is None else cut(self.standards, ""),
        )


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

    Months and years get a column `<metric>_is_valid`. Steps on which no metric has a value stay,
    so that a gap is seen as one. Ratios are shares from 0 to 1, as stored.
    """
    parts = []
    for line in lines:
        columns: dict[str, object] = {"place": line.place, "name": line.name}
        columns["time"] = line.times.astype("datetime64[s]")
        for metric in metrics:
            columns[metric] = line.values[metric]
            if STEPS[line.grain] in ("M", "Y"):
                columns[f"{metric}_is_valid"] = line.has_enough(metric)
        columns["is_published"] = line.is_published
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["place"])

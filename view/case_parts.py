"""What a case consists of: its hours, days, stages, places, causes, like cases, measures."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from view.case_row import CaseRow

#: Parts of the distance between two cases, in the order in which they are shown.
PARTS = ("size", "length", "shape", "weather", "composition", "season")


@dataclass(frozen=True)
class Curve:
    """The hours of a case and of the time around it, one complete hour after another.

    Attributes:
        times: datetime64[h].
        values: float32 by pollutant and weather variable, missing = NaN; only those of which any
            hour has a value. Of an area of a nation PM2.5 and O3 alone.
        stage: text by hour, '' outside the case.
        pm25_24h, o3_8h: float32, running means that end with the hour.
        level: int8, of the lead pollutant's running mean, 0 = unknown.
        is_missing: bool, an hour of the case without the lead pollutant.
    """

    times: np.ndarray
    values: dict[str, np.ndarray]
    stage: np.ndarray
    pm25_24h: np.ndarray
    o3_8h: np.ndarray
    level: np.ndarray
    is_missing: np.ndarray

    def __len__(self) -> int:
        return len(self.times)


@dataclass(frozen=True)
class CaseDay:
    """A day of a case or around it: daily means, MDA8 of O3; missing = None."""

    date: pd.Timestamp
    pm25: float | None
    pm10: float | None
    so2: float | None
    no2: float | None
    co: float | None
    o3_mda8: float | None
    aqi: float | None
    level: int
    primary: str | None


@dataclass(frozen=True)
class Stage:
    """A stage of a case; `rate` is the mean change in µg/m³ an hour, `end` is exclusive."""

    number: int
    stage: str
    start: pd.Timestamp
    end: pd.Timestamp
    first_value: float | None
    last_value: float | None
    peak: float | None
    peak_time: pd.Timestamp | None
    rate: float | None


@dataclass(frozen=True)
class PlacePath:
    """When a place rose, was highest and cleared; None where it did not, or nobody knows.

    `lag_hours` is its onset against the city's, `order` 1 the first, 0 without an onset.
    """

    scope: str
    place: str
    onset: pd.Timestamp | None
    peak_time: pd.Timestamp | None
    clearing: pd.Timestamp | None
    peak: float | None
    mean: float | None
    lag_hours: float | None
    order: int
    valid_share: float | None
    name_zh: str
    name_en: str

    def name(self, lang: str) -> str:
        """Return the place's name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


#: Which days of the same weeks a factor is compared with (`Driver.against`).
ALL_DAYS, POLLUTED_DAYS = "all", "polluted"


@dataclass(frozen=True)
class Driver:
    """A factor in the case against the same calendar weeks of all years.

    `percentile` is None where these are too few days; `mean_pollutant` is the lead pollutant's mean
    in a sector of the wind; `against`: "polluted" where only the days over the lead pollutant's
    limit are compared with, else "all".
    """

    part: str
    factor: str
    value: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    percentile: float | None
    days: int
    years: int
    unit: str | None
    mean_pollutant: float | None
    against: str = ALL_DAYS


@dataclass(frozen=True)
class Neighbour:
    """A past case like this one; `parts` sum to the squared distance, None is not compared."""

    rank: int
    case: CaseRow
    distance: float
    parts: dict[str, float | None]

    @property
    def nearest_and_farthest(self) -> tuple[str, str] | None:
        """The part in which they are most alike and the one in which least; None of fewer parts."""
        known = {part: value for part, value in self.parts.items() if value is not None}
        if len(known) < 2:
            return None
        return min(known, key=lambda part: known[part]), max(known, key=lambda part: known[part])

    @property
    def lacking(self) -> list[str]:
        """The parts that could not be compared."""
        return [part for part, value in self.parts.items() if value is None]


@dataclass(frozen=True)
class Response:
    """A measure that met the case: what it is, and its hours against those of the case.

    Attributes:
        precision: 'day' where a time of it is known by its day only; status: 'verified',
            'from memory' or 'unverified'.
        issued_lead_hours, start_lead_hours: before the city rose; negative is after it.
        overlap_hours: both last; end_lag_hours: it ended after the case; None where it lasts.
    """

    measure: str
    kind: str
    level: str
    name_zh: str
    name_en: str
    issued: pd.Timestamp | None
    start: pd.Timestamp
    end: pd.Timestamp | None
    about_zh: str
    about_en: str
    status: str
    precision: str
    source: str
    issued_lead_hours: float | None
    start_lead_hours: float | None
    overlap_hours: float | None
    end_lag_hours: float | None

    def name(self, lang: str) -> str:
        """Return the measure's name in a language."""
        return self.name_zh if lang == "zh" else self.name_en

    def about(self, lang: str) -> str:
        """Return what was done in a language."""
        return self.about_zh if lang == "zh" else self.about_en

    @property
    def is_lasting(self) -> bool:
        """Whether a plan, campaign or closure was in force before the case and after it.

        It meets every case of its years and says nothing of this one.
        """
        is_before = self.start_lead_hours is not None and self.start_lead_hours > 0
        is_after = self.end is None or (self.end_lag_hours is not None and self.end_lag_hours > 0)
        return self.kind not in ("warning", "control") and is_before and is_after


@dataclass(frozen=True)
class Conclusion:
    """What an expert concluded; `text` is Markdown source, untrusted."""

    author: str
    date: pd.Timestamp
    version: int
    status: str
    title: str | None
    text: str
    file: str


@dataclass(frozen=True)
class Rule:
    """A figure of the rules by which cases are found."""

    kind: str
    figure: str
    value: float | None
    unit: str
    about_zh: str
    about_en: str
    source: str
    status: str
    number: int

    def about(self, lang: str) -> str:
        """Return what the figure is in a language."""
        return self.about_zh if lang == "zh" else self.about_en

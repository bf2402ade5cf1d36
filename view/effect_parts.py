"""What the page of effects shows, as plain values: months, changes, measures, skill.

Amounts are µg/m³, CO mg/m³; a difference is observed less expected, so less than nothing is
cleaner air. What is not known is None.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Kinds of measures that can have an effect of their own: what lasts for years has none.
EVENT_KINDS = ("control", "warning", "campaign")
VERDICTS = ("clear", "likely", "not_distinguishable", "model_not_good_enough")
SPLITS = ("weeks", "years", "random")


@dataclass(frozen=True)
class Months:
    """A city's months by one scheme, in order.

    Attributes:
        starts: datetime64[M] (month,).
        observed, normalised, low, high: (month,), missing = NaN.
        values: hours (o3_mda8: days) behind each month, (month,).
        members: (member, month) normalised means; no members where they are not kept.
    """

    starts: np.ndarray
    observed: np.ndarray
    normalised: np.ndarray
    low: np.ndarray
    high: np.ndarray
    values: np.ndarray
    members: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True)
class Change:
    """A change between two periods, parted into the weather and the rest; ends are exclusive."""

    kind: str
    from_start: pd.Timestamp
    from_end: pd.Timestamp
    to_start: pd.Timestamp
    to_end: pd.Timestamp
    months: int
    observed_from: float | None
    observed_to: float | None
    change: float | None
    weather: float | None
    weather_low: float | None
    weather_high: float | None
    rest: float | None
    rest_low: float | None
    rest_high: float | None


@dataclass(frozen=True)
class Skill:
    """How well the model knows what it has not seen, by one split and step."""

    split: str
    step: str
    r2: float | None
    rmse: float | None
    bias: float | None
    n: int
    members: int
    predictors: str
    recipe: str
    start: pd.Timestamp | None
    end: pd.Timestamp | None
    is_good: bool
    reason: str


@dataclass(frozen=True)
class MeasureEffect:
    """One measure, judged by one pollutant; what the list says of it stands beside."""

    measure_id: str
    pollutant: str
    is_aimed: bool
    start: pd.Timestamp
    end: pd.Timestamp
    observed: float | None
    predicted: float | None
    effect: float | None
    effect_low: float | None
    effect_high: float | None
    effect_pct: float | None
    effect_pct_low: float | None
    effect_pct_high: float | None
    placebo_p: float | None
    times_reach: float | None
    placebo_rank: int
    placebos: int
    independent: int
    around_days: float | None
    bias_pct: float | None
    drift_pct: float | None
    verdict: str
    reason: str
    margin_days: float | None
    skill_r2: float | None
    same_sign: bool
    sensitivity_low: float | None
    sensitivity_high: float | None
    before: float | None
    after: float | None
    others: str
    kind: str
    level: str
    name_zh: str
    name_en: str
    about_zh: str
    about_en: str
    precision: str
    status: str
    source: str

    def name(self, lang: str) -> str:
        """Return what the measure is called in a language."""
        return self.name_zh if lang == "zh" else self.name_en

    def about(self, lang: str) -> str:
        """Return what it was, '' where the list does not say."""
        return self.about_zh if lang == "zh" else self.about_en

    @property
    def is_judged(self) -> bool:
        """Whether there is an effect at all, of whatever verdict."""
        return self.effect is not None


@dataclass(frozen=True)
class SeriesDay:
    """One day observed, and predicted without the measure."""

    time: pd.Timestamp
    observed: float | None
    predicted: float | None
    low: float | None
    high: float | None
    in_window: bool


@dataclass(frozen=True)
class Placebo:
    """What the method finds in a window where nothing was done."""

    start: pd.Timestamp
    effect: float | None
    effect_pct: float | None


@dataclass(frozen=True)
class Control:
    """One measure by synthetic control: the city against other cities, weighted to be like it."""

    measure_id: str
    pollutant: str
    observed: float | None
    synthetic: float | None
    effect: float | None
    effect_pct: float | None
    error_before: float | None
    error_before_pct: float | None
    ratio: float | None
    placebo_rank: int
    placebo_p: float | None
    donors: int
    left_out: int
    days_before: int
    days_within: int
    reason: str


@dataclass(frozen=True)
class Donor:
    """One of the other cities: its weight, and how far it strays as if it were the city."""

    donor: str
    name_zh: str
    name_en: str
    weight: float | None
    ratio: float | None
    distance_km: float | None

    def name(self, lang: str) -> str:
        """Return what the city is called in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class Variant:
    """The effect by another margin, set of predictors or without a year."""

    variant: str
    effect: float | None
    effect_pct: float | None

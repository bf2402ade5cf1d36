"""The figures of the rules by which episodes are found, divided and compared.

No official rule for the start, growth, peak and clearing of a city's episode was found, so most
figures are this project's own choice or remembered from the literature. Every one is a setting of
the project file; `episodes.figures` says of each what it means, its unit and how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from airquality.episodes.same_weeks import WeeksRule
from airquality.episodes.similarity import SimilarityRule
from airquality.episodes.source_ratios import RatioRule
from airquality.episodes.weather_types import TypeRule


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise ValueError(words)


def _require_odd(smooth: int) -> None:
    _require(smooth >= 1 and smooth % 2 == 1, "smooth_hours is odd")


def _require_days(gap: int, least: int, empty: int) -> None:
    _require(gap >= 0, "gap_days is not negative")
    _require(least >= 1, "least_days is at least 1")
    _require(empty >= 0, "empty_days is not negative")


@dataclass(frozen=True)
class Pm25Rule:
    """When a PM2.5 episode begins and ends."""

    window_hours: int = 24
    least_hours: int = 18
    gap_hours: int = 12
    least_days: int = 1
    look_back_hours: int = 12
    smooth_hours: int = 3
    start_share: float = 0.1
    empty_hours: int = 36

    def __post_init__(self) -> None:
        _require(1 <= self.least_hours <= self.window_hours, "least_hours: 1 to window_hours")
        _require(self.gap_hours >= 1, "gap_hours is at least 1")
        _require(self.least_days >= 1, "least_days is at least 1")
        _require(self.look_back_hours >= 0, "look_back_hours is not negative")
        _require_odd(self.smooth_hours)
        _require(0 <= self.start_share < 1, "start_share lies between 0 and 1")
        _require(self.empty_hours >= 0, "empty_hours is not negative")


@dataclass(frozen=True)
class O3Rule:
    """When an O3 episode begins and ends."""

    limit: float = 160.0
    gap_days: int = 1
    least_days: int = 2
    empty_days: int = 1

    def __post_init__(self) -> None:
        _require(self.limit > 0, "limit is more than 0")
        _require_days(self.gap_days, self.least_days, self.empty_days)


@dataclass(frozen=True)
class BothRule:
    """When days on which PM2.5 and O3 exceed at once are an episode of their own."""

    gap_days: int = 1
    least_days: int = 1
    empty_days: int = 1

    def __post_init__(self) -> None:
        _require_days(self.gap_days, self.least_days, self.empty_days)


@dataclass(frozen=True)
class StageRule:
    """How an episode's hours are divided into stages."""

    smooth_hours: int = 3
    explosive_factor: float = 2.0
    explosive_hours: int = 10
    explosive_rise: float = 100.0
    plateau_share: float = 0.75
    easing_share: float = 0.5
    low_share: float = 0.1
    level_rise: float = 0.25
    clearing_hours: int = 24
    least_hours: int = 3
    first_morning_hour: int = 4
    last_morning_hour: int = 10
    evening_hour: int = 20

    def __post_init__(self) -> None:
        _require_odd(self.smooth_hours)
        _require(self.explosive_factor > 1, "explosive_factor is more than 1")
        _require(self.explosive_hours >= 1, "explosive_hours is at least 1")
        _require(self.explosive_rise >= 0, "explosive_rise is not negative")
        _require(0 < self.plateau_share <= 1, "plateau_share lies between 0 and 1")
        _require(0 <= self.easing_share < self.plateau_share, "easing_share < plateau_share")
        _require(0 <= self.low_share < 1, "low_share lies between 0 and 1")
        _require(self.level_rise >= 0, "level_rise is not negative")
        _require(self.clearing_hours >= 1, "clearing_hours is at least 1")
        _require(self.least_hours >= 1, "least_hours is at least 1")
        morning, noon, evening = self.first_morning_hour, self.last_morning_hour, self.evening_hour
        _require(0 <= morning <= noon < evening <= 23, "morning comes before evening")


@dataclass(frozen=True)
class PathRule:
    """When an episode has come to a place and when it has left it."""

    smooth_hours: int = 3
    onset_hours: int = 6
    ahead_hours: int = 12
    behind_hours: int = 12
    least_share: float = 0.5

    def __post_init__(self) -> None:
        _require_odd(self.smooth_hours)
        _require(self.onset_hours >= 1, "onset_hours is at least 1")
        _require(self.ahead_hours >= 0 and self.behind_hours >= 0, "hours are not negative")
        _require(0 <= self.least_share <= 1, "least_share lies between 0 and 1")


@dataclass(frozen=True)
class MarkRule:
    """When an episode is marked as one of dust or of fireworks."""

    dust_ratio: float = 0.3
    fireworks_factor: float = 2.0
    fireworks_rise: float = 50.0
    fireworks_first_hour: int = 20
    fireworks_hours: int = 8
    fireworks_before_hours: int = 6

    def __post_init__(self) -> None:
        _require(0 <= self.dust_ratio <= 1, "dust_ratio lies between 0 and 1")
        _require(self.fireworks_factor >= 1, "fireworks_factor is at least 1")
        _require(self.fireworks_rise >= 0, "fireworks_rise is not negative")
        _require(0 <= self.fireworks_first_hour <= 23, "fireworks_first_hour is an hour")
        _require(self.fireworks_hours >= 1, "fireworks_hours is at least 1")
        _require(self.fireworks_before_hours >= 1, "fireworks_before_hours is at least 1")


@dataclass(frozen=True)
class EpisodeRules:
    """All rules of one project; each field is a kind of the table `episode_rules`."""

    pm25: Pm25Rule = field(default_factory=Pm25Rule)
    o3: O3Rule = field(default_factory=O3Rule)
    both: BothRule = field(default_factory=BothRule)
    stages: StageRule = field(default_factory=StageRule)
    path: PathRule = field(default_factory=PathRule)
    marks: MarkRule = field(default_factory=MarkRule)
    weeks: WeeksRule = field(default_factory=WeeksRule)
    ratios: RatioRule = field(default_factory=RatioRule)
    types: TypeRule = field(default_factory=TypeRule)
    similarity: SimilarityRule = field(default_factory=SimilarityRule)

    def values(self) -> Iterator[tuple[str, str, float]]:
        """Yield (kind, figure, value) of every figure, in the order of the rules."""
        for part in fields(self):
            rule = getattr(self, part.name)
            for figure in fields(rule):
                yield part.name, figure.name, float(getattr(rule, figure.name))


DEFAULT_RULES = EpisodeRules()

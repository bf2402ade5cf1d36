"""The targets of a project: written in its project file, or a CSV file that it names."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from pipeline.project_parts import Encoding, Part
from pipeline.project_problems import none_of

# Statistics of a year that a plan may set a target for -> whether less is better.
TARGET_METRICS: dict[str, bool] = {
    "pm25": True,
    "pm10": True,
    "so2": True,
    "no2": True,
    "co_p95": True,
    "o3_mda8_p90": True,
    "good_ratio": False,
    "good_days": False,
    "heavy_days": True,
    "composite_index": True,
}
STATUSES = ("verified", "from memory", "unverified")
DAYS_OF_A_YEAR = 366
#: The most that a statistic can be; those that are not named have no bound.
_MOST = {"good_ratio": 1.0, "good_days": DAYS_OF_A_YEAR, "heavy_days": DAYS_OF_A_YEAR}


class TargetFile(Part):
    """A CSV file of targets (`pipeline.targets` says its columns)."""

    path: Path
    encoding: Encoding = "auto"


class Target(Part):
    """A target that a plan sets for a year.

    `metric` is a column of the annual table (`TARGET_METRICS`), `value` in its unit: a share of
    good days is 0.721, not 72.1. `stretch` is the value to strive for beyond it. Refused are
    numbers that cannot be: below 0, 0 (but for heavy days), more than a year has days, a stretch
    that is easier than the target.
    """

    year: Annotated[int, Field(ge=2000, le=2100)]
    metric: str
    value: float
    stretch: float | None = None
    source_zh: str
    source_en: str
    status: str = "verified"

    @field_validator("status")
    @classmethod
    def _is_a_status(cls, status: str) -> str:
        if status not in STATUSES:
            raise ValueError(none_of(status, STATUSES))
        return status

    @model_validator(mode="after")
    def _is_meant(self) -> Target:
        if self.metric not in TARGET_METRICS:
            raise ValueError(f"metric {none_of(self.metric, TARGET_METRICS)}")
        for key in ("value", "stretch"):
            number = getattr(self, key)
            if number is not None:
                self._check_number(key, number)
        if self.stretch is not None:
            easier = self.stretch > self.value if self.less_is_better else self.stretch < self.value
            if easier:
                side = "above" if self.less_is_better else "below"
                raise ValueError(
                    f"stretch {self.stretch:g} lies {side} the target {self.value:g}: it would be"
                    " the easier one; are the two swapped?"
                )
        return self

    def _check_number(self, key: str, number: float) -> None:
        if not math.isfinite(number):
            raise ValueError(f"{key} {number} is not a number to reach")
        if number < 0:
            raise ValueError(f"{key} {number:g} is negative")
        if number == 0 and self.metric != "heavy_days":
            raise ValueError(f"{key} 0 cannot be reached by {self.metric}")
        if number > _MOST.get(self.metric, math.inf):
            hint = (
                "is a share: write 0.721, not 72.1"
                if self.metric == "good_ratio"
                else (f"is a number of days: a year has {DAYS_OF_A_YEAR} at most")
            )
            raise ValueError(f"{key} {number:g}: {self.metric} {hint}")

    @property
    def less_is_better(self) -> bool:
        """Whether the target is an upper limit."""
        return TARGET_METRICS[self.metric]


def check_once(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Return the targets; ValueError where two are for the same year and metric."""
    seen: dict[tuple[int, str], int] = {}
    twice = []
    for number, target in enumerate(targets, start=1):
        first = seen.setdefault((target.year, target.metric), number)
        if first != number:
            twice.append(
                f"[{first}] and [{number}] are both for {target.metric} in {target.year}:"
                " keep one of them"
            )
    if twice:
        raise ValueError("; ".join(twice))
    return targets

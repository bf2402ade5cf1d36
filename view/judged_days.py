"""Every day of a place as a scheme judges it, and the days that a basis leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from airquality.attainment import judge_days, print_values
from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import SCHEMES
from airquality.standards.aqi_levels import GOOD_AQI, level_of

#: Columns of the table of days: the AQI by the scheme's AQI standard, and its primary pollutant.
COLUMNS = {
    "in_force": ("aqi", "primary"),
    "hj633-2012": ("aqi_2012", "primary_2012"),
    "hj633-2026": ("aqi_2026", "primary_2026"),
}
MEASURED = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max")
#: What a day's judgement says: it cannot be judged, it is not good, it is good.
UNKNOWN, NOT_GOOD, GOOD = -1, 0, 1


@dataclass(frozen=True)
class JudgedDays:
    """Arrays over the days, in order of time.

    Attributes:
        scheme: id of `airquality.schemes`.
        dates: datetime64[D].
        aqi, at_least: float64; what the AQI of a day without one is at least, NaN where unknown.
        level: int8, 1 to 6, 0 = no AQI.
        primary: ids joined by +, '' for none; by the scheme's AQI.
        over: pollutants above the scheme's daily limit, ids joined by +; '' where the scheme
            judges by its AQI.
        standing: int8, UNKNOWN, NOT_GOOD or GOOD.
        values: float64 by metric of the day, in its unit.
        kind: 'sand_dust', 'exceptional' or ''.
        left_out: bool, the basis leaves the day out of what is shown.
    """

    scheme: str
    dates: np.ndarray
    aqi: np.ndarray
    at_least: np.ndarray
    level: np.ndarray
    primary: np.ndarray
    over: np.ndarray
    standing: np.ndarray
    values: Mapping[str, np.ndarray]
    kind: np.ndarray
    left_out: np.ndarray

    def __len__(self) -> int:
        return len(self.dates)

    @property
    def year(self) -> np.ndarray:
        """Year of each day."""
        return self.dates.astype("datetime64[Y]").astype(np.int64) + 1970

    @property
    def reached(self) -> np.ndarray:
        """Level that a day has, or has at least where an item is missing; 0 = unknown."""
        at_least = np.where(self.at_least > GOOD_AQI, level_of(self.at_least), 0)
        return np.where(np.isnan(self.aqi), at_least, self.level)

    def where(self, keep: np.ndarray) -> "JudgedDays":
        """Return the days that a mask keeps."""
        return replace(
            self,
            values={name: column[keep] for name, column in self.values.items()},
            **{name: getattr(self, name)[keep] for name in _PER_DAY},
        )

    def between(self, first: str, last: str) -> "JudgedDays":
        """Return the days from first to last, both included, ISO text; '' is open."""
        keep = np.ones(len(self), dtype=bool)
        if first:
            keep &= self.dates >= np.datetime64(first)
        if last:
            keep &= self.dates <= np.datetime64(last)
        return self if keep.all() else self.where(keep)

    def as_rows(self) -> pd.DataFrame:
        """Return a row a day for a file."""
        return pd.DataFrame(
            {
                "date": self.dates.astype("datetime64[s]"),
                "scheme": self.scheme,
                "aqi": self.aqi,
                "aqi_at_least": self.at_least,
                "level": self.level,
                "primary": self.primary,
                "over_limit": self.over,
                "is_good": np.array(["", "0", "1"], dtype=object)[self.standing + 1],
                **self.values,
                "special_day": self.kind,
                "left_out": self.left_out,
            }
        )


_PER_DAY = (
    *("dates", "aqi", "at_least", "level", "primary", "over", "standing"),
    *("kind", "left_out"),
)


def judge(frame: pd.DataFrame, scheme: str) -> JudgedDays:
    """Judge the rows of a place in the table of days by a scheme.

    frame: date, standard, MEASURED, aqi_at_least and the columns of COLUMNS that the scheme needs,
    in order of time. `aqi_at_least` is by the standard in force, so it is left out where another
    one is asked for.
    """
    rules = SCHEMES[scheme]
    dates = frame["date"].to_numpy().astype("datetime64[D]")
    aqi = at_least = np.full(len(dates), np.nan)
    primary = over = np.full(len(dates), "", dtype=object)
    values = {m: frame[m].to_numpy(dtype=np.float64, na_value=np.nan) for m in MEASURED}
    if rules.has_levels:
        own, leads = COLUMNS[rules.aqi]
        aqi = frame[own].to_numpy(dtype=np.float64, na_value=np.nan)
        primary = frame[leads].fillna("").to_numpy(dtype=object)
        known = frame["aqi_at_least"].to_numpy(dtype=np.float64, na_value=np.nan)
        fits = rules.aqi == "in_force" or frame["standard"].eq(rules.aqi).to_numpy()
        at_least = np.where(fits & np.isnan(aqi), known, np.nan)
    if rules.by_limits:
        standing, over = _by_limits(scheme, dates, values, aqi)
    else:
        standing = np.where(np.isnan(aqi), UNKNOWN, np.where(aqi <= GOOD_AQI, GOOD, NOT_GOOD))
    return JudgedDays(
        scheme,
        dates,
        aqi,
        at_least,
        level_of(aqi),
        primary,
        over,
        standing.astype(np.int8),
        values,
        np.full(len(dates), "", dtype=object),
        np.zeros(len(dates), dtype=bool),
    )


def _by_limits(
    scheme: str, dates: np.ndarray, values: Mapping[str, np.ndarray], aqi: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the standing of days that a scheme judges by its limits, and what is above them."""
    printed = print_values({name: column[None] for name, column in values.items()})
    judged = judge_days(scheme, dates, printed, aqi[None])
    valid, good = judged.valid[0], judged.good[0]
    standing = np.where(valid, np.where(good, GOOD, NOT_GOOD), UNKNOWN)
    mask = np.zeros(len(dates), dtype=np.int64)
    for bit, pollutant in enumerate(POLLUTANT_IDS):
        mask |= (judged.over or {})[pollutant][0].astype(np.int64) << bit
    return standing, _NAMES[mask]


#: Bit i of a mask stands for POLLUTANT_IDS[i].
_NAMES = np.array(
    [
        "+".join(p for i, p in enumerate(POLLUTANT_IDS) if mask >> i & 1)
        for mask in range(1 << len(POLLUTANT_IDS))
    ],
    dtype=object,
)

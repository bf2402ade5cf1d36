"""Days on which PM2.5 and O3 are both known, and which of their daily limits each is above."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from airquality.schemes import daily_limits

QUADRANTS = ("neither", "pm25_only", "o3_only", "both")
#: December to February, March to May, and so on: (month % 12) // 3 is the place in it.
SEASONS = ("winter", "spring", "summer", "autumn")
METRICS_PAIRED = ("pm25", "o3_mda8")


@dataclass(frozen=True)
class PairedDays:
    """Arrays over the days, in order of time.

    Attributes:
        dates: datetime64[D].
        pm25, o3: daily mean of PM2.5 and MDA8 of O3, rounded as printed (GB/T 8170), µg/m³.
        pm25_limit, o3_limit: what each day is held against, µg/m³.
    """

    dates: np.ndarray
    pm25: np.ndarray
    o3: np.ndarray
    pm25_limit: np.ndarray
    o3_limit: np.ndarray

    def __len__(self) -> int:
        return len(self.dates)

    @cached_property
    def quadrant(self) -> np.ndarray:
        """Where each day lies: int, the place in QUADRANTS."""
        return (self.pm25 > self.pm25_limit) + 2 * (self.o3 > self.o3_limit)

    @cached_property
    def month(self) -> np.ndarray:
        """Month of each day, 1 to 12."""
        return self.dates.astype("datetime64[M]").astype(np.int64) % 12 + 1

    @cached_property
    def year(self) -> np.ndarray:
        """Year of each day."""
        return self.dates.astype("datetime64[Y]").astype(np.int64) + 1970

    @cached_property
    def season(self) -> np.ndarray:
        """Season of each day: int, the place in SEASONS."""
        return self.month % 12 // 3

    @property
    def counts(self) -> dict[str, int]:
        """Days in each quadrant."""
        found = np.bincount(self.quadrant, minlength=len(QUADRANTS))
        return dict(zip(QUADRANTS, found.tolist(), strict=True))

    @property
    def both(self) -> np.ndarray:
        """Whether each day is above both limits."""
        return self.quadrant == QUADRANTS.index("both")

    def as_rows(self) -> pd.DataFrame:
        """Return a row a day for a file: values, limits and the quadrant by its name."""
        return pd.DataFrame(
            {
                "date": self.dates.astype("datetime64[s]"),
                "pm25": self.pm25,
                "o3_mda8": self.o3,
                "pm25_limit": self.pm25_limit,
                "o3_mda8_limit": self.o3_limit,
                "above": np.array(QUADRANTS, dtype=object)[self.quadrant],
                "season": np.array(SEASONS, dtype=object)[self.season],
            }
        )


def pair_days(frame: pd.DataFrame, scheme: str) -> PairedDays:
    """Return the days of a daily table (date, pm25, o3_mda8) that have both values.

    scheme: one of `airquality.schemes.SCHEMES`. Values are rounded before they are held against a
    limit (HJ 663), as `summaries` counts its days above limits.
    """
    known = frame[frame["pm25"].notna() & frame["o3_mda8"].notna()]
    dates = known["date"].to_numpy().astype("datetime64[D]")
    limits = daily_limits(scheme, dates)
    pm25, o3 = (
        round_half_even(known[m].to_numpy(np.float64), METRICS[m].decimals) for m in METRICS_PAIRED
    )
    return PairedDays(dates, pm25, o3, limits["pm25"], limits["o3"])

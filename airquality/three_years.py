"""The moving mean of three years (三年滑动平均).

HJ 663-2026 brings it in (press of 2026-02-24; the text was not seen). How it is taken, and whether
the years are rounded first, is therefore our own reading: the plain mean of three annual
statistics, none of them rounded.
"""

from collections.abc import Mapping

import numpy as np

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import settle
from airquality.standards.hj663 import ANNUAL_METRICS

YEARS = 3
STATUS = "UNVERIFIED: the text of HJ 663-2026 was not seen"

_STATISTICS: tuple[str, ...] = (*(m.id for m in ANNUAL_METRICS), "co", "o3_mda8")
_FLAGS: tuple[str, ...] = (*(f"{p}_is_valid" for p in POLLUTANT_IDS), "is_valid")
_COUNTS: tuple[str, ...] = tuple(f"{p}_days" for p in POLLUTANT_IDS)


def three_year_means(annual: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the statistics of every three consecutive years, each (place, year - 2).

    annual: by name (place, year), consecutive calendar years, as
    `concentrations.concentration_statistics` gives them for kind `year`; other keys are passed
    over, and an absent one is absent in the result.
    The statistics (`pm25`, `o3_mda8_p90` ...) are means of the three annual ones, of a percentile
    too, NaN unless all three are there; `pm25_days` ... their sums; `pm25_is_valid` ... and
    `is_valid` whether all three years are. Column i holds the years i, i + 1, i + 2, as
    `seasons.bounds("three_years", dates)` lists them. Fewer than three years: no column.
    """
    result: dict[str, np.ndarray] = {}
    for name in (*_STATISTICS, *_FLAGS, *_COUNTS):
        if name not in annual:
            continue
        years = np.asarray(annual[name])
        # At least one window's worth of columns must exist before numpy can slide over them.
        if years.shape[-1] < YEARS:
            result[name] = years[..., :0]
            continue
        windows = np.lib.stride_tricks.sliding_window_view(years, YEARS, axis=-1)
        if name in _FLAGS:
            result[name] = np.asarray(windows.all(axis=-1))
        elif name in _COUNTS:
            result[name] = np.asarray(windows.sum(axis=-1))
        else:
            result[name] = settle(windows.sum(axis=-1) / YEARS)
    return result

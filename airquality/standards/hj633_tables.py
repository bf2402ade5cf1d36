"""Breakpoints and items of the AQI standards HJ 633-2012 and HJ 633-2026, as Python tables.

Of the breakpoints only those of PM10 and PM2.5 differ. The rules are in `hj633`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from airquality.pollutants import POLLUTANT_IDS

IAQI_STEPS: tuple[int, ...] = (0, 50, 100, 150, 200, 300, 400, 500)


@dataclass(frozen=True)
class Item:
    """One concentration that goes into an AQI.

    Attributes:
        key: name under which the caller gives it, for instance `o3_mda8`.
        pollutant: whose sub-index it is; where two items share one, the larger IAQI counts.
        averaging: column of the breakpoint table: 24h, 8h or 1h.
        fallback: only used where the pollutant's other items give no sub-index.
    """

    key: str
    pollutant: str
    averaging: str
    fallback: bool = False


@dataclass(frozen=True)
class AqiStandard:
    """One version of the technical regulation on the AQI.

    Attributes:
        id: `hj633-2012` or `hj633-2026`.
        name_zh, name_en: as cited.
        valid_from: first day on which `standard_in_force` names it.
        breakpoints: concentration at each of IAQI_STEPS by (pollutant, averaging); shorter
            columns end at a lower IAQI.
        beyond: IAQI above the end of such a shorter column; NaN = no sub-index from it. Above a
            full column the IAQI stays 500.
        daily_items, realtime_items: what the AQI of a day and of an hour is taken from.
        publishes_incomplete: whether an AQI over 100 stands although an item is missing.
        aqi_min: lowest AQI.
    """

    id: str
    name_zh: str
    name_en: str
    valid_from: date
    breakpoints: Mapping[tuple[str, str], tuple[int, ...]]
    beyond: Mapping[tuple[str, str], float]
    daily_items: tuple[Item, ...]
    realtime_items: tuple[Item, ...]
    publishes_incomplete: bool
    aqi_min: int


_COMMON_BREAKPOINTS: dict[tuple[str, str], tuple[int, ...]] = {
    ("so2", "24h"): (0, 50, 150, 475, 800, 1600, 2100, 2620),
    ("so2", "1h"): (0, 150, 500, 650, 800),
    ("no2", "24h"): (0, 40, 80, 180, 280, 565, 750, 940),
    ("no2", "1h"): (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    ("co", "24h"): (0, 2, 4, 14, 24, 36, 48, 60),
    ("co", "1h"): (0, 5, 10, 35, 60, 90, 120, 150),
    ("o3", "1h"): (0, 160, 200, 300, 400, 800, 1000, 1200),
    ("o3", "8h"): (0, 100, 160, 215, 265, 800),
}

_DAILY_MEANS = tuple(Item(pollutant, pollutant, "24h") for pollutant in POLLUTANT_IDS[:5])
_HOURLY_GASES = tuple(Item(pollutant, pollutant, "1h") for pollutant in ("so2", "no2", "co", "o3"))

HJ633_2012 = AqiStandard(
    id="hj633-2012",
    name_zh="《环境空气质量指数（AQI）技术规定（试行）》HJ 633-2012",
    name_en="HJ 633-2012, Technical Regulation on Ambient Air Quality Index (on trial)",
    valid_from=date(2016, 1, 1),
    breakpoints={
        **_COMMON_BREAKPOINTS,
        ("pm10", "24h"): (0, 50, 150, 250, 350, 420, 500, 600),
        ("pm25", "24h"): (0, 35, 75, 115, 150, 250, 350, 500),
    },
    # Over 800 there is no such sub-index: the 24-hour SO2 and the 1-hour O3 speak instead.
    beyond={("so2", "1h"): np.nan, ("o3", "8h"): np.nan},
    daily_items=(*_DAILY_MEANS, Item("o3_mda8", "o3", "8h"), Item("o3_1h_max", "o3", "1h")),
    # The hourly means of PM10 and PM2.5 are published too, but have no breakpoints of their own.
    realtime_items=(
        *_HOURLY_GASES,
        Item("o3_8h", "o3", "8h"),
        Item("pm10_24h", "pm10", "24h"),
        Item("pm25_24h", "pm25", "24h"),
        Item("so2_24h", "so2", "24h", fallback=True),
    ),
    publishes_incomplete=False,
    aqi_min=0,
)

HJ633_2026 = AqiStandard(
    id="hj633-2026",
    name_zh="《环境空气质量指数（AQI）技术规定》HJ 633-2026",
    name_en="HJ 633-2026, Technical Regulation on Ambient Air Quality Index",
    valid_from=date(2026, 3, 1),
    breakpoints={
        **_COMMON_BREAKPOINTS,
        ("pm10", "24h"): (0, 50, 120, 250, 350, 420, 500, 600),
        ("pm25", "24h"): (0, 35, 60, 115, 150, 250, 350, 500),
    },
    beyond={("so2", "1h"): 200.0, ("o3", "8h"): 300.0},
    daily_items=(*_DAILY_MEANS, Item("o3_mda8", "o3", "8h")),
    # An hour of PM10 and PM2.5 is held against the breakpoints of the day.
    realtime_items=(*_HOURLY_GASES, Item("pm10", "pm10", "24h"), Item("pm25", "pm25", "24h")),
    publishes_incomplete=True,
    aqi_min=1,
)

STANDARDS: dict[str, AqiStandard] = {s.id: s for s in (HJ633_2012, HJ633_2026)}

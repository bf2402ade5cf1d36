"""One case of the library, as every page that names it knows it."""

from dataclasses import dataclass

import pandas as pd

#: What leads a case: particles, ozone, or both on the same days.
KINDS = ("pm25", "o3", "both")
MARKS = ("open", "cut", "dust", "fireworks", "gaps", "days")


@dataclass(frozen=True)
class CaseRow:
    """One case: a row of the table `episodes`, with the names of its places.

    Attributes:
        place, scope: whose case; the city's own, or that of an area of a nation.
        kind: one of KINDS; pollutant: the one that leads, 'pm25' or 'o3'.
        start, end: first hour and the hour after the last; first_day, last_day: first and last
            calendar day over the limit.
        origin: 'hours', or 'days' of a place that publishes daily values only.
        is_open: the data end before it does; is_cut: they begin inside it.
        hours: its length; days: its polluted calendar days; level: of its worst day, 1 to 6, by
            the sub-index of its own pollutant, as are heavy_days and the days by level.
        aqi_max: largest daily AQI, of all items.
        peak, peak_time: highest hourly value of the pollutant; None without hours.
        peak_day, peak_day_value: the day with the highest daily mean, of O3 with the highest MDA8.
        exceedance: µg/m³·day above the limit, summed over the days.
        doubled_in_hours: of the fastest doubling; growth_rate: µg/m³ in an hour, of the fastest
            explosive growth; None without one.
        first_place, first_scope: whose onset was first; None with one station.
        rank, ranked: by the peak day among the cases of the place and kind, 1 the highest.
        is_tied: whether another of them has the same rank.
        warning: highest level in force, '' none of the project's list, None without a list.
    """

    city: str
    case_id: str
    scope: str
    place: str
    kind: str
    pollutant: str
    start: pd.Timestamp
    end: pd.Timestamp
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    origin: str
    is_open: bool
    is_cut: bool
    hours: int
    days: int
    heavy_days: int
    level_3_days: int
    level_4_days: int
    level_5_days: int
    level_6_days: int
    level: int
    aqi_max: float | None
    peak: float | None
    peak_time: pd.Timestamp | None
    peak_day: pd.Timestamp | None
    peak_day_value: float | None
    mean: float | None
    pm25_day_max: float | None
    o3_mda8_max: float | None
    limit: float | None
    standard: str | None
    exceedance: float | None
    primary: str | None
    missing_hours: int
    is_dust: bool
    dust_hours: int | None
    is_fireworks: bool
    weather_type: str | None
    doubled_in_hours: float | None
    growth_rate: float | None
    first_place: str | None
    first_scope: str | None
    rank: int
    ranked: int
    warning: str | None
    is_tied: bool
    name_zh: str
    name_en: str
    first_name_zh: str | None
    first_name_en: str | None

    def name(self, lang: str) -> str:
        """Return the name of its place in a language."""
        return self.name_zh if lang == "zh" else self.name_en

    def first_name(self, lang: str) -> str | None:
        """Return the name of the place where it rose first; None where none is known."""
        return self.first_name_zh if lang == "zh" else self.first_name_en

    @property
    def marks(self) -> tuple[str, ...]:
        """What has to be minded of it, as ids in the order in which it is told."""
        held = {
            "open": self.is_open,
            "cut": self.is_cut,
            "dust": self.is_dust,
            "fireworks": self.is_fireworks,
            "gaps": bool(self.missing_hours),
            "days": not self.has_hours,
        }
        return tuple(mark for mark, is_so in held.items() if is_so)

    @property
    def has_hours(self) -> bool:
        """Whether it was found in hours: only then it has stages, an hour of its peak, onsets."""
        return self.origin == "hours"

"""The cities of a build as donors of one another: their days, places, and when they did what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.effects.donor_days import great_circle_km
from airquality.effects.windows import Window
from pipeline.city import CityData
from pipeline.city_names import core_name
from pipeline.days import COUNTED, Arrays
from pipeline.effects import judged_measures


@dataclass(frozen=True)
class CityRecord:
    """One city of a build.

    Attributes:
        id: of a project's own city; of an area its adcode.
        adcode, name_zh, name_en: of the city.
        lon, lat: mean of its evaluation stations, degrees; NaN where none has a place.
        dates: datetime64[D] (day,), without a gap.
        values: item of `COUNTED` -> (day,), missing = NaN.
        windows: of the measures that were in force in it.
        is_donor: whether it is a city: a region is the mean of its own.
    """

    id: str
    adcode: str
    name_zh: str
    name_en: str
    lon: float
    lat: float
    dates: np.ndarray
    values: Arrays
    windows: tuple[Window, ...]
    is_donor: bool = True

    def is_called(self, name: str) -> bool:
        """Return whether a list means it: by id, adcode or name, with 市 or without."""
        known = {self.id, self.adcode, self.name_zh, core_name(self.name_zh)}
        return name in known or name.casefold() == self.name_en.casefold()

    def holds(self, other: CityRecord) -> bool:
        """Return whether one is the other or a part of it: 110000 holds 110100."""
        own, its = _stem(self.adcode), _stem(other.adcode)
        return own.startswith(its) or its.startswith(own)

    def distance_km(self, other: CityRecord) -> float:
        """Return how far the two lie apart, NaN where a place is not known."""
        return great_circle_km(self.lon, self.lat, other.lon, other.lat)

    def on(self, dates: np.ndarray, item: str) -> np.ndarray:
        """Return the values of an item on other dates without a gap, NaN where it has none."""
        found = np.full(len(dates), np.nan)
        at = (self.dates - dates[0]).astype(int)
        kept = (at >= 0) & (at < len(dates))
        found[at[kept]] = self.values[item][kept]
        return found


def records_of(city: CityData, daily: pd.DataFrame) -> list[CityRecord]:
    """Return the record of a project's city, then those of its areas where they are cities.

    daily: its table `daily`. A measure of a region is in force in all its areas: its list names
    none.
    """
    has_areas = city.project.areas == "city"
    own, windows = city.project.city, tuple(m.window for m in judged_measures(city))
    rows = daily[daily["scope"] == "city"]
    evaluates = city.stations["kind"] == "evaluation"
    places = city.stations[evaluates]
    names = own.adcode, own.name_zh, own.name_en
    found = [CityRecord(own.id, *names, *_middle(places), *_days(rows), windows, not has_areas)]
    if not has_areas:
        return found
    names_of = {
        str(area.district): (str(area.name_zh), str(area.name_en))
        for area in city.districts.itertuples()
    }
    rows = daily[daily["scope"] == "district"]
    for adcode, part in rows.groupby(rows["place"].astype("str"), sort=True):
        code = str(adcode)
        middle = _middle(places[places["district"].astype("str") == code])
        zh, en = names_of.get(code, (code, code))
        found.append(CityRecord(code, code, zh, en, *middle, *_days(part), windows))
    return found


def unknown_names(names: Sequence[str], records: Sequence[CityRecord]) -> list[str]:
    """Return the names of a list that no city of the build has."""
    return [name for name in names if not any(each.is_called(name) for each in records)]


def _middle(stations: pd.DataFrame) -> tuple[float, float]:
    """Return the mean place of stations, degrees."""
    placed = stations[stations["lon"].notna() & stations["lat"].notna()]
    if placed.empty:
        return np.nan, np.nan
    return float(placed["lon"].mean()), float(placed["lat"].mean())


def _days(rows: pd.DataFrame) -> tuple[np.ndarray, Arrays]:
    """Return the days of one place without a gap, and its values on them."""
    dates = rows["date"].to_numpy().astype("datetime64[D]")
    if not len(dates):
        return dates, {item: np.zeros(0) for item in COUNTED}
    every = np.arange(dates.min(), dates.max() + 1)
    at = (dates - every[0]).astype(int)
    values = {}
    for item in COUNTED:
        values[item] = np.full(len(every), np.nan)
        values[item][at] = rows[item].to_numpy(dtype=float)
    return every, values


def _stem(adcode: str) -> str:
    """Return the part of an adcode that says more than its level."""
    while adcode.endswith("00"):
        adcode = adcode[:-2]
    return adcode

"""Published daily values of a city beside those computed from hours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from airquality.standards import hj633
from pipeline.city import CityData
from pipeline.days import COUNTED, IN_FORCE, ITEMS, PlaceDays, from_first_to_last, judge


def add_published(days: PlaceDays, city: CityData) -> PlaceDays:
    """Let published days stand in where the city's own lack an item, and compare the others.

    The whole day is taken, never a pollutant of it, and not for an AQI that it would lose. A
    series that has MDA8 but no 1-hour maximum of ozone gets its AQI by HJ 633-2012 without that
    item (`hj633.daily_aqi`, `required`): it is at most the true one. A series that has the 1-hour
    maximum only gets none.
    The arrays of `days` are changed in place; without a published series nothing happens.
    """
    if city.published is None:
        return days
    published = _as_days(days, city.published)
    required: dict[str, list[str]] = {}
    if not np.isfinite(published.values["o3_1h_max"]).any():
        items = hj633.HJ633_2012.daily_items
        required["2012"] = [i.key for i in items if i.key != "o3_1h_max" and not i.fallback]
    published = judge(published, city.project.evaluation.missing_items, required)
    _compare(days, published, city)
    row = days.places - 1
    has_any = np.any([np.isfinite(published.values[item][0]) for item in ITEMS], axis=0)
    has_every = np.all([np.isfinite(days.values[item][row]) for item in COUNTED], axis=0)
    has_aqi, theirs = (np.isfinite(d.aqi[IN_FORCE][r]) for d, r in ((days, row), (published, 0)))
    takes = has_any & ~has_every & (theirs | ~has_aqi)
    for item in ITEMS:
        days.values[item][row, takes] = published.values[item][0, takes]
    for item in COUNTED:
        days.counts[item][row, takes] = 0
    for name in days.aqi:
        days.aqi[name][row, takes] = published.aqi[name][0, takes]
        days.primary[name][row, takes] = published.primary[name][0, takes]
    days.at_least[row, takes] = published.at_least[0, takes]
    days.level[row, takes] = published.level[0, takes]
    days.is_published[row, takes] = True
    days.active[row] = from_first_to_last(days.active[row] | has_any)
    return days


def _as_days(days: PlaceDays, published: pd.DataFrame) -> PlaceDays:
    """Return the published series as the days of one place on the same calendar."""
    index = pd.DatetimeIndex(days.dates.astype("datetime64[ms]"))
    own = pd.DatetimeIndex(published.index).as_unit("ms")
    frame = published.set_axis(own).reindex(index)
    shape = (1, len(days.dates))
    values = {
        item: frame[item].to_numpy(float)[None] if item in frame else np.full(shape, np.nan)
        for item in ITEMS
    }
    return replace(
        days, values=values, active=np.zeros(shape, bool), level=np.zeros(shape, np.int8)
    )


def _compare(days: PlaceDays, published: PlaceDays, city: CityData) -> None:
    """Report how far the published values lie from those computed from hours."""
    row = days.places - 1
    found = []
    common = np.zeros(len(days.dates), dtype=bool)
    for item in ITEMS:
        difference = published.values[item][0] - days.values[item][row]
        both = np.isfinite(difference)
        if both.any():
            common |= both
            found.append(f"{item} {np.abs(difference[both]).mean():.2f}")
    if found:
        message = (
            f"published city days against those computed from hours, {int(common.sum())} common"
            f" days; mean absolute difference: {', '.join(found)}"
        )
        place = days.place[row]
        city.report.add("note", "daily_series_compared", "", place, message, int(common.sum()))

"""How long, how high and how far over the limit a case is: columns of the table `episodes`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from airquality.rounding import round_half_even
from airquality.standards.aqi_levels import level_of
from pipeline.case_levels import index_of
from pipeline.cases import DAILY, CityCase, CityCases
from pipeline.days import IN_FORCE
from pipeline.steps.kept_decimals import kept_decimals

#: Level -> the column that counts its days.
LEVELS = range(3, 7)
HEAVY_AQI = 200


def size_of(each: CityCase, cases: CityCases) -> dict[str, Any]:
    """Return the columns of a case's size by name.

    Days count where the value as it is printed is over the limit: of the lead pollutant, for the
    kind `both` of PM2.5 and of O3. Levels of these days are by the sub-index of the same (of both
    the larger), so that no other pollutant makes a case heavy; AQI and primary pollutant are the
    day's. The maxima of PM2.5 and O3 are those of all days from the first to the last of them.
    """
    days, row, span = cases.days, each.at.row, cases.day_span(each.case)
    pm25, mda8 = (days.values[name][row, span] for name in ("pm25", "o3_mda8"))
    lead = {"pm25": pm25, "o3": mda8}[each.lead]
    limit = cases.limits[each.lead][span]
    over = _over(each, cases)
    printed = round_half_even(lead, 0)
    index = _index_of(each, cases)[over]
    level = level_of(index)
    worst = int(np.argmax(np.where(over, lead, -np.inf)))
    return {
        "days": int(over.sum()),
        "heavy_days": int((index > HEAVY_AQI).sum()),
        **{f"level_{number}_days": int((level == number).sum()) for number in LEVELS},
        "level": int(level.max(initial=0)),
        "aqi_max": _highest(days.aqi[IN_FORCE][row, span][over]),
        **_peak_of(each, cases),
        "missing_hours": _missing_of(each, cases),
        "peak_day": days.dates[span][worst],
        "peak_day_value": _rounded(lead[worst], DAILY[each.lead]),
        "mean": _rounded(_mean_of(each, cases, lead[over]), each.lead),
        "pm25_day_max": _rounded(_highest(pm25), "pm25"),
        "o3_mda8_max": _rounded(_highest(mda8), "o3_mda8"),
        "limit": each.case.limit,
        "standard": str(days.standard[span][0]),
        "exceedance": float((printed - limit)[over].sum()),
        "primary": _primary_of(list(days.primary[IN_FORCE][row, span][over])),
    }


def _pollutants_of(each: CityCase) -> tuple[str, ...]:
    """Return what a case is one of."""
    return ("pm25", "o3") if each.case.kind == "both" else (each.lead,)


def _index_of(each: CityCase, cases: CityCases) -> np.ndarray:
    """Return the sub-index of each day from the first to the last, the larger of two, (day,)."""
    span = cases.day_span(each.case)
    dates, values = cases.days.dates[span], cases.days.values
    found = [
        index_of(values[DAILY[name]][each.at.row, span], name, dates)
        for name in _pollutants_of(each)
    ]
    return np.fmax.reduce(found)


def _over(each: CityCase, cases: CityCases) -> np.ndarray:
    """Return which of the days from the first to the last are over the limit, bool (day,)."""
    span = cases.day_span(each.case)
    return np.logical_and.reduce(
        [
            round_half_even(cases.days.values[DAILY[name]][each.at.row, span], 0)
            > cases.limits[name][span]
            for name in _pollutants_of(each)
        ]
    )


def _peak_of(each: CityCase, cases: CityCases) -> dict[str, Any]:
    """Return the highest hour of the lead pollutant and its time; nothing without hours."""
    missing = {"peak": np.nan, "peak_time": np.datetime64("NaT")}
    if not each.has_hours:
        return missing
    span = cases.span(each.case)
    values = each.at.hours[each.lead][span]
    if not np.isfinite(values).any():
        return missing
    at = int(np.nanargmax(values))
    time = cases.start + span.start + at
    return {"peak": _rounded(float(values[at]), each.lead), "peak_time": time}


def _missing_of(each: CityCase, cases: CityCases) -> int:
    """Return the hours from start to end without the lead pollutant, of a case of hours."""
    if not each.has_hours:
        return each.case.missing_hours
    held = np.isfinite(each.at.hours[each.lead][cases.span(each.case)])
    return each.case.hours - int(held.sum())


def _mean_of(each: CityCase, cases: CityCases, days: np.ndarray) -> float:
    """Return the mean of PM2.5's hours, of the days for O3 and where there are no hours."""
    values = days
    if each.lead == "pm25" and each.has_hours:
        values = each.at.hours["pm25"][cases.span(each.case)]
    held = values[np.isfinite(values)]
    return float(held.mean()) if len(held) else np.nan


def _primary_of(words: list[str]) -> str | None:
    """Return the primary pollutant of most days, ties joined by +; None where no day has one."""
    counts = Counter(name for word in words if word for name in word.split("+"))
    most = max(counts.values(), default=0)
    return "+".join(sorted(name for name, count in counts.items() if count == most)) or None


def _highest(values: np.ndarray) -> float:
    return float(np.fmax.reduce(values, initial=np.nan))


def _rounded(value: float, metric: str) -> float:
    return float(round_half_even(value, kept_decimals(metric)))

"""The key numbers of a case and those of a stretch of it, each named and with its unit."""

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from airquality.rounding import widen
from airquality.standards.aqi_levels import level_of
from summaries.store import Snapshot
from view.case_parts import Curve
from view.case_row import CaseRow
from view.case_times import between_words, day_words, hour_words
from view.case_words import counted, daily_metric, has_peak, rate_words, symbol, with_unit
from view.figures.calendar import primary_names
from view.formats import THIN_SPACE, amount, number
from view.text import text


def key_numbers(lang: str, snapshot: Snapshot, row: CaseRow) -> list[tuple[str, str]]:
    """Return what a case amounts to; what is not known is left out."""
    found = [("length", _length(lang, row)), ("over", counted(lang, "days", row.days))]
    if row.heavy_days:
        found.append(("heavy", counted(lang, "days", row.heavy_days)))
    found += _peaks(lang, row)
    if row.mean is not None:
        found.append((f"mean.{row.pollutant}", with_unit(lang, daily_metric(row), row.mean)))
    if row.growth_rate is not None:
        found.append(("growth", rate_words(lang, row.growth_rate)))
    if row.aqi_max is not None:
        # The AQI of all items: another one than the case's own may have made it.
        level = text(lang, f"common.level.{int(level_of(row.aqi_max))}")
        found.append(("aqi", _noted(lang, number(row.aqi_max, 0), level)))
    if row.primary:
        found.append(("primary", primary_names(row.primary, lang)))
    if row.exceedance is not None:
        shown = f"{number(row.exceedance, 0)}{THIN_SPACE}{text(lang, 'case.unit.exceedance')}"
        limit = with_unit(lang, daily_metric(row), row.limit)
        found.append(("exceedance", _noted(lang, shown, text(lang, "case.limit", value=limit))))
    if row.missing_hours:
        found.append(("missing", counted(lang, "hours", row.missing_hours)))
    return [(text(lang, f"case.number.{name}"), value) for name, value in found]


def _length(lang: str, row: CaseRow) -> str:
    if not row.has_hours or row.kind != "pm25":
        # A case of days runs from midnight to midnight.
        return counted(lang, "days", row.hours / 24)
    days = text(lang, "case.days.about", n=number(row.hours / 24, 1))
    return _noted(lang, counted(lang, "hours", row.hours), days)


def _peaks(lang: str, row: CaseRow) -> list[tuple[str, str]]:
    """Return the highest day of what leads, of both where both do, and the highest hour."""
    day = day_words(lang, row.peak_day) if row.peak_day is not None else ""
    found = []
    if row.pollutant == "pm25" and row.pm25_day_max is not None:
        found.append(
            ("peak_day.pm25", _noted(lang, with_unit(lang, "pm25", row.pm25_day_max), day))
        )
    if (row.pollutant == "o3" or row.kind == "both") and row.o3_mda8_max is not None:
        own = day if row.pollutant == "o3" else ""
        value = with_unit(lang, "o3_mda8", row.o3_mda8_max)
        found.append(("peak_day.o3", _noted(lang, value, own)))
    if has_peak(row) and row.peak_time is not None:
        value = with_unit(lang, row.pollutant, row.peak)
        found.append(
            (f"peak.{row.pollutant}", _noted(lang, value, hour_words(lang, row.peak_time)))
        )
    return found


def _noted(lang: str, value: str, note: str) -> str:
    return text(lang, "case.noted", value=value, note=note) if note else value


def part_words(
    lang: str, row: CaseRow, curve: Curve, start: np.datetime64, end: np.datetime64
) -> str:
    """Return the mean, the highest hour and the growth of the lead pollutant over some hours.

    start, end: datetime64[h], the end not included. The growth is that between the first and the
    last hour that have a value.
    """
    inside = (curve.times >= start) & (curve.times < end)
    asked = int((end - start) / np.timedelta64(1, "h"))
    told = {
        "hours": counted(lang, "hours", asked),
        "between": between_words(lang, *(pd.Timestamp(t) for t in (start, end))),
        "symbol": symbol(row),
    }
    values = _values(curve, row.pollutant, inside)
    held = np.flatnonzero(np.isfinite(values))
    if not len(held):
        return text(lang, "case.part.none", **told)
    times = curve.times[inside]
    metric, top = row.pollutant, int(np.nanargmax(values))
    said = text(
        lang,
        "case.part",
        mean=with_unit(lang, metric, float(np.nanmean(values))),
        highest=amount(metric, values[top]),
        when=hour_words(lang, pd.Timestamp(times[top])),
        **told,
    )
    first, last = int(held[0]), int(held[-1])
    if last > first:
        rate = (values[last] - values[first]) / (last - first)
        ends = {"first": amount(metric, values[first]), "last": amount(metric, values[last])}
        said += text(lang, "case.part.growth", rate=rate_words(lang, float(rate)), **ends)
    if len(held) < asked:
        said += text(lang, "case.part.missing", hours=counted(lang, "hours", asked - len(held)))
    return said + text(lang, "case.stop")


def part_numbers(
    lang: str, curve: Curve, start: np.datetime64, end: np.datetime64
) -> list[tuple[str, str, str, str]]:
    """Return each pollutant over some hours: symbol with unit, mean, lowest and highest hour."""
    inside = (curve.times >= start) & (curve.times < end)
    found = []
    for pollutant in POLLUTANT_IDS:
        values = _values(curve, pollutant, inside)
        if not np.isfinite(values).any():
            continue
        own = POLLUTANTS[pollutant]
        name = text(lang, "case.part.symbol", symbol=own.symbol, unit=own.unit)
        low, high = (amount(pollutant, float(f(values))) for f in (np.nanmin, np.nanmax))
        found.append((name, amount(pollutant, float(np.nanmean(values))), low, high))
    return found


def _values(curve: Curve, pollutant: str, inside: np.ndarray) -> np.ndarray:
    """Return a pollutant's hours, float64; NaN throughout where it was not measured."""
    values = curve.values.get(pollutant)
    return np.full(int(inside.sum()), np.nan) if values is None else widen(values[inside])

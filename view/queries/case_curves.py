"""The lead pollutant of a case counted from its peak: hours, or days of a case of days."""

import numpy as np

from summaries.store import Snapshot
from view.cache import remembered
from view.case_row import CaseRow
from view.figures.case_neighbours import PeakCurve, at_peak
from view.queries import case as query
from view.queries.cases import case_of

#: Hours shown before and after a case.
MARGIN_HOURS = 12
_DAILY = {"pm25": "pm25", "o3": "o3_mda8"}


def peak_curve(snapshot: Snapshot, row: CaseRow) -> PeakCurve:
    """Return the hours of a case and half a day around it, the days where it has no hours.

    A day stands at its noon. Empty where nothing of it is known.
    """
    return _peak_curve(snapshot, row.case_id)


@remembered
def _peak_curve(snapshot: Snapshot, case_id: str) -> PeakCurve:
    row = case_of(snapshot, case_id)
    assert row is not None
    start, end = (t.to_datetime64().astype("datetime64[h]") for t in (row.start, row.end))
    times, hours = _hours(snapshot, row)
    if np.isfinite(hours).any():
        return at_peak(times, hours, start, end)
    days = query.days(snapshot, row, margin=1)
    noon = np.array([d.date.to_datetime64() for d in days], "datetime64[h]") + 12
    found = [getattr(d, _DAILY[row.pollutant]) for d in days]
    values = np.array([np.nan if v is None else v for v in found], dtype=np.float64)
    return at_peak(noon, values, start, end)


def _hours(snapshot: Snapshot, row: CaseRow) -> tuple[np.ndarray, np.ndarray]:
    """Return times and values of the lead pollutant around a case; nothing of a case of days."""
    if not row.has_hours:
        return np.empty(0, "datetime64[h]"), np.empty(0)
    if row.scope != "city":
        curve = query.curve(snapshot, row, margin=MARGIN_HOURS)
        unknown = np.full(len(curve), np.nan)
        return curve.times, curve.values.get(row.pollutant, unknown)
    times, values = _city_hours(snapshot, row.city, row.pollutant)
    start, end = (t.to_datetime64().astype("datetime64[h]") for t in (row.start, row.end))
    first, after = np.searchsorted(times, [start - MARGIN_HOURS, end + MARGIN_HOURS])
    return times[first:after], values[first:after]


@remembered
def _city_hours(snapshot: Snapshot, city: str, pollutant: str) -> tuple[np.ndarray, np.ndarray]:
    """Return all hours of a city's pollutant, in order of time.

    Six cases are drawn at once: the column costs less than six reads of a part of it, and serves
    every other case of the city too.
    """
    frame = snapshot.read("hourly_city", ["time", pollutant], [("city", "==", city)])
    times = frame["time"].to_numpy().astype("datetime64[h]")
    order = np.argsort(times, kind="stable")
    return times[order], frame[pollutant].to_numpy(np.float32)[order]

"""The lead pollutant of a case counted from its peak: hours, or days of a case of days."""

import numpy as np
import pandas as pd

from summaries.store import Filter, Snapshot
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
    """Return times and values of the lead pollutant; the city's own in one small read.

    Six cases are drawn at once, and all that the page's curve knows of a case costs thrice as much.
    """
    if not row.has_hours:
        return np.empty(0, "datetime64[h]"), np.empty(0)
    if row.scope != "city":
        curve = query.curve(snapshot, row, margin=MARGIN_HOURS)
        unknown = np.full(len(curve), np.nan)
        return curve.times, curve.values.get(row.pollutant, unknown)
    around = pd.Timedelta(hours=MARGIN_HOURS)
    span: list[Filter] = [("time", ">=", row.start - around), ("time", "<", row.end + around)]
    frame = snapshot.read("hourly_city", ["time", row.pollutant], [("city", "==", row.city), *span])
    times = frame["time"].to_numpy().astype("datetime64[h]")
    return times, frame[row.pollutant].to_numpy(np.float64)

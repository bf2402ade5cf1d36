"""A place's whole series at a grain, judged by a scheme and resting on a basis."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.basis import PARTICLES, LeftOut, days_left_out
from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.lines import Line
from view.queries.period_lines import periods_line
from view.steps import spread_over

#: AQI of the day by each scheme: HJ 633-2026 has no breakpoints for the final limits, so its levels
#: stay there; WHO has no AQI.
_AQI = {
    "": "aqi",
    "gb3095-2012": "aqi_2012",
    "gb3095-2026-transition": "aqi_2026",
    "gb3095-2026-final": "aqi_2026",
}
#: Hours of a day and windows of its maximum: what a station's counts are held against.
_FULL = {"o3_mda8": 17}
_FULL_HOURS = 24


@remembered
def line_of(
    snapshot: Snapshot,
    city: str,
    scope: str,
    place: str,
    grain: str,
    metrics: tuple[str, ...],
    standard: str = "",
    basis: str = "",
    smooth: str = "",
) -> Line:
    """Return all values of a place at a grain, from its first step to its last; maybe empty.

    Metrics must exist at the grain. Hours are as measured on every basis, and the city's whatever
    the place. A trailing mean (`smooth`) is of all days as measured: none on another basis.
    """
    own: list[Filter] = [("city", "==", city)]
    if grain == "hourly":
        return _hours(snapshot, own, place, metrics, smooth)
    own += [("scope", "==", scope), ("place", "==", place)]
    if grain == "daily":
        return _days(snapshot, own, (city, scope, place), metrics, (standard, basis, smooth))
    return periods_line(snapshot, own, place, grain, metrics, standard, basis)


def _hours(
    snapshot: Snapshot, own: list[Filter], place: str, metrics: tuple[str, ...], smooth: str
) -> Line:
    frame = snapshot.read("hourly_city", ["time", "stations", *metrics], own)
    spread, start = spread_over(frame["time"], "hourly")
    stations = spread(frame["stations"], 0.0, np.float32)
    share = stations / max(float(stations.max(initial=0)), 1.0)
    values = {m: spread(frame[m], np.nan, np.float32) for m in metrics}
    means: dict[str, np.ndarray] = {}
    if smooth:
        columns = {m: f"{m}_{smooth}" for m in metrics}
        means = _aside(snapshot, "running_hourly", "time", own, columns, "hourly", frame["time"])
    none = np.zeros(len(share), bool)
    shares = dict.fromkeys(metrics, share)
    return Line(place, "", "hourly", start, values, {}, none, smooth=means, share=shares)


def _days(
    snapshot: Snapshot,
    own: list[Filter],
    whose: tuple[str, str, str],
    metrics: tuple[str, ...],
    rules: tuple[str, str, str],
) -> Line:
    (city, scope, place), (standard, basis, smooth) = whose, rules
    columns = {m: _AQI.get(standard, "") if m == "aqi" else m for m in metrics}
    counted = {m: _counts_of(m) for m in metrics}
    asked = {c for c in columns.values() if c} | {c for found in counted.values() for c in found}
    frame = snapshot.read("daily", ["date", "origin", *sorted(asked)], own)
    spread, start = spread_over(frame["date"], "daily")
    values = {m: spread(frame[c] if c else np.nan, np.nan, np.float32) for m, c in columns.items()}
    published = spread(frame["origin"].eq("published"), False, bool)
    share = {
        m: np.where(published, np.isfinite(values[m]), _share(frame, counted[m], scope, spread))
        for m in metrics
    }
    times = start + np.arange(len(published))
    touched = _touch(snapshot, city, basis, times, values)
    means: dict[str, np.ndarray] = {}
    if smooth and not basis:
        smoothed = {m: f"{m}_{smooth}" for m in metrics if _has_running_mean(m)}
        means = _aside(snapshot, "running_daily", "date", own, smoothed, "daily", frame["date"])
    return Line(
        place, "", "daily", start, values, {}, published, None, means, share, touched=touched
    )


def _has_running_mean(metric: str) -> bool:
    return METRICS[metric].statistic in ("mean", "mda8")


def _counts_of(metric: str) -> tuple[str, ...]:
    """Return the columns that count what a day's metric rests on; AQI needs every item."""
    pollutant = METRICS[metric].pollutant
    items = tuple(POLLUTANTS) if pollutant is None else (pollutant,)
    return tuple(f"{'o3_mda8' if p == 'o3' else p}_count" for p in items)


def _share(frame: pd.DataFrame, counts: tuple[str, ...], scope: str, spread: Any) -> np.ndarray:
    """Return the least share of the counts: hours of a station, stations of a wider place.

    A wider place is held against the most stations that it ever had on a day.
    """
    shares = []
    for name in counts:
        held = spread(frame[name], 0.0, np.float32)
        full = _FULL.get(name.removesuffix("_count"), _FULL_HOURS)
        most = float(full if scope == "station" else max(held.max(initial=0), 1))
        shares.append(np.minimum(held / most, 1))
    return np.asarray(np.min(shares, axis=0), np.float32)


def _touch(
    snapshot: Snapshot, city: str, basis: str, times: np.ndarray, values: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Leave out or convert, in place, the days that a basis does not take as they are."""
    if not basis:
        return {}
    none = {m: np.zeros(len(times), bool) for m in values}
    if basis == "present_state":
        return none | _convert(reference_factors(snapshot, city), times, values)
    left_out = left_out_days(snapshot, city, basis, times)
    for metric in values:
        pollutant = METRICS[metric].pollutant
        gone = left_out.of[pollutant] if pollutant else left_out.days
        none[metric] = gone & np.isfinite(values[metric])
        values[metric][gone] = np.nan
    return none


def _convert(
    factors: pd.DataFrame, times: np.ndarray, values: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Bring concentrations before 2018-09-01 to the present state, in place; an AQI has none."""
    old = times < REFERENCE_STATE_CHANGE
    rows = factors.reindex(pd.DatetimeIndex(times[old].astype("datetime64[ms]")))
    touched = {}
    for metric, held in values.items():
        pollutant = METRICS[metric].pollutant
        if pollutant is None:
            continue
        kind = "particle_factor" if pollutant in PARTICLES else "gas_factor"
        touched[metric] = old & np.isfinite(held)
        held[old] *= rows[kind].to_numpy(np.float32)
    return touched


def reference_factors(snapshot: Snapshot, city: str) -> pd.DataFrame:
    """Return a city's factors of the days before 2018-09-01, the day as index."""
    frame = snapshot.read("reference_factors", None, [("city", "==", city)])
    return frame.set_index("date")


def left_out_days(snapshot: Snapshot, city: str, basis: str, times: np.ndarray) -> LeftOut:
    """Return which of the days (datetime64[D]) a basis leaves out; none with all of them."""
    special = snapshot.read("special_days", ["date", "kind"], [("city", "==", city)])
    dust, exceptional = (
        np.isin(times, special.loc[special["kind"] == kind, "date"].to_numpy("datetime64[D]"))
        for kind in ("sand_dust", "exceptional")
    )
    found = days_left_out(basis or "all", dust, exceptional)
    nothing = np.zeros(len(times), bool)
    return found or LeftOut(dict.fromkeys(POLLUTANTS, nothing), nothing)


def _aside(
    snapshot: Snapshot,
    table: str,
    time: str,
    own: list[Filter],
    columns: dict[str, str],
    grain: str,
    times: pd.Series,
) -> dict[str, np.ndarray]:
    """Return columns of another table on the same steps, by metric."""
    if not columns:
        return {}
    frame = snapshot.read(table, [time, *columns.values()], own)
    rows = frame.set_index(time).reindex(times)
    spread, _ = spread_over(times, grain)
    return {m: spread(rows[c].to_numpy(), np.nan, np.float32) for m, c in columns.items()}

"""What the map asks of a snapshot: a metric at every place, frame by frame."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from airquality.group_means import means_of_groups
from airquality.metrics import METRICS
from airquality.rounding import widen
from airquality.wind import CALM, CALM_BELOW
from summaries.store import Snapshot
from view.cache import remembered
from view.frames import Series, Wind
from view.map_periods import SHORT_KINDS, Choice, offers
from view.queries.period_values import values as period_values
from view.ranks import printed

#: Share of a district's or city's stations in operation that must have a value for a mean of the
#: hour (own choice: GB 3095 and HJ 663 set a share for days and longer only).
SHARE_OF_STATIONS = 0.5
#: The column of `daily` that holds the AQI by a scheme; WHO has none.
_AQI = {
    "": "aqi",
    "gb3095-2012": "aqi_2012",
    "gb3095-2026-transition": "aqi_2026",
    "gb3095-2026-final": "aqi_2026",
}


@remembered
def places(snapshot: Snapshot, city: str) -> tuple[tuple[str, ...], pd.DataFrame]:
    """Return the ids of the areas, and the stations in the order of the ground.

    Stations: id, whether a control point, district, first and last hour, those with coordinates
    first.
    """
    areas = snapshot.read("districts", ["district"], [("city", "==", city)])["district"]
    columns = ["station", "is_control", "district", "lon", "lat", "first_time", "last_time"]
    frame = snapshot.read("stations", columns, [("city", "==", city)])
    is_placed = np.isfinite(frame[["lon", "lat"]].to_numpy(float)).all(axis=1)
    order = np.argsort(~is_placed, kind="stable")
    return tuple(areas.astype(str)), frame.iloc[order].reset_index(drop=True)


def series(snapshot: Snapshot, choice: Choice) -> Series:
    """Return the chosen metric over the frames of a choice; no frames where there is no period."""
    if choice.span is None:
        return _nothing(snapshot, choice.city)
    first, after = (str(day) for day in choice.window)
    if choice.kind == "hour":
        return _hours(snapshot, choice.city, choice.metric, first, after, choice.step)
    if choice.kind == "day":
        return _days(snapshot, choice.city, choice.metric, choice.standard, first, after)
    return _periods(
        snapshot,
        *(choice.city, choice.kind, choice.metric, choice.standard, choice.basis),
        *(first, after),
    )


def pair(snapshot: Snapshot, choice: Choice) -> Series:
    """Return two frames: the period compared with and the one looked at, as in `series`."""
    assert choice.span is not None
    assert choice.against is not None
    parts = []
    for span in (choice.against, choice.span):
        whole = series(snapshot, replace(choice, window=(span.start, span.start + 1)))
        parts.append(whole.at([frame_of(whole, choice, span)]))
    before, now = parts
    return Series(
        now.places,
        np.array(
            [_time(choice, span) for span in (choice.against, choice.span)],
            dtype="datetime64[h]" if choice.kind == "hour" else "datetime64[D]",
        ),
        np.concatenate([before.values, now.values], axis=1),
        np.concatenate([before.mean, now.mean]),
    )


def _time(choice: Choice, span: Any) -> np.datetime64:
    if choice.kind == "hour":
        return np.datetime64(span.start, "h") + choice.hour
    return np.datetime64(span.key, "D")


def frame_of(found: Series, choice: Choice, span: Any) -> int:
    """Return which frame a period is; -1 where it is none of them."""
    at = np.flatnonzero(found.times == _time(choice, span))
    return int(at[0]) if len(at) else -1


def _nothing(snapshot: Snapshot, city: str) -> Series:
    areas, stations = places(snapshot, city)
    ids = (*areas, *stations["station"])
    none = np.empty((len(ids), 0))
    return Series(ids, np.empty(0, "datetime64[D]"), none, none[0] if len(ids) else np.empty(0))


@remembered
def _hours(snapshot: Snapshot, city: str, metric: str, first: str, after: str, step: int) -> Series:
    """Return blocks of hours: stations as they are, areas and city as means of their stations.

    Only evaluation stations enter a mean, at least half (`SHARE_OF_STATIONS`) of those in
    operation: between their first and their last hour with a value.
    """
    areas, stations = places(snapshot, city)
    begin, end = np.datetime64(first, "h"), np.datetime64(after, "h")
    times = np.arange(begin, end, step)
    columns = (metric, "wind_speed", "wind_direction")
    where = [
        ("city", "==", city),
        ("time", ">=", pd.Timestamp(first)),
        ("time", "<", pd.Timestamp(after)),
    ]
    frame = snapshot.read("station_hours", ["station", "time", *columns], where)
    row = pd.Index(stations["station"]).get_indexer(frame["station"])
    column = (frame["time"].to_numpy().astype("datetime64[h]") - begin).astype(int) // step
    held = np.full((len(columns), len(stations), len(times)), np.nan)
    for number, name in enumerate(columns):
        held[number, row, column] = widen(frame[name].to_numpy())
    means = _means(areas, stations, held[0], times)
    whole = np.concatenate([means[:-1], held[0]])
    return Series(
        (*areas, *stations["station"]),
        times,
        printed(metric, whole),
        printed(metric, means[-1]),
        _wind(snapshot, city, tuple(stations["station"]), held[1:]),
    )


def _means(
    areas: tuple[str, ...], stations: pd.DataFrame, values: np.ndarray, times: np.ndarray
) -> np.ndarray:
    """Return the means of every area and, last, of the city: float64 (area + 1, time)."""
    first, last = (
        stations[name].to_numpy().astype("datetime64[h]")[:, None]
        for name in ("first_time", "last_time")
    )
    # A block begins up to its length before the station's first hour.
    step = times[1:2] - times[:1] if len(times) > 1 else np.timedelta64(1, "h")
    operating = (times + step > first) & (times <= last)
    is_judged = ~stations["is_control"].to_numpy(bool)
    own = pd.Index(areas).get_indexer(pd.Index(stations["district"]))
    parts = []
    for group, groups in ((own, len(areas)), (np.zeros(len(stations), int), 1)):
        used = np.where(is_judged, group, -1)
        parts.append(means_of_groups(values, operating, used, groups, SHARE_OF_STATIONS)[0])
    return np.concatenate(parts)


def _wind(
    snapshot: Snapshot, city: str, stations: tuple[str, ...], held: np.ndarray
) -> Wind | None:
    windy = np.isfinite(held[0]).any(axis=1)
    if not windy.any():
        return None
    names = tuple(name for name, there in zip(stations, windy, strict=True) if there)
    return Wind(names, held[0][windy], held[1][windy], _calm_below(snapshot, city))


@remembered
def _calm_below(snapshot: Snapshot, city: str) -> float:
    """Return the wind speed below which the city's roses count air as calm, m/s."""
    where = [("city", "==", city), ("sector", "==", CALM)]
    ends = snapshot.read("wind_roses", ["speed_to"], where)["speed_to"]
    return float(ends.max()) if len(ends) else CALM_BELOW


@remembered
def _days(
    snapshot: Snapshot, city: str, metric: str, standard: str, first: str, after: str
) -> Series:
    areas, stations = places(snapshot, city)
    ids = (*areas, *stations["station"])
    begin, end = np.datetime64(first, "D"), np.datetime64(after, "D")
    times = np.arange(begin, end)
    column = _AQI.get(standard, "") if metric == "aqi" else metric
    whole = np.full((len(ids) + 1, len(times)), np.nan)
    if column:
        where = [
            ("city", "==", city),
            ("date", ">=", pd.Timestamp(first)),
            ("date", "<", pd.Timestamp(after)),
        ]
        frame = snapshot.read("daily", ["scope", "place", "date", column], where)
        own = pd.Index(ids).get_indexer(pd.Index(frame["place"]))
        row = np.where(frame["scope"] == "city", len(ids), own)
        day = (frame["date"].to_numpy().astype("datetime64[D]") - begin).astype(int)
        known = row >= 0
        whole[row[known], day[known]] = widen(frame[column].to_numpy())[known]
    shown = printed(metric, whole)
    return Series(ids, times, shown[:-1], shown[-1])


@remembered
def _periods(
    snapshot: Snapshot,
    city: str,
    kind: str,
    metric: str,
    standard: str,
    basis: str,
    first: str,
    after: str,
) -> Series:
    """Return periods that begin in a stretch of days; a period of too few days has no value."""
    areas, stations = places(snapshot, city)
    ids = (*areas, *stations["station"])
    low, high = np.datetime64(first, "D"), np.datetime64(after, "D")
    spans = [s for s in offers(snapshot, city)[kind].spans if s.end > low and s.start < high]
    times = np.array([s.start for s in spans], dtype="datetime64[D]")
    whole = np.full((len(ids) + 1, len(times)), np.nan)
    for scope in ("district", "station", "city"):
        frame = period_values(snapshot, city, scope, kind, metric, standard, basis)
        frame = frame[(frame["place"] == city) | (scope != "city")]
        row = pd.Index(ids).get_indexer(frame["place"]) if scope != "city" else len(ids)
        day = pd.Index(times).get_indexer(frame["start"].to_numpy().astype("datetime64[s]"))
        known = (day >= 0) & (row >= 0) & frame["is_valid"].to_numpy(bool)
        row = np.broadcast_to(row, known.shape)
        whole[row[known], day[known]] = widen(frame["value"].to_numpy())[known]
    shown = printed(metric, whole)
    return Series(ids, times, shown[:-1], shown[-1])


def errors(
    snapshot: Snapshot, choice: Choice, times: np.ndarray
) -> tuple[float | None, ...] | None:
    """Return the mean absolute leave-one-out error of each frame's surface; None without any.

    In the metric's unit, rounded as the metric is printed with one place more. They are known for
    all days as measured only: a basis of its own has other values, so none is said there.
    """
    if choice.basis and choice.kind not in SHORT_KINDS:
        return None
    found = _errors(snapshot, choice.city, choice.metric, choice.kind)
    if not found:
        return None
    places_ = METRICS[choice.metric].decimals + 1
    keys = times.astype("datetime64[h]").astype(str)
    known = [found.get(key) for key in keys]
    return tuple(None if mae is None else round(mae, places_) for mae in known)


@remembered
def _errors(snapshot: Snapshot, city: str, metric: str, kind: str) -> dict[str, float]:
    where = [("city", "==", city), ("metric", "==", metric), ("kind", "==", kind)]
    frame = snapshot.read("surface_errors", ["time", "mae"], where)
    keys = frame["time"].to_numpy().astype("datetime64[h]").astype(str)
    return dict(zip(keys.tolist(), frame["mae"].astype(float).tolist(), strict=True))

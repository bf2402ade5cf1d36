"""Why a place has no value on the map: at the source, by this system, or by a rule."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view.cache import remembered
from view.completeness import REASONS
from view.frames import Series
from view.map_periods import SHORT_KINDS, Choice, offers
from view.queries.frames import places

Reason = tuple[str, dict[str, Any]]
#: Stands for every month.
ALWAYS = ""
#: Kinds whose frames lie in a month, weeks as good as.
_OF_ONE_MONTH = (*SHORT_KINDS, "week", "month")
#: From this share of hours on, what is missing explains a missing value.
_NOTABLE = 0.02


def reasons(snapshot: Snapshot, choice: Choice, found: Series) -> dict[str, dict[str, Reason]]:
    """Return by place and month ("2015-12", "" always) why values of the frames are missing.

    A reason is the key of its words and what fills them in. Only places that lack a value have
    one, a station only for the frames in which it does, by the month in which they begin.
    """
    areas, stations = places(snapshot, choice.city)
    missing = np.isnan(found.values)
    out: dict[str, dict[str, Reason]] = {}
    judged = set(stations.loc[~stations["is_control"], "district"].dropna())
    for row in np.flatnonzero(missing[: len(areas)].any(axis=1)):
        area = found.places[row]
        key = "few" if area in judged else "no_station"
        out[area] = {ALWAYS: (f"map.reason.{key}.{_group(choice.kind)}", {})}
    first, last = _months(snapshot, choice, found.times)
    lost = _lost(snapshot, choice.city, METRICS[choice.metric].pollutant or "")
    for at, station in enumerate(stations.itertuples(index=False)):
        gaps = missing[len(areas) + at]
        if gaps.any():
            frames = np.unique(np.stack([first[gaps], last[gaps]], axis=1), axis=0)
            hours = lost.get(str(station.station), {})
            out[str(station.station)] = _of_station(station, frames, hours, choice.kind)
    return out


def _group(kind: str) -> str:
    return kind if kind in ("hour", "day") else "period"


def _months(snapshot: Snapshot, choice: Choice, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the months that explain each frame: its own; of a week that in which it begins."""
    first = times.astype("datetime64[M]")
    if choice.kind in _OF_ONE_MONTH:
        return first, first
    ends = {span.start: span.last for span in offers(snapshot, choice.city)[choice.kind].spans}
    last = np.array([ends[time] for time in times], dtype="datetime64[M]")
    return first, last


def _of_station(
    station: Any, frames: np.ndarray, hours: Mapping[np.datetime64, np.ndarray], kind: str
) -> dict[str, Reason]:
    """Return a station's reasons; frames: first and last month, (frame, 2)."""
    begins, ends = station.first_time, station.last_time
    if pd.isna(begins):
        return {ALWAYS: ("map.reason.no_hours", {})}
    found: dict[str, Reason] = {ALWAYS: (f"map.reason.few.{_group(kind)}", {})}
    for first, last in frames:
        short = _of_months(hours, first, last)
        if first < np.datetime64(begins, "M"):
            found[str(first)] = ("map.reason.before", {"day": f"{begins:%Y-%m-%d}"})
        elif last > np.datetime64(ends, "M"):
            found[str(first)] = ("map.reason.after", {"day": f"{ends:%Y-%m-%d}"})
        elif short is not None:
            key = "month" if kind in _OF_ONE_MONTH else "span"
            found[str(first)] = (f"map.reason.{key}", short)
    return found


def _of_months(
    hours: Mapping[np.datetime64, np.ndarray], first: np.datetime64, last: np.datetime64
) -> dict[str, Any] | None:
    """Return which share of some months' hours is lost and to what; None where hardly any."""
    own = [hours[month] for month in np.arange(first, last + 1) if month in hours]
    if not own:
        return None
    every, *lost = np.sum(own, axis=0)
    share = sum(lost) / every
    if share < _NOTABLE:
        return None
    return {"share": round(100 * share), "reason": REASONS[int(np.argmax(lost))]}


@remembered
def _lost(
    snapshot: Snapshot, city: str, pollutant: str
) -> dict[str, dict[np.datetime64, np.ndarray]]:
    """Return by station and month the hours of a pollutant and how many each of REASONS took."""
    shares = [f"share_{reason}" for reason in REASONS]
    where = [("city", "==", city), ("pollutant", "==", pollutant)]
    frame = snapshot.read("completeness", ["station", "period_start", "hours", *shares], where)
    every = frame["hours"].to_numpy(float)[:, np.newaxis]
    table = np.concatenate([every, every * frame[shares].to_numpy(float)], axis=1)
    months = frame["period_start"].to_numpy().astype("datetime64[M]")
    out: dict[str, dict[np.datetime64, np.ndarray]] = {}
    for station, month, row in zip(frame["station"], months, table, strict=True):
        out.setdefault(str(station), {})[month] = row
    return out

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
from view.map_periods import Choice
from view.queries.frames import places

Reason = tuple[str, dict[str, Any]]
#: Stands for every month.
ALWAYS = ""
#: From this share of hours on, what is missing explains a missing value.
_NOTABLE = 0.02


def reasons(snapshot: Snapshot, choice: Choice, found: Series) -> dict[str, dict[str, Reason]]:
    """Return by place and month ("2015-12", "" always) why values of the frames are missing.

    A reason is the key of its words and what fills them in. Only places that lack a value have
    one, a station only for the months in which it does.
    """
    areas, stations = places(snapshot, choice.city)
    missing = np.isnan(found.values)
    out: dict[str, dict[str, Reason]] = {}
    judged = set(stations.loc[~stations["is_control"], "district"].dropna())
    for row in np.flatnonzero(missing[: len(areas)].any(axis=1)):
        area = found.places[row]
        key = "few" if area in judged else "no_station"
        out[area] = {ALWAYS: (f"map.reason.{key}.{_group(choice.kind)}", {})}
    months = found.times.astype("datetime64[M]")
    table = _months(snapshot, choice.city, METRICS[choice.metric].pollutant or "")
    for at, station in enumerate(stations.itertuples(index=False)):
        gaps = missing[len(areas) + at]
        if gaps.any():
            short = table.get(str(station.station), {})
            own = _of_station(station, np.unique(months[gaps]), short, choice.kind)
            out[str(station.station)] = own
    return out


def _group(kind: str) -> str:
    return kind if kind in ("hour", "day") else "period"


def _of_station(
    station: Any, months: np.ndarray, short: Mapping[str, Reason], kind: str
) -> dict[str, Reason]:
    first, last = station.first_time, station.last_time
    if pd.isna(first):
        return {ALWAYS: ("map.reason.no_hours", {})}
    found: dict[str, Reason] = {ALWAYS: (f"map.reason.few.{_group(kind)}", {})}
    for month in months:
        name = str(month)
        if month < np.datetime64(first, "M"):
            found[name] = ("map.reason.before", {"day": f"{first:%Y-%m-%d}"})
        elif month > np.datetime64(last, "M"):
            found[name] = ("map.reason.after", {"day": f"{last:%Y-%m-%d}"})
        elif name in short:
            found[name] = short[name]
    return found


@remembered
def _months(snapshot: Snapshot, city: str, pollutant: str) -> dict[str, dict[str, Reason]]:
    """Return by station and month what took the most hours of a pollutant, where any is notable."""
    columns = ["station", "period_start", *(f"share_{reason}" for reason in REASONS)]
    where = [("city", "==", city), ("pollutant", "==", pollutant)]
    frame = snapshot.read("completeness", columns, where)
    shares = frame[[f"share_{reason}" for reason in REASONS]].to_numpy(float)
    lost, worst = shares.sum(axis=1), shares.argmax(axis=1) if len(frame) else np.empty(0, int)
    months = frame["period_start"].dt.strftime("%Y-%m")
    out: dict[str, dict[str, Reason]] = {}
    for station, month, share, at in zip(frame["station"], months, lost, worst, strict=True):
        if share >= _NOTABLE:
            values = {"share": round(100 * share), "reason": REASONS[at]}
            out.setdefault(str(station), {})[month] = ("map.reason.month", values)
    return out

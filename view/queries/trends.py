"""What the Trends page asks of a snapshot."""

from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.profiles import CYCLES
from summaries.store import Snapshot
from view.cache import remembered
from view.lines import Cycled, Source
from view.queries.series import chosen_places as chosen_places
from view.queries.series import series
from view.state import ViewState

ALL_YEARS = "all"


def period_of_cycles(snapshot: Snapshot, state: ViewState) -> str:
    """Return the period of the mean cycles: a year where the chosen days lie in one, else 'all'."""
    found = series(snapshot, state) if state.start or state.end else None
    year = found.window.year if found and found.window else None
    return str(year) if year else ALL_YEARS


@remembered
def profiles(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str
) -> dict[tuple[str, str], Cycled]:
    """Return the mean cycles of a place by (cycle, metric), over every position of the cycle.

    period: 'all' or a year; a place without any comes back empty.
    """
    frame = snapshot.read(
        "profiles",
        ["cycle", "metric", "position", "mean", "low", "high", "count"],
        [
            ("city", "==", city),
            ("scope", "==", scope),
            ("place", "==", place),
            ("period", "==", period),
            ("cycle", "in", list(CYCLES)),
        ],
    )
    columns = {c: frame[c].to_numpy() for c in ("position", "mean", "low", "high", "count")}
    keys = np.array([f"{c} {m}" for c, m in zip(frame["cycle"], frame["metric"], strict=True)])
    found = {}
    for key in np.unique(keys):
        cycle, metric = str(key).split(" ")
        rows, shape = np.flatnonzero(keys == key), CYCLES[cycle]
        at = columns["position"][rows] - shape.first
        whole = Cycled.nowhere("", shape.size)
        for name in ("mean", "low", "high", "count"):
            getattr(whole, name)[at] = columns[name][rows]
        found[cycle, metric] = whole
    return found


def slope_metrics(metrics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the metrics of the table of trends that stand for the chosen ones, each once."""
    chosen = (METRICS[m].pollutant for m in metrics)
    found = ("o3_mda8" if pollutant == "o3" else pollutant for pollutant in chosen if pollutant)
    return tuple(dict.fromkeys(found))


@remembered
def slopes(snapshot: Snapshot, city: str, scope: str, place: str) -> dict[str, dict[str, Any]]:
    """Return the trends of a place by metric, each row with its interval in per cent too.

    Adds `low_pct`, `high_pct`: the bounds over the mean of the monthly values, as `slope_pct` is.
    """
    own = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    frame = snapshot.read("trends", filters=[*own, ("basis", "==", "all")])
    monthly = snapshot.read("monthly", sorted(set(frame["metric"])), own)
    mean = frame["metric"].map(monthly.astype("float64").mean()).astype("float64")
    mean = mean.where(mean > 0)
    whole = frame.assign(
        low_pct=100 * frame["slope_low"] / mean, high_pct=100 * frame["slope_high"] / mean
    )
    return {
        str(row["metric"]): {str(name): value for name, value in row.items()}
        for row in whole.to_dict("records")
    }


@remembered
def sources(snapshot: Snapshot, city: str) -> tuple[Source, ...]:
    """Return a city's sources with the time that each covers."""
    frame = snapshot.read(
        "sources", ["title_zh", "title_en", "period_start", "period_end"], [("city", "==", city)]
    )
    starts, ends = (frame[c].to_numpy("datetime64[s]") for c in ("period_start", "period_end"))
    titles = zip(frame["title_zh"], frame["title_en"], strict=True)
    return tuple(
        Source(str(zh), str(en), start, end)
        for (zh, en), start, end in zip(titles, starts, ends, strict=True)
    )

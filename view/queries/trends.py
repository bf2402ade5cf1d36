"""What the Trends page asks of a snapshot."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.profiles import CYCLES
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.lines import Cycled, Line, Source
from view.options import City, Place
from view.selection import STEPS, Window, choose_window, fit_metrics
from view.state import ViewState

_TABLES = {"hourly": "hourly_city", "daily": "daily", "monthly": "monthly", "annual": "annual"}
_TIMES = {"hourly": "time", "daily": "date", "monthly": "period_start", "annual": "period_start"}
ALL_YEARS = "all"


@dataclass(frozen=True)
class Series:
    """What the series card shows.

    Attributes:
        city: the city.
        grain, metrics: as shown, made to fit.
        lines: a place each, the chosen one first, all over the same steps.
        window: the period shown; None where there are no data at all.
        first, last: first and last step with data; None where there are none.
        is_city_only: hours were asked for a place that has none, the city's are shown.
    """

    city: City
    grain: str
    metrics: tuple[str, ...]
    lines: list[Line]
    window: Window | None
    first: np.datetime64 | None
    last: np.datetime64 | None
    is_city_only: bool


def chosen_places(snapshot: Snapshot, state: ViewState) -> list[Place]:
    """Return the places of a resolved state: the one looked at, then those beside it."""
    found = (options.place_of(snapshot, state.city, p) for p in (state.place, *state.compare))
    return [place for place in found if place]


def series(snapshot: Snapshot, state: ViewState) -> Series:
    """Return the lines that a resolved state asks for.

    Hours are kept as city means only: at that grain the city stands for every place.
    """
    city = options.city_of(snapshot, state)
    places, asked = chosen_places(snapshot, state), state.grain
    is_city_only = asked == "hourly" and [p.scope for p in places] != ["city"]
    if asked == "hourly":
        places = [p for p in (options.place_of(snapshot, city.id, city.id),) if p]
    metrics = fit_metrics(state.metrics, asked)
    whole = [line_of(snapshot, city.id, p.scope, p.id, asked, metrics) for p in places]
    lines = [
        line.named(p.name(state.lang)) for line, p in zip(whole, places, strict=True) if len(line)
    ]
    if not lines:
        return Series(city, asked, metrics, [], None, None, None, is_city_only)
    first, last = min(line.start for line in lines), max(line.end for line in lines) - 1
    window = choose_window(first, last, asked, state.start, state.end)
    shown = [] if window.is_empty else [line.within(window, metrics) for line in lines]
    return Series(city, asked, metrics, shown, window, first, last, is_city_only)


@remembered
def line_of(
    snapshot: Snapshot, city: str, scope: str, place: str, grain: str, metrics: tuple[str, ...]
) -> Line:
    """Return all values of a place at a grain, from its first step to its last; maybe empty.

    Metrics must exist at the grain.
    """
    time = _TIMES[grain]
    extra = {"hourly": (), "daily": ("origin",), "monthly": _valid_columns(metrics)}
    extra["annual"] = (*extra["monthly"], "standard")
    filters = [("city", "==", city)]
    if grain != "hourly":
        filters += [("scope", "==", scope), ("place", "==", place)]
    frame = snapshot.read(_TABLES[grain], [time, *metrics, *extra[grain]], filters)
    return _arrange(frame, place, grain, metrics, time)


def _valid_columns(metrics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_valid_column(metric) for metric in metrics))


def _valid_column(metric: str) -> str:
    """Return the column that says whether a month or year has the days that a metric needs.

    A metric of all pollutants (good days, composite index) needs all six.
    """
    pollutant = METRICS[metric].pollutant
    return f"{pollutant}_is_valid" if pollutant else "is_valid"


def _arrange(
    frame: pd.DataFrame, place: str, grain: str, metrics: tuple[str, ...], time: str
) -> Line:
    """Put rows on a complete run of steps; a step without a row is missing in every metric."""
    steps = frame[time].to_numpy().astype(f"datetime64[{STEPS[grain]}]")
    if not len(steps):
        none = {m: np.empty(0, np.float32) for m in metrics}
        start = np.datetime64("1970-01-01").astype(f"datetime64[{STEPS[grain]}]")
        return Line(place, "", grain, start, none, {}, np.empty(0, bool))
    start, size = steps.min(), int((steps.max() - steps.min()).astype(int)) + 1
    at = (steps - start).astype(int)

    def spread(column: np.ndarray, blank: object, dtype: object) -> np.ndarray:
        whole = np.full(size, blank, dtype=dtype)  # type: ignore[call-overload]
        whole[at] = column
        return whole

    values = {m: spread(frame[m].to_numpy(), np.nan, np.float32) for m in metrics}
    valid = {
        m: spread(frame[_valid_column(m)].to_numpy(), True, bool)
        for m in metrics
        if grain in ("monthly", "annual")
    }
    published = frame["origin"].eq("published").to_numpy() if "origin" in frame else False
    standards = None
    if "standard" in frame:
        standards = spread(frame["standard"].to_numpy(dtype="U32"), "", "U32")
    return Line(
        place,
        "",
        grain,
        start,
        values,
        valid,
        spread(np.asarray(published), False, bool),
        standards,
    )


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
    frame = snapshot.read("trends", filters=own)
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

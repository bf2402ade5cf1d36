"""What the card PM2.5 with O3 asks of a snapshot."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.profiles import CYCLES
from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.figures.correlations import Correlation
from view.limit_words import scheme_of
from view.lines import CITY_ONLY, Cycled
from view.options import Place
from view.paired_days import METRICS_PAIRED, SEASONS, PairedDays, pair_days
from view.state import ViewState

ALL_YEARS = "all"
#: Kinds of special days that a basis leaves out.
_LEFT_OUT = {"without_dust": ("sand_dust",), "without_events": ("sand_dust", "exceptional")}


@dataclass(frozen=True)
class Coupled:
    """The days of a place that the card shows.

    Attributes:
        place: the place.
        days: those with both values, within the chosen period and basis.
        start, end: first and last day of the period shown; NaT where nothing lies in it.
        first, last: first and last day that the place has a row for; NaT where it has none.
        scheme: by which limits the days are judged.
        left_out: days with both values that the basis leaves out.
    """

    place: Place
    days: PairedDays
    start: np.datetime64
    end: np.datetime64
    first: np.datetime64
    last: np.datetime64
    scheme: str
    left_out: int


def coupled(snapshot: Snapshot, state: ViewState) -> Coupled:
    """Return the days that a resolved state asks for; open ends are those of the data."""
    place = options.place_of(snapshot, state.city, state.place)
    assert place is not None, "a resolved state names a place of its city"
    frame = daily_pairs(snapshot, state.city, place.scope, place.id)
    scheme, nothing = scheme_of(state.standard), np.datetime64("NaT", "D")
    if frame.empty:
        return Coupled(place, pair_days(frame, scheme), *(nothing,) * 4, scheme, 0)
    dates = frame["date"].to_numpy().astype("datetime64[D]")
    first, last = dates.min(), dates.max()
    start = max(first, np.datetime64(state.start)) if state.start else first
    end = min(last, np.datetime64(state.end)) if state.end else last
    if start > end:
        return Coupled(
            place, pair_days(frame[:0], scheme), nothing, nothing, first, last, scheme, 0
        )
    kept = frame[(dates >= start) & (dates <= end)]
    is_special = kept["date"].isin(special_days(snapshot, state.city, state.basis))
    whole = kept[list(METRICS_PAIRED)].notna().all(axis=1)
    left_out = int((is_special & whole).sum())
    days = pair_days(kept[~is_special], scheme)
    return Coupled(place, days, start, end, first, last, scheme, left_out)


@remembered
def daily_pairs(snapshot: Snapshot, city: str, scope: str, place: str) -> pd.DataFrame:
    """Return date, pm25 and o3_mda8 of every day of a place, in order of time."""
    own = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    return snapshot.read("daily", ["date", *METRICS_PAIRED], own).reset_index(drop=True)


@remembered
def special_days(snapshot: Snapshot, city: str, basis: str) -> tuple[pd.Timestamp, ...]:
    """Return the days of a city that a basis leaves out; none for one that leaves out none."""
    if basis not in _LEFT_OUT:
        return ()
    frame = snapshot.read("special_days", ["date", "kind"], [("city", "==", city)])
    return tuple(frame.loc[frame["kind"].isin(_LEFT_OUT[basis]), "date"].drop_duplicates())


def period_of_groups(state: ViewState) -> str:
    """Return the period of correlations and months: the year that the chosen days lie in, or all.

    They exist for whole years and for all years together only.
    """
    start, end = state.start[:4], state.end[:4]
    return start if start and start == end else ALL_YEARS


@remembered
def correlations(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str
) -> tuple[Correlation, ...]:
    """Return the correlations of a place: all days, the seasons, the classes of temperature.

    period: 'all' or a year; empty where there are none.
    """
    frame = snapshot.read(
        "coupling",
        ["group_kind", "group", "days", "correlation", "low", "high"],
        [
            ("city", "==", city),
            ("scope", "==", scope),
            ("place", "==", place),
            ("period", "==", period),
            ("standard", "==", IN_FORCE),
        ],
    )
    rows = [
        Correlation(
            str(row["group_kind"]),
            str(row["group"]),
            float(row["correlation"]),
            float(row["low"]),
            float(row["high"]),
            int(row["days"]),
        )
        for row in frame.to_dict("records")
        if row["group_kind"] in ("all", "season", "temperature")
    ]
    return tuple(sorted(rows, key=_order))


def _order(row: Correlation) -> tuple[int, float]:
    kinds = ("all", "season", "temperature")
    if row.kind == "season":
        return 1, SEASONS.index(row.group) if row.group in SEASONS else len(SEASONS)
    return kinds.index(row.kind), _lower_bound(row.group) if row.kind == "temperature" else 0.0


def _lower_bound(group: str) -> float:
    """Return the lower bound of a class such as "[5,10)"; last where it is written otherwise."""
    try:
        return float(group.strip("[)").split(",")[0])
    except ValueError:
        return np.inf


@remembered
def monthly_means(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str
) -> dict[str, Cycled]:
    """Return the mean of each calendar month by metric of METRICS_PAIRED; NaN where too few."""
    frame = snapshot.read(
        "profiles",
        ["metric", "position", "mean", "low", "high", "count"],
        [
            ("city", "==", city),
            ("scope", "==", scope),
            ("place", "==", place),
            ("period", "==", period),
            ("cycle", "==", "month"),
            ("metric", "in", list(METRICS_PAIRED)),
        ],
    )
    cycle, found = CYCLES["month"], {}
    for metric in METRICS_PAIRED:
        own = frame[frame["metric"] == metric]
        whole = Cycled.nowhere("", cycle.size)
        at = own["position"].to_numpy() - cycle.first
        for name in ("mean", "low", "high", "count"):
            getattr(whole, name)[at] = own[name].to_numpy()
        found[metric] = whole
    return found


@remembered
def source_titles(
    snapshot: Snapshot,
    city: str,
    start: np.datetime64,
    end: np.datetime64,
    of_places: bool = False,
) -> tuple[tuple[str, str], ...]:
    """Return (Chinese, English) titles of a city's sources with data from start to end.

    of_places: only what districts and stations rest on: none that has values of the city alone.
    """
    columns = ["kind", "title_zh", "title_en", "period_start", "period_end"]
    frame = snapshot.read("sources", columns, [("city", "==", city)])
    if of_places:
        frame = frame[frame["kind"] != CITY_ONLY]
    after = pd.Timestamp(end) + pd.Timedelta(days=1)
    kept = frame[(frame["period_start"] < after) & (frame["period_end"] > pd.Timestamp(start))]
    pairs = zip(kept["title_zh"].astype(str), kept["title_en"].astype(str), strict=True)
    return tuple(dict.fromkeys(pairs))

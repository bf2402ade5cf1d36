"""The lines whose steps are periods of days: evaluated on a basis, judged by a scheme."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.basis import PARTICLES
from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from summaries.store import Filter, Snapshot
from view.lines import Line
from view.steps import spread_over

KIND_OF_GRAIN = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "seasonal": "season",
    "annual": "year",
}
"""The kind of period in the tables of evaluations that is one step of a grain."""

#: A basis has rows only where it differs from the one before it: which stand in for it, last best.
_STAND_INS: dict[str, tuple[str, ...]] = {
    "": ("all",),
    "without_dust": ("all", "without_dust"),
    "without_events": ("all", "without_dust", "without_events"),
    "present_state": ("all", "present_state"),
}
_JUDGED = ("good_ratio", "heavy_days", "composite_index")


def periods_line(
    snapshot: Snapshot,
    own: list[Filter],
    place: str,
    grain: str,
    metrics: tuple[str, ...],
    standard: str,
    basis: str,
) -> Line:
    """Return the line of a place's weeks, months, quarters, seasons or years.

    own: the filters that choose the place's rows. Concentrations are of the basis and of no scheme;
    shares of good days, heavy days and the composite index are judged by the scheme.
    """
    evaluated = tuple(m for m in metrics if m not in _JUDGED)
    valid = tuple(dict.fromkeys(_valid_column(m) for m in metrics))
    days = tuple(dict.fromkeys(c for m in metrics for c in _day_columns(m)))
    columns = (*evaluated, *valid, *days, "calendar_days", "excluded_days")
    frame = _rows_of_basis(snapshot, "evaluations", own, grain, basis, columns)
    spread, start = spread_over(frame["period_start"], grain)
    values = {m: spread(frame[m], np.nan, np.float32) for m in evaluated}
    standards = None
    if grain == "annual" or len(evaluated) < len(metrics):
        named = [*own, ("standard", "==", standard or "in_force")]
        judged = tuple(m for m in metrics if m in _JUDGED)
        rows = _rows_of_basis(snapshot, "judgements", named, grain, basis, (*judged, "limits"))
        rows = frame[["period_start"]].merge(rows, "left", "period_start")
        values |= {m: spread(rows[m], np.nan, np.float32) for m in judged}
        if grain == "annual":
            standards = spread(rows["limits"].fillna("").to_numpy("U32"), "", "U32")
    whole = frame["calendar_days"].to_numpy()
    share = {
        m: spread(np.min([frame[c] / whole for c in _day_columns(m)], axis=0), 0.0, np.float32)
        for m in metrics
    }
    is_valid = {m: spread(frame[_valid_column(m)], True, bool) for m in metrics}
    touched = _touched_periods(frame, basis, metrics, spread) if basis else {}
    none = np.zeros(len(next(iter(share.values()))), bool)
    return Line(
        place, "", grain, start, values, is_valid, none, standards, {}, share, touched=touched
    )


def _rows_of_basis(
    snapshot: Snapshot,
    table: str,
    own: list[Filter],
    grain: str,
    basis: str,
    columns: tuple[str, ...],
) -> pd.DataFrame:
    """Return a row a period, on a basis where it has one, else on the one that stands in for it."""
    wanted = _STAND_INS[basis]
    filters = [*own, ("kind", "==", KIND_OF_GRAIN[grain]), ("basis", "in", list(wanted))]
    frame = snapshot.read(table, ["period_start", "basis", *columns], filters)
    rank = frame["basis"].map({name: n for n, name in enumerate(wanted)}).to_numpy(np.int8)
    order = np.lexsort((rank, frame["period_start"].to_numpy()))
    return frame.iloc[order].drop_duplicates("period_start", keep="last")


def _touched_periods(
    frame: pd.DataFrame, basis: str, metrics: tuple[str, ...], spread: Any
) -> dict[str, np.ndarray]:
    """Return which periods a basis changes: dust days leave particles, indices have no state."""
    is_own = frame["basis"].ne("all").to_numpy()
    if basis != "present_state":
        is_own = is_own & (frame["excluded_days"].to_numpy() > 0)
    touched = {}
    for metric in metrics:
        pollutant = METRICS[metric].pollutant
        is_meant = pollutant is not None if basis == "present_state" else True
        if basis == "without_dust":
            is_meant = pollutant is None or pollutant in PARTICLES
        touched[metric] = spread(is_own & is_meant, False, bool)
    return touched


def _valid_column(metric: str) -> str:
    """Return the column that says whether a period has the days that a metric needs.

    A metric of all pollutants (good days, composite index) needs all six.
    """
    pollutant = METRICS[metric].pollutant
    return f"{pollutant}_is_valid" if pollutant else "is_valid"


def _day_columns(metric: str) -> tuple[str, ...]:
    pollutant = METRICS[metric].pollutant
    return (f"{pollutant}_days",) if pollutant else tuple(f"{p}_days" for p in POLLUTANTS)

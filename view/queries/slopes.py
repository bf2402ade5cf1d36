"""What the card of slopes asks of a snapshot: trends, change points and the months behind them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from summaries.store import Snapshot
from view.cache import remembered
from view.long_term import Change, LongTerm
from view.options import Place
from view.queries.series import chosen_places
from view.state import ViewState

ALL, PRESENT_STATE = "all", "present_state"


@dataclass(frozen=True)
class Slopes:
    """What the card shows.

    Attributes:
        places: the chosen one first.
        metrics: of the table of trends, each once.
        found: by metric, of each place that has its trend: (number of the place, months).
        basis: what was asked for and can be had, 'all' or 'present_state'.
        is_different: whether any place has months of that basis of their own.
    """

    places: tuple[Place, ...]
    metrics: tuple[str, ...]
    found: dict[str, list[tuple[int, LongTerm]]]
    basis: str
    is_different: bool


def slopes(snapshot: Snapshot, state: ViewState) -> Slopes:
    """Return the trends that a resolved state asks for; a place without the basis has its own."""
    basis = PRESENT_STATE if state.basis == PRESENT_STATE else ALL
    places = chosen_places(snapshot, state)
    metrics = slope_metrics(state.metrics)
    tables = [long_terms(snapshot, state.city, p.scope, p.id, basis) for p in places]
    found = {
        metric: [(n, table[metric]) for n, table in enumerate(tables) if metric in table]
        for metric in metrics
    }
    is_different = any(t.basis != ALL for table in tables for t in table.values())
    return Slopes(tuple(places), metrics, found, basis, is_different)


def slope_metrics(metrics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the metrics of the table of trends that stand for the chosen ones, each once."""
    chosen = (METRICS[m].pollutant for m in metrics)
    found = ("o3_mda8" if pollutant == "o3" else pollutant for pollutant in chosen if pollutant)
    return tuple(dict.fromkeys(found))


@remembered
def long_terms(
    snapshot: Snapshot, city: str, scope: str, place: str, basis: str
) -> dict[str, LongTerm]:
    """Return the months of a place by metric, with slope and change points.

    basis: 'all' or 'present_state'; a place without months before 2018-09-01 has no rows of the
    latter, and those of all months stand.
    """
    own: list[Any] = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    trends = snapshot.read("trends", filters=own)
    if basis not in set(trends["basis"]):
        basis = ALL
    trends = trends[trends["basis"] == basis].set_index("metric")
    points = snapshot.read("change_points", filters=[*own, ("basis", "==", basis)])
    read = _months(snapshot, own, basis, tuple(trends.index))
    measured = read[read["basis"] == ALL]
    months = _stitch(read) if basis == PRESENT_STATE else read
    found = {}
    for metric, row in trends.iterrows():
        name = str(metric)
        start, values, is_valid = _complete(months, name)
        changes = _changes(points[points["metric"] == name])
        trend = {str(k): v for k, v in row.items()} | {"metric": name}
        lost = int(np.isfinite(measured[name].to_numpy(float)).sum() - np.isfinite(values).sum())
        found[name] = LongTerm(name, basis, start, values, is_valid, trend, changes, lost)
    return found


def _months(
    snapshot: Snapshot, own: list[Any], basis: str, metrics: tuple[str, ...]
) -> pd.DataFrame:
    """Return a place's months on a basis and on all days, in order."""
    valid = sorted({f"{METRICS[m].pollutant}_is_valid" for m in metrics})
    frame = snapshot.read(
        "evaluations",
        ["period_start", "basis", *metrics, *valid],
        [*own, ("kind", "==", "month"), ("basis", "in", list({ALL, basis}))],
    )
    return frame.sort_values("period_start")


def _stitch(months: pd.DataFrame) -> pd.DataFrame:
    """Return months of the present state: converted ones, and from its day on those measured."""
    later = months["period_start"].to_numpy() >= REFERENCE_STATE_CHANGE
    return months[(months["basis"] == PRESENT_STATE) | later]


def _complete(frame: pd.DataFrame, metric: str) -> tuple[np.datetime64, np.ndarray, np.ndarray]:
    """Return first month, values and validity from the first month with a value to the last."""
    values = frame[metric].to_numpy(np.float32)
    held = np.isfinite(values)
    month = frame["period_start"].to_numpy().astype("datetime64[M]")[held]
    if not len(month):
        return np.datetime64("1970-01", "M"), np.empty(0, np.float32), np.empty(0, bool)
    at = (month - month[0]).astype(int)
    whole, is_valid = np.full(at[-1] + 1, np.nan, np.float32), np.ones(at[-1] + 1, bool)
    whole[at] = values[held]
    is_valid[at] = frame[f"{METRICS[metric].pollutant}_is_valid"].to_numpy(bool)[held]
    return month[0], whole, is_valid


def _changes(points: pd.DataFrame) -> tuple[Change, ...]:
    if not len(points):
        return ()
    ordered = points.sort_values("date")
    months = {n: ordered[n].to_numpy().astype("datetime64[M]") for n in ("date", "low", "high")}
    return tuple(
        Change(
            months["date"][n],
            months["low"][n],
            months["high"][n],
            float(row["mean_before"]),
            float(row["mean_after"]),
            float(row["change_pct"]),
            float(row["p_value"]),
            row["note"] == "reference_change",
        )
        for n, row in enumerate(ordered.to_dict("records"))
    )


_OF_TREND = ("slope", "slope_low", "slope_high", "slope_pct", "p_value", "persistence")
_ABOUT_TREND = ("months", "method", "note", "period_start", "period_end")
#: Columns of a file; those of the other kind of row are empty.
COLUMNS = ("what", "place", "name", "metric", "basis", *_OF_TREND, *_ABOUT_TREND)
CHANGE_COLUMNS = ("date", "date_low", "date_high", "mean_before", "mean_after", "change_pct")


def rows_of(shown: Slopes, lang: str) -> pd.DataFrame:
    """Return what a file holds: a row a slope (`what` is slope) or change point (change_point)."""
    rows: list[dict[str, Any]] = []
    for metric, found in shown.found.items():
        for number, own in found:
            place = shown.places[number]
            about = {"place": place.id, "name": place.name(lang), "metric": metric}
            about["basis"] = own.basis
            kept = {name: own.trend[name] for name in (*_OF_TREND, *_ABOUT_TREND)}
            rows.append({"what": "slope", **about, **kept})
            rows += [{"what": "change_point", **about, **_row_of(c)} for c in own.changes]
    return pd.DataFrame(rows, columns=[*COLUMNS, *CHANGE_COLUMNS])


def _row_of(change: Change) -> dict[str, Any]:
    return {
        "date": pd.Timestamp(change.month.astype("datetime64[s]")),
        "date_low": pd.Timestamp(change.low.astype("datetime64[s]")),
        "date_high": pd.Timestamp(change.high.astype("datetime64[s]")),
        "mean_before": change.before,
        "mean_after": change.after,
        "change_pct": change.change_pct,
        "p_value": change.p_value,
        "note": "reference_change" if change.is_reference_change else "",
    }

"""A metric of every place over every period of a kind, by one scheme and on one basis."""

from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view.cache import remembered
from view.options import Place
from view.spans import JUDGED, Span

ALL_DAYS = "all"
_KEY = ["place", "period_start", "period_end"]
_BASE = ("place", "start", "end", "value", "is_valid", "days", "calendar_days", "excluded_days")


@remembered
def values(
    snapshot: Snapshot, city: str, scope: str, kind: str, metric: str, standard: str, basis: str
) -> pd.DataFrame:
    """Return a metric of every place and period of a kind.

    standard, basis: as in the ViewState. Where a place has no row of the basis, it does not differ
    from all days there, and that row stands. Columns: place, start, end, value (stored unit, NaN
    with too few days), is_valid (as many days as the rules ask for: of the pollutant, of all six
    where days or limits judge), days (with a value, or judged), calendar_days, excluded_days (left
    out by the basis), is_other (the row is the basis' own) and, of the composite index, over
    (pollutants whose single index is above 1, joined by +) and meets_all.
    """
    where: list[Any] = [("kind", "==", kind), ("scope", "==", scope)]
    where += [("city", "==", city)] if scope != "city" else []
    bases = list(dict.fromkeys((ALL_DAYS, basis or ALL_DAYS)))
    where += [("basis", "in", bases)]
    judged = metric in JUDGED
    item = METRICS[metric].pollutant or ""
    own = ["is_valid"] if judged else [metric, f"{item}_is_valid", f"{item}_days"]
    columns = [*_KEY, "basis", "calendar_days", "excluded_days", *own]
    frame = _prefer(snapshot.read("evaluations", columns, where), basis)
    if judged:
        frame = _judge(snapshot, frame, metric, [*where, ("standard", "==", standard or IN_FORCE)])
    else:
        frame = frame.rename(
            columns={metric: "value", f"{item}_is_valid": "is_valid", f"{item}_days": "days"}
        )
    frame["is_other"] = frame["basis"] != ALL_DAYS
    frame = frame.rename(columns={"period_start": "start", "period_end": "end"})
    more = ["over", "meets_all"] if metric == "composite_index" else []
    return frame[[*_BASE, "is_other", *more]].reset_index(drop=True)


def _prefer(frame: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Keep one row a place and period: the basis' own where it has one."""
    is_other = frame["basis"].eq(basis) if basis else pd.Series(False, index=frame.index)
    order = frame.assign(is_other=is_other).sort_values("is_other", ascending=False, kind="stable")
    return order.drop_duplicates(_KEY).drop(columns="is_other").sort_index()


def _judge(snapshot: Snapshot, frame: pd.DataFrame, metric: str, where: list[Any]) -> pd.DataFrame:
    """Add value and days of a metric that days or limits judge; too few days are no value."""
    single = [f"index_{p}" for p in POLLUTANT_IDS] if metric == "composite_index" else []
    columns = [*_KEY, "basis", "valid_days", metric, *single]
    columns += ["good_ratio"] if metric != "good_ratio" else []
    judged = snapshot.read("judgements", columns, where)
    # Days are judged as they were measured: the basis `present_state` has no rows of its own.
    basis = next((b for b in judged["basis"].unique() if b != ALL_DAYS), "")
    judged = _prefer(judged, basis).drop(columns="basis")
    joined = frame.merge(judged, on=_KEY, how="left").rename(columns={"valid_days": "days"})
    joined["days"] = joined["days"].fillna(0).astype(int)
    value = joined.pop(metric).astype("float32")
    # A count of days says nothing where the ratio of days is missing for want of them.
    joined["value"] = value.where(joined["good_ratio"].notna()) if metric == "heavy_days" else value
    if single:
        above = {p: joined[f"index_{p}"].to_numpy() > 1 for p in POLLUTANT_IDS}
        known = np.isfinite(joined[single].to_numpy(float)).all(axis=1)
        over = ["+".join(p for p in POLLUTANTS if above[p][row]) for row in range(len(joined))]
        joined["over"] = over
        joined["meets_all"] = known & (joined["over"] == "").to_numpy()
    return joined


def of_span(frame: pd.DataFrame, span: Span | None, ranked: tuple[Place, ...]) -> pd.DataFrame:
    """Return one row a place in a period, without a value where the table has none.

    Adds is_control to the columns of `values`.
    """
    start, end = (
        (None, None) if span is None else (pd.Timestamp(span.start), pd.Timestamp(span.end))
    )
    rows = frame[(frame["start"] == start) & (frame["end"] == end)].set_index("place")
    rows = rows.reindex([p.id for p in ranked]).rename_axis("place").reset_index()
    rows["is_control"] = [p.is_control for p in ranked]
    blanks: dict[str, object] = {"is_valid": False, "days": 0, "excluded_days": 0}
    blanks |= {"calendar_days": span.days if span else 0, "is_other": False}
    blanks |= {"over": "", "meets_all": False} if "over" in rows else {}
    for name, blank in blanks.items():
        held = rows[name].astype(object)
        rows[name] = held.where(held.notna(), blank).astype(type(blank))
    rows["value"] = rows["value"].astype("float32")
    return rows

"""What the page Ranking asks of a snapshot."""

from typing import Any

import numpy as np
import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.queries.period_values import of_span, values
from view.rank_options import Choice, places
from view.rankings import History, Ranking, Rebounds
from view.ranks import order_places, printed, rank_several
from view.rebounds import METRIC, NOT_COMPARED, WAYS, find_rebounds
from view.spans import Span, incomparable
from view.standing import MORE_IS_BETTER


def ranking(snapshot: Snapshot, choice: Choice) -> Ranking:
    """Return the places of the chosen period in order; no rows where there is no period."""
    span = choice.span
    if span is None:
        return Ranking(pd.DataFrame({"place": [], "group": []}), "", None)
    return _ranking(
        snapshot,
        *(choice.city, choice.scope, choice.metric, choice.standard, choice.basis),
        *(span.kind, str(span.start), str(span.end)),
    )


@remembered
def _ranking(
    snapshot: Snapshot,
    city: str,
    scope: str,
    metric: str,
    standard: str,
    basis: str,
    kind: str,
    start: str,
    end: str,
) -> Ranking:
    span = Span.of(kind, start, end)
    here = places(snapshot, city, scope)
    frame = values(snapshot, city, scope, kind, metric, standard, basis)
    before, previous = span.year_before(), span.previous()
    change, step = (
        incomparable(metric, span, other, standard, basis) if other else ""
        for other in (before, previous)
    )
    now, then, last = (of_span(frame, each, here) for each in (span, before, previous))
    rows = order_places(metric, now, then, last, change, step)
    return Ranking(rows, change, step if previous else None)


def history(snapshot: Snapshot, choice: Choice, most: int) -> History | None:
    """Return the ranks over at most so many periods with the chosen one; None without any.

    They end with the chosen one, or later where there are too few before it. Years to date go to
    the same day of their year. Periods at either end in which nobody is ranked are left out.
    """
    span = choice.span
    if span is None:
        return None
    alike = [each for each, _ in reversed(choice.spans) if _is_alike(each, span)]
    at = alike.index(span)
    last = max(at + 1, min(most, len(alike)))
    used = alike[max(0, last - most) : last]
    whole = _history(
        snapshot,
        *(choice.city, choice.scope, choice.metric, choice.standard, choice.basis),
        *(span.kind, tuple((str(s.start), str(s.end)) for s in used), used.index(span)),
    )
    return whole.without_empty_ends()


def _is_alike(span: Span, chosen: Span) -> bool:
    return span.kind != "to_date" or str(span.end)[5:] == str(chosen.end)[5:]


@remembered
def _history(
    snapshot: Snapshot,
    city: str,
    scope: str,
    metric: str,
    standard: str,
    basis: str,
    kind: str,
    bounds: tuple[tuple[str, str], ...],
    chosen: int,
) -> History:
    frame = values(snapshot, city, scope, kind, metric, standard, basis)
    here = [p.id for p in places(snapshot, city, scope) if not p.is_control]
    frame = frame[frame["is_valid"] & frame["place"].isin(here)]
    keys = [pd.Timestamp(start) for start, _ in bounds]
    ends = [pd.Timestamp(end) for _, end in bounds]
    frame = frame[frame["end"].isin(ends)]
    shown = frame.assign(shown=printed(metric, frame["value"].to_numpy()))
    table = shown.pivot(index="place", columns="end", values="shown").reindex(columns=ends)
    table = table[np.isfinite(table.to_numpy(float)).any(axis=1)]
    cells = table.to_numpy(float)
    better = metric in MORE_IS_BETTER
    ranks = np.array([rank_several(column, better) for column in cells.T]).T.reshape(cells.shape)
    is_ranked = np.isfinite(ranks).any(axis=1)
    ranks, cells = ranks[is_ranked], np.where(np.isfinite(ranks), cells, np.nan)[is_ranked]
    spans = tuple(Span.of(kind, *each) for each in zip(keys, ends, strict=True))
    totals = np.isfinite(ranks).sum(axis=0)
    return History(spans, tuple(table.index[is_ranked]), ranks, cells, totals, chosen)


def rebounds(snapshot: Snapshot, choice: Choice) -> Rebounds:
    """Return the quarter in which the chosen period ends, against the same one a year before."""
    if choice.span is None:
        return Rebounds(None, pd.DataFrame({"place": []}), "", False)
    quarter = choice.span.quarter()
    bounds = (str(quarter.start), str(quarter.end))
    return _rebounds(snapshot, choice.city, choice.scope, choice.basis, *bounds)


@remembered
def _rebounds(
    snapshot: Snapshot, city: str, scope: str, basis: str, start: str, end: str
) -> Rebounds:
    span = Span.of("quarter", start, end)
    before = span.year_before()
    converted = "present_state" if basis == "present_state" else ""
    reason = incomparable(METRIC, span, before, "", converted)
    here = places(snapshot, city, scope)
    ways = [
        values(snapshot, city, scope, "quarter", METRIC, "", used)
        for used in (converted, "without_dust")
    ]
    frames = [of_span(way, each, here) for way in ways for each in (span, before)]
    if converted and incomparable(METRIC, span, before, "", ""):
        # Without the dust days nothing is converted: that way there is nothing to compare.
        blank: dict[str, Any] = {"value": np.float32(np.nan), "is_valid": False, "days": 0}
        frames[2:] = [frame.assign(**blank) for frame in frames[2:]]
    rows = find_rebounds(*frames)
    if reason:
        rows["verdict"] = NOT_COMPARED
        changes = [f"{what}_{way}" for what in ("change", "exact") for way in WAYS]
        rows[changes] = np.nan
    dust = bool((rows[["dust_days", "dust_days_before"]].to_numpy() > 0).any())
    return Rebounds(span, rows, reason, dust)


def last_day_until(
    snapshot: Snapshot, city: str, scope: str, until: np.datetime64
) -> pd.Timestamp | None:
    """Return the last day, not after `until`, on which a ranked place has a value; None if none."""
    days = _days_with_values(snapshot, city if scope != "city" else "", scope)
    at = int(np.searchsorted(days, until, side="right"))
    return pd.Timestamp(days[at - 1]) if at else None


@remembered
def _days_with_values(snapshot: Snapshot, city: str, scope: str) -> np.ndarray:
    """Return the days (datetime64[D], rising) on which any place of a scope has a value."""
    where: list[Any] = [("scope", "==", scope), *([("city", "==", city)] if city else [])]
    pollutants = ["pm25", "pm10", "so2", "no2", "co", "o3_mda8"]
    frame = snapshot.read("daily", ["date", *pollutants], where)
    held = frame.loc[frame[pollutants].notna().any(axis=1), "date"]
    return np.unique(held.to_numpy().astype("datetime64[D]"))


@remembered
def titles_of_sources(snapshot: Snapshot, city: str) -> tuple[tuple[str, str], ...]:
    """Return the (Chinese, English) titles of the sources of a city, of every city for ''."""
    where = [("city", "==", city)] if city else None
    frame = snapshot.read("sources", ["title_zh", "title_en"], where).drop_duplicates()
    return tuple(zip(frame["title_zh"], frame["title_en"], strict=True))

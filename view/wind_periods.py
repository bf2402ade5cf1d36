"""Over which hours roses and polar plots are drawn: all, a year, or a season of all years."""

import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.map_periods import choose
from view.rank_options import own_seasons
from view.spans import Span
from view.state import ViewState
from view.text import text

ALL = "all"
#: The three months from March on, and so forth.
_SEASONS = ("spring", "summer", "autumn", "winter")
_NAMED = ("o3_season", "winter_half")
#: Kinds of period on the map that are shorter than a season: their season stands for them.
_SHORT = ("hour", "day", "week", "month")


@remembered
def periods(snapshot: Snapshot, city: str) -> tuple[str, ...]:
    """Return the periods of a city's roses: all, the seasons, then the years; none without wind."""
    frame = snapshot.read("wind_roses", ["period"], [("city", "==", city), ("metric", "==", "")])
    there = set(frame["period"])
    named = [p for p in (ALL, *_SEASONS, *_NAMED) if p in there]
    rest = sorted(there.difference(named))
    own = [p for p in rest if not p.isdigit()]
    return (*named, *own, *(p for p in rest if p.isdigit()))


def period_of(snapshot: Snapshot, state: ViewState) -> str:
    """Return the period of the roses: the chosen one, else the one that fits the map's.

    A year stands for itself; a season, and whatever is shorter, for that
    season of all years. All hours where no such rows are, and of other kinds.
    """
    there = periods(snapshot, state.city)
    if state.wind in there:
        return state.wind
    span = choose(snapshot, state).span
    fitting = ALL if span is None else _fitting(span)
    return fitting if fitting in there else ALL


def _fitting(span: Span) -> str:
    first = pd.Timestamp(span.start)
    if span.kind == "year":
        return str(first.year)
    if span.kind == "season" or span.kind in _SHORT:
        return _SEASONS[(first.month - 3) % 12 // 3]
    return span.kind


def period_name(snapshot: Snapshot, period: str, lang: str) -> str:
    """Return a period of the tables in words: 2015 年, 各年冬季（12—2月）."""
    if period.isdigit():
        return text(lang, "trends.year", year=period)
    if period in (ALL, *_SEASONS, *_NAMED):
        return text(lang, f"from_where.period.{period}")
    zh, en = own_seasons(snapshot).get(period, (period, period))
    return text(lang, "from_where.period.own", name=zh if lang == "zh" else en)

"""What there is to rank: places, kinds of period, periods; and a viewer's choice made whole.

Layouts build their controls from these; they hold names, never measurements.
"""

from dataclasses import dataclass
from typing import Any

from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import IN_FORCE, SCHEMES
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.options import Place
from view.ranks import RANKED_METRICS
from view.spans import RANKED_KINDS, UNRANKED_KINDS, Span, choose_span
from view.state import ViewState

#: In the order of preference where nobody has chosen: districts where there are two of them.
_SCOPES = ("district", "station", "city")


@dataclass(frozen=True)
class Choice:
    """What is ranked, made whole: every part of it is there in the snapshot.

    Attributes:
        city: the city looked at; scope: which places; metric: by what they are ranked.
        standard, basis: as in the ViewState, '' = in force, all days.
        span: the period; None where no place has any.
        spans: every period of its kind, newest first, with whether it has enough days.
    """

    city: str
    scope: str
    metric: str
    standard: str
    basis: str
    span: Span | None
    spans: tuple[tuple[Span, bool], ...]

    @property
    def has_metric(self) -> bool:
        """Whether the scheme knows the metric at all: WHO has no levels and no index."""
        scheme = SCHEMES[self.standard or IN_FORCE]
        if self.metric == "heavy_days":
            return scheme.has_levels
        return self.metric != "composite_index" or scheme.has_composite_index


def choose(snapshot: Snapshot, state: ViewState) -> Choice:
    """Return a resolved state's ranking, with what it does not name or what is not there filled.

    By default the districts (the stations where there are fewer than two), the latest year with
    enough days, PM2.5.
    """
    scope = fit_scope(snapshot, state.city, state.scope)
    metric = state.metric if state.metric in RANKED_METRICS else RANKED_METRICS[0]
    every = spans(snapshot, state.city, scope)
    there = kinds(every)
    kind = state.kind if state.kind in there else "year" if "year" in there else (*there, "")[0]
    own = tuple(pair for pair in every if pair[0].kind == kind)
    span = choose_span(own, state.period)
    return Choice(state.city, scope, metric, state.standard, state.basis, span, own)


def chosen(data: Any) -> tuple[Snapshot, ViewState, Choice, dict[str, str]]:
    """Return snapshot, resolved state, the ranking it asks for, and its places' names.

    How every request of the page begins; `data` is what the browser's store holds, untrusted.
    """
    snapshot, state = options.chosen(data)
    choice = choose(snapshot, state)
    ranked = places(snapshot, choice.city, choice.scope)
    return snapshot, state, choice, {place.id: place.name(state.lang) for place in ranked}


def fit_scope(snapshot: Snapshot, city: str, asked: str) -> str:
    """Return the scope asked for, where it has places, or the first one with two of them.

    Without any the cities, which are always there.
    """
    if asked and places(snapshot, city, asked):
        return asked
    found = (s for s in _SCOPES if len(places(snapshot, city, s)) > 1)
    return next(found, "city")


def places(snapshot: Snapshot, city: str, scope: str) -> tuple[Place, ...]:
    """Return the places ranked: districts or stations of a city, or all cities."""
    if scope != "city":
        return tuple(p for p in options.places(snapshot, city) if p.scope == scope)
    every = options.cities(snapshot)
    return tuple(Place(c.id, "city", c.name_zh, c.name_en, False) for c in every)


@remembered
def spans(snapshot: Snapshot, city: str, scope: str) -> tuple[tuple[Span, bool], ...]:
    """Return every period in which a place of the scope has a day, newest first.

    Each with whether there is anything to rank: two places with enough days of PM2.5.
    """
    where: list[Any] = [("scope", "==", scope), ("basis", "==", "all")]
    where += [("city", "==", city)] if scope != "city" else []
    days = [f"{p}_days" for p in POLLUTANT_IDS]
    columns = ["kind", "period_start", "period_end", "pm25_is_valid", *days]
    frame = snapshot.read("evaluations", columns, where)
    frame = frame[~frame["kind"].isin(UNRANKED_KINDS) & (frame[days] > 0).any(axis=1)]
    grouped = frame.groupby(["kind", "period_start", "period_end"])["pm25_is_valid"].sum()
    least = min(2, len(places(snapshot, city, scope)))
    found = [(Span.of(*key), bool(n >= least)) for key, n in grouped.items()]  # type: ignore[misc]
    return tuple(sorted(found, key=lambda pair: (pair[0].end, pair[0].start), reverse=True))


def own_place(choice: Choice, state: ViewState) -> str:
    """Return the place that is picked out: of cities the one that is looked at."""
    return choice.city if choice.scope == "city" else state.place


def kinds(every: tuple[tuple[Span, bool], ...]) -> tuple[str, ...]:
    """Return the kinds of period that there are, a project's own seasons last."""
    there = {span.kind for span, _ in every}
    usual = [kind for kind in RANKED_KINDS if kind in there]
    return (*usual, *sorted(there.difference(RANKED_KINDS)))


def own_seasons(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return the (Chinese, English) names of the projects' own seasons by their id."""
    settings = snapshot.manifest.get("settings", {})
    found = {}
    for one in settings.values() if isinstance(settings, dict) else ():
        for season in one.get("seasons", ()):
            found[str(season["id"])] = (str(season["name_zh"]), str(season["name_en"]))
    return found

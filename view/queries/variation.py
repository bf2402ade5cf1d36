"""What the variation panel asks of a snapshot: mean cycles of places, one pollutant or several."""

from dataclasses import dataclass, field

import numpy as np

from airquality.pollutants import POLLUTANTS
from airquality.profiles import CROSSED_CYCLES, CYCLES
from summaries.store import Snapshot
from view.cache import remembered
from view.cycles import (
    RELATIVE,
    SHOWN,
    SIZES,
    Curve,
    chosen_of,
    metric_of,
    offered_pollutants,
    relative,
)
from view.lines import Cycled
from view.options import Place
from view.queries.series import chosen_places, series
from view.state import ViewState
from view.theme import PLACE_COLOURS, POLLUTANT_COLOUR

ALL_YEARS = "all"


@dataclass(frozen=True)
class Variation:
    """What the panel shows.

    Attributes:
        offered: pollutants chosen, in order; none where only indices are.
        choice: the pollutant shown, or RELATIVE for all offered ones of the first place.
        period: 'all' or a year; cycles of two kinds are of all years always.
        places: the places on it, the chosen one first.
        curves: by cycle of SHOWN what is drawn.
        spans: by (cycle, metric) the first and last year that the first place's means over all
            years rest on: hours may be there for fewer years than days.
    """

    offered: tuple[str, ...]
    choice: str
    period: str
    places: tuple[Place, ...]
    curves: dict[str, list[Curve]]
    spans: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def is_relative(self) -> bool:
        """Whether pollutants are compared, each divided by its mean."""
        return self.choice == RELATIVE


def variation(snapshot: Snapshot, state: ViewState) -> Variation:
    """Return the mean cycles that a resolved state asks for."""
    offered = offered_pollutants(state)
    choice = chosen_of(state)
    period = period_of_cycles(snapshot, state)
    places = chosen_places(snapshot, state)
    if choice == RELATIVE:
        places = places[:1]
    tables = [_tables(snapshot, state.city, p.scope, p.id, period) for p in places]
    curves: dict[str, list[Curve]] = {cycle: [] for cycle in SHOWN if offered}
    for cycle, drawn in curves.items():
        for item in offered if choice == RELATIVE else [choice]:
            metric = metric_of(cycle, item)
            for number, (place, table) in enumerate(zip(places, tables, strict=True)):
                found = table.get((cycle, metric), Cycled.nowhere("", SIZES[cycle]))
                if choice == RELATIVE:
                    named = relative(found).named(POLLUTANTS[item].symbol)
                    drawn.append(Curve(named, metric, POLLUTANT_COLOUR[item], True))
                    continue
                several = len(places) > 1
                colour = PLACE_COLOURS[number] if several else POLLUTANT_COLOUR[item]
                drawn.append(Curve(found.named(place.name(state.lang)), metric, colour))
    if choice == RELATIVE:
        # Tiles hold one pollutant, in its unit.
        metric = metric_of("hour_month", offered[0])
        own = tables[0].get(("hour_month", metric), Cycled.nowhere("", SIZES["hour_month"]))
        name = places[0].name(state.lang)
        curves["hour_month"] = [Curve(own.named(name), metric, POLLUTANT_COLOUR[offered[0]])]
    spans = years_of(snapshot, state.city, places[0].scope, places[0].id) if places else {}
    return Variation(offered, choice, period, tuple(places), curves, spans)


@remembered
def years_of(
    snapshot: Snapshot, city: str, scope: str, place: str
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the first and last year with values by (cycle, metric) of a place's mean cycles.

    Cycles of two kinds have no years of their own: they rest on the same hours as the day's.
    """
    columns = ["cycle", "metric", "period", "count"]
    own = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    frame = snapshot.read("profiles", columns, [*own, ("period", "!=", ALL_YEARS)])
    frame = frame[frame["count"] > 0].astype({"cycle": str, "metric": str, "period": int})
    years = frame.groupby(["cycle", "metric"])["period"].agg(["min", "max"])
    found = {
        (str(cycle), str(metric)): (int(first), int(last))
        for (cycle, metric), first, last in years.itertuples(name=None)
    }
    hours = {metric: span for (cycle, metric), span in found.items() if cycle == "hour"}
    return found | {(cycle, m): span for cycle in CROSSED_CYCLES for m, span in hours.items()}


def period_of_cycles(snapshot: Snapshot, state: ViewState) -> str:
    """Return the period of the mean cycles: a year where the chosen days lie in one, else 'all'."""
    found = series(snapshot, state) if state.start or state.end else None
    year = found.window.year if found and found.window else None
    return str(year) if year else ALL_YEARS


def _tables(
    snapshot: Snapshot, city: str, scope: str, place: str, period: str
) -> dict[tuple[str, str], Cycled]:
    """Return the cycles of a period, those of two kinds at once from all years."""
    found = profiles(snapshot, city, scope, place, period)
    if period == ALL_YEARS:
        return found
    always = profiles(snapshot, city, scope, place, ALL_YEARS)
    return {**{key: c for key, c in always.items() if key[0] in CROSSED_CYCLES}, **found}


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
    found = {}
    keys = frame["cycle"].astype(str) + " " + frame["metric"].astype(str)
    for key, rows in frame.groupby(keys, sort=False).indices.items():
        cycle, metric = str(key).split(" ")
        first = CYCLES[cycle].first if cycle in CYCLES else 0
        at = columns["position"][rows] - first
        whole = Cycled.nowhere("", SIZES[cycle])
        for name in ("mean", "low", "high", "count"):
            getattr(whole, name)[at] = columns[name][rows]
        found[cycle, metric] = whole
    return found


def rows_of(variation: Variation) -> list[dict[str, object]]:
    """Return what a file holds: a block of columns for each curve."""
    return [_block(variation, cycle, c) for cycle, found in variation.curves.items() for c in found]


def _block(variation: Variation, cycle: str, curve: Curve) -> dict[str, object]:
    first = CYCLES[cycle].first if cycle in CYCLES else 0
    return {
        "name": curve.cycled.name,
        "metric": curve.metric,
        "cycle": cycle,
        "period": ALL_YEARS if cycle in CROSSED_CYCLES else variation.period,
        "position": first + np.arange(SIZES[cycle]),
        "is_divided_by_mean": curve.is_relative,
        **{key: getattr(curve.cycled, key) for key in ("mean", "low", "high", "count")},
    }

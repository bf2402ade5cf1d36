"""What the series of Trends asks of a snapshot: lines of places, or of one place by years."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.clock import same_moments
from view.lines import Line
from view.options import City, Place
from view.queries.lines import line_of
from view.selection import MOST_OF_A_YEAR, Window, choose_window, fit_metrics, fit_smooth
from view.standing import Target
from view.state import ViewState
from view.steps import STEPS
from view.windows import Row, days_of, row_of, years_later

Remark = tuple[str, Mapping[str, Any]]
"""Why something asked for is not shown: a key of `trends.remark` and what is filled in."""


@dataclass(frozen=True)
class Series:
    """What the series card shows.

    Attributes:
        city: the city.
        grain, metrics, smooth: as shown, made to fit.
        lines: a place each, the chosen one first, or a year each; all over the same steps.
        window: the period shown; None where there are no data at all.
        first, last: first and last step with data; None where there are none.
        place: name of the place looked at.
        years: of each line where years are compared, the chosen one first; else ().
        targets: of the city, by year and metric; {} for another place.
        remarks: why something asked for is not shown.
    """

    city: City
    grain: str
    metrics: tuple[str, ...]
    place: str = ""
    smooth: str = ""
    lines: list[Line] = field(default_factory=list)
    window: Window | None = None
    first: np.datetime64 | None = None
    last: np.datetime64 | None = None
    years: tuple[int, ...] = ()
    targets: Mapping[tuple[int, str], Target] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def end(self) -> np.datetime64 | None:
        """First step after the last one with data."""
        return None if self.last is None else self.last + STEPS[self.grain].count


def chosen_places(snapshot: Snapshot, state: ViewState) -> list[Place]:
    """Return the places of a resolved state: the one looked at, then those beside it."""
    found = (options.place_of(snapshot, state.city, p) for p in (state.place, *state.compare))
    return [place for place in found if place]


def series(snapshot: Snapshot, state: ViewState) -> Series:
    """Return the lines that a resolved state asks for.

    Hours are kept as city means only: at that grain the city stands for every place. Where years
    are compared there is one place.
    """
    city, grain = options.city_of(snapshot, state), state.grain
    places, remarks = _places(snapshot, state, city)
    metrics = fit_metrics(state.metrics, grain)
    smooth, more = _smooth(state, metrics)
    remarks += more
    rules = (state.standard, "" if grain == "hourly" else state.basis, smooth)
    if state.basis and grain == "hourly":
        remarks.append(("hours_basis", {}))
    whole = [line_of(snapshot, city.id, p.scope, p.id, grain, metrics, *rules) for p in places]
    lines = []
    for line, place in zip(whole, places, strict=True):
        called = place.name(state.lang)
        if len(line):
            lines.append(line.named(called))
        else:
            remarks.append(("place_nothing", {"place": called}))
    name = places[0].name(state.lang) if places else city.name(state.lang)
    found = Series(city, grain, metrics, name, smooth, remarks=tuple(remarks))
    if not lines:
        return found
    first = min(line.start for line in lines)
    last = max(line.end for line in lines) - lines[0].step.count
    window = choose_window(first, last, grain, state.start, state.end)
    if any(line.place == city.id for line in lines[:1]):
        found = replace(found, targets=targets_of(snapshot, city.id))
    found = replace(found, first=first, last=last, window=window)
    if window.is_empty:
        return found
    if state.versus and grain in MOST_OF_A_YEAR:
        return _with_years(found, window, lines[0], state)
    return replace(found, lines=[line.within(window, metrics) for line in lines])


def _places(snapshot: Snapshot, state: ViewState, city: City) -> tuple[list[Place], list[Remark]]:
    """Return the places whose lines are drawn, and what is to be said of them."""
    places, remarks = chosen_places(snapshot, state), list[Remark]()
    if state.versus and state.grain not in MOST_OF_A_YEAR:
        remarks.append(("versus_annual", {}))
    elif state.versus and len(places) > 1:
        places = places[:1]
        remarks.append(("versus_alone", {}))
    if state.grain == "hourly" and [p.scope for p in places] != ["city"]:
        places = [p for p in (options.place_of(snapshot, city.id, city.id),) if p]
        remarks.append(("city_only", {}))
    return places, remarks


def _smooth(state: ViewState, metrics: tuple[str, ...]) -> tuple[str, list[Remark]]:
    """Return the trailing mean that is drawn, and why none is where one was asked for."""
    smooth = fit_smooth(state.smooth, state.grain)
    if smooth and state.basis and state.grain != "hourly":
        return "", [("smooth_basis", {})]
    if smooth and all(m in ("aqi", "o3_1h_max") for m in metrics):
        return "", [("smooth_few", {})]
    return smooth, []


def _with_years(found: Series, asked: Window, line: Line, state: ViewState) -> Series:
    """Return the series with one place's window in the chosen year and the same in others."""
    window, remarks = _last_year(asked, line), list(found.remarks)
    if window != asked:
        remarks.append(("versus_cut", {}))
    base = _year(window.start)
    own = line.within(window, found.metrics)
    lines, years, nothing = [own.named(_year_name(window, 0))], [base], []
    for year in sorted((int(y) for y in state.versus), reverse=True):
        if year == base:
            remarks.append(("versus_same", {"years": year}))
            continue
        other = line.within(window, found.metrics, year - base)
        if any(np.isfinite(values).any() for values in other.values.values()):
            lines.append(other.named(_year_name(window, year - base)))
            years.append(year)
        else:
            nothing.append(str(year))
    if nothing:
        remarks.append(("versus_nothing", {"years": " / ".join(nothing)}))
    remarks += _remarks_on_the_clock(lines, found.grain)
    return replace(found, lines=lines, window=window, years=tuple(years), remarks=tuple(remarks))


def _remarks_on_the_clock(lines: list[Line], grain: str) -> list[Remark]:
    if len(lines) > 1 and grain == "weekly":
        return [("weeks", {})]
    if any(np.isnat(line.true_times).any() for line in lines):
        return [("leap", {})]
    return []


def _last_year(window: Window, line: Line) -> Window:
    """Return a window of a year at most: itself, or its last year."""
    most = MOST_OF_A_YEAR[line.grain]
    if line.step.size(window.start, window.end) <= most:
        return window
    if line.grain != "daily":
        return Window(window.end - most * line.step.count, window.end)
    start = same_moments(np.array([window.end]), "daily", -1)[0]
    return Window(window.end - most if np.isnat(start) else start, window.end)


def _year(time: np.datetime64) -> int:
    return int(time.astype("datetime64[Y]").astype(int)) + 1970


def _year_name(window: Window, later: int) -> str:
    """Return the name of a window so many years later: 2016, or 2015/16 where it spans two."""
    first = _year(window.start) + later
    last = _year(window.end - 1) + later
    return str(first) if first == last else f"{first}/{last % 100:02d}"


@remembered
def targets_of(snapshot: Snapshot, city: str) -> dict[tuple[int, str], Target]:
    """Return a city's targets by year and metric."""
    columns = ["year", "metric", "value", "stretch", "status"]
    frame = snapshot.read("targets", columns, [("city", "==", city)])
    rows = zip(*(frame[c] for c in columns), strict=True)
    return {
        (int(year), str(metric)): Target(float(value), float(stretch), status in ("", "verified"))
        for year, metric, value, stretch, status in rows
    }


def windows(snapshot: Snapshot, state: ViewState, found: Series) -> list[Row]:
    """Return what the days of the period amount to: a row a metric and line, metrics first.

    Hours and long steps are told by the days of their period, as far as there are days; a metric
    that days do not have gives way to its daily one.
    """
    if found.window is None or not found.lines:
        return []
    metrics = fit_metrics(found.metrics, "daily")
    days = days_of(found.window)
    rules = (state.standard, state.basis)
    wholes = []
    for line in found.lines:
        scope = _scope_of(snapshot, found.city.id, line.place)
        named = (found.city.id, scope, line.place, "daily", metrics)
        wholes.append(line_of(snapshot, *named, *rules).named(line.name))
    # A year, or another long step, may end after the data do.
    days = Window(days.start, min(days.end, max(whole.end for whole in wholes)))
    rows = []
    for number, whole in enumerate(wholes):
        later = found.years[number] - found.years[0] if found.years else 0
        window = years_later(days, later) if later else days
        rows += [row_of(whole, m, window, *rules) for m in metrics]
    return sorted(rows, key=lambda row: metrics.index(row.metric))


def _scope_of(snapshot: Snapshot, city: str, place: str) -> str:
    found = options.place_of(snapshot, city, place)
    return found.scope if found else "city"

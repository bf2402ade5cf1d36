"""What the tiles of days ask of a snapshot: every day of a place, judged by a scheme."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from airquality.basis import days_left_out
from airquality.metrics import METRICS
from airquality.schemes import IN_FORCE, SCHEMES, daily_limits
from airquality.standards.gb3095 import GASES, REFERENCE_STATE_CHANGE
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.judged_days import COLUMNS, MEASURED, JudgedDays, judge
from view.options import City, Place
from view.selection import fit_metrics
from view.state import ViewState

#: Days from which on a year that has just begun or ended makes a calendar worth showing.
_HALF_A_YEAR = 183


@dataclass(frozen=True)
class Tiles:
    """What the card of tiles shows.

    Attributes:
        city, place: whose days.
        days: the days of the chosen period, judged, with special days marked.
        metric: the first chosen metric, as it is called by the day.
        values: float64 by day, the metric in its unit; NaN where missing or left out.
        limits: float64 by day, the scheme's daily limit of it; NaN where it sets none.
        first, last: first and last day that the place has; None where it has none.
        basis: 'all' or one of `state.BASES`; is_different: whether it changes any day shown.
        is_converted: whether values stand in the present reference state by conversion.
        year: the year whose calendar is shown; None without days.
        notes: what is noted of special days, by day (ISO text), in the viewer's language.
    """

    city: City
    place: Place
    days: JudgedDays
    metric: str
    values: np.ndarray
    limits: np.ndarray
    first: np.datetime64 | None
    last: np.datetime64 | None
    basis: str
    is_different: bool
    is_converted: bool
    year: int | None
    notes: dict[str, str] = field(default_factory=dict)


def tiles(snapshot: Snapshot, state: ViewState) -> Tiles:
    """Return the days that a resolved state asks for."""
    city = options.city_of(snapshot, state)
    place = options.place_of(snapshot, city.id, state.place)
    assert place is not None, "a resolved state names a place of its city"
    basis = state.basis or "all"
    whole = judged_days(snapshot, city.id, place.scope, place.id, state.standard or IN_FORCE)
    special = special_days(snapshot, city.id)
    marked = _mark(whole, special, basis)
    days = marked.between(state.start, state.end)
    metric = fit_metrics(state.metrics, "daily")[0]
    values, is_converted = _values(snapshot, city.id, days, metric, basis, special)
    return Tiles(
        city=city,
        place=place,
        days=days,
        metric=metric,
        values=values,
        limits=_limits(days, metric),
        first=whole.dates[0] if len(whole) else None,
        last=whole.dates[-1] if len(whole) else None,
        basis=basis,
        is_different=is_converted or bool(days.left_out.any()),
        is_converted=is_converted,
        year=_calendar_year(snapshot, days, state),
        notes=special_notes(snapshot, city.id, state.lang),
    )


@remembered
def judged_days(snapshot: Snapshot, city: str, scope: str, place: str, scheme: str) -> JudgedDays:
    """Return all days of a place, judged by a scheme; perhaps none."""
    rules = SCHEMES[scheme]
    own = COLUMNS[rules.aqi] if rules.has_levels else ()
    columns = ["date", "standard", "aqi_at_least", *own, *MEASURED]
    here = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    return judge(snapshot.read("daily", columns, here).sort_values("date"), scheme)


@remembered
def special_days(snapshot: Snapshot, city: str) -> dict[str, np.ndarray]:
    """Return a city's special days by kind, sorted datetime64[D]: sand_dust, exceptional."""
    frame = snapshot.read("special_days", ["date", "kind"], [("city", "==", city)])
    dates = frame["date"].to_numpy().astype("datetime64[D]")
    return {
        kind: np.unique(dates[frame["kind"].eq(kind).to_numpy()])
        for kind in ("sand_dust", "exceptional")
    }


@remembered
def special_notes(snapshot: Snapshot, city: str, lang: str) -> dict[str, str]:
    """Return what is noted of a city's special days, by day (ISO text), in a language."""
    columns = ["date", f"note_{lang}"]
    frame = snapshot.read("special_days", columns, [("city", "==", city)])
    rows = zip(frame["date"], frame[f"note_{lang}"], strict=True)
    return {str(date.date()): str(note) for date, note in rows if note}


@remembered
def reference_factors(snapshot: Snapshot, city: str) -> pd.DataFrame:
    """Return a city's daily factors into the present reference state, by date."""
    columns = ["date", "gas_factor", "particle_factor"]
    frame = snapshot.read("reference_factors", columns, [("city", "==", city)])
    return frame.set_index("date")


def _mark(days: JudgedDays, special: dict[str, np.ndarray], basis: str) -> JudgedDays:
    """Return the days with their kind, and whether the basis judges them."""
    dust, exceptional = (np.isin(days.dates, special[k]) for k in ("sand_dust", "exceptional"))
    kind = np.where(dust, "sand_dust", np.where(exceptional, "exceptional", "")).astype(object)
    gone = days_left_out(basis, dust, exceptional)
    left_out = np.zeros(len(days), dtype=bool) if gone is None else gone.days
    return replace(days, kind=kind, left_out=left_out)


def _values(
    snapshot: Snapshot,
    city: str,
    days: JudgedDays,
    metric: str,
    basis: str,
    special: dict[str, np.ndarray],
) -> tuple[np.ndarray, bool]:
    """Return the metric on every day, and whether days were converted to the present state.

    A day that the basis leaves out of the metric's pollutant is missing; so is one before
    2018-09-01 that cannot be converted.
    """
    if metric == "aqi":
        return np.where(days.left_out, np.nan, days.aqi), False
    values, pollutant = days.values[metric], METRICS[metric].pollutant or ""
    if basis == "present_state":
        return _converted(snapshot, city, days.dates, values, pollutant)
    dust, exceptional = (np.isin(days.dates, special[k]) for k in ("sand_dust", "exceptional"))
    gone = days_left_out(basis, dust, exceptional)
    return (values if gone is None else np.where(gone.of[pollutant], np.nan, values)), False


def _converted(
    snapshot: Snapshot, city: str, dates: np.ndarray, values: np.ndarray, pollutant: str
) -> tuple[np.ndarray, bool]:
    old = dates < REFERENCE_STATE_CHANGE
    if not old.any():
        return values, False
    column = "gas_factor" if pollutant in GASES else "particle_factor"
    factors = reference_factors(snapshot, city)[column]
    own = factors.reindex(pd.DatetimeIndex(dates.astype("datetime64[s]")))
    return np.where(old, values * own.to_numpy(dtype=np.float64, na_value=np.nan), values), True


def _limits(days: JudgedDays, metric: str) -> np.ndarray:
    """Return the scheme's limit of a daily metric; the 1-hour maximum has none of the day."""
    pollutant = METRICS[metric].pollutant
    if pollutant is None or metric == "o3_1h_max":
        return np.full(len(days), np.nan)
    return daily_limits(days.scheme, days.dates)[pollutant]


def _calendar_year(snapshot: Snapshot, days: JudgedDays, state: ViewState) -> int | None:
    """Return the year of the chosen day, else the chosen year, if it is shown.

    Else the last year of which at least half is shown, else the last.
    """
    years, counts = np.unique(days.year, return_counts=True)
    if not len(years):
        return None
    known = options.years(snapshot, state.city)
    asked = [int(state.day[:4])] if state.day else []
    # The last year is also what stands where nobody has chosen one.
    asked += [state.year] if state.year != known[-1] else []
    mostly = years[counts >= _HALF_A_YEAR]
    return next((y for y in asked if y in years), int((mostly if len(mostly) else years)[-1]))

"""The year so far of all places of a city, of all its years, and who stands where."""

import numpy as np
import pandas as pd

from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.place_rank import PlaceRank
from view.queries.cumulative import years_so_far
from view.queries.overview import last_day, year_before, year_so_far
from view.queries.rules_so_far import concentrations
from view.standing import Change, crosses_reference_change, difference, shown_value


@remembered
def places_so_far(
    snapshot: Snapshot, city: str, year: int, until: int, basis: str = ""
) -> pd.DataFrame:
    """Return every district and station of a city with its PM2.5 so far and a year before.

    basis: as in the ViewState.

    Columns: scope, place, pm25, pm25_days, elapsed_days, pm25_before, starts_late (one of the two
    years has no value in January, so they are not compared). Highest first, missing last.
    """
    end = last_day(snapshot, city, year, until)
    now = _at_day(snapshot, city, end, basis)
    before = _at_day(snapshot, city, year_before(end), basis)
    joined = now.merge(
        before[["scope", "place", "pm25", "starts_late"]],
        on=["scope", "place"],
        how="left",
        suffixes=("", "_before"),
    )
    joined["starts_late"] |= joined.pop("starts_late_before").eq(True)
    joined = joined[joined["scope"] != "city"]
    return joined.sort_values("pm25", ascending=False, na_position="last", ignore_index=True)


def _at_day(snapshot: Snapshot, city: str, day: pd.Timestamp, basis: str) -> pd.DataFrame:
    january = min(day, pd.Timestamp(day.year, 1, 31))
    frame = snapshot.read(
        "year_to_date",
        ["scope", "place", "date", "pm25", "pm25_days", "elapsed_days"],
        [("city", "==", city), ("date", "in", [day.to_pydatetime(), january.to_pydatetime()])],
    )
    early = frame[(frame["date"] == january) & (frame["pm25_days"] > 0)]
    rows = frame[frame["date"] == day].drop(columns="date")
    if basis:
        own = concentrations(snapshot, city, day, basis)
        rows["pm25"] = rows["place"].map(own["pm25"]).astype("float32")
        rows["pm25_days"] = rows["place"].map(own["pm25_days"]).fillna(0).astype(int)
    keys = pd.MultiIndex.from_frame(rows[["scope", "place"]])
    begun = pd.MultiIndex.from_frame(early[["scope", "place"]])
    return rows.assign(starts_late=np.asarray(~keys.isin(begun), dtype=bool))


@remembered
def pm25_of_years(snapshot: Snapshot, city: str, place: str, basis: str = "") -> pd.DataFrame:
    """Return a place's cumulated PM2.5 mean on every day of every year.

    On a basis that changes anything at the ends of months only: they are kept of no other day.

    Columns: date, pm25 (NaN with too few days) and starts_late, whether the day's year has no
    value in January.
    """
    known = options.place_of(snapshot, city, place)
    if basis and known is not None:
        return _on_basis(snapshot, city, known.scope, place, basis)
    frame = snapshot.read(
        "year_to_date",
        ["date", "pm25", "pm25_days"],
        [("city", "==", city), ("place", "==", place)],
    )
    dates = frame["date"]
    early = dates[(dates.dt.month == 1) & (frame["pm25_days"] > 0)].dt.year.unique()
    frame["starts_late"] = ~dates.dt.year.isin(early)
    return frame.drop(columns="pm25_days").reset_index(drop=True)


def _on_basis(snapshot: Snapshot, city: str, scope: str, place: str, basis: str) -> pd.DataFrame:
    every, _ = years_so_far(snapshot, city, scope, place, "pm25", IN_FORCE, basis)
    frames = [
        pd.DataFrame({"date": y.dates, "pm25": y.values, "starts_late": y.starts_late})
        for y in every
    ]
    empty = pd.DataFrame({"date": [], "pm25": [], "starts_late": []})
    found = pd.concat(frames, ignore_index=True) if frames else empty
    return found.astype({"date": "datetime64[s]", "pm25": "float32", "starts_late": bool})


@remembered
def ranking(
    snapshot: Snapshot, city: str, place: str, year: int, until: int, basis: str = ""
) -> PlaceRank:
    """Return where a place stands: a station among stations, else the city's districts.

    The stations where there are fewer than two districts with a value.
    """
    rows = places_so_far(snapshot, city, year, until, basis)
    places = {p.id: p for p in options.places(snapshot, city)}
    controls = [p.id for p in places.values() if p.is_control]
    known = rows[rows["pm25"].notna() & ~rows["place"].isin(controls)]
    own = places.get(place)
    scope = own.scope if own is not None and own.scope != "city" else ""
    counts = known["scope"].value_counts()
    scope = scope or ("district" if counts.get("district", 0) > 1 else "station")
    ranked = known[known["scope"] == scope].sort_values("pm25", kind="stable")
    values = {str(p): float(v) for p, v in zip(ranked["place"], ranked["pm25"], strict=True)}
    is_some = len(values) > 1
    end = last_day(snapshot, city, year, until)
    improved, apart = _improved(ranked, end, basis)
    pairs = list(values.items())
    return PlaceRank(
        scope=scope,
        count=len(values),
        rank=_rank(values, place) if is_some else None,
        is_control=place in controls,
        best=pairs[0] if is_some else None,
        worst=pairs[-1] if is_some else None,
        improved=improved,
        apart=apart,
        of_cities=_among_cities(snapshot, city, year, until, basis) if place == city else None,
    )


def _rank(values: dict[str, float], place: str) -> int | None:
    if place not in values:
        return None
    shown = {p: shown_value("pm25", v) for p, v in values.items()}
    return 1 + sum(v < shown[place] for v in shown.values())


def _improved(
    ranked: pd.DataFrame, end: pd.Timestamp, basis: str
) -> tuple[tuple[str, Change] | None, str]:
    """Return the place whose PM2.5 fell most, and why none is compared."""
    fair = ranked[ranked["pm25_before"].notna() & ~ranked["starts_late"]]
    if fair.empty:
        return None, "unconverted" if basis == "present_state" else "no_data"
    if crosses_reference_change(end) and basis != "present_state":
        return None, "reference_change"
    changes = [
        (str(place), difference("pm25", float(now), float(before)))
        for place, now, before in zip(fair["place"], fair["pm25"], fair["pm25_before"], strict=True)
    ]
    fell = [pair for pair in changes if pair[1].kind == "lower"]
    return (max(fell, key=lambda pair: pair[1].amount) if fell else None), ""


def _among_cities(
    snapshot: Snapshot, city: str, year: int, until: int, basis: str
) -> tuple[int, int] | None:
    """Return the city's rank among the cities that have the same days of the year."""
    end = last_day(snapshot, city, year, until)
    values = {}
    for other in options.cities(snapshot):
        if year not in options.years(snapshot, other.id):
            continue
        days = year_so_far(snapshot, other.id, other.id, year)
        row = days[days["date"] == end]
        begun = days.loc[days["pm25_days"] > 0, "date"]
        if row.empty or begun.empty or begun.iloc[0].month > 1:
            continue
        value = float(row["pm25"].iloc[0])
        if basis:
            own = concentrations(snapshot, other.id, end, basis)["pm25"]
            value = float(own.get(other.id, np.nan))
        if np.isfinite(value):
            values[other.id] = value
    rank = _rank(values, city)
    return None if rank is None or len(values) < 2 else (rank, len(values))

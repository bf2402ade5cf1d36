"""The year so far of all places of a city, of all its years, and who stands where."""

import numpy as np
import pandas as pd

from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.place_rank import PlaceRank
from view.queries.cumulative import years_so_far
from view.queries.overview import last_day, year_before
from view.queries.period_values import values
from view.queries.ranking import ranking as order_of
from view.queries.rules_so_far import concentrations
from view.rank_options import Choice
from view.ranks import RANKED, TOO_FEW
from view.spans import Span
from view.standing import Change

METRIC = "pm25"


@remembered
def places_so_far(
    snapshot: Snapshot, city: str, year: int, until: int, basis: str = ""
) -> pd.DataFrame:
    """Return every district and station of a city with its PM2.5 so far and a year before.

    basis: as in the ViewState.

    Columns: scope, place, pm25, pm25_days, elapsed_days, pm25_before, starts_late (one of the two
    years has no value in January, so they are not compared), is_valid (there are as many days as a
    rank asks for). Highest first, missing last.
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
    joined["is_valid"] = joined["place"].isin(_with_enough_days(snapshot, city, end, basis))
    return joined.sort_values("pm25", ascending=False, na_position="last", ignore_index=True)


def _with_enough_days(snapshot: Snapshot, city: str, end: pd.Timestamp, basis: str) -> list[str]:
    """Return the districts and stations that have the days that a rank asks for."""
    span = _span(end)
    frames = [
        values(snapshot, city, scope, span.kind, METRIC, "", basis)
        for scope in ("district", "station")
    ]
    after = pd.Timestamp(span.end)
    return [str(p) for f in frames for p in f.loc[f["is_valid"] & (f["end"] == after), "place"]]


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

    The order is that of the page Ranking for the same days: who has too few of them is not in it.
    The stations where there are fewer than two districts in the order.
    """
    span = _span(last_day(snapshot, city, year, until))
    own = options.place_of(snapshot, city, place)
    scope = own.scope if own is not None and own.scope != "city" else ""
    found = order_of(snapshot, Choice(city, scope or "district", METRIC, "", basis, span, ()))
    if not scope and (found.rows["group"] == RANKED).sum() < 2:
        scope = "station"
        found = order_of(snapshot, Choice(city, scope, METRIC, "", basis, span, ()))
    rows = found.rows
    ranked = rows[rows["group"] == RANKED]
    pairs = [(str(p), float(v)) for p, v in zip(ranked["place"], ranked["value"], strict=True)]
    is_some = len(pairs) > 1
    improved, apart = _improved(ranked, found.change, basis)
    rank, group = _own(rows, place)
    of_cities, among = _among_cities(snapshot, city, span, basis) if place == city else (None, "")
    return PlaceRank(
        scope=scope or "district",
        count=len(pairs),
        few=int((rows["group"] == TOO_FEW).sum()),
        rank=rank,
        group=group,
        best=pairs[0] if is_some else None,
        worst=pairs[-1] if is_some else None,
        improved=improved,
        apart=apart,
        of_cities=of_cities,
        among_cities=among,
    )


def _span(end: pd.Timestamp) -> Span:
    return Span.of("to_date", pd.Timestamp(end.year, 1, 1), end + pd.Timedelta(days=1))


def _own(rows: pd.DataFrame, place: str) -> tuple[int | None, str]:
    """Return the rank of a place and its group; (None, '') where it is none of them."""
    own = rows[rows["place"] == place]
    if own.empty:
        return None, ""
    rank = float(own["rank"].iloc[0])
    return (None if np.isnan(rank) else int(rank)), str(own["group"].iloc[0])


def _improved(
    ranked: pd.DataFrame, reason: str, basis: str
) -> tuple[tuple[str, float, Change] | None, str]:
    """Return the place whose PM2.5 fell most by the per cent, and why none is compared."""
    if ranked["shown_before"].isna().all():
        return None, "unconverted" if basis == "present_state" else "no_data"
    if reason:
        return None, reason
    fair = ranked[ranked["change_reason"] == ""]
    if fair.empty:
        return None, "unconverted" if basis == "present_state" else "too_few"
    # Ties go to the place that stands first in the table.
    first = fair.iloc[int(fair["percent"].to_numpy().argmin())]
    if not first["change"] < 0:
        return None, ""
    changed = Change("lower", abs(float(first["change"])), "better")
    return (str(first["place"]), float(first["percent"]), changed), ""


def _among_cities(
    snapshot: Snapshot, city: str, span: Span, basis: str
) -> tuple[tuple[int, int] | None, str]:
    """Return the city's (rank, count) among the cities with the same days, or why it has none."""

    def choice(of: str) -> Choice:
        return Choice(city, "city", METRIC, "", of, span, ())

    rows = order_of(snapshot, choice(basis)).rows
    rank, group = _own(rows, city)
    count = int((rows["group"] == RANKED).sum())
    if len(rows) < 2:
        return None, ""
    if rank is not None:
        return (rank, count), ""
    if group == RANKED:
        return None, "alone"
    if basis == "present_state" and _own(order_of(snapshot, choice("")).rows, city)[1] == RANKED:
        return None, "unconverted"
    return None, group

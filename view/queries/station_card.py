"""What the card of a place on the map asks of a snapshot: what it is, since when, how whole."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.rounding import widen
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.completeness import Shares, add_up, by, covered, stations_of
from view.figures.station_history import History
from view.limit_words import limit_of_year, scheme_of
from view.options import City, Place
from view.queries import data as data_query
from view.queries.period_values import values
from view.selection import fit_metrics
from view.state import ViewState


@dataclass(frozen=True)
class Station:
    """A station: where it stands, what kind it is, its first and last hour with a value.

    Attributes:
        lon, lat: WGS-84, NaN where unknown; first, last: NaT without any value.
        district_zh, district_en: name of its district, '' where unknown.
    """

    id: str
    name_zh: str
    name_en: str
    kind: str
    district: str
    district_zh: str
    district_en: str
    lon: float
    lat: float
    first: pd.Timestamp
    last: pd.Timestamp

    def name(self, lang: str) -> str:
        """Return the name in a language."""
        return self.name_zh if lang == "zh" else self.name_en

    @property
    def is_silent(self) -> bool:
        """Whether it has no value at all."""
        return bool(pd.isna(self.first))


@dataclass(frozen=True)
class StationCard:
    """What the card shows of a station, a district or the city.

    Attributes:
        city, place: whose card; stations: itself, or those that stand in it.
        pollutant: whose hours `shares` and `flags` count.
        shares: how whole its hours are; None without hours.
        flags: (flag, hours, hours left out) of the pollutant, most frequent first.
        history: months and years of the metric.
    """

    city: City
    place: Place
    stations: tuple[Station, ...]
    pollutant: str
    shares: Shares | None
    flags: tuple[tuple[str, int, int], ...]
    history: History


def station_card(snapshot: Snapshot, state: ViewState) -> StationCard:
    """Return the card of the place that a state is about; of the city where it is none of it.

    Other than the pages' lists of places this knows those without any value.
    """
    city = options.city_of(snapshot, state)
    place = _place(snapshot, city, state.place)
    metric = state.metric or "pm25"
    pollutant = METRICS[metric].pollutant or "pm25"
    every = stations(snapshot, city.id)
    own = tuple(s for s in every if place.scope == "city" or place.id in (s.id, s.district))
    shares, by_month = _completeness(snapshot, city.id, place.id, pollutant)
    return StationCard(
        city,
        place,
        own,
        pollutant,
        shares,
        _flags(snapshot, city.id, place.id, pollutant),
        history(
            *(snapshot, city.id, place.scope, place.id, metric),
            *(state.standard, state.basis, by_month),
        ),
    )


def _place(snapshot: Snapshot, city: City, asked: str) -> Place:
    known = options.place_of(snapshot, city.id, asked)
    own = next((s for s in stations(snapshot, city.id) if s.id == asked), None)
    if known is not None:
        return known
    if own is not None:
        return Place(own.id, "station", own.name_zh, own.name_en, own.kind == "control")
    zh, en = _district_names(snapshot, city.id).get(asked, ("", ""))
    if zh:
        return Place(asked, "district", zh, en, False)
    return Place(city.id, "city", city.name_zh, city.name_en, False)


@remembered
def _district_names(snapshot: Snapshot, city: str) -> dict[str, tuple[str, str]]:
    columns = ["district", "name_zh", "name_en"]
    frame = snapshot.read("districts", columns, [("city", "==", city)])
    return {d: (zh, en) for d, zh, en in frame.itertuples(index=False, name=None)}


@remembered
def stations(snapshot: Snapshot, city: str) -> tuple[Station, ...]:
    """Return every station of a city, in the order of their codes."""
    here = [("city", "==", city)]
    columns = ["station", "name_zh", "name_en", "kind", "district", "lon", "lat"]
    frame = snapshot.read("stations", [*columns, "first_time", "last_time"], here)
    names = _district_names(snapshot, city)
    found = []
    for row in frame.to_dict("records"):
        district = row["district"] if isinstance(row["district"], str) else ""
        zh, en = names.get(district, ("", ""))
        found.append(
            Station(
                id=row["station"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                kind=row["kind"],
                district=district,
                district_zh=zh,
                district_en=en,
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                first=row["first_time"],
                last=row["last_time"],
            )
        )
    return tuple(found)


@remembered
def _completeness(
    snapshot: Snapshot, city: str, place: str, pollutant: str
) -> tuple[Shares | None, tuple[tuple[str, float], ...]]:
    """Return the shares of a place's hours, and by month the share that is used."""
    frame = covered(data_query.completeness(snapshot, city, pollutant))
    own = frame[frame["station"].isin(stations_of(frame, city, place))]
    if own.empty:
        return None, ()
    months = by(own, "period_start")["share_valid"]
    return add_up(own), tuple((str(start)[:7], float(share)) for start, share in months.items())


def _flags(
    snapshot: Snapshot, city: str, place: str, pollutant: str
) -> tuple[tuple[str, int, int], ...]:
    frame = data_query.flags(snapshot, city, pollutant)
    own = frame[frame["station"].isin(stations_of(frame, city, place))]
    left_out = own["count"].where(own["is_excluded"], 0)
    summed = own.assign(left_out=left_out).groupby("flag")[["count", "left_out"]].sum()
    rows = summed.sort_values("count", ascending=False).itertuples(name=None)
    return tuple((str(flag), int(count), int(out)) for flag, count, out in rows)


def history_metric(metric: str) -> str:
    """Return the statistic of months and years that stands for a metric of the map."""
    return fit_metrics((metric,), "annual", changed=True)[0]


@remembered
def history(
    snapshot: Snapshot,
    city: str,
    scope: str,
    place: str,
    metric: str,
    standard: str,
    basis: str,
    completeness: tuple[tuple[str, float], ...],
) -> History:
    """Return a place's months and years of what stands for a metric, with the years' limits.

    completeness: (month, share of hours used), laid on the same months.
    """
    shown = history_metric(metric)
    months, years = (
        _own(values(snapshot, city, scope, kind, shown, standard, basis), place)
        for kind in ("month", "year")
    )
    starts = months["start"].to_numpy().astype("datetime64[M]")
    held = [np.datetime64(month, "M") for month, _ in completeness]
    every = np.concatenate([starts, np.array(held, dtype="datetime64[M]")])
    run = np.arange(every.min(), every.max() + 1) if len(every) else every
    scheme = scheme_of(standard)
    ends = years["end"] - pd.Timedelta(days=1)
    limits = [limit_of_year(shown, scheme, end) for end in ends]
    return History(
        metric=shown,
        months=run,
        values=_laid(run, starts, widen(months["value"].to_numpy()), np.nan),
        is_valid=_laid(run, starts, months["is_valid"].to_numpy(float), 0.0) > 0,
        shares=_laid(run, np.array(held, "datetime64[M]"), [s for _, s in completeness], np.nan),
        years=years["start"].to_numpy().astype("datetime64[Y]"),
        of_years=widen(years["value"].to_numpy()),
        has_days=years["is_valid"].to_numpy(bool),
        limits=np.array([np.nan if v is None else v for v in limits], dtype=float),
    )


def _own(frame: pd.DataFrame, place: str) -> pd.DataFrame:
    return frame[frame["place"] == place].sort_values("start")


def _laid(run: np.ndarray, at: np.ndarray, values: Any, blank: float) -> np.ndarray:
    """Return values on the months of a run, `blank` elsewhere."""
    laid = np.full(len(run), blank, dtype=float)
    if len(at):
        laid[(at - run[0]).astype(int)] = values
    return laid

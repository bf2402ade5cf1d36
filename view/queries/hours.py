"""What the hours of a day ask of a snapshot: every station of a city, block by block."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.lines import Source
from view.options import City
from view.queries.tiles import special_days
from view.selection import pollutant_metric
from view.state import ViewState


@dataclass(frozen=True)
class StationRow:
    """A station's day.

    Attributes:
        station, name: id, and name in the viewer's language, control points marked.
        district: name of the district it stands in.
        is_chosen: it is the page's place, or stands in it.
        values: float32 by block, NaN = missing.
    """

    station: str
    name: str
    district: str
    is_chosen: bool
    values: np.ndarray


@dataclass(frozen=True)
class DayHours:
    """What the card of a day's hours shows.

    Attributes:
        city: the city; has_stations: whether it has hours of stations at all.
        metric: hourly metric of the pollutant shown; daily: the one that chooses the worst day.
        is_fallback: none of the chosen metrics has a pollutant, PM2.5 stands for them.
        day: the day; None where there is none.
        is_chosen: the viewer has chosen it; else it is the worst of the chosen period.
        first, last, previous, next: days with hours, around it; None where there are none.
        step: hours of a block.
        rows: the stations with their district's neighbours beside them; mean: city mean by hour.
        kind: 'sand_dust', 'exceptional' or ''.
    """

    city: City
    has_stations: bool
    metric: str
    daily: str
    is_fallback: bool
    day: np.datetime64 | None = None
    is_chosen: bool = False
    first: np.datetime64 | None = None
    last: np.datetime64 | None = None
    previous: np.datetime64 | None = None
    next: np.datetime64 | None = None
    step: int = 3
    rows: tuple[StationRow, ...] = ()
    mean: np.ndarray | None = None
    kind: str = ""


@dataclass(frozen=True)
class Blocks:
    """A pollutant at every station of a city.

    Attributes:
        days: datetime64[D], the days with any row, ascending; stations: their ids.
        step: hours of a block; values: float32 (day, station, block), NaN = missing.
    """

    days: np.ndarray
    stations: tuple[str, ...]
    step: int
    values: np.ndarray


def day_hours(snapshot: Snapshot, state: ViewState) -> DayHours:
    """Return the hours of the chosen day, or of the worst day of the chosen period."""
    city = options.city_of(snapshot, state)
    metric = pollutant_metric(state.metrics, "hourly")
    hourly = metric or "pm25"
    daily = "o3_mda8" if hourly == "o3" else hourly
    blocks = station_blocks(snapshot, city.id, hourly)
    known = {"city": city, "metric": hourly, "daily": daily, "is_fallback": metric is None}
    if not len(blocks.days):
        return DayHours(has_stations=False, **known)  # type: ignore[arg-type]
    day = (
        np.datetime64(state.day)
        if state.day
        else _worst_day(snapshot, city.id, daily, blocks, state)
    )
    at = int(np.searchsorted(blocks.days, day)) if day is not None else 0
    is_there = day is not None and at < len(blocks.days) and blocks.days[at] == day
    after = at + 1 if is_there else at
    return DayHours(
        has_stations=True,
        day=day,
        is_chosen=bool(state.day),
        first=blocks.days[0],
        last=blocks.days[-1],
        previous=blocks.days[at - 1] if day is not None and at > 0 else None,
        next=blocks.days[after] if day is not None and after < len(blocks.days) else None,
        step=blocks.step,
        rows=_rows(snapshot, city.id, state, blocks, at) if is_there else (),
        mean=city_hours(snapshot, city.id, hourly, str(day)) if is_there else None,
        kind=_kind(snapshot, city.id, day),
        **known,  # type: ignore[arg-type]
    )


@remembered
def station_blocks(snapshot: Snapshot, city: str, metric: str) -> Blocks:
    """Return a pollutant at every station of a city on every day."""
    columns = ["station", "time", "step_hours", metric]
    frame = snapshot.read("station_hours", columns, [("city", "==", city)])
    if frame.empty:
        return Blocks(np.empty(0, "datetime64[D]"), (), 3, np.empty((0, 0, 8), np.float32))
    step = int(frame["step_hours"].iloc[0])
    times = frame["time"].to_numpy().astype("datetime64[h]")
    dates = times.astype("datetime64[D]")
    days, day_at = np.unique(dates, return_inverse=True)
    codes, stations = pd.factorize(frame["station"], sort=True)
    block = (times - dates).astype(int) // step
    values = np.full((len(days), len(stations), 24 // step), np.nan, np.float32)
    values[day_at, codes, block] = frame[metric].to_numpy()
    return Blocks(days, tuple(stations), step, values)


@remembered
def city_hours(snapshot: Snapshot, city: str, metric: str, day: str) -> np.ndarray:
    """Return the city mean of a pollutant by the 24 hours of a day, float32, NaN = missing."""
    start = pd.Timestamp(day)
    span = [("city", "==", city), ("time", ">=", start), ("time", "<", start + pd.Timedelta("1D"))]
    frame = snapshot.read("hourly_city", ["time", metric], span)
    values = np.full(24, np.nan, np.float32)
    values[frame["time"].dt.hour.to_numpy()] = frame[metric].to_numpy()
    return values


@remembered
def city_days(snapshot: Snapshot, city: str, metric: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (dates, values) of a daily metric of the city."""
    here = [("city", "==", city), ("scope", "==", "city")]
    frame = snapshot.read("daily", ["date", metric], here)
    return frame["date"].to_numpy().astype("datetime64[D]"), frame[metric].to_numpy(np.float64)


@remembered
def station_places(snapshot: Snapshot, city: str) -> dict[str, tuple[str, str, str]]:
    """Return by station its district's id and the district's name in Chinese and English."""
    here = [("city", "==", city)]
    stations = snapshot.read("stations", ["station", "district"], here)
    districts = snapshot.read("districts", ["district", "name_zh", "name_en"], here)
    names = districts.set_index("district")
    found = {}
    for station, district in zip(stations["station"], stations["district"], strict=True):
        if district in names.index:
            row = names.loc[district]
            found[station] = (district, str(row["name_zh"]), str(row["name_en"]))
        else:
            found[station] = ("", "", "")
    return found


@remembered
def hour_sources(snapshot: Snapshot, city: str) -> tuple[Source, ...]:
    """Return a city's sources of hours with the time that each covers; not those of days."""
    columns = ["hours", "title_zh", "title_en", "period_start", "period_end"]
    frame = snapshot.read("sources", columns, [("city", "==", city)])
    own = frame[frame["hours"] != ""]
    spans = (own[c].to_numpy("datetime64[s]") for c in ("period_start", "period_end"))
    rows = zip(own["title_zh"], own["title_en"], *spans, strict=True)
    return tuple(Source(str(zh), str(en), start, end) for zh, en, start, end in rows)


def _worst_day(
    snapshot: Snapshot, city: str, metric: str, blocks: Blocks, state: ViewState
) -> np.datetime64 | None:
    """Return the day of the chosen period with the city's highest value that has station hours.

    The last such day where no day has a value; None where none lies in the period.
    """
    dates, values = city_days(snapshot, city, metric)
    low = np.datetime64(state.start) if state.start else blocks.days[0]
    high = np.datetime64(state.end) if state.end else blocks.days[-1]
    shown = blocks.days[(blocks.days >= low) & (blocks.days <= high)]
    if not len(shown):
        return None
    own = np.isin(dates, shown) & np.isfinite(values)
    return dates[own][np.argmax(values[own])] if own.any() else shown[-1]


def _rows(
    snapshot: Snapshot, city: str, state: ViewState, blocks: Blocks, at: int
) -> tuple[StationRow, ...]:
    """Return the stations of the table, district by district, those without a value too."""
    places, lang = station_places(snapshot, city), state.lang
    rows = []
    for number, station in enumerate(blocks.stations):
        district, zh, en = places.get(station, ("", "", ""))
        place = options.place_of(snapshot, city, station)
        name = place.name(lang) if place else station
        is_chosen = state.place != city and state.place in (station, district)
        row = StationRow(
            station, name, zh if lang == "zh" else en, is_chosen, blocks.values[at, number]
        )
        rows.append((district, station, row))
    return tuple(row for _, _, row in sorted(rows, key=lambda each: each[:2]))


def _kind(snapshot: Snapshot, city: str, day: np.datetime64 | None) -> str:
    special = special_days(snapshot, city)
    return next((k for k in ("sand_dust", "exceptional") if day in special[k]), "") if day else ""


def day_as_rows(found: DayHours) -> pd.DataFrame:
    """Return a row a station and block, and one an hour of the city mean, for a file."""
    column = found.metric
    unit = METRICS[column].unit
    parts = []
    if found.day is not None and found.mean is not None:
        begin = found.day.astype("datetime64[h]")
        hours, blocks = begin + np.arange(24), begin + found.step * np.arange(24 // found.step)
        parts.append(_part("", found.city.id, "", hours, 1, found.mean, column))
        parts += [
            _part(r.station, r.name, r.district, blocks, found.step, r.values, column)
            for r in found.rows
        ]
    columns = ["station", "name", "district", "time", "hours", column, "unit"]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True).assign(unit=unit)[columns]


def _part(
    station: str,
    name: str,
    district: str,
    times: np.ndarray,
    step: int,
    values: np.ndarray,
    column: str,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "station": station,
            "name": name,
            "district": district,
            "time": times.astype("datetime64[s]"),
            "hours": step,
            column: values,
        }
    )

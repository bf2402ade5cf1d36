"""What the card "from where" asks of a snapshot: roses and polar plots of a place's hours by wind.

The tables keep every bin with its hours, however few; what too few are is decided here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.wind import CALM, NO_WIND, SECTORS
from summaries.store import Filter, Snapshot
from view import options
from view.cache import remembered
from view.options import City, Place
from view.selection import pollutant_metric
from view.state import ViewState
from view.text import text
from view.wind_hours import Polar, Rose
from view.wind_periods import period_of, periods


@dataclass(frozen=True)
class FromWhere:
    """What the card shows.

    Attributes:
        city: the city; asked: the chosen place; place: whose hours, the city's where the chosen
            place has no wind of its own.
        metric: hourly metric; is_fallback: the chosen one has no hours, PM2.5 stands for it.
        period: as in the tables; periods: those that there are.
        wind: the wind alone; rose, polar: of the metric. None where the place has no such rows.
    """

    city: City
    asked: Place
    place: Place
    metric: str
    is_fallback: bool
    period: str
    periods: tuple[str, ...]
    wind: Rose | None = None
    rose: Rose | None = None
    polar: Polar | None = None

    @property
    def has_wind(self) -> bool:
        """Whether the city has wind at all."""
        return bool(self.periods)

    @property
    def is_own(self) -> bool:
        """Whether the hours are those of the chosen place."""
        return self.place.id == self.asked.id

    @property
    def is_shown(self) -> bool:
        """Whether there is a rose of the wind."""
        return self.wind is not None and self.wind.total > 0


def from_where(snapshot: Snapshot, state: ViewState) -> FromWhere:
    """Return the roses and the polar plot that a resolved state asks for."""
    city = options.city_of(snapshot, state)
    whole = Place(city.id, "city", city.name_zh, city.name_en, False)
    asked = options.place_of(snapshot, city.id, state.place) or whole
    hourly = pollutant_metric((state.metric or "pm25",), "hourly")
    metric, period = hourly or "pm25", period_of(snapshot, state)
    place, wind = asked, rose(snapshot, city.id, asked.scope, asked.id, "", period)
    if wind is None and asked.scope != "city":
        place, wind = whole, rose(snapshot, city.id, "city", city.id, "", period)
    own = (city.id, place.scope, place.id, metric, period)
    return FromWhere(
        city=city,
        asked=asked,
        place=place,
        metric=metric,
        is_fallback=hourly is None,
        period=period,
        periods=periods(snapshot, city.id),
        wind=wind,
        rose=rose(snapshot, *own),
        polar=polar(snapshot, *own),
    )


@remembered
def rose(
    snapshot: Snapshot, city: str, scope: str, place: str, metric: str, period: str
) -> Rose | None:
    """Return a place's hours by sector and speed class; None where it has none.

    metric: an hourly one, '' for the wind alone.
    """
    columns = ["sector", "speed_class", "speed_to", "hours", "mean"]
    frame = snapshot.read("wind_roses", columns, _own(city, scope, place, metric, period))
    begins = _begins(snapshot, city, "wind_roses", "speed_class")
    return _rose(frame, begins) if len(frame) else None


def _own(city: str, scope: str, place: str, metric: str, period: str) -> list[Filter]:
    names = ("city", "scope", "place", "metric", "period")
    return [(n, "==", v) for n, v in zip(names, (city, scope, place, metric, period), strict=True)]


def _rose(frame: pd.DataFrame, begins: tuple[float, ...]) -> Rose:
    blown = frame[frame["sector"] >= 0]
    size = len(begins)
    calm, lost = (frame[frame["sector"] == sector] for sector in (CALM, NO_WIND))
    return Rose(
        edges=begins,
        hours=_grid(blown, "speed_class", "hours", size, 0).astype(int),
        mean=_grid(blown, "speed_class", "mean", size, np.nan),
        calm_hours=int(calm["hours"].sum()),
        calm_mean=float(calm["mean"].iloc[0]) if len(calm) else float("nan"),
        calm_below=float(calm["speed_to"].max()) if len(calm) else begins[0],
        lost=int(lost["hours"].sum()),
    )


@remembered
def _begins(snapshot: Snapshot, city: str, table: str, column: str) -> tuple[float, ...]:
    """Return the least speed of each class, the same for all places and periods of a city.

    Between its neighbours that of a class without any hour.
    """
    where: list[Filter] = [("city", "==", city), ("sector", ">=", 0)]
    frame = snapshot.read(table, [column, "speed_from"], where)
    least = frame.groupby(column)["speed_from"].min()
    size = int(least.index.max()) + 1 if len(least) else 1
    return tuple(float(e) for e in least.reindex(range(size)).interpolate().fillna(0.0))


def _grid(rows: pd.DataFrame, column: str, value: str, size: int, blank: float) -> np.ndarray:
    """Return float64 (16, size) of a column of rows that name sector and class."""
    grid = np.full((len(SECTORS), size), blank, dtype=float)
    grid[rows["sector"].to_numpy(), rows[column].to_numpy()] = rows[value].to_numpy(float)
    return grid


@remembered
def polar(
    snapshot: Snapshot, city: str, scope: str, place: str, metric: str, period: str
) -> Polar | None:
    """Return a place's hours by sector and bin of speed; None where it has none."""
    columns = ["sector", "speed_bin", "hours", "mean", "hours_over", "p75"]
    frame = snapshot.read("wind_polar", columns, _own(city, scope, place, metric, period))
    blown = frame[frame["sector"] >= 0]
    if blown.empty:
        return None
    begins = _begins(snapshot, city, "wind_polar", "speed_bin")
    size = len(begins)
    # The last bin is open: it is drawn as wide as the others.
    return Polar(
        edges=np.array([*begins, np.floor(begins[-1]) + 1]),
        hours=_grid(blown, "speed_bin", "hours", size, 0).astype(int),
        mean=_grid(blown, "speed_bin", "mean", size, np.nan),
        over=_grid(blown, "speed_bin", "hours_over", size, 0).astype(int),
        p75=float(blown["p75"].iloc[0]),
        calm=_calm(frame[frame["sector"] == CALM]),
    )


def _calm(rows: pd.DataFrame) -> tuple[int, float, int]:
    if rows.empty:
        return 0, float("nan"), 0
    first = rows.iloc[0]
    return int(first["hours"]), float(first["mean"]), int(first["hours_over"])


def marks(
    snapshot: Snapshot, city: str, metric: str, period: str, lang: str = "zh"
) -> dict[str, dict[str, Any]]:
    """Return by station what each wind brings there, for the small roses on the map.

    metric: of the map; period: as in the tables. `sectors` are sixteen shares of all that came:
    share of hours × mean of the sector / mean of all hours, sector 0 from the north, clockwise;
    what they lack to 1 came in calm. `label` names the strongest. {} without wind.
    """
    hourly = pollutant_metric((metric,), "hourly") or "pm25"
    shares = _brought(snapshot, city, hourly, period)
    found: dict[str, dict[str, Any]] = {}
    for place, brought in shares.items():
        most = int(np.argmax(brought))
        sector = text(lang, f"from_where.sector.{most}")
        share = f"{100 * brought[most]:.0f}"
        label = text(lang, "from_where.mark", sector=sector, share=share)
        found[place] = {"sectors": [round(float(b), 4) for b in brought], "label": label}
    return found


@remembered
def _brought(snapshot: Snapshot, city: str, metric: str, period: str) -> dict[str, np.ndarray]:
    where: list[Filter] = [("city", "==", city), ("scope", "==", "station")]
    where += [("metric", "==", metric), ("period", "==", period)]
    frame = snapshot.read("wind_roses", ["place", "sector", "hours", "mean"], where)
    frame = frame[frame["sector"] >= CALM]
    load = frame["hours"] * frame["mean"].fillna(0.0)
    found = {}
    for place, rows in frame.assign(load=load).groupby("place"):
        total = float(rows["load"].sum())
        blown = rows[rows["sector"] >= 0]
        if total > 0 and len(blown):
            sums = np.bincount(blown["sector"].to_numpy(), blown["load"].to_numpy(), len(SECTORS))
            found[str(place)] = sums / total
    return found


def bins(snapshot: Snapshot, found: FromWhere) -> pd.DataFrame:
    """Return the bins shown as rows for a file: the wind, the rose and the polar plot."""
    place = (found.city.id, found.place.scope, found.place.id)
    parts = []
    for kind, table, metric in (
        ("wind_rose", "wind_roses", ""),
        ("pollution_rose", "wind_roses", found.metric),
        ("polar_plot", "wind_polar", found.metric),
    ):
        rows = snapshot.read(table, filters=_own(*place, metric, found.period))
        rows = rows.rename(columns={"speed_class": "bin", "speed_bin": "bin"})
        parts.append(rows.assign(kind=kind))
    joined = pd.concat(parts, ignore_index=True)
    if "hours_over" in joined:
        joined["cpf"] = joined["hours_over"] / joined["hours"].where(joined["hours"] > 0)
    first = ["kind", "place", "metric", "period", "sector", "bin", "speed_from", "speed_to"]
    rest = [c for c in joined.columns if c not in (*first, "city", "scope")]
    return joined[[*first, *rest]]

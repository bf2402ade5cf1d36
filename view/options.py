"""What there is to choose from, and a viewer's choice made whole.

Layouts build their controls from these; they hold names, never measurements.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.cache import snapshot as snapshot_in_use
from view.queries.cases import case_of
from view.state import ViewState
from view.steps import STEPS
from view.text import text


@dataclass(frozen=True)
class City:
    """A city of the snapshot, with the days that it has; areas: 'district', 'city' of a nation."""

    id: str
    name_zh: str
    name_en: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    has_hours: bool
    has_weather: bool
    note_zh: str
    note_en: str
    areas: str = "district"

    def name(self, lang: str) -> str:
        """Return the city's name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class Place:
    """A city, district or station that has daily values."""

    id: str
    scope: str
    name_zh: str
    name_en: str
    is_control: bool

    def name(self, lang: str) -> str:
        """Return the place's name; a control point says that it is one."""
        name = self.name_zh if lang == "zh" else self.name_en
        return text(lang, "common.control_point", name=name) if self.is_control else name


@remembered
def cities(snapshot: Snapshot) -> tuple[City, ...]:
    """Return the cities of the snapshot, in the order of their ids."""
    frame = (
        snapshot.read("cities")
        .drop(columns=["city", "adcode"])
        .fillna({"note_zh": "", "note_en": ""})
    )
    ids = snapshot.read("cities", ["city"])["city"]
    rows = frame.to_dict("records")
    return tuple(
        City(id=i, **{str(k): v for k, v in row.items()}) for i, row in zip(ids, rows, strict=True)
    )


@remembered
def places(snapshot: Snapshot, city: str) -> tuple[Place, ...]:
    """Return the places of a city that have daily values: the city, districts, stations."""
    used = snapshot.read("annual", ["scope", "place"], [("city", "==", city)]).drop_duplicates()
    names = pd.concat(
        [
            _city_names(snapshot, city),
            _district_names(snapshot, city),
            _station_names(snapshot, city),
        ]
    )
    joined = names.merge(used, on=["scope", "place"])
    return tuple(
        Place(row["place"], row["scope"], row["name_zh"], row["name_en"], bool(row["is_control"]))
        for row in joined.to_dict("records")
    )


def _city_names(snapshot: Snapshot, city: str) -> pd.DataFrame:
    frame = snapshot.read("cities", ["city", "name_zh", "name_en"], [("city", "==", city)])
    return frame.rename(columns={"city": "place"}).assign(scope="city", is_control=False)


def _district_names(snapshot: Snapshot, city: str) -> pd.DataFrame:
    columns = ["district", "name_zh", "name_en"]
    frame = snapshot.read("districts", columns, [("city", "==", city)])
    return frame.rename(columns={"district": "place"}).assign(scope="district", is_control=False)


def _station_names(snapshot: Snapshot, city: str) -> pd.DataFrame:
    columns = ["station", "name_zh", "name_en", "is_control"]
    frame = snapshot.read("stations", columns, [("city", "==", city)])
    return frame.rename(columns={"station": "place"}).assign(scope="station")


@remembered
def years(snapshot: Snapshot, city: str) -> tuple[int, ...]:
    """Return the years in which a city has days, earliest first."""
    frame = snapshot.read(
        "annual", ["period_start"], [("city", "==", city), ("scope", "==", "city")]
    )
    return tuple(sorted(int(y) for y in frame["period_start"].dt.year.unique()))


@remembered
def last_month(snapshot: Snapshot, city: str, year: int) -> int:
    """Return the last month of a year in which a city has days; 12 where it has none."""
    start, end = pd.Timestamp(year, 1, 1), pd.Timestamp(year + 1, 1, 1)
    frame = snapshot.read(
        "monthly",
        ["period_start"],
        [
            ("city", "==", city),
            ("scope", "==", "city"),
            ("period_start", ">=", start),
            ("period_start", "<", end),
        ],
    )
    return int(frame["period_start"].dt.month.max()) if len(frame) else 12


def city_of(snapshot: Snapshot, state: ViewState) -> City:
    """Return the city that the state is about, the first one where it names none of ours."""
    found = cities(snapshot)
    return next((c for c in found if c.id == state.city), found[0])


def place_of(snapshot: Snapshot, city: str, place: str) -> Place | None:
    """Return a place of a city by its id, None where there is no such place."""
    return next((p for p in places(snapshot, city) if p.id == place), None)


def resolve(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return the state with every choice that the snapshot cannot serve replaced by its default.

    An unknown city becomes the first, an unknown place the city itself, a year without data the
    latest, a month after the last one of its year that last one, a period turned round is put
    right; without hours the hourly grain becomes daily; of the years to compare with those without
    data are left out. A case that there is decides the city and, where no place of that is named,
    the place; an unknown one stays, for its page to help.
    """
    case = case_of(snapshot, state.case)
    if case is not None:
        state = state.but(city=case.city)
    city = city_of(snapshot, state)
    known = {p.id for p in places(snapshot, city.id)}
    have = years(snapshot, city.id)
    year = state.year if state.year in have else have[-1]
    last = last_month(snapshot, city.id, year)
    place = next((p for p in (state.place, case and case.place) if p in known), city.id)
    start, end = (
        sorted((state.start, state.end)) if state.start and state.end else (state.start, state.end)
    )
    grain = state.grain if state.grain in STEPS else "daily"
    return state.but(
        city=city.id,
        place=place,
        compare=tuple(p for p in state.compare if p in known and p != place),
        year=year,
        until=min(state.until or last, last),
        metrics=state.metrics or ("pm25", "o3_mda8"),
        versus=tuple(y for y in state.versus if int(y) in have),
        grain="daily" if grain == "hourly" and not city.has_hours else grain,
        start=start,
        end=end,
        pollutant=state.pollutant or "pm25",
    )


def chosen(query: Any) -> tuple[Snapshot, ViewState]:
    """Return the snapshot in use and a viewer's choice made whole: how every request begins.

    `query` is what an address or the browser's store holds; it is untrusted.
    """
    snapshot = snapshot_in_use()
    return snapshot, resolve(snapshot, ViewState.parse(query))


def unread(query: Mapping[str, Any], state: ViewState) -> tuple[str, ...]:
    """Return the fields that an address names and a resolved state does not follow.

    What is not a field of the ViewState is nobody's business here. A start after its end is put
    right without a word.
    """
    told = state.to_dict()
    dates = {state.start, state.end}
    found = []
    for name, value in query.items():
        if name not in told or value in ("", None):
            continue
        kept = told[name]
        flat = ",".join(kept) if isinstance(kept, list) else str(kept)
        is_kept = str(value) == flat or (name in ("start", "end") and value in dates)
        found += [] if is_kept else [name]
    return tuple(found)


def remember_all(snapshot: Snapshot) -> None:
    """Ask for every city's places, years and months once, so that no visitor waits for them."""
    for city in cities(snapshot):
        places(snapshot, city.id)
        for year in years(snapshot, city.id):
            last_month(snapshot, city.id, year)

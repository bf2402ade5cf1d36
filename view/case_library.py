"""The cases that a viewer's choice shows in the library: of which place, narrowed by what."""

from dataclasses import dataclass
from typing import Any

from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.case_facets import Narrowed, narrow
from view.case_words import full_title, title
from view.options import City, Place
from view.queries.cases import cases
from view.state import ViewState


@dataclass(frozen=True)
class Library:
    """What the library shows.

    Attributes:
        area: the area of a nation that is chosen at the head of the page; None: all cases.
        found: the cases left, and what they can be narrowed by.
        titles: case id -> title, of the cases left; with the place where they are of several.
    """

    snapshot: Snapshot
    state: ViewState
    city: City
    area: Place | None
    found: Narrowed
    titles: dict[str, str]

    @property
    def is_nation(self) -> bool:
        """Whether the cases are those of many areas, not of one city."""
        return self.city.areas == "city"

    @property
    def area_name(self) -> str:
        """The chosen area's name, '' where there is none."""
        return self.area.name(self.state.lang) if self.area else ""


def library(data: Any) -> Library:
    """Return what the library shows of the snapshot in use; `data` as in `options.chosen`."""
    snapshot, state = options.chosen(data)
    city = options.city_of(snapshot, state)
    place = options.place_of(snapshot, city.id, state.place) if city.areas == "city" else None
    area = place if place and place.scope == "district" else None
    rows = cases(snapshot, city.id)
    if area:
        rows = tuple(row for row in rows if row.place == area.id)
    found = narrow(rows, state.facets)
    own = names(snapshot, city.id, state.lang)
    is_full = city.areas == "city" and not area
    titles = {row.case_id: own[row.case_id][is_full] for row in found.rows}
    return Library(snapshot, state, city, area, found, titles)


@remembered
def names(snapshot: Snapshot, city: str, lang: str) -> dict[str, tuple[str, str]]:
    """Return case id -> (title, title with its place) of every case of a city.

    Whether a case is called heavy rests on rounded values: too slow to ask for a thousand cases in
    every request.
    """
    return {row.case_id: (title(lang, row), full_title(lang, row)) for row in cases(snapshot, city)}

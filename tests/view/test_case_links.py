"""Addresses of a case, and what an address with a case chooses."""

from urllib.parse import parse_qsl, urlsplit

from summaries.store import Snapshot
from tests.view.made_case_rows import CITY, OPEN, WHOLE
from view import links, options
from view.queries.cases import case_of
from view.state import MAX_CASES, ViewState


def state(made_snapshot: Snapshot, **chosen: object) -> ViewState:
    return options.resolve(made_snapshot, ViewState.parse(chosen))


def test_a_known_case_decides_the_city_and_leaves_its_places_to_choose(
    made_snapshot: Snapshot,
) -> None:
    assert state(made_snapshot, case=WHOLE, city="nowhere").city == CITY
    assert state(made_snapshot, case=WHOLE).place == CITY
    assert state(made_snapshot, case=WHOLE, place="9001A").place == "9001A"
    assert state(made_snapshot, case=WHOLE, place="110105").place == CITY


def test_an_unknown_case_stays_to_be_helped(made_snapshot: Snapshot) -> None:
    found = state(made_snapshot, case="shili-pm25-19990101", place="9001A")
    assert (found.case, found.place) == ("shili-pm25-19990101", "9001A")


def test_links_lead_back_to_what_they_name(made_snapshot: Snapshot) -> None:
    here = state(
        made_snapshot, case=OPEN, part="2019123000-2019123012", facets="level-5", lang="en"
    )
    row = case_of(made_snapshot, WHOLE)
    assert row is not None
    address = urlsplit(links.to_case(here, row))
    led = state(made_snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.case, led.part, led.lang) == ("/case", WHOLE, "", "en")
    address = urlsplit(links.to_cases(here))
    led = state(made_snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.case, led.facets) == ("/cases", "", ("level-5",))
    address = urlsplit(links.to_compare(here, [WHOLE, OPEN, "a", "b", "c"]))
    led = state(made_snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.cases) == ("/compare", (WHOLE, OPEN, "a", "b"))
    assert len(led.cases) == MAX_CASES

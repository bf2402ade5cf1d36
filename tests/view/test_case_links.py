"""Addresses of a case, and what an address with a case chooses."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import CITY, OPEN, WHOLE
from view import cache, links, options
from view.queries.cases import case_of
from view.state import MAX_CASES, ViewState


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


def state(snapshot: Snapshot, **chosen: object) -> ViewState:
    return options.resolve(snapshot, ViewState.parse(chosen))


def test_a_known_case_decides_the_city_and_leaves_its_places_to_choose(snapshot: Snapshot) -> None:
    assert state(snapshot, case=WHOLE, city="nowhere").city == CITY
    assert state(snapshot, case=WHOLE).place == CITY
    assert state(snapshot, case=WHOLE, place="9001A").place == "9001A"
    assert state(snapshot, case=WHOLE, place="110105").place == CITY


def test_an_unknown_case_stays_to_be_helped(snapshot: Snapshot) -> None:
    found = state(snapshot, case="shili-pm25-19990101", place="9001A")
    assert (found.case, found.place) == ("shili-pm25-19990101", "9001A")


def test_links_lead_back_to_what_they_name(snapshot: Snapshot) -> None:
    here = state(snapshot, case=OPEN, part="2019123000-2019123012", facets="level-5", lang="en")
    row = case_of(snapshot, WHOLE)
    assert row is not None
    address = urlsplit(links.to_case(here, row))
    led = state(snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.case, led.part, led.lang) == ("/case", WHOLE, "", "en")
    address = urlsplit(links.to_cases(here))
    led = state(snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.case, led.facets) == ("/cases", "", ("level-5",))
    address = urlsplit(links.to_compare(here, [WHOLE, OPEN, "a", "b", "c"]))
    led = state(snapshot, **dict(parse_qsl(address.query)))
    assert (address.path, led.cases) == ("/compare", (WHOLE, OPEN, "a", "b"))
    assert len(led.cases) == MAX_CASES

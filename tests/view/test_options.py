"""What there is to choose from, and a choice made whole."""

from collections.abc import Iterator

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from view import cache, options
from view.state import ViewState
from view.text import LANGUAGES, text


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    """The bundled snapshot, inside an app's context."""
    app = create_app(Settings(cache="memory"))
    with app.server.app_context():
        yield cache.snapshot()


def test_three_cities(snapshot: Snapshot) -> None:
    assert [c.id for c in options.cities(snapshot)] == ["beijing", "chengdu", "xiangyang"]
    assert options.cities(snapshot)[0].name("zh") == "北京"


def test_places_of_a_city_begin_with_itself(snapshot: Snapshot) -> None:
    places = options.places(snapshot, "beijing")
    assert places[0].id == "beijing"
    assert {p.scope for p in places} == {"city", "district", "station"}
    assert len([p for p in places if p.scope == "station"]) == 12


def test_a_control_point_says_so(snapshot: Snapshot) -> None:
    dingling = options.place_of(snapshot, "beijing", "1002A")
    assert dingling is not None
    assert "对照点" in dingling.name("zh")
    assert "control point" in dingling.name("en")


def test_the_default_is_the_first_city_and_its_last_year(snapshot: Snapshot) -> None:
    state = options.resolve(snapshot, ViewState())
    assert (state.city, state.place) == ("beijing", "beijing")
    assert state.year == max(options.years(snapshot, "beijing"))


def test_a_choice_that_cannot_be_served_becomes_the_default(snapshot: Snapshot) -> None:
    wrong = ViewState(city="atlantis", place="9999A", year=1999, compare=("1001A", "nowhere"))
    state = options.resolve(snapshot, wrong)
    assert (state.city, state.place, state.compare) == ("beijing", "beijing", ("1001A",))


def test_a_place_of_another_city_is_left(snapshot: Snapshot) -> None:
    state = options.resolve(snapshot, ViewState(city="xiangyang", place="1001A"))
    assert state.place == "xiangyang"


def test_a_period_turned_round_is_put_right(snapshot: Snapshot) -> None:
    state = options.resolve(snapshot, ViewState(start="2016-05-01", end="2015-01-01"))
    assert (state.start, state.end) == ("2015-01-01", "2016-05-01")


def test_resolving_twice_changes_nothing(snapshot: Snapshot) -> None:
    once = options.resolve(snapshot, ViewState(city="chengdu", grain="hourly", until=12))
    assert options.resolve(snapshot, once) == once


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ({"city": "beijing", "year": "2016", "metrics": "pm25,o3_mda8"}, ()),
        ({"city": "atlantis", "year": "20x5", "place": "zzz"}, ("city", "year", "place")),
        # A city of another city's place, a year without data, a day that does not exist.
        ({"city": "chengdu", "compare": "beijing"}, ("compare",)),
        ({"city": "beijing", "versus": "1990,2015", "day": "2016-02-30"}, ("versus", "day")),
        # Turned round, put right without a word; what is not ours is nobody's business.
        ({"start": "2016-05-01", "end": "2016-01-01", "utm": "x", "place": ""}, ()),
    ],
)
def test_what_an_address_asks_for_in_vain_is_named(
    snapshot: Snapshot, query: dict[str, str], unread: tuple[str, ...]
) -> None:
    state = options.resolve(snapshot, ViewState.parse(query))
    assert options.unread(query, state) == unread


def test_every_field_has_a_name_to_be_named_by() -> None:
    for lang in LANGUAGES:
        assert all(text(lang, f"common.field.{field}") for field in ViewState().to_dict())

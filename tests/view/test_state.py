"""A state survives the address, and nothing in an address can break it."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from view.state import (
    BASES,
    CHANGES,
    COMPARED,
    GRAINS,
    MAX_COMPARED,
    MAX_LAYERS,
    MAX_METRICS,
    MODELLED,
    PALETTES,
    SCHEMES,
    SCHEMES_OF_DRAWING,
    SCOPES,
    SMOOTHINGS,
    ViewState,
)

IDS = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)
DAYS = st.dates().map(lambda day: day.isoformat())


@st.composite
def states(draw: st.DrawFn) -> ViewState:
    """Any state that a viewer can choose."""
    return ViewState(
        lang=draw(st.sampled_from(("zh", "en"))),
        city=draw(st.just("") | IDS),
        place=draw(st.just("") | IDS),
        compare=tuple(draw(st.lists(IDS, max_size=MAX_COMPARED, unique=True))),
        year=draw(st.just(0) | st.integers(1990, 2100)),
        until=draw(st.integers(0, 12)),
        metrics=tuple(
            draw(st.lists(st.sampled_from(list(METRICS)), max_size=MAX_METRICS, unique=True))
        ),
        grain=draw(st.sampled_from(("", *GRAINS))),
        start=draw(st.just("") | DAYS),
        end=draw(st.just("") | DAYS),
        pollutant=draw(st.sampled_from(("", *POLLUTANTS))),
        standard=draw(st.sampled_from(("", *SCHEMES))),
        basis=draw(st.sampled_from(("", *BASES))),
        smooth=draw(st.sampled_from(("", *SMOOTHINGS))),
        versus=tuple(
            draw(st.lists(st.integers(1990, 2100).map(str), max_size=MAX_COMPARED, unique=True))
        ),
        day=draw(st.just("") | DAYS),
        tiles=draw(st.sampled_from(("", "value"))),
        variation=draw(st.sampled_from(("", "relative", *POLLUTANTS))),
        kind=draw(st.just("") | IDS),
        period=draw(st.just("") | DAYS),
        scope=draw(st.sampled_from(("", *SCOPES))),
        metric=draw(st.sampled_from(("", *METRICS))),
        hour=draw(st.integers(0, 23)),
        against=draw(st.just("") | DAYS),
        compared=draw(st.sampled_from(COMPARED)),
        scale=draw(st.sampled_from(("", "local"))),
        layers=tuple(draw(st.lists(IDS, max_size=MAX_LAYERS, unique=True))),
        modelled=draw(st.sampled_from(("", *MODELLED))),
        scheme=draw(st.sampled_from(SCHEMES_OF_DRAWING)),
        measure=draw(st.just("") | IDS),
        change=draw(st.sampled_from(("", *CHANGES))),
        former=draw(st.sampled_from(("", "201303-201402", "201612-201612"))),
        latter=draw(st.sampled_from(("", "201403-201502"))),
        palette=draw(st.sampled_from(PALETTES)),
    )


@given(states())
def test_the_address_restores_the_state(state: ViewState) -> None:
    query = dict(parse_qsl(state.to_query().removeprefix("?")))
    assert ViewState.parse(query) == state


@given(states())
def test_the_browsers_store_restores_the_state(state: ViewState) -> None:
    assert ViewState.parse(state.to_dict()) == state


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(sorted(ViewState.__dataclass_fields__))


@given(st.dictionaries(FIELDS | st.text(max_size=8), json_values))
def test_nonsense_never_raises_and_never_stays(query: dict) -> None:
    state = ViewState.parse(query)
    assert ViewState.parse(state.to_dict()) == state


@pytest.mark.parametrize("query", [None, [], "x", 3])
def test_what_is_no_query_is_the_default(query: object) -> None:
    assert ViewState.parse(query) == ViewState()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("city", "<script>"),
        ("city", "a" * 41),
        ("year", "1989"),
        ("year", "2101"),
        ("year", "２０１６"),
        ("year", True),
        ("until", "13"),
        ("start", "2016-02-30"),
        ("start", "20160101"),
        ("metrics", "pm25; drop"),
        ("lang", "fr"),
        ("hour", "24"),
        ("against", "2016-02-30"),
        ("compared", "all"),
        ("scale", "x"),
        ("layers", "a b"),
        ("modelled", "aqi"),
        ("scheme", "weather"),
        ("change", "month"),
        ("former", "201613-201701"),
        ("former", "201603-201602"),
        ("latter", "２０１６01-201602"),
        ("latter", "198903-201602"),
    ],
)
def test_a_value_out_of_bounds_is_left_out(name: str, value: object) -> None:
    assert ViewState.parse({name: value}) == ViewState()


def test_only_what_differs_is_in_the_address() -> None:
    assert ViewState().to_query() == ""
    state = ViewState(city="beijing", metrics=("pm25", "o3_mda8"), year=2016)
    assert state.to_query() == "?city=beijing&year=2016&metrics=pm25,o3_mda8"

"""What narrows the library: values of a case, counts that follow the others, what to drop."""

from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from view.case_facets import FACETS, narrow
from view.case_row import CaseRow

_BLANK = {field.name: None for field in fields(CaseRow)}
_DAY = pd.Timestamp("2015-12-19")
CASE = CaseRow(
    **{
        **_BLANK,
        "case_id": "beijing-pm25-20151219",
        "place": "beijing",
        "kind": "pm25",
        "first_day": _DAY,
        "last_day": _DAY,
        "origin": "hours",
        "days": 1,
        "level": 5,
        "peak_day_value": 180.0,
        "missing_hours": 0,
        "is_open": False,
        "is_cut": False,
        "is_dust": False,
        "is_fireworks": False,
        "weather_type": "stagnant",
        "warning": "red",
    }
)


def of(rows: list[CaseRow], key: str) -> dict[str, int]:
    """Return value -> count of a facet where nothing is chosen."""
    found = next((f for f in narrow(rows, ()).facets if f.key == key), None)
    return {option.value: option.count for option in found.options} if found else {}


@pytest.mark.parametrize(
    ("days", "value"),
    [(1, "1_2"), (2, "2_3"), (3, "3_6"), (5, "3_6"), (6, "6_10"), (9, "6_10"), (10, "10_")],
)
def test_length_has_its_bounds(days: int, value: str) -> None:
    assert value in of([replace(CASE, days=days), replace(CASE, days=0)], "length")


@pytest.mark.parametrize(
    ("peak", "value"), [(114.9, "0_115"), (115, "115_150"), (249.9, "150_250"), (350, "350_")]
)
def test_peak_has_its_lower_bound_and_not_its_upper(peak: float, value: str) -> None:
    assert of([replace(CASE, peak_day_value=peak), replace(CASE, peak_day_value=None)], "peak")[
        value
    ]


@pytest.mark.parametrize(
    ("day", "season"),
    [
        ("2016-02-29", "winter"),
        ("2016-03-01", "spring"),
        ("2016-11-30", "autumn"),
        ("2016-12-01", "winter"),
    ],
)
def test_seasons_begin_in_march_june_september_december(day: str, season: str) -> None:
    rows = [
        replace(CASE, first_day=pd.Timestamp(day)),
        replace(CASE, first_day=pd.Timestamp("2016-07-01")),
    ]
    assert of(rows, "season") == {"summer": 1, season: 1}


def test_no_warning_is_not_no_list() -> None:
    rows = [CASE, replace(CASE, warning=""), replace(CASE, warning=None)]
    assert of(rows, "warning") == {"red": 1, "none": 1, "no_list": 1}


def test_no_weather_is_unknown_and_stands_last() -> None:
    rows = [replace(CASE, weather_type=None)] * 3 + [CASE]
    assert list(of(rows, "weather")) == ["stagnant", "unknown"]


def test_marks_are_told_in_order() -> None:
    marked = replace(CASE, is_dust=True, is_open=True, missing_hours=2, origin="days")
    assert marked.marks == ("open", "dust", "gaps", "days")
    assert CASE.marks == ()


def test_a_facet_by_which_all_are_alike_is_offered_only_where_chosen() -> None:
    assert narrow([CASE, CASE], ()).facets == ()
    assert [f.key for f in narrow([CASE, CASE], ("level-5",)).facets] == ["level"]


def test_values_of_a_facet_widen_and_facets_narrow() -> None:
    rows = [replace(CASE, level=level, days=days) for level in (3, 4, 5) for days in (1, 4)]
    assert len(narrow(rows, ("level-3", "level-4")).rows) == 4
    found = narrow(rows, ("level-3", "level-4", "length-3_6"))
    assert {(r.level, r.days) for r in found.rows} == {(3, 4), (4, 4)}
    level = next(f for f in found.facets if f.key == "level")
    # Of the levels: what length leaves of each, chosen or not.
    assert {o.value: (o.count, o.is_on) for o in level.options} == {
        "5": (1, False),
        "4": (1, True),
        "3": (1, True),
    }


def test_what_is_no_value_is_told_and_not_followed() -> None:
    rows = [CASE, replace(CASE, level=3)]
    asked = ("level-9", "year-1999", "nonsense", "level-", "-", "level-5")
    found = narrow(rows, asked)
    assert found.chosen == {"level": ("5",)}
    assert found.unread == asked[:-1]
    assert len(found.rows) == 1


def test_where_nothing_is_left_it_says_what_to_drop() -> None:
    rows = [
        replace(CASE, level=5, days=1),
        replace(CASE, level=5, days=1),
        replace(CASE, level=3, days=4),
    ]
    found = narrow(rows, ("level-5", "length-3_6"))
    assert found.rows == ()
    assert found.drops == (("length", 2), ("level", 1))


def test_no_cases_are_no_error() -> None:
    found = narrow([], ("level-5",))
    assert (found.rows, found.of, found.facets, found.drops) == ((), 0, (), ())


cases = st.builds(
    lambda kind, level, days, peak, month, is_dust, warning: replace(
        CASE,
        kind=kind,
        level=level,
        days=days,
        peak_day_value=peak,
        first_day=pd.Timestamp(2015, month, 3),
        is_dust=is_dust,
        warning=warning,
    ),
    st.sampled_from(["pm25", "o3", "both"]),
    st.integers(0, 6),
    st.integers(1, 14),
    st.none() | st.floats(60, 500),
    st.integers(1, 12),
    st.booleans(),
    st.sampled_from(["red", "", None]),
)
choices = st.lists(
    st.sampled_from(["kind-pm25", "kind-o3", "level-5", "level-3", "season-winter", "mark-dust"]),
    max_size=4,
    unique=True,
)


@given(st.lists(cases, max_size=12), choices)
def test_a_number_is_what_its_click_shows(rows: list[CaseRow], choice: list[str]) -> None:
    found = narrow(rows, choice)
    assert found.of == len(rows)
    for facet in found.facets:
        assert facet.key in FACETS
        others = [each for each in choice if not each.startswith(f"{facet.key}-")]
        for option in facet.options:
            alone = narrow(rows, [*others, f"{facet.key}-{option.value}"])
            assert option.count == len(alone.rows)


@given(st.lists(cases, max_size=12), choices)
def test_order_of_the_choice_changes_nothing(rows: list[CaseRow], choice: list[str]) -> None:
    found, turned = narrow(rows, choice), narrow(rows, choice[::-1])
    assert found.rows == turned.rows
    assert found.facets == turned.facets
    assert list(found.rows) == [row for row in rows if row in found.rows]

"""The case library and Compare on made-up cases, and on whatever a browser may send."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash

from callbacks import compare
from callbacks.cases import narrowing, rules, table, timeline
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.view.made_case_rows import BOTH, CITY, DAYS, DUST, OPEN, OZONE, WHOLE
from view.case_facets import FACETS
from view.compared import compared
from view.options import chosen

ALL = {WHOLE, DUST, OZONE, BOTH, DAYS, OPEN}


@pytest.fixture(scope="module", autouse=True)
def app(cases_snapshot: Path) -> Iterator[Dash]:
    """An app that serves the made-up city with made-up cases."""
    app = create_app(Settings(summaries=cases_snapshot))
    with app.server.app_context():
        yield app


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    if component is None or isinstance(component, str | int | float):
        return str(component or "")
    return words(getattr(component, "children", None))


def shown(state: Any) -> list[str]:
    return table.show_table(state, state)[0]["places"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_card_says_something(lang: str) -> None:
    state = {"lang": lang, "cases": [WHOLE, "nobody"]}
    groups, said, place = narrowing.show_narrowing(state)
    json.dumps(groups, allow_nan=False)
    assert words(said)
    assert place == CITY
    assert {group["title"] for group in groups["groups"]}
    figure, style, *told, is_hidden = timeline.show_timeline(state)
    go.Figure(figure)
    assert style["height"].endswith("px")
    assert all(map(words, told))
    assert not is_hidden
    spec, foot, is_hidden = table.show_table(state, state)
    json.dumps(spec, allow_nan=False)
    assert WHOLE in spec["titles"]
    assert foot
    assert not is_hidden
    assert all(map(words, rules.show_rules(state)))


def test_the_table_holds_every_case_the_newest_first() -> None:
    spec = table.show_table({}, {})[0]
    assert set(spec["places"]) == ALL
    assert spec["places"][0] == OPEN
    for column in spec["columns"]:
        assert {len(column[key]) for key in ("texts", "sort", "notes") if key in column} == {6}
    assert len(spec["levels"]) == 6
    assert spec["colours"][5] != spec["colours"][6]


@pytest.mark.parametrize(
    ("facets", "left"),
    [
        (["kind-o3"], {OZONE}),
        (["kind-o3", "kind-both"], {OZONE, BOTH}),
        (["year-2018", "mark-dust"], {DUST}),
        (["season-winter", "level-5"], {WHOLE}),
        (["warning-orange"], {WHOLE}),
        (["weather-hot_dry"], {OZONE}),
        (["mark-open"], {OPEN}),
        (["mark-days"], {DAYS}),
        (["nonsense", "year-1066"], ALL),
    ],
)
def test_facets_narrow_every_card_alike(facets: list[str], left: set[str]) -> None:
    state = {"facets": facets}
    assert set(shown(state)) == left
    drawn = timeline.show_timeline(state)[0]["data"]
    assert {name for trace in drawn for name in trace["customdata"]} == left
    file = table.save_table(1, state)
    assert file is not None
    rows = csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff")))
    assert {row["case_id"] for row in rows} == left


def test_what_an_address_names_wrongly_is_said() -> None:
    said = words(narrowing.show_narrowing({"facets": ["year-1066", "kind-o3"]})[1])
    assert "year-1066" in said


def test_nothing_left_says_what_to_drop_and_hides_the_rest() -> None:
    state = {"facets": ["kind-o3", "mark-dust"]}
    groups = narrowing.show_narrowing(state)[0]
    assert {tuple(drop["keep"]) for drop in groups["empty"]["drops"]} == {
        ("kind-o3",),
        ("mark-dust",),
    }
    assert timeline.show_timeline(state)[-1]
    assert table.show_table(state, state)[-1]


def test_the_file_has_every_column_and_plain_times() -> None:
    file = table.save_table(1, {})
    assert file is not None
    (row,) = [
        r
        for r in csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff")))
        if r["case_id"] == WHOLE
    ]
    assert (row["start"], row["end"]) == ("2019-01-09 20:00", "2019-01-15 00:00")
    assert (row["days"], row["peak_day_value"], row["warning"]) == ("5", "181.4", "orange")
    assert row["name"]
    assert table.save_table(None, {}) is None


@pytest.mark.parametrize("state", [None, 7, [], {"facets": 3}, {"facets": ["x"] * 99, "cases": {}}])
def test_nonsense_shows_the_whole_library(state: Any) -> None:
    assert set(shown(state)) == ALL
    assert len(narrowing.show_narrowing(state)[0]["groups"]) <= len(FACETS)
    assert timeline.show_timeline(state)[0]["data"]
    assert compare.show_curves(state)[0]["data"] == []


# Compare


def test_cases_are_counted_from_their_own_onset_and_peak() -> None:
    # A day before the onset is kept; from 9 January 20:00 to 12 January 21:00 are 73 hours.
    for align, low in (("onset", -24), ("peak", -24 - 73)):
        figure = compare.show_curves({"cases": [WHOLE, OZONE], "align": align})[0]
        go.Figure(figure)
        assert {trace.get("yaxis") for trace in figure["data"]} == {"y", "y2", "y3"}
        assert figure["layout"]["xaxis"]["range"][0] == low


def test_leads_come_first_and_the_second_is_another() -> None:
    for cases, pollutant, expected in (
        ([WHOLE], "", ("pm25", "o3")),
        ([WHOLE], "no2", ("pm25", "no2")),
        ([OZONE], "o3", ("o3", "pm25")),
        ([BOTH], "pm25", ("pm25", "o3", "no2")),
        ([], "co", ("pm25", "co")),
    ):
        found = compared(*chosen({"cases": cases, "pollutant": pollutant}))
        assert found.pollutants == expected


def test_unknown_ids_are_named_and_the_rest_is_shown() -> None:
    state = {"cases": [WHOLE, "nobody-pm25-20190101"]}
    notice, _, _, *hidden = compare.show_choice(state)
    assert "nobody-pm25-20190101" in words(notice)
    assert hidden == [False] * 3
    assert compare.show_curves(state)[0]["data"]
    assert "只选了一个" in words(notice)


def test_no_case_says_what_to_do_and_hides_the_cards() -> None:
    notice, _, _, *hidden = compare.show_choice({"cases": ["nobody"]})
    assert "nobody" in words(notice)
    assert "2—4" in words(notice)
    assert hidden == [True] * 3
    assert compare.save_curves(1, {"cases": ["nobody"]}) is None


@pytest.mark.parametrize(
    ("cases", "status"), [("", 200), (WHOLE, 200), (f"{WHOLE},nobody", 200), ("nobody,nor-me", 404)]
)
def test_cases_that_are_not_there_are_a_404(app: Dash, cases: str, status: int) -> None:
    assert app.server.test_client().get(f"/compare?cases={cases}").status_code == status


def test_days_beside_hours_are_said() -> None:
    said = words(compare.show_curves({"cases": [WHOLE, DAYS]})[3])
    assert "2017-12-03" in said
    assert "只有日值" in said


def test_tables_hold_a_column_a_case_and_say_where_weather_is_missing() -> None:
    for show in (compare.show_numbers, compare.show_weather):
        frame, reading = show({"cases": [WHOLE, OPEN, OZONE]})
        head = frame.children.children[0].children
        assert len(head.children) == 4
        assert words(reading)
    said = words(compare.show_weather({"cases": [WHOLE, OPEN]})[0])
    assert "没有气象数据" in said


def test_a_tie_is_called_one() -> None:
    said = words(compare.show_curves({"cases": [DUST, BOTH]})[3])
    assert "超标天数都是 1 天" in said


def test_the_file_counts_hours_from_the_anchor() -> None:
    file = compare.save_curves(1, {"cases": [WHOLE, DAYS], "align": "onset"})
    assert file is not None
    rows = list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"))))
    first = next(r for r in rows if r["case_id"] == WHOLE and r["hours_from_onset"] == "0")
    assert first["time"] == "2019-01-09 20:00"
    assert {r["resolution"] for r in rows if r["case_id"] == DAYS} == {"day"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_cases_in_both_languages(lang: str) -> None:
    state = {"cases": [WHOLE, BOTH, DAYS, OZONE], "lang": lang, "align": "peak"}
    figure, _, title, reading, foot = compare.show_curves(state)
    go.Figure(figure)
    assert len(figure["data"]) >= 4
    assert all(map(words, (title, reading, foot)))

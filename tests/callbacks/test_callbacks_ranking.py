"""The callbacks of Ranking, on the bundled snapshot and on whatever a browser may send."""

import csv
import io
import json
from typing import Any

import plotly.graph_objects as go
import pytest

from callbacks.ranking import history, rebounds, table
from view import cache, options
from view.ranks import RANKED_METRICS
from view.state import SCHEMES


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    return component if isinstance(component, str) else words(component.children)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("metric", RANKED_METRICS)
def test_every_card_of_every_city_says_something(lang: str, metric: str) -> None:
    for city in options.cities(cache.snapshot()):
        for scope, kind, standard in (
            ("district", "year", ""),
            ("station", "quarter", "who2021"),
            ("city", "to_date", SCHEMES[0]),
        ):
            state = {"city": city.id, "lang": lang, "metric": metric, "scope": scope, "kind": kind}
            state["standard"] = standard
            rows, title, reading, _ = table.show_table(state)
            json.dumps(rows, allow_nan=False)
            assert all(map(words, (title, reading)))
            figure, style, title, reading, _, _ = history.show_history(state)
            go.Figure(figure)
            assert all(map(words, (title, reading)))
            assert style["height"].endswith("px")
            rows, title, reading, foot = rebounds.show_rebounds(state)
            json.dumps(rows, allow_nan=False)
            assert all(map(words, (title, reading, foot)))


def test_a_table_has_a_text_a_row_in_every_column() -> None:
    rows = table.show_table({"city": "beijing", "scope": "station", "kind": "year"})[0]
    assert sum(group["rows"] for group in rows["groups"]) == len(rows["places"]) == 12
    for column in rows["columns"]:
        lengths = {len(column[key]) for key in ("texts", "sort", "bars", "tones") if key in column}
        assert lengths == {12}, column["key"]
    assert [c["key"] for c in rows["columns"]][:4] == ["rank", "name", "value", "limit"]


def test_a_month_has_no_limit_but_the_month_before() -> None:
    state = {"city": "beijing", "scope": "station", "kind": "month", "period": "2016-05-01"}
    rows = table.show_table(state)[0]
    keys = [column["key"] for column in rows["columns"]]
    assert "limit" not in keys
    assert {"change", "percent", "change_rank", "step", "step_percent"} <= set(keys)


def test_what_a_scheme_has_not_is_said() -> None:
    state = {"city": "beijing", "metric": "composite_index", "standard": "who2021"}
    rows, _, reading, _ = table.show_table(state)
    assert rows is None
    assert "综合指数" in words(reading)
    assert table.save_table(1, state) is None


def test_a_change_across_standards_or_states_is_withheld_in_words() -> None:
    state = {"city": "chengdu", "scope": "city", "kind": "month", "period": "2018-10-01"}
    rows, _, reading, _ = table.show_table(state)
    assert "2018-09-01" in words(reading)
    assert "change" not in [column["key"] for column in rows["columns"]]
    gas = {**state, "basis": "present_state", "metric": "no2"}
    assert "change" in [column["key"] for column in table.show_table(gas)[0]["columns"]]
    particles = {**state, "basis": "present_state"}
    assert "气温和气压" in words(table.show_table(particles)[2])


def test_no_year_before_and_no_ranks_are_said() -> None:
    state = {"city": "xiangyang", "scope": "station", "kind": "year"}
    assert "没有上年同期" in words(table.show_table(state)[2])
    figure, _, title, reading, _, is_without_file = history.show_history(state)
    assert figure["data"] == []
    assert title.startswith("历次名次 · ")
    assert "没有名次可画" in words(reading)
    assert is_without_file


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"city": "chengdu", "standard": "gb3095-2026-final"}, "没有名次可画"),
        ({"city": "beijing", "metric": "composite_index", "standard": "who2021"}, "没有“综合指数”"),
    ],
)
def test_no_history_is_said_under_its_title_and_has_no_file(state: Any, said: str) -> None:
    figure, style, title, reading, _, is_without_file = history.show_history(state)
    assert figure["data"] == []
    assert style == {"height": "60px"}
    assert title.startswith("历次名次 · ")
    assert said in words(reading)
    assert is_without_file


def test_data_to_is_the_last_day_of_what_is_shown() -> None:
    # Chengdu's districts have days until 2019, its city until 31 May 2022; a table of 2016 shows
    # none after it.
    year = {"scope": "district", "kind": "year"}
    foot = table.show_table({"city": "beijing", **year, "period": "2016-01-01"})[3]
    assert "数据至 2016年12月31日" in foot
    cities = {"city": "chengdu", "scope": "city", "kind": "year", "period": "2016-01-01"}
    assert "数据至 2016年12月31日" in table.show_table(cities)[3]
    now = {"city": "chengdu", "scope": "city", "kind": "month", "period": "2022-05-01"}
    assert "数据至 2022年5月31日" in table.show_table(now)[3]
    assert "数据至 2022年6月" not in rebounds.show_rebounds(now)[3]
    assert "数据至 2019年" in table.show_table({"city": "chengdu", **year})[3]
    assert "数据至 2019年" in history.show_history({"city": "chengdu", **year})[4]


def test_file_names_are_the_same_in_both_languages() -> None:
    for save in (table.save_table, history.save_history, rebounds.save_rebounds):
        zh, en = (save(1, {"city": "beijing", "lang": lang}) for lang in ("zh", "en"))
        assert zh is not None
        assert en is not None
        assert zh["filename"] == en["filename"]
        assert zh["filename"].isascii()


def test_the_list_is_called_an_aid_and_no_finding() -> None:
    state = {"city": "beijing", "scope": "station", "kind": "quarter", "period": "2014-10-01"}
    rows, title, reading, _ = rebounds.show_rebounds(state)
    assert "2014年第4季度" in title
    assert "不是认定" in words(reading)
    verdicts = next(c for c in rows["columns"] if c["key"] == "verdict")
    assert verdicts["texts"].count("两种口径均升") == 8


@pytest.mark.parametrize("state", [None, 7, [], {"scope": 3, "kind": ["x"]}, {"period": "x"}])
def test_nonsense_from_a_browser_shows_the_default(state: Any) -> None:
    assert table.show_table(state)[1] == table.show_table({})[1]
    assert len(history.show_history(state)) == 6
    assert len(rebounds.show_rebounds(state)) == 4


@pytest.mark.parametrize("scope", ["district", "station", "city"])
def test_files_hold_every_place(scope: str) -> None:
    state = {"city": "beijing", "scope": scope, "kind": "quarter"}
    shown = table.show_table(state)[0]["places"]
    for save in (table.save_table, history.save_history, rebounds.save_rebounds):
        assert save(None, state) is None
        saved = save(1, state)
        assert saved is not None
        rows = list(csv.DictReader(io.StringIO(saved["content"].removeprefix("\ufeff"))))
        assert rows
        assert {row["place"] for row in rows} <= set(shown)
        assert all(row["name"] for row in rows)
    content = table.save_table(1, state)["content"]  # type: ignore[index]
    assert content.count("\n") == len(shown) + 1

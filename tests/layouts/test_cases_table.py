"""The rows of the case library as they are handed to the script that builds them."""

import json
from dataclasses import fields
from typing import Any

import pandas as pd

from layouts.cases.rail import option_name
from layouts.cases.rules import rule_tables
from layouts.cases.table import case_table
from view.case_facets import FACETS
from view.case_parts import Rule
from view.case_row import MARKS, CaseRow

HOSTILE = "<img src=x onerror=alert(1)>"


def case(name: str, **own: Any) -> CaseRow:
    blank: dict[str, Any] = {field.name: None for field in fields(CaseRow)}
    day = pd.Timestamp("2019-01-10")
    made = {"case_id": name, "first_day": day, "last_day": day, "days": 1, "level": 0}
    known = {"name_zh": HOSTILE, "name_en": HOSTILE, "rank": 1, "ranked": 1, "origin": "hours"}
    return CaseRow(**{**blank, **made, **known, **own})


def columns(*rows: CaseRow, has_places: bool = False, lang: str = "zh") -> dict[str, Any]:
    names = {row.case_id: ("short", "long") for row in rows}
    spec = case_table(rows, names, {"gone": "x"}, lang=lang, palette="safe", has_places=has_places)
    json.dumps(spec, allow_nan=False)
    return spec | {column["key"]: column for column in spec["columns"]}


def test_what_is_missing_is_a_dash_that_sorts_last() -> None:
    spec = columns(case("a"), case("b", peak_day_value=0.5, peak_day=pd.Timestamp("2019-01-10")))
    assert spec["value"]["texts"] == ["—", "0"]  # half to even
    assert spec["value"]["sort"] == [None, 0.5]
    assert spec["peak_day"]["texts"] == ["—", "2019-01-10"]
    assert spec["level"]["texts"][0] == "无数据"


def test_a_column_that_no_case_fills_is_left_out() -> None:
    assert "weather" not in columns(case("a"))
    assert "warning" not in columns(case("a"))
    filled = columns(case("a", weather_type="mixed", warning=""), case("b"))
    assert filled["warning"]["texts"] == ["—", "—"]
    assert len(set(filled["weather"]["texts"])) == 2


def test_warnings_sort_by_their_level() -> None:
    rows = [case(w or "none", warning=w) for w in ("blue", "red", "", "orange", "yellow")]
    sort = columns(*rows)["warning"]["sort"]
    assert sort == [1, 4, None, 3, 2]


def test_several_places_have_a_column_and_titles_with_places() -> None:
    spec = columns(case("a"), has_places=True)
    assert spec["place"]["texts"] == [HOSTILE]
    assert spec["titles"] == {"a": "long", "gone": "x"}
    assert columns(case("a"))["titles"]["a"] == "short"


def test_every_fixed_value_of_a_facet_has_a_name_in_both_languages() -> None:
    named = {
        "kind": ("pm25", "o3", "both"),
        "year": ("2015",),
        "season": ("spring", "summer", "autumn", "winter"),
        "level": tuple("0123456"),
        "length": ("1_2", "3_6", "10_"),
        "peak": ("0_115", "115_150", "350_"),
        "weather": ("stagnant", "unknown"),
        "warning": ("red", "orange", "yellow", "blue", "none", "no_list"),
        "mark": MARKS,
    }
    assert set(named) == set(FACETS)
    for lang in ("zh", "en"):
        for key, values in named.items():
            names = [option_name(key, value, lang) for value in values]
            assert len(set(names)) == len(values)
    assert option_name("length", "3_6", "zh") == "3—5 天"
    assert option_name("length", "1_2", "zh") == "1 天"


def rule(kind: str, status: str = "own choice") -> Rule:
    return Rule(kind, "x", 0.25, "h", "说明", "about", HOSTILE, status, 1)


def test_rules_of_a_kind_stand_together_and_an_unknown_kind_is_called_by_its_id() -> None:
    rules = [rule("new"), rule("o3"), rule("pm25"), rule("o3", "odd")]
    parts = rule_tables(rules, "zh").children[1:]
    assert [part.children for part in parts[::2]] == ["PM₂.₅ 案例", "O₃ 案例", "new"]
    rows = parts[3].children.children[1].children
    cells = [[cell.children for cell in row.children] for row in rows]
    assert cells[0][1] == "0.25\u2009h"
    assert [row[3] for row in cells] == ["本项目自定", "odd"]
    assert cells[0][2] == HOSTILE

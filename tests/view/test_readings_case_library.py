"""What the library says where there is little to say, and of cases that tie."""

from dataclasses import fields
from typing import Any

import pandas as pd
import pytest

from view.case_facets import narrow
from view.case_parts import Rule
from view.case_row import CaseRow
from view.options import City
from view.readings.case_library import number_of, read_empty, read_library, read_rules

DAY = pd.Timestamp("2019-01-10")
CITY = City("p", "甲市", "A", DAY, DAY, True, True, "", "")


def case(name: str, peak: float | None, kind: str = "pm25", heavy: int = 0) -> CaseRow:
    blank: dict[str, Any] = {field.name: None for field in fields(CaseRow)}
    made = {"case_id": name, "kind": kind, "pollutant": kind, "peak_day_value": peak}
    days = {"first_day": DAY, "last_day": DAY, "days": 1, "level": 3, "heavy_days": heavy}
    return CaseRow(**{**blank, **made, **days, "origin": "hours"})


def said(*rows: CaseRow, facets: tuple[str, ...] = (), place: str = "", lang: str = "zh") -> str:
    titles = {row.case_id: f"[{row.case_id}]" for row in rows}
    return " ".join(read_library(narrow(rows, facets), titles, CITY, place, lang))


def test_a_tie_names_all_that_are_highest_as_printed() -> None:
    words = said(case("a", 478.4), case("b", 477.6), case("c", 300.0))
    assert "[a]、[b]" in words
    assert "[c]" not in words
    many = said(*(case(str(n), 100.0) for n in range(9)))
    assert "[0]、[1]、[2]等 9 个" in many


def test_particles_are_not_ranked_against_ozone() -> None:
    words = said(case("a", 90.0), case("b", 240.0, "o3"))
    assert "PM₂.₅ 峰值日最高的是[a]，90" in words
    assert "O₃ 峰值日最高的是[b]，240" in said(case("b", 240.0, "o3"))


def test_nothing_is_claimed_of_cases_without_a_value() -> None:
    assert "最高" not in said(case("a", None))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_is_told_by_its_name(lang: str) -> None:
    assert "乙" in said(case("a", 90.0), place="乙", lang=lang)


def test_why_nothing_is_shown() -> None:
    assert read_empty(narrow([case("a", 90.0)], ()), CITY, "", "zh") == ""
    none = narrow([], ("level-3",))
    assert "甲市没有案例" in read_empty(none, CITY, "", "zh")
    assert "2019年1月10日" in read_empty(none, CITY, "", "zh")
    assert "乙没有案例" in read_empty(none, CITY, "乙", "zh")
    rows = [case("a", 90.0), case("b", 240.0, "o3", heavy=1)]
    assert "没有同时符合" in read_empty(
        narrow([rows[0], rows[1]], ("kind-o3", "peak-0_115")), CITY, "", "zh"
    )


def rule(kind: str, figure: str, value: float | None, status: str = "verified") -> Rule:
    return Rule(kind, figure, value, "h", "", "", "", status, 1)


def test_rules_are_told_with_their_own_figures() -> None:
    rules = (
        rule("pm25", "window_hours", 24),
        rule("pm25", "gap_hours", 36, "own choice"),
        rule("pm25", "least_days", 1),
        rule("o3", "limit", 160),
    )
    words = " ".join(read_rules(rules, "zh"))
    assert "滑动 24 小时平均" in words
    assert "短于 36 小时" in words
    assert "O₃：" not in words  # two of its figures are not there
    assert "4 个数值中有 1 个" in words
    assert read_rules((), "zh") == []


def test_figures_are_printed_without_idle_zeros() -> None:
    assert number_of(rule("a", "b", 0.3)) == "0.3"
    assert number_of(rule("a", "b", -3.0)) == "−3"
    assert number_of(rule("a", "b", None)) == "—"

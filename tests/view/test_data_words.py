"""What the page Data says: amounts, sides, worst station, years without hours, flags, rules."""

import pandas as pd
import pytest

from summaries.tables import TABLES
from view.dictionary import COLUMNS, dictionary_rows, span
from view.readings.data import (
    nearly_whole,
    percent,
    read_completeness,
    read_flags,
    read_problems,
    read_sources,
    year_spans,
)
from view.rules import FILES, REFERENCE, doubtful, rule_rows, rules
from view.text import LANGUAGES, text

NBSP = "\u202f"
NO_DAYS = pd.DataFrame({"year": [], "published": [], "computed": []})


def frame(**first: float) -> pd.DataFrame:
    """Return a January of two stations; what the first lacks is given."""
    rows = []
    for number, shares in enumerate((first, {})):
        missing = {
            f"share_{r}": shares.get(r, 0.0)
            for r in ("source_empty", "not_loaded", "rejected", "excluded")
        }
        rows.append(
            {
                "station": f"{number}A",
                "name_zh": f"站{number}",
                "name_en": f"Site {number}",
                "is_control": False,
                "period_start": pd.Timestamp("2019-01-01"),
                "hours": 744,
                **missing,
                "share_valid": 1 - sum(missing.values()),
                "share_flagged": 0.0,
            }
        )
    return pd.DataFrame(rows)


def test_missing_at_the_source_is_said_to_be_not_ours() -> None:
    said = read_completeness(frame(source_empty=0.2), NO_DAYS, "pm25", "城", "zh")
    assert (
        f"PM₂.₅ 在 2019年1月 至 2019年1月、2 个站点的 1,488 个站点小时中，有效 90.0{NBSP}%" in said
    )
    assert f"其中来源留空 10.0{NBSP}%。" in said
    assert "不是本系统丢失" in said
    assert f"最低的站点：站0，有效 80.0{NBSP}%。" in said


def test_not_accepted_by_us_is_said_to_be_ours() -> None:
    said = read_completeness(frame(rejected=0.2), NO_DAYS, "o3", "City", "en")
    assert "the rules of this system did not accept" in said
    assert "not lost here" not in said


def test_files_that_are_not_there_ask_for_a_check() -> None:
    said = read_completeness(frame(not_loaded=0.2), NO_DAYS, "o3", "城", "zh")
    assert "请核对文件是否齐全" in said


def test_a_silent_station_is_named_and_left_out_of_the_worst() -> None:
    said = read_completeness(frame(source_empty=1.0), NO_DAYS, "pm25", "城", "zh")
    assert f"站0全程没有数值；其余站点有效 100.0{NBSP}%。" in said
    assert "最低的站点" not in said


def test_nothing_missing_and_nothing_there() -> None:
    assert "没有缺失" in read_completeness(frame(), NO_DAYS, "pm25", "城", "zh")
    empty = read_completeness(frame().iloc[:0], NO_DAYS, "pm25", "城", "zh")
    assert empty == "城只有公布的日值，没有小时数据，无法按小时统计完整率。"


def test_years_of_published_values_are_named() -> None:
    days = pd.DataFrame(
        {
            "year": [2014, 2015, 2019, 2020],
            "published": [365, 365, 9, 366],
            "computed": [0, 0, 1, 0],
        }
    )
    said = read_completeness(frame(), days, "pm25", "城", "zh")
    assert "2014–2015、2020 只有公布的城市日值（1,096 天）" in said
    assert year_spans([2020, 2014, 2016, 2015]) == ["2014–2016", "2020"]


def test_shares_never_round_to_all_or_nothing() -> None:
    assert percent("zh", 0.0001) == f"< 0.1{NBSP}%"
    assert percent("zh", 0.0) == f"0.0{NBSP}%"
    assert percent("zh", float("nan")) == f"—{NBSP}%"
    assert nearly_whole("zh", 0.99999) == f"99.9{NBSP}%"
    assert nearly_whole("zh", 1.0) == f"100.0{NBSP}%"


def test_flags_say_what_is_left_out() -> None:
    flags = pd.DataFrame(
        {"station": ["1A", "2A"], "count": [3, 4], "is_excluded": [True, False], "flag": "x"}
    )
    assert "共标记 7 次，涉及 2 个站点，其中 3 次" in read_flags(flags, "pm25", "zh")
    assert "都只标记" in read_flags(flags.assign(is_excluded=False), "pm25", "zh")
    assert read_flags(flags.iloc[:0], "pm25", "zh") == "PM₂.₅ 没有小时被标记。"


def test_problems_are_counted_by_severity_or_said_to_be_none() -> None:
    found = pd.DataFrame({"severity": ["error", "note", "note"]})
    assert read_problems(found, "en").startswith("3 findings: 1 errors")
    assert "2 notes" in read_problems(found, "en")
    assert read_problems(found.iloc[:0], "zh") == "没有发现问题。"


def test_sources_are_added_up() -> None:
    sources = pd.DataFrame({"files": [2, 1], "cells": [900, 100], "cells_with_value": [800, 50]})
    said = read_sources(sources, "城", "zh")
    assert "2 个来源，共 3 个文件，读到 1,000 个单元" in said
    assert f"85.0{NBSP}%" in said
    assert read_sources(sources.iloc[:0], "城", "zh") == "城没有登记数据来源。"


def test_every_doubtful_rule_has_words_in_each_language() -> None:
    assert doubtful(), "some figures are not verified"
    for group, members in doubtful().items():
        assert all(rule.status != "verified" for rule in members)
        for lang in LANGUAGES:
            assert text(lang, f"data.rule.{group}")


def test_statuses_are_the_weakest_that_a_row_names() -> None:
    found = {(rule.file, rule.group): rule.status for rule in rules()}
    assert found["data_validity", "day_mean"] == "verified"
    assert found["data_validity", "mda8"] == "memory", "its windows are from memory"
    assert found["annual_metrics", "weights_2026"] in ("verified", "unverified")
    assert found["who_aqg_2021", "who_2021"] == "memory"
    lines = sum(len((REFERENCE / f"{f}.csv").read_text("utf-8").splitlines()) - 1 for f in FILES)
    assert len(rules()) == len(rule_rows()) == lines


def test_the_dictionary_has_every_column_once() -> None:
    rows = dictionary_rows("en")
    assert tuple(rows.columns) == COLUMNS
    assert len(rows) == sum(len(table.columns) for table in TABLES.values())
    ratio = rows[(rows["table"] == "annual") & (rows["column"] == "good_ratio")].iloc[0]
    assert (ratio["range"], ratio["is_key"]) == ("0–1", False)


@pytest.mark.parametrize(
    ("column", "shown"), [("aqi", "0–500"), ("pm25_count", "≥ 0"), ("date", "")]
)
def test_a_range_is_written_as_it_is_read(column: str, shown: str) -> None:
    declared = {c.name: c for c in TABLES["daily"].columns}
    assert span(declared[column]) == shown

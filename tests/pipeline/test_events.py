"""The file of dust days and events: each row is used, or refused with its line and a reason."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.events import Event, read_events, report_empty_days
from pipeline.project import Project
from pipeline.report import Problem, Report

HEADER = "start,end,date,kind,note_zh,note_en,source,city\n"
Read = Callable[[str | bytes], tuple[tuple[Event, ...], dict[str, Problem]]]


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """A city `testcity` (襄阳) of the year 2019 that names `events.csv`."""
    return make_project(
        start="2019-01-01", end="2019-12-31", more='[events]\npath = "events.csv"\n'
    )


@pytest.fixture
def read(project: Project) -> Read:
    """Write the file, read it; return the days and the findings by kind."""

    def of(content: str | bytes) -> tuple[tuple[Event, ...], dict[str, Problem]]:
        assert project.events is not None
        raw = content.encode() if isinstance(content, str) else content
        project.events.path.write_bytes(raw)
        report = Report()
        events = read_events(project, report)
        found = {problem.kind: problem for problem in report.summary()}
        assert all(p.source == "events" and p.file == "events.csv" for p in found.values())
        return events, found

    return of


def test_days_and_spans_with_what_happened(read: Read) -> None:
    events, found = read(
        HEADER + "2019-05-12,2019-05-14,,sand_dust,沙尘,Dust,CNEMC,\n"
        "# a remark\n,,2019-02-04,exceptional,烟花,,,\n"
    )
    assert found == {}
    assert [(e.day.isoformat(), e.kind) for e in events] == [
        ("2019-02-04", "exceptional"),
        ("2019-05-12", "sand_dust"),
        ("2019-05-13", "sand_dust"),
        ("2019-05-14", "sand_dust"),
    ]
    assert events[0] == Event(date(2019, 2, 4), "exceptional", "烟花", "烟花", "", 4)
    assert (events[1].note_zh, events[1].note_en, events[1].source) == ("沙尘", "Dust", "CNEMC")


@pytest.mark.parametrize(
    "day", ["2019-05-12", "2019/5/12", "20190512", "2019年5月12日", "2019-05-12 00:00:00"]
)
def test_dates_as_spreadsheets_write_them_in_chinese_too(read: Read, day: str) -> None:
    events, found = read(f"日期,类型\n{day},沙尘\n".encode("gbk"))
    assert [e.day for e in events] == [date(2019, 5, 12)]
    assert found["encoding"].severity == "note"


@pytest.mark.parametrize("word", ["dust", "浮尘", "Sand_Dust"])
def test_other_words_for_dust(read: Read, word: str) -> None:
    events, found = read(f"date,kind\n2019-05-12,{word}\n")
    assert found == {}
    assert events[0].kind == "sand_dust"


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        (",,2019-02-30,sand_dust", "impossible_date", "'2019-02-30' is no date"),
        (",,unknown,sand_dust", "impossible_date", "write it as 2015-04-15"),
        (",,5/12/2019,sand_dust", "impossible_date", "no date"),
        ("2019-05-14,2019-05-12,,sand_dust", "end_before_start", "2019-05-12 lies before start"),
        ("2019-05-14,,,sand_dust", "date_missing", "end is missing"),
        (",,,sand_dust", "date_missing", "no date"),
        ("2019-05-14,,2019-05-14,sand_dust", "two_dates", "not both"),
        (",,2019-05-14,sanddst", "kind_unknown", "did you mean 'sand_dust'?"),
        (",,2019-05-14,", "kind_unknown", "kind is missing"),
        (",,2019-05-14,sand_dust,a,b,c,,d,e", "ragged_line", "quotation marks"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(read: Read, row: str, kind: str, words: str) -> None:
    events, found = read(f"{HEADER},,2019-05-01,sand_dust\n{row}\n,,2019-05-31,sand_dust\n")
    assert [e.day.day for e in events] == [1, 31]
    assert set(found) == {kind}
    assert (found[kind].severity, found[kind].place) == ("error", "line 3")
    assert words in found[kind].message


def test_every_bad_row_is_listed_by_itself(project: Project) -> None:
    assert project.events is not None
    project.events.path.write_text(HEADER + ",,2019-02-30,sand_dust\n,,2019-02-31,sand_dust\n")
    report = Report()
    assert read_events(project, report) == ()
    assert [p.place for p in report.summary()] == ["line 2", "line 3"]
    assert report.count("impossible_date") == 2
    assert report.totals.rejected == 2


def test_days_outside_the_period_are_told_and_left_out(read: Read) -> None:
    events, found = read(HEADER + "2018-12-30,2019-01-02,,sand_dust\n,,2021-03-15,sand_dust\n")
    assert [e.day.isoformat() for e in events] == ["2019-01-01", "2019-01-02"]
    outside = found["outside_period"]
    assert outside.severity == "warning"
    assert "2021-03-15" in outside.message  # the last of the two; both are listed


def test_a_day_that_is_listed_twice_counts_once(read: Read) -> None:
    events, found = read(
        HEADER + "2019-05-12,2019-05-14,,sand_dust,first\n2019-05-13,2019-05-15,,sand_dust,second\n"
    )
    assert [e.note_zh for e in events] == ["first", "first", "first", "second"]
    twice = found["day_twice"]
    assert (twice.severity, twice.count, twice.place) == ("warning", 2, "line 3")
    assert "2019-05-13 sand_dust: is listed already in line 2" in twice.message


def test_a_day_may_be_both_but_not_dust_and_no_dust(read: Read) -> None:
    events, found = read(
        HEADER + ",,2019-05-12,sand_dust\n,,2019-05-12,exceptional\n,,2019-05-12,not_dust\n"
    )
    assert [e.kind for e in events] == ["exceptional", "sand_dust"]
    assert found["day_contradicted"].severity == "error"
    assert "the opposite in line 2" in found["day_contradicted"].message


def test_a_long_event_is_asked_about(read: Read) -> None:
    events, found = read(HEADER + "2019-03-01,2019-04-30,,sand_dust\n")
    assert len(events) == 61
    assert "an event of 61 days" in found["long_event"].message


def test_rows_of_other_cities(read: Read) -> None:
    row = ",,2019-05-1{},sand_dust,,,,{}\n"
    cities = ("testcity", "襄阳市", "宜昌", "testctiy")
    events, found = read(HEADER + "".join(row.format(n, c) for n, c in enumerate(cities)))
    assert [e.day.day for e in events] == [10, 11]
    assert "did you mean 'testcity'?" in found["other_city"].message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"\x00\x01", "not_text"),
        (b"date,note\n2019-05-12,x\n", "header_unknown"),
        (b"date,date,kind\n2019-05-12,2019-05-12,sand_dust\n", "column_twice"),
    ],
)
def test_what_is_no_such_table(read: Read, content: bytes, kind: str) -> None:
    events, found = read(content)
    assert events == ()
    assert found[kind].severity == "error"


def test_a_misspelt_column_is_answered_with_the_nearest(read: Read) -> None:
    events, found = read("date,kind,sorce\n2019-05-12,sand_dust,x\n")
    assert events[0].source == ""
    assert "did you mean 'source'?" in found["column_unknown"].message


def test_a_quotation_mark_that_is_not_closed_loses_nothing_silently(read: Read) -> None:
    events, found = read('date,kind,note_en\n2019-05-12,sand_dust,"x\n2019-05-13,sand_dust,y\n')
    assert events == ()
    assert "quotation mark" in found["quote_open"].message


def test_a_file_that_is_not_there(project: Project) -> None:
    report = Report()
    assert read_events(project, report) == ()
    (problem,) = report.summary()
    assert (problem.severity, problem.kind) == ("error", "unreadable")
    assert "is it there?" in problem.message


def test_days_without_data_are_told(read: Read, project: Project) -> None:
    events, _ = read(HEADER + ",,2019-05-12,sand_dust\n,,2019-05-13,sand_dust\n")
    report = Report()
    report_empty_days(events, np.array(["2019-05-12"], "datetime64[D]"), project, report)
    (problem,) = report.summary()
    assert (problem.kind, problem.place) == ("event_without_data", "line 3, 2019-05-13")


def test_no_file_no_events(make_project: Callable[..., Project], tmp_path: Path) -> None:
    report = Report()
    assert read_events(make_project(), report) == ()
    assert list(report) == []


@pytest.mark.parametrize(("row", "code"), [("2019-05-12,sand_dust", 0), ("2019-05-32,sandust", 1)])
def test_check_lists_what_is_wrong_and_ends_with_1(
    tiny_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, code: int
) -> None:
    for file in tiny_project.parent.iterdir():
        (tmp_path / file.name).symlink_to(file)
    path = tmp_path / "own.toml"
    more = '\n[events]\npath = "events.csv"\n'
    path.write_text(tiny_project.read_text(encoding="utf-8") + more, encoding="utf-8")
    (tmp_path / "events.csv").write_text(f"date,kind\n{row}\n", encoding="utf-8")
    assert main(["check", str(path)]) == code
    said = " ".join(capsys.readouterr().err.split())
    assert ("events.csv, line 2: date '2019-05-32' is no date" in said) == bool(code)
    assert ("did you mean 'sand_dust'?" in said) == bool(code)


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_text_at_all_breaks_the_reading(project: Project, text: str) -> None:
    assert project.events is not None
    project.events.path.write_bytes(
        f"date,kind,note_en\n{text}\n".encode("utf-8", errors="surrogatepass")
    )
    report = Report()
    read_events(project, report)
    assert report.totals.files == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_a_name_on_the_page(language: str) -> None:
    root = Path(__file__).resolve().parents[2]
    words = json.loads((root / f"view/text/data.{language}.json").read_text(encoding="utf-8"))
    told = re.compile(r"(?:tell\(\s*\"\w+\"|refuse\(|own\.add\(\s*\"\w+\"),?\s*\"(\w+)\"")
    files = ("events", "targets", "hand_tables", "steps/special_days")
    kinds = {
        kind
        for name in files
        for kind in told.findall((root / f"pipeline/{name}.py").read_text(encoding="utf-8"))
    } | {"day_twice", "day_contradicted"}
    assert len(kinds) > 15
    assert not {kind for kind in kinds if f"problem.{kind}" not in words}

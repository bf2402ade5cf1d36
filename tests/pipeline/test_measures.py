"""The list of measures: each row is used, or refused with its line and a reason."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.hand_times import time_in
from pipeline.measure import Measure, highest_warning
from pipeline.measures import read_measures
from pipeline.project import Project, load_project
from pipeline.report import Problem, Report

HEADER = "id,kind,level,name_zh,name_en,issued,start,end,about_zh,about_en,status,source,city\n"
RED = "red-1,warning,red,红色预警,Red,2019-01-07T18:00,2019-01-08T07:00,2019-01-10T12:00,,,,,\n"
Read = Callable[[str | bytes], tuple[tuple[Measure, ...], dict[str, Problem]]]


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """A city `testcity` (襄阳) of the year 2019 that names `measures.csv`."""
    return make_project(
        start="2019-01-01", end="2019-12-31", more='[measures]\npath = "measures.csv"\n'
    )


@pytest.fixture
def read(project: Project) -> Read:
    """Write the file, read it; return the measures and the findings by kind."""

    def of(content: str | bytes) -> tuple[tuple[Measure, ...], dict[str, Problem]]:
        assert project.measures is not None
        raw = content.encode() if isinstance(content, str) else content
        project.measures.path.write_bytes(raw)
        report = Report()
        measures = read_measures(project, report)
        found = {problem.kind: problem for problem in report.summary()}
        assert all(p.source == "measures" and p.file == "measures.csv" for p in found.values())
        return measures, found

    return of


def test_a_warning_with_its_hours(read: Read) -> None:
    (red,), found = read(HEADER + RED)
    assert found == {}
    assert (red.id, red.kind, red.level, red.line) == ("red-1", "warning", "red", 2)
    assert red.issued == datetime(2019, 1, 7, 18)
    assert (red.start, red.end) == (datetime(2019, 1, 8, 7), datetime(2019, 1, 10, 12))
    assert (red.precision, red.issued_by_hour) == ("hour", True)
    assert red.status == "unverified"  # nothing is said of it


def test_days_alone_are_included_whole(read: Read) -> None:
    """A day as a start is its 00:00, as an end its 24:00, and the row says that hours are lost."""
    (plan,), found = read(HEADER + "p,plan,,规划,,,2019-02-01,2019-02-03,,,from memory,某文件,\n")
    assert found == {}
    assert (plan.start, plan.end) == (datetime(2019, 2, 1), datetime(2019, 2, 4))
    assert (plan.precision, plan.issued, plan.status) == ("day", None, "from memory")
    assert (plan.name_zh, plan.name_en) == ("规划", "规划")  # one name serves both


def test_one_day_lasts_a_day_and_no_end_lasts(read: Read) -> None:
    one = "a,control,,停工,Stop,,2019-03-01,2019-03-01,,,,,\n"
    measures, found = read(HEADER + one + "b,structural,,关停,,,2019-04-01,,,,,,\n")
    assert found == {}
    assert [(m.id, m.start, m.end) for m in measures] == [
        ("a", datetime(2019, 3, 1), datetime(2019, 3, 2)),
        ("b", datetime(2019, 4, 1), None),
    ]


def test_a_chinese_table_from_a_spreadsheet(read: Read) -> None:
    table = (
        "编号,类型,级别,名称,发布时间,开始时间,结束时间,核对情况\n"
        "y-1,重污染天气预警,黄色,黄色预警,2019/1/11 18:00,2019年1月12日7时,2019/1/14 24:00,已核实\n"
    )
    (warning,), found = read(table.encode("gbk"))
    assert set(found) == {"encoding"}
    assert (warning.kind, warning.level, warning.status) == ("warning", "yellow", "verified")
    assert (warning.start, warning.end) == (datetime(2019, 1, 12, 7), datetime(2019, 1, 15))


def test_the_level_may_stand_in_the_kind(read: Read) -> None:
    (red,), found = read("id,kind,name,start,end\nr,alert red,Red,2019-01-08,2019-01-10\n")
    assert found == {}
    assert (red.kind, red.level) == ("warning", "red")


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        ("x,plan,,n,,,2019-02-03,2019-02-01", "end_before_start", "2019-02-01 is not after"),
        ("x,warning,red,n,,,2019-02-03T07:00,2019-02-03T07:00", "end_before_start", "not after"),
        ("x,plan,,n,,,,2019-02-01", "start_missing", "no start"),
        ("x,plan,,n,,,2019-02-30,", "impossible_time", "'2019-02-30' is no time"),
        ("x,plan,,n,,,2019-02-03T25:00,", "impossible_time", "write 2015-12-08 or"),
        ("x,plan,,n,,,2019-02-03T24:30,", "impossible_time", "is no time"),
        ("x,plan,,n,,2019-13-01,2019-02-03,", "impossible_time", "issued '2019-13-01'"),
        ("x,plan,,n,,,2019-02-03T07:00Z,", "impossible_time", "has a zone"),
        ("x,plan,,n,,,2019-02-03T07:00+08:00,", "impossible_time", "has a zone"),
        ("x,warnin,red,n,,,2019-02-03,2019-02-04", "kind_unknown", "did you mean 'warning'?"),
        ("x,临时管制,,n,,,2019-02-03,2019-02-04", "kind_unknown", "did you mean 'control'?"),
        ("x,,,n,,,2019-02-03,2019-02-04", "kind_unknown", "kind is missing"),
        ("x,warning,rad,n,,,2019-02-03,2019-02-04", "level_unknown", "did you mean 'red'?"),
        ("x,warning,,n,,,2019-02-03,2019-02-04", "level_missing", "red, orange, yellow, blue"),
        ("x,alert red,orange,n,,,2019-02-03,2019-02-04", "level_contradicted", "says red"),
        ("x,plan,,n,,,2019-02-03,,,,probably", "status_unknown", "none of verified, from memory"),
        (",plan,,n,,,2019-02-03,", "id_impossible", "no id"),
        ("a b,plan,,n,,,2019-02-03,", "id_impossible", "letters, digits"),
        ("x,plan,,,,,2019-02-03,", "name_missing", "no name"),
        ("red-1,plan,,n,,,2019-02-03,", "measure_twice", "in line 2 already"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(read: Read, row: str, kind: str, words: str) -> None:
    last = "z,plan,,末,,,2019-06-01,,,,,,\n"
    measures, found = read(HEADER + RED + row + "\n" + last)
    assert [m.id for m in measures] == ["red-1", "z"]
    assert set(found) == {kind}
    assert (found[kind].severity, found[kind].place) == ("error", "line 3")
    assert words in found[kind].message
    assert "refused" in found[kind].message


def test_two_warnings_at_once_are_kept_and_named(read: Read) -> None:
    yellow = "y,warning,yellow,黄色,,,2019-01-10T00:00,2019-01-11T00:00,,,,,\n"
    after = "o,warning,orange,橙色,,,2019-01-11T00:00,2019-01-12T00:00,,,,,\n"  # touches only
    measures, found = read(HEADER + RED + yellow + after)
    assert [m.id for m in measures] == ["red-1", "y", "o"]
    assert set(found) == {"warnings_overlap"}
    overlap = found["warnings_overlap"]
    assert (overlap.severity, overlap.place, overlap.count) == ("warning", "line 3", 1)
    assert "y (yellow)" in overlap.message
    assert "red-1 (red, line 2)" in overlap.message


def test_every_pair_of_warnings_at_once_is_told(project: Project) -> None:
    """a lasts to the 9th; b and c lie in it and apart from each other; d begins as a ends."""
    spans = {"a": (1, 8), "b": (2, 3), "c": (5, 6), "d": (9, 10)}
    rows = "".join(
        f"{name},warning,blue,n,,,2019-02-{first:02},2019-02-{last:02},,,,,\n"
        for name, (first, last) in spans.items()
    )
    assert project.measures is not None
    project.measures.path.write_text(HEADER + rows, encoding="utf-8")
    report = Report()
    assert len(read_measures(project, report)) == 4
    assert [problem.place for problem in report.summary()] == ["line 3", "line 4"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("x,warning,red,n,,2019-02-03T08:00,2019-02-03T07:00,2019-02-04", "issued_after_start"),
        ("x,warning,red,n,,2018-02-03T08:00,2019-02-03T07:00,2019-02-04", "issued_early"),
        ("x,warning,red,n,,,2019-02-03T07:00,", "warning_lasts"),
        ("x,warning,red,n,,,2019-02-03,2019-03-03", "warning_long"),
        ("x,plan,red,n,,,2019-02-03,2019-03-03", "level_unused"),
    ],
)
def test_doubts_are_told_and_the_row_is_kept(read: Read, row: str, kind: str) -> None:
    measures, found = read(HEADER + row + "\n")
    assert [m.id for m in measures] == ["x"]
    assert set(found) == {kind}
    assert (found[kind].severity, found[kind].place) == ("warning", "line 2")


def test_an_issue_on_the_day_of_a_start_without_hour_is_no_doubt(read: Read) -> None:
    """Issued at 10:00 of a day from which it holds: whether before or after is not known."""
    _, found = read(HEADER + "x,warning,red,n,,2019-02-03T10:00,2019-02-03,2019-02-04,,,,,\n")
    assert found == {}


def test_what_lies_outside_the_period_is_kept_and_told(read: Read) -> None:
    """The last day of the period is in it: only the plan of 2020 is told."""
    rows = "a,plan,,n,,,2020-01-01,2020-12-31,,,,,\nb,plan,,n,,,2019-12-31,2020-05-01,,,,,\n"
    measures, found = read(HEADER + rows)
    assert [m.id for m in measures] == ["b", "a"]  # by start
    outside = found["measure_outside_period"]
    assert (outside.severity, outside.count, outside.place) == ("note", 1, "line 2, a")


def test_rows_of_other_cities_are_left_out(read: Read) -> None:
    other, own = (RED.replace("red-1", name)[:-1] for name in ("o", "x"))
    measures, found = read(HEADER + other + "武汉\n" + own + "襄阳市\n")
    assert [m.id for m in measures] == ["x"]
    assert found["other_city"].severity == "note"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "empty_file"), (b"id,start\nx,2019-01-01\n", "header_unknown"), (b"\x00", "not_text")],
)
def test_a_file_that_is_no_table(read: Read, content: bytes, kind: str) -> None:
    measures, found = read(content)
    assert measures == ()
    assert found[kind].severity == "error"


def test_no_file_and_none_named(project: Project, make_project: Callable[..., Project]) -> None:
    report = Report()
    assert read_measures(project, report) == ()
    assert report.count("unreadable") == 1
    silent = Report()
    assert read_measures(make_project(), silent) == ()
    assert list(silent) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2015-12-22T24:00", datetime(2015, 12, 23)),
        ("2015-12-31 24:00", datetime(2016, 1, 1)),
        ("2016/2/29 7:30", datetime(2016, 2, 29, 7, 30)),
        ("20151208", datetime(2015, 12, 8)),
        ("2015年12月8日7时30分", datetime(2015, 12, 8, 7, 30)),
        ("2015-12-08T07", datetime(2015, 12, 8, 7)),
        ("2015-12-08 07:00:00", datetime(2015, 12, 8, 7)),
    ],
)
def test_times_as_people_write_them(text: str, time: datetime) -> None:
    found = time_in(text)
    assert found is not None
    assert found.start == time


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_a_written_time_reads_back(time: datetime) -> None:
    minute = time.replace(second=0, microsecond=0)
    read = time_in(minute.isoformat(timespec="minutes"))
    assert read is not None
    assert (read.start, read.end, read.has_hour) == (minute, minute, True)
    day = time_in(minute.date().isoformat())
    assert day is not None
    assert day.end - day.start == timedelta(days=1)
    assert not day.has_hour


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    found = time_in(text)
    assert found is None or found.end >= found.start


def test_the_highest_warning_in_force(read: Read) -> None:
    """Red until 12:00 on the 10th, yellow the 10th whole: the hour at 12:00 is yellow only."""
    rows = RED + "y,warning,yellow,n,,,2019-01-10,2019-01-10,,,,,\np,plan,,n,,,2019-01-01,,,,,,\n"
    measures, _ = read(HEADER + rows)

    def of(start: datetime, end: datetime) -> str:
        return highest_warning(measures, start, end)

    assert of(datetime(2019, 1, 9), datetime(2019, 1, 20)) == "red"
    assert of(datetime(2019, 1, 10, 12), datetime(2019, 1, 20)) == "yellow"
    assert of(datetime(2019, 1, 11), datetime(2019, 1, 20)) == ""
    assert of(datetime(2019, 1, 1), datetime(2019, 1, 8, 7)) == ""  # up to its start, exclusive


def test_the_bundled_list_agrees_with_the_facts(
    shared_facts: Path, pytestconfig: pytest.Config
) -> None:
    """The verified red alerts stand in it to the hour; what is from memory says so."""
    project = load_project(pytestconfig.rootpath / "data/projects/beijing.toml")
    report = Report()
    held = {m.id: m for m in read_measures(project, report)}
    assert not report.has_errors
    assert len(held) == 18
    with (shared_facts / "beijing_events.csv").open(encoding="utf-8") as file:
        facts = {row["id"]: row for row in csv.DictReader(file)}
    for name in ("red-2015-1", "red-2015-2", "red-2016"):
        start, end = (time_in(facts[name][key]) for key in ("start", "end"))
        assert start is not None
        assert end is not None
        assert (held[name].start, held[name].end) == (start.start, end.end)
        assert (held[name].level, held[name].status) == ("red", "verified")
    for name in held.keys() & facts.keys():
        is_remembered = facts[name]["status"].startswith("FROM MEMORY")
        assert not is_remembered or held[name].status == "from memory", name


def test_the_pollutants_that_a_measure_aims_at(read: Read) -> None:
    header = "id,kind,name_zh,start,污染物\n"
    rows = [
        "a,control,甲,2019-02-01,PM2.5、NO₂ pm25",
        "b,control,乙,2019-03-01,",
        "c,plan,丙,2019-04-01,氡",
    ]
    (one, none), found = read(header + "\n".join(rows))
    assert one.pollutants == ("pm25", "no2")
    assert none.pollutants == ()
    assert set(found) == {"pollutant_unknown"}
    assert "none of pm25, pm10" in found["pollutant_unknown"].message

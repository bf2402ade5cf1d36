"""The table of targets: each row is used, or refused with its line and the nearest known word."""

from collections.abc import Callable

import pytest

from pipeline.project import Project, Target
from pipeline.report import Problem, Report
from pipeline.targets import read_targets

HEADER = "year,metric,value,stretch,source_zh,source_en,status,city\n"
Read = Callable[[str], tuple[tuple[Target, ...], list[Problem]]]


@pytest.fixture
def read(make_project: Callable[..., Project]) -> Read:
    """Write the table, read it; return the targets and the findings."""
    project = make_project(more='[targets]\npath = "targets.csv"\n')
    assert project.targets_file is not None
    path = project.targets_file.path

    def of(content: str) -> tuple[tuple[Target, ...], list[Problem]]:
        path.write_text(content, encoding="utf-8")
        report = Report()
        targets = read_targets(project, report)
        return targets, report.summary()

    return of


def test_targets_as_a_plan_sets_them(read: Read) -> None:
    targets, found = read(
        HEADER + "2019,pm25,59,57,方案,Plan,,\n2019,good_ratio,0.721,0.729,方案,,from memory,\n"
    )
    assert found == []
    good, fine = targets
    assert (fine.metric, fine.value, fine.stretch, fine.status) == ("pm25", 59, 57, "verified")
    assert (good.metric, good.value, good.stretch) == ("good_ratio", 0.721, 0.729)
    assert (good.source_zh, good.source_en, good.status) == ("方案", "方案", "from memory")


def test_headers_in_chinese(read: Read) -> None:
    targets, found = read("年份,指标,目标值,争取目标,出处\n2019,pm25,59,57,方案\n")
    assert found == []
    assert (targets[0].year, targets[0].value) == (2019, 59)


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        ("2019,pm2.5,59,,x", "target_impossible", "did you mean 'pm25'?"),
        ("2019,pm52,59,,x", "target_impossible", "did you mean 'pm25'?"),
        ("2019,god_ratio,0.7,,x", "target_impossible", "did you mean 'good_ratio'?"),
        ("2019,pm25,-59,,x", "target_impossible", "value -59 is negative"),
        ("2019,pm25,59,60,x", "target_impossible", "stretch 60 lies above the target 59"),
        ("2019,good_ratio,0.8,0.7,x", "target_impossible", "lies below the target 0.8"),
        ("2019,good_ratio,72.1,,x", "target_impossible", "write 0.721"),
        ("2019,good_ratio,72.1%,,x", "not_a_number", "a share is written 0.721"),
        ("2019,pm25,about 59,,x", "not_a_number", "value 'about 59' is not a number"),
        ("2019,pm25,,,x", "not_a_number", "no value"),
        ("2019,pm25,inf,,x", "not_a_number", "not a number"),
        ("2019-13-01,pm25,59,,x", "not_a_number", "year '2019-13-01' is not a number"),
        ("1919,pm25,59,,x", "target_impossible", "year Input should be greater"),
        ("2019.5,pm25,59,,x", "target_impossible", "year Input should be a valid integer"),
        ("2019,pm25,59,,", "source_missing", "who set this target"),
        ("2019,pm25,59,,x,x,verifed", "target_impossible", "did you mean 'verified'?"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(read: Read, row: str, kind: str, words: str) -> None:
    targets, (problem,) = read(f"{HEADER}2018,pm25,60,,x\n{row}\n2020,pm25,55,,x\n")
    assert [target.year for target in targets] == [2018, 2020]
    assert (problem.severity, problem.kind, problem.place) == ("error", kind, "line 3")
    assert (problem.source, problem.file) == ("targets", "targets.csv")
    assert words in problem.message


def test_of_two_for_one_thing_the_first_counts_as_unverified(read: Read) -> None:
    targets, (problem,) = read(HEADER + "2019,pm25,59,57,x\n2019,pm25,58,57,x\n")
    (target,) = targets
    assert (target.value, target.status) == (59, "unverified")
    assert (problem.severity, problem.kind) == ("error", "target_contradicted")
    assert "in line 2 already, 59 (57), not 58 (57)" in problem.message


def test_the_same_target_twice_is_no_contradiction(read: Read) -> None:
    targets, (problem,) = read(HEADER + "2019,pm25,59,57,x\n2019,pm25,59.0,57,x\n")
    assert targets[0].status == "verified"
    assert (problem.severity, problem.kind) == ("warning", "target_twice")


def test_targets_of_another_city_are_left_out(read: Read) -> None:
    targets, (problem,) = read(HEADER + "2019,pm25,59,,x,,,宜昌\n2019,pm10,85,,x,,,襄阳\n")
    assert [target.metric for target in targets] == ["pm10"]
    assert (problem.severity, problem.kind) == ("note", "other_city")


def test_a_table_without_a_needed_column(read: Read) -> None:
    targets, found = read("year,metric,vaule\n2019,pm25,59\n")
    assert targets == ()
    assert {p.kind for p in found} == {"column_unknown", "header_unknown"}
    assert any("did you mean 'value'?" in p.message for p in found)


def test_targets_of_the_project_file_stay(make_project: Callable[..., Project]) -> None:
    project = make_project(
        more='[[targets]]\nyear = 2019\nmetric = "pm25"\nvalue = 59\n'
        'source_zh = "x"\nsource_en = "x"'
    )
    assert read_targets(project, Report()) == project.targets

"""Conclusions and their cases: known ones are kept, others refused with the nearest ids."""

import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pipeline.cli import main
from pipeline.conclusions import Conclusion, read_conclusions
from pipeline.measures import read_measures
from pipeline.project import load_project
from pipeline.report import Report
from pipeline.steps.conclusions import build_conclusions, nearest_cases
from summaries.store import SnapshotStore
from summaries.tables import TABLES

CASE = "testcity-pm25-20190110"


def episodes(*starts: str, head: str = "testcity-pm25-") -> pd.DataFrame:
    days = pd.to_datetime(list(starts))
    ids = [f"{head}{day:%Y%m%d}" for day in days]
    return pd.DataFrame({"case_id": ids, "start": days, "scope": "city"})


def city_with(*conclusions: Conclusion) -> Any:
    """A gathered city, as far as the step looks at it."""
    of_project = SimpleNamespace(city=SimpleNamespace(id="testcity"))
    return SimpleNamespace(project=of_project, conclusions=conclusions, report=Report())


def conclusion(case_id: str, day: date = date(2019, 1, 20)) -> Conclusion:
    return Conclusion(case_id, "王某", day, 1, "draft", "", "正文", f"{case_id}.md")


def test_the_table_keeps_its_contract() -> None:
    city = city_with(conclusion(CASE))
    frame = build_conclusions(city, episodes("2019-01-10", "2019-03-01"))
    table = TABLES["conclusions"]
    assert set(frame.columns) == {column.name for column in table.columns}
    row = frame.iloc[0]
    assert (row["city"], row["case_id"], row["version"]) == ("testcity", CASE, 1)
    assert row["date"] == pd.Timestamp("2019-01-20")
    assert list(city.report) == []
    nothing = build_conclusions(city_with(), episodes())
    assert list(nothing.columns) == list(frame.columns)
    assert len(nothing) == 0


def test_a_case_that_is_not_there_is_refused_with_the_nearest() -> None:
    city = city_with(conclusion("testcity-pm25-20190111"))
    frame = build_conclusions(
        city, episodes("2019-01-10", "2019-01-20", "2019-02-09", "2019-12-11")
    )
    assert len(frame) == 0
    (problem,) = city.report.summary()
    assert (problem.kind, problem.severity) == ("case_unknown", "error")
    assert problem.file == "testcity-pm25-20190111.md"
    nearest = "testcity-pm25-20190110, testcity-pm25-20190120, testcity-pm25-20190209"
    assert f"nearest: {nearest}:" in problem.message  # 1, 9 and 29 days away


def test_a_conclusion_before_its_case_is_asked_about() -> None:
    city = city_with(conclusion(CASE, date(2018, 1, 20)))
    assert len(build_conclusions(city, episodes("2019-01-10"))) == 1
    assert [(p.kind, p.severity) for p in city.report] == [("dated_before_case", "warning")]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("testcity-o3-20190110", ["testcity-o3-20190601"]),  # the kind as it is asked for
        ("testcity-pm2520190110", ["testcity-pm25-20190110"]),  # by its letters
        ("testcity-pm25-20190231", ["testcity-pm25-20190110"]),  # a day that does not exist
        ("总结", []),
    ],
)
def test_nearest_cases(asked: str, nearest: list[str]) -> None:
    known = ["testcity-pm25-20190110", "testcity-o3-20190601"]
    assert nearest_cases(asked, known)[: len(nearest) or 1] == nearest


@pytest.fixture
def template(tmp_path: Path, pytestconfig: pytest.Config) -> Path:
    """The project file of a copy of the template whose commented lists are switched on."""
    shutil.copytree(pytestconfig.rootpath / "data/projects/template", tmp_path / "city")
    file = tmp_path / "city" / "project.toml"
    text = file.read_text(encoding="utf-8")
    shown = text[text.index("# [measures]") : text.index("# [surface]")]
    written = "\n".join(line.removeprefix("# ") for line in shown.splitlines())
    file.write_text(text.replace(shown, written + "\n"), encoding="utf-8")
    listed = tmp_path / "city" / "measures.csv"
    rows = (
        listed.read_text(encoding="utf-8").replace("# orange", "orange").replace("# plan", "plan")
    )
    listed.write_text(rows, encoding="utf-8")
    return file


def test_what_the_template_shows_is_right(template: Path) -> None:
    """The commented lines of the template and its example files, taken for what they say."""
    report = Report()
    project = load_project(template)
    (found,) = read_conclusions(project, report)
    assert (found.case_id, found.status) == ("mycity-pm25-20240101", "draft")
    measures = read_measures(project, report)
    assert [(m.id, m.precision) for m in measures] == [
        ("plan-2024", "day"),
        ("orange-2024-1", "hour"),
    ]
    assert list(report) == []


def test_check_and_build_tell_of_a_case_that_is_not_there(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The template's two clean days have no case, so that its example text belongs to none."""
    assert main(["check", str(template)]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "mycity-pm25-20240101.md: there is no case" in said
    assert main(["build", str(template), "--out", str(tmp_path / "out")]) == 0
    snapshot = SnapshotStore(tmp_path / "out").current()
    assert len(snapshot.read("conclusions")) == 0
    assert snapshot.read("measures")["measure"].tolist() == ["orange-2024-1", "plan-2024"]
    problems = snapshot.read("problems")
    problems = problems[~problems["kind"].str.startswith("effects_")]  # too few days for any
    assert problems["kind"].tolist() == ["case_unknown"]
    assert problems["source"].tolist() == ["conclusions"]
    (file,) = snapshot.manifest["conclusions"]
    assert file["file"] == "mycity-pm25-20240101.md"
    assert len(file["sha256"]) == 64
    assert {each["list"] for each in snapshot.manifest["lists"]} == {
        "events",
        "targets",
        "measures",
    }

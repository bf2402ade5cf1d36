"""The project file: the bundled ones load, a wrong one is refused with everything at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from airquality.validity import GB3095
from pipeline.errors import ProjectError
from pipeline.project import Project, load_project

PROJECTS = Path(__file__).resolve().parents[2] / "data/projects"


@pytest.mark.parametrize("name", ["beijing", "chengdu", "xiangyang"])
def test_bundled_project_loads(name: str) -> None:
    project = load_project(PROJECTS / f"{name}.toml")
    assert project.city.id == name
    assert project.stations.path.is_file()
    assert project.sources[0].credit
    assert set(project.index_rules.weights.values()) == {1.0}
    assert project.validity_rules == GB3095


def test_bundled_targets() -> None:
    targets = {t.metric: t for t in load_project(PROJECTS / "xiangyang.toml").targets}
    assert (targets["pm25"].value, targets["pm25"].stretch) == (59, 57)
    assert (targets["pm10"].value, targets["pm10"].stretch) == (85, None)
    assert (targets["good_ratio"].value, targets["good_ratio"].stretch) == (0.721, 0.729)
    assert targets["pm25"].less_is_better
    assert not targets["good_ratio"].less_is_better


def test_paths_are_relative_to_the_file(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project(path="raw/../raw")
    assert project.sources[0].path == (tmp_path / "raw").resolve()
    assert project.stations.path == (tmp_path / "stations.csv").resolve()


def test_a_project_is_frozen(make_project: Callable[..., Project]) -> None:
    with pytest.raises(ValueError, match="frozen"):
        make_project().city.id = "other"  # type: ignore[misc]


def test_hour_label_falls_back_to_the_formats_rule(make_project: Callable[..., Project]) -> None:
    assert make_project().sources[0].hour_label == "ending"
    assert make_project(extra='hours = "beginning"').sources[0].hour_label == "beginning"
    assert make_project(kind="city-daily", extra='o3 = "mda8"').sources[0].hour_label == ""


def test_own_rules(make_project: Callable[..., Project]) -> None:
    project = make_project(more="[validity]\nhours_a_day = 18\n[weights]\npm25 = 3")
    assert project.validity_rules.hours_a_day == 18
    assert project.validity_rules.hours_a_window == GB3095.hours_a_window
    assert project.index_rules.weights["pm25"] == 3
    assert project.index_rules.weights["o3"] == 1


def test_days_that_lack_an_item_have_no_aqi_unless_the_project_says_so(
    make_project: Callable[..., Project],
) -> None:
    assert make_project().evaluation.missing_items == "na"
    project = make_project(more='[evaluation]\nmissing_items = "exceeding"')
    assert project.evaluation.missing_items == "exceeding"


def places_of(path: Path) -> dict[str, str]:
    with pytest.raises(ProjectError) as caught:
        load_project(path)
    assert {problem.file for problem in caught.value.problems} == {path.name}
    return {problem.place: problem.message for problem in caught.value.problems}


def test_every_problem_is_named_at_once(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    make_project()
    path = tmp_path / "project.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('adcode = "420600"', 'adcode = "42"\nnmae_zh = "x"')
    text = text.replace('licence = "none"', 'licens = "none"').replace("[period]", "[peroid]")
    path.write_text(text, encoding="utf-8")
    problems = places_of(path)
    assert problems["city.nmae_zh"].endswith("did you mean 'name_zh'?")
    assert "city.adcode" in problems
    assert problems["sources[1].licens"].endswith("did you mean 'licence'?")
    assert problems["sources[1].licence"] == "is missing"
    assert problems["peroid"].endswith("did you mean 'period'?")
    assert problems["period"] == "is missing"
    assert "sources" not in problems  # it is not empty: its entry is refused


def test_key_unlike_any_other_lists_the_known_ones(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    make_project()
    path = tmp_path / "project.toml"
    path.write_text("zzzzzz = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "boundaries, circles, city" in places_of(path)["zzzzzz"]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"start": "2019-02-01"}, "period", "lies before start"),
        ({"kind": "cnmec"}, "sources[1]", "'cnmec' is none of cnemc"),
        ({"codes": ()}, "stations", "by `codes` or by `city`"),
        ({"codes": ("1001A", "1001A")}, "stations", "names a station twice"),
        ({"extra": 'hours = "middle"'}, "sources[1].hours", "'beginning' or 'ending'"),
        ({"more": '[boundaries]\nkind = "cnmaps"'}, "boundaries", "needs `adcode`"),
        ({"more": "[boundaries]"}, "boundaries", "needs `path`"),
        ({"more": "[validity]\nhours_per_day = 3"}, "validity", "did you mean 'hours_a_day'"),
        (
            {"more": '[evaluation]\nmissing_items = "exceding"'},
            "evaluation.missing_items",
            "did you mean 'exceeding'?",
        ),
        ({"more": "[evaluation]\nmissing_items = 3"}, "evaluation.missing_items", "na, exceeding"),
        (
            {"more": '[evaluation]\nmissing_item = "na"'},
            "evaluation.missing_item",
            "did you mean 'missing_items'?",
        ),
        ({"more": "[weights]\npm2 = 3"}, "weights", "pm2: none of pm25"),
        ({"more": "[weights]\npm25 = -1"}, "weights.pm25", "greater than or equal to 0"),
        ({"more": 'file = "x"'}, "stations.file", "is not a known key"),
        (
            {
                "more": '[[targets]]\nyear = 2019\nmetric = "good_ratio"\nvalue = 72.1\n'
                'source_zh = "x"\nsource_en = "x"'
            },
            "targets[1]",
            "write 0.721",
        ),
        (
            {
                "more": '[[targets]]\nyear = 2019\nmetric = "pm2.5"\nvalue = 1\n'
                'source_zh = "x"\nsource_en = "x"'
            },
            "targets[1]",
            "is none of pm25",
        ),
        ({"extra": "zero_is_missing = true"}, "sources[1]", "not used by kind cnemc"),
        (
            {"kind": "city-daily", "extra": 'o3 = "mda8"\ncolumns = ["date", "ozone"]'},
            "sources[1]",
            "ozone: none of",
        ),
    ],
)
def test_value_that_cannot_be(
    make_project: Callable[..., Project], change: dict[str, object], place: str, words: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(**change)
    messages = {problem.place: problem.message for problem in caught.value.problems}
    assert words in messages[place]


def test_two_sources_of_one_id(make_project: Callable[..., Project], tmp_path: Path) -> None:
    make_project()
    path = tmp_path / "project.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("[[sources]]") :], encoding="utf-8")
    assert places_of(path)["sources"] == "two sources have the id raw"


def test_no_source_at_all(make_project: Callable[..., Project], tmp_path: Path) -> None:
    make_project()
    path = tmp_path / "project.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text("sources = []\n" + text[: text.index("[[sources]]")], encoding="utf-8")
    assert "at least 1 item" in places_of(path)["sources"]


def test_source_of_an_id(make_project: Callable[..., Project]) -> None:
    project = make_project()
    assert project.source("raw") is project.sources[0]
    with pytest.raises(KeyError):
        project.source("other")


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "is it there"), (b"[city", "is not TOML"), ("名 = '襄阳'".encode("gbk"), "not UTF-8")],
)
def test_unreadable_project_file(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "city.toml"
    if content is not None:
        path.write_bytes(content)
    assert words in places_of(path)[""]

"""Seasons, dust, events, hours kept and targets of a project file: read, or refused in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from airquality.sand_dust import MEMORY_2016
from airquality.seasons import KINDS, Season
from pipeline.errors import ProjectError
from pipeline.project import Project

MakeProject = Callable[..., Project]
HEATING = '[[seasons]]\nid = "heating"\nname_zh = "供暖季"\nname_en = "Heating"\n'
TARGET = '[[targets]]\nyear = 2019\nsource_zh = "x"\nsource_en = "x"\nmetric = "pm25"\n'


def test_nothing_more_is_wanted_where_nothing_is_said(make_project: MakeProject) -> None:
    project = make_project()
    assert project.dust.figures is None
    assert project.events is None
    assert project.targets_file is None
    assert project.seasons == ()
    assert project.keep.station_hours == 3
    assert project.running.share_of_days == 0.75


def test_what_may_be_said(make_project: MakeProject, tmp_path: Path) -> None:
    more = (
        HEATING + "first_month = 11\nmonths = 5\n"
        '[dust]\nrule = "memory-2016"\nmin_hours = 4\n[dust.thresholds]\nleast_pm10 = 200\n'
        '[events]\npath = "days/events.csv"\n[keep]\nstation_hours = 1\n'
        '[running]\nshare_of_days = 0.5\n[targets]\npath = "targets.csv"\nencoding = "gbk"'
    )
    project = make_project(more=more)
    (season,) = project.seasons
    assert season.season == Season("heating", "供暖季", "Heating", 11, 5)
    assert project.dust.figures is not None
    assert project.dust.figures.least_pm10 == 200
    assert project.dust.figures.hours_a_day == 4
    assert project.dust.figures.rise == MEMORY_2016.rise
    assert project.events is not None
    assert project.events.path == (tmp_path / "days/events.csv").resolve()
    assert project.keep.station_hours == 1
    assert project.running.share_of_days == 0.5
    assert project.targets == ()
    assert project.targets_file is not None
    assert project.targets_file.path == (tmp_path / "targets.csv").resolve()
    assert project.targets_file.encoding == "gbk"


@pytest.mark.parametrize("kind", KINDS)
def test_a_season_takes_no_name_that_is_taken(make_project: MakeProject, kind: str) -> None:
    text = HEATING.replace("heating", kind) + "first_month = 11\nmonths = 5"
    with pytest.raises(ProjectError, match="choose another id"):
        make_project(more=text)


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        (HEATING + "first_month = 13\nmonths = 5", "seasons[1].first_month", "less than or equal"),
        (HEATING + "first_month = 11\nmonths = 0", "seasons[1].months", "greater than or equal"),
        (HEATING + "first_mont = 11\nmonths = 5", "seasons[1].first_mont", "'first_month'?"),
        (2 * (HEATING + "first_month = 11\nmonths = 5\n"), "seasons", "two seasons have the id"),
        ('[dust]\nrule = "memory2016"', "dust.rule", "did you mean 'memory-2016'?"),
        ("[dust]\nrule = false", "dust.rule", "False is none of off, memory-2016"),
        ("[dust]\nmin_hours = 25", "dust.min_hours", "less than or equal to 24"),
        ("[dust.thresholds]\nleast_pm1 = 9", "dust", "did you mean 'least_pm10'?"),
        ("[dust.thresholds]\nhours_a_day = 9", "dust", "written as `min_hours`"),
        (
            '[dust]\nrule = "memory-2016"\n[dust.thresholds]\nrise = 0.5',
            "dust",
            "rise",
        ),
        ("[events]\npaht = 'x'", "events.paht", "did you mean 'path'?"),
        ("[keep]\nstation_hours = 5", "keep.station_hours", "does not tile a day"),
        ("[running]\nshare_of_days = 0", "running.share_of_days", "greater than 0"),
        ("[targets]\npaht = 'x'", "targets.paht", "did you mean 'path'?"),
        ("[targets]\nencoding = 'gbk'", "targets.path", "is missing"),
        (TARGET + "value = -3", "targets[1]", "value -3 is negative"),
        (TARGET + "value = 0", "targets[1]", "value 0 cannot be reached by pm25"),
        (TARGET + "value = nan", "targets[1]", "not a number to reach"),
        (TARGET + "value = 59\nstretch = 60", "targets[1]", "stretch 60 lies above the target 59"),
        (TARGET + 'value = 59\nstatus = "verfied"', "targets[1].status", "mean 'verified'?"),
        (
            TARGET.replace("pm25", "PM2.5") + "value = 59",
            "targets[1]",
            "did you mean 'pm25'?",
        ),
        (
            TARGET.replace("pm25", "good_ratio") + "value = 0.72\nstretch = 0.7",
            "targets[1]",
            "stretch 0.7 lies below the target 0.72",
        ),
        (
            TARGET.replace("pm25", "good_days") + "value = 367",
            "targets[1]",
            "a year has 366 at most",
        ),
        (
            TARGET + "value = 59\n" + TARGET + "value = 58",
            "targets",
            "[1] and [2] are both for pm25 in 2019",
        ),
    ],
)
def test_what_cannot_be(make_project: MakeProject, more: str, place: str, words: str) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(more=more)
    messages = {problem.place: problem.message for problem in caught.value.problems}
    assert words in messages[place]


def test_the_fields_of_the_program_are_no_keys(make_project: MakeProject, tmp_path: Path) -> None:
    make_project()
    path = tmp_path / "project.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text('targets_file = "x"\n' + text, encoding="utf-8")
    from pipeline.project import load_project

    with pytest.raises(ProjectError, match="targets_file: is not a key of a project file"):
        load_project(path)


def test_no_heavy_day_at_all_is_a_target(make_project: MakeProject) -> None:
    project = make_project(more=TARGET.replace("pm25", "heavy_days") + "value = 0")
    assert project.targets[0].value == 0

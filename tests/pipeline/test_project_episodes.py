"""How a project file says by which figures cases are found."""

from collections.abc import Callable
from dataclasses import fields

import pytest

from airquality.episodes.figures import FIGURES
from airquality.episodes.rules import DEFAULT_RULES, EpisodeRules
from pipeline.errors import ProjectError
from pipeline.project import Project
from pipeline.project_episodes import Episodes

MakeProject = Callable[..., Project]


def test_the_rules_where_nothing_is_said(make_project: MakeProject) -> None:
    assert make_project().episodes.rules == DEFAULT_RULES


def test_a_figure_of_each_rule_may_be_said(make_project: MakeProject) -> None:
    more = """
    [episodes.pm25]
    gap_hours = 36
    [episodes.o3]
    least_days = 3
    limit = 200
    [episodes.weeks]
    weeks = 3
    """
    rules = make_project(more=more).episodes.rules
    assert rules.pm25.gap_hours == 36
    assert rules.pm25.least_hours == DEFAULT_RULES.pm25.least_hours
    assert (rules.o3.least_days, rules.o3.limit) == (3, 200)
    assert rules.weeks.weeks == 3
    assert rules.stages == DEFAULT_RULES.stages


def test_every_rule_is_a_table_of_the_project_file_and_has_words() -> None:
    assert set(Episodes.model_fields) == {part.name for part in fields(EpisodeRules)}
    assert {(kind, figure) for kind, figure, _ in DEFAULT_RULES.values()} == set(FIGURES)


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        ("[episodes.pm25]\nleest_days = 2", "episodes", "did you mean 'least_days'?"),
        ("[episodes.pm52]\nleast_days = 2", "episodes.pm52", "did you mean 'pm25'?"),
        ("[episodes.o3]\ngap_days = 1.5", "episodes", "o3: `gap_days` 1.5 is not a whole number"),
        ("[episodes.o3]\nlimit = true", "episodes", "o3: `limit` True is not a number"),
        ("[episodes.marks]\ndust_ratio = nan", "episodes", "`dust_ratio` nan is not a number"),
        ("[episodes.stages]\nsmooth_hours = '3'", "episodes", "`smooth_hours` '3' is not a number"),
        ("[episodes.pm25]\nleast_hours = 30", "episodes", "pm25: least_hours: 1 to window_hours"),
        ("[episodes]\npm25 = 3", "episodes.pm25", "dictionary"),
    ],
)
def test_figures_that_cannot_be(
    make_project: MakeProject, more: str, place: str, words: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(more=more)
    assert place in str(caught.value)
    assert words in str(caught.value)


def test_all_faults_are_said_at_once(make_project: MakeProject) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(more="[episodes.o3]\nleast_dais = 2\n[episodes.weeks]\nweeks = -1")
    assert "did you mean 'least_days'" in str(caught.value)
    assert "weeks: weeks is not negative" in str(caught.value)

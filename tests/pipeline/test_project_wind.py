"""How a project file says what is calm and where classes of wind speed end."""

from collections.abc import Callable

import pytest

from pipeline.errors import ProjectError
from pipeline.project import Project

MakeProject = Callable[..., Project]


def test_classes_of_wind_where_nothing_is_said(make_project: MakeProject) -> None:
    wind = make_project().wind
    assert wind.calm_below == 0.5
    assert wind.speed_edges == (2.0, 4.0, 6.0)


def test_classes_of_wind_may_be_said(make_project: MakeProject) -> None:
    wind = make_project(more="[wind]\ncalm_below = 0.2\nspeed_edges = [1, 3.3]").wind
    assert wind.calm_below == 0.2
    assert wind.speed_edges == (1.0, 3.3)


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        ("calm_below = 0", "wind.calm_below", "greater than 0"),
        ("calm_below = 5", "wind.calm_below", "less than or equal to 2"),
        ("speed_edges = []", "wind.speed_edges", "at least 1"),
        ("speed_edges = [4, 2]", "wind", "do not rise"),
        ("speed_edges = [0.5, 2]", "wind", "do not rise"),  # no class from 0.5 to 0.5
        ("calm = 0.5", "wind.calm", "calm_below"),
    ],
)
def test_classes_that_cannot_be(
    make_project: MakeProject, more: str, place: str, words: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(more=f"[wind]\n{more}")
    assert place in str(caught.value)
    assert words in str(caught.value)

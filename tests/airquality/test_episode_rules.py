"""The registry of figures: every figure of every rule is said in words, and no other."""

from dataclasses import replace

import pytest

from airquality.episodes.figure import Figure
from airquality.episodes.figures import FIGURES
from airquality.episodes.rule_figures import RULE_FIGURES
from airquality.episodes.rules import (
    DEFAULT_RULES,
    EpisodeRules,
    MarkRule,
    O3Rule,
    PathRule,
    StageRule,
)


def test_every_figure_has_its_words() -> None:
    listed = [(kind, name) for kind, name, _ in DEFAULT_RULES.values()]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(FIGURES)
    own = {kind for kind, _ in RULE_FIGURES}
    assert {key for key in listed if key[0] in own} == set(RULE_FIGURES)
    for figure in FIGURES.values():
        assert figure.about_zh
        assert figure.about_en
        # Who claims a source names it.
        assert figure.source or figure.status == "OWN CHOICE"


def test_the_values_are_those_of_the_project() -> None:
    rules = replace(EpisodeRules(), o3=O3Rule(least_days=3))
    values = {(kind, name): value for kind, name, value in rules.values()}
    assert values["o3", "least_days"] == 3
    assert values["pm25", "gap_hours"] == 12


def test_a_status_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="probably"):
        Figure("h", "一", "one", "", "probably")


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (StageRule, {"smooth_hours": 2}),
        (StageRule, {"explosive_factor": 1.0}),
        (StageRule, {"easing_share": 0.8}),
        (StageRule, {"plateau_share": 1.1}),
        (PathRule, {"onset_hours": 0}),
        (PathRule, {"least_share": 2.0}),
        (MarkRule, {"fireworks_first_hour": 24}),
        (MarkRule, {"dust_ratio": -0.1}),
        (O3Rule, {"gap_days": -1}),
    ],
)
def test_figures_that_cannot_be(rule: type, wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        rule(**wrong)

"""A verdict by fixed rules."""

from dataclasses import replace

import numpy as np
import pytest

from airquality.effects import rule_figures
from airquality.effects.estimate import Effect
from airquality.effects.verdict import (
    CLEAR,
    LIKELY,
    NOT_DISTINGUISHABLE,
    NOT_GOOD_ENOUGH,
    STRICT,
    VerdictRule,
    judge,
)

FOUND = Effect(
    observed=40,
    predicted=80,
    effect=-40,
    low=-60,
    high=-20,
    percent=-50,
    p=0.02,
    times_reach=1.2,
    rank=1,
    placebos=200,
    independent=50,
)
SAME = [-30.0, -50.0, np.nan]


@pytest.mark.parametrize(
    ("effect", "r2", "variants", "expected"),
    [
        (FOUND, 0.8, SAME, (CLEAR, "")),
        (replace(FOUND, p=0.021), 0.8, SAME, (LIKELY, "")),
        (replace(FOUND, p=0.05, times_reach=1.49), 0.8, SAME, (LIKELY, "")),
        (replace(FOUND, p=0.05, times_reach=1.5), 0.8, SAME, (CLEAR, "")),
        (replace(FOUND, p=0.051), 0.8, SAME, (NOT_DISTINGUISHABLE, "placebo")),
        (replace(FOUND, high=0.1), 0.8, SAME, (NOT_DISTINGUISHABLE, "placebo")),
        (FOUND, 0.8, [-30.0, 1.0], (NOT_DISTINGUISHABLE, "sign")),
        (FOUND, 0.6, SAME, (CLEAR, "")),
        (FOUND, 0.599, SAME, (NOT_GOOD_ENOUGH, "skill")),
        (FOUND, np.nan, SAME, (NOT_GOOD_ENOUGH, "skill")),
        (Effect(reason="outside"), 0.8, [], (NOT_GOOD_ENOUGH, "outside")),
        (
            replace(FOUND, reason="too_few_placebos"),
            0.8,
            SAME,
            (NOT_GOOD_ENOUGH, "too_few_placebos"),
        ),
        (Effect(), 0.8, [], (NOT_DISTINGUISHABLE, "placebo")),
    ],
)
def test_the_rules(effect, r2, variants, expected):
    assert judge(effect, r2, variants) == expected


def test_dirtier_air_is_judged_alike():
    worse = replace(FOUND, effect=40, low=20, high=60, percent=50)
    assert judge(worse, 0.8, [30.0]) == (CLEAR, "")
    assert judge(worse, 0.8, [-30.0]) == (NOT_DISTINGUISHABLE, "sign")


@pytest.mark.parametrize(
    "wrong",
    [
        {"likely_p": 0.0},
        {"likely_p": 0.06},
        {"clear_p": 0.06},
        {"clear_times": 0.9},
        {"least_r2": 1.0},
    ],
)
def test_a_rule_that_judges_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match=r"between"):
        VerdictRule(**wrong)


def test_every_figure_of_the_rules_is_printed_with_its_value():
    values = rule_figures.values_of()
    assert list(values) == list(rule_figures.FIGURES)
    assert values["verdict", "likely_p"] == STRICT.likely_p
    assert rule_figures.values_of(VerdictRule(likely_p=0.03))["verdict", "likely_p"] == 0.03
    for figure in rule_figures.FIGURES.values():
        assert figure.about_zh
        assert figure.about_en
        assert figure.status

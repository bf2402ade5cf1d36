"""Every figure of the rules of causes is put in words, and no other."""

from dataclasses import fields

from airquality.episodes.cause_figures import CAUSE_FIGURES
from airquality.episodes.same_weeks import WeeksRule
from airquality.episodes.similarity import SimilarityRule
from airquality.episodes.source_ratios import RatioRule
from airquality.episodes.weather_types import TypeRule

RULES = {"weeks": WeeksRule, "ratios": RatioRule, "types": TypeRule, "similarity": SimilarityRule}


def test_every_figure_has_words() -> None:
    known = {(kind, own.name) for kind, rule in RULES.items() for own in fields(rule)}
    assert known == set(CAUSE_FIGURES)
    for figure in CAUSE_FIGURES.values():
        assert figure.about_zh
        assert figure.about_en

"""Every figure of the episode rules in words, by kind and name of `rules.EpisodeRules`."""

from airquality.episodes.cause_figures import CAUSE_FIGURES
from airquality.episodes.figure import Figure
from airquality.episodes.rule_figures import RULE_FIGURES

FIGURES: dict[tuple[str, str], Figure] = {**RULE_FIGURES, **CAUSE_FIGURES}

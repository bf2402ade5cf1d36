"""Every figure of the episode rules in words, by kind and name of `rules.EpisodeRules`."""

from airquality.episodes.figure import Figure
from airquality.episodes.rule_figures import RULE_FIGURES

FIGURES: dict[tuple[str, str], Figure] = {**RULE_FIGURES}

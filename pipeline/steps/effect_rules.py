"""Step `effect_rules`: the figures by which a city's effects are found and judged."""

from __future__ import annotations

import pandas as pd

from airquality.effects.rule_figures import FIGURES, values_of
from airquality.episodes.figure import OWN_CHOICE, Figure
from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import frame_of
from summaries.tables.effect_rules import EFFECT_RULES

_MEMBERS_KEY = ("normalisation", "members")
_MEMBERS = Figure(
    "",
    "集合的成员数：各成员用按周重抽的数据训练，区间取自其散布",
    "models of an ensemble, each trained on weeks drawn anew; intervals are of their spread",
    "",
    OWN_CHOICE,
)


def build_effect_rules(effects: CityEffects) -> pd.DataFrame:
    """Return the table `effect_rules`: each figure as the project sets it, with its source.

    A city of which nothing can be said has none.
    """
    if effects.reason:
        return frame_of([], EFFECT_RULES, effects.id)
    settings = effects.city.project.effects
    values = values_of(settings.rule, settings.donor_rule) | {_MEMBERS_KEY: float(settings.members)}
    words_of = {**FIGURES, _MEMBERS_KEY: _MEMBERS}
    rows = [
        {
            "kind": kind,
            "figure": name,
            "value": values[kind, name],
            "unit": words.unit,
            "about_zh": words.about_zh,
            "about_en": words.about_en,
            "source": words.source,
            "status": words.status.lower(),
            "number": number,
        }
        for number, ((kind, name), words) in enumerate(words_of.items(), start=1)
    ]
    return frame_of(rows, EFFECT_RULES, effects.id)

"""The model card in words: its data, its skill, and which split flatters."""

from collections.abc import Sequence

import pandas as pd

from view.effect_amounts import difference
from view.effect_parts import Skill
from view.formats import day, number
from view.readings.effects import skill_of
from view.text import text

#: Least by which a random split's R² is higher to be called flattering (own choice).
_FLATTERS = 0.02


def skill_words(lang: str, modelled: str, skills: Sequence[Skill]) -> str:
    """Return the skill on held-out weeks beside the random split; '' where there is none."""
    held, random = skill_of(skills, "weeks"), skill_of(skills, "random")
    if held is None or held.r2 is None:
        return ""
    told = {"r2": number(held.r2, 2), "bias": difference(modelled, held.bias)}
    if random is None or random.r2 is None or random.r2 - held.r2 < _FLATTERS:
        return text(lang, "effects.model.reading.plain", **told)
    return text(lang, "effects.model.reading", random=number(random.r2, 2), **told)


def data_words(lang: str, skills: Sequence[Skill]) -> str:
    """Return from when to when the model's data are, and how many values it has; '' of none."""
    held = skill_of(skills, "weeks", "hour") or skill_of(skills, "weeks")
    if held is None or held.start is None or held.end is None:
        return ""
    return text(
        lang,
        "effects.model.data",
        first=day(lang, held.start),
        last=day(lang, held.end - pd.Timedelta(hours=1)),
        n=f"{held.n:,}",
        step=text(lang, f"effects.model.data.{held.step}"),
        members=held.members,
    )


def predictors_of(skills: Sequence[Skill]) -> list[str]:
    """Return the names of the predictors, as the model knows them."""
    held = skill_of(skills, "weeks", "hour") or skill_of(skills, "weeks")
    return [name for name in held.predictors.split(",") if name] if held else []

"""The model card: skill, data, predictors, limits, rules."""

from typing import Any

from dash import Dash, Input, Output

from layouts.effects import model_card as layout
from layouts.ranking.lines import as_lines
from view import ids
from view.effect_choice import name_of
from view.effect_page import shown
from view.figures.effect_skill import effect_skill
from view.queries.effects import rules
from view.readings import effect_model as words
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        Output(ids.EFFECTS_MODEL, "figure"),
        *(Output(part, "children") for part in (layout.TITLE, layout.READING, layout.BODY)),
        Input(ids.wanted(ids.EFFECTS_MODEL), "data"),
        prevent_initial_call=True,
    )(show_model)


def show_model(data: Any) -> tuple[Any, ...]:
    """Return figure, title, reading and the fold-outs."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    body = layout.details(
        words.data_words(lang, page.skills),
        words.predictors_of(page.skills),
        next((s.recipe for s in page.skills if s.recipe), ""),
        rules(page.snapshot, state.city),
        lang,
    )
    said = [page.poor, words.skill_words(lang, state.modelled, page.skills)]
    return (
        effect_skill(page.skills, page.least, lang),
        text(lang, "effects.model.title", name=name_of(lang, state.modelled)),
        as_lines(said),
        body,
    )

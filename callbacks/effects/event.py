"""The evidence for one measure: its air, its placebos, other settings, and the plain bars."""

from typing import Any

from dash import Dash, Input, Output, dcc, html

from layouts.effects import event as layout
from layouts.parts.card import save_on_click
from layouts.ranking.lines import as_lines
from view import ids
from view.case_choice import short_name
from view.csv import csv_text
from view.effect_choice import shown_measure
from view.effect_page import Shown, shown
from view.effect_parts import MeasureEffect, Variant
from view.figures.before_after import before_after
from view.figures.effect_series import effect_series
from view.figures.frame import empty
from view.figures.placebo_strip import placebo_strip
from view.links import to_case
from view.queries import effects as query
from view.queries.cases import case_of
from view.queries.effect_controls import cases_met
from view.readings import effect_verdict as words
from view.readings.effects import titled
from view.text import text

#: Foot and words of the parts, where there is no measure.
_BLANK = ("",) * 5


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        *(Output(g, "figure") for g in (ids.EFFECTS_EVENT, layout.PLACEBOS, layout.BARS)),
        Output(layout.CHOOSE, "value"),
        *(
            Output(part, "children")
            for part in (
                *(layout.TITLE, layout.READING, layout.FOOT, layout.STEP),
                *(layout.PLACEBO_READING, layout.TABLE, layout.SAME),
            )
        ),
        Output(layout.PARTS, "hidden"),
        Input(ids.wanted(ids.EFFECTS_EVENT), "data"),
        prevent_initial_call=True,
    )(show_event)
    save_on_click(app, ids.EFFECTS_EVENT, save_event)


def show_event(data: Any) -> tuple[Any, ...]:
    """Return three figures, the measure, the words of each part and the table; whether the parts
    are hidden, since there is no effect to be shown."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    title = titled(lang, "effects.event.title", state.modelled)
    one = shown_measure(page.snapshot, state)
    if one is None:
        none = (empty(text(lang, "effects.event.none")),) * 3
        return *none, None, title, text(lang, "effects.event.none.reading"), *_BLANK, True
    where = (page.snapshot, state.city, state.modelled, one.measure_id)
    days, tries = query.series(*where), query.variants(*where)
    said = [
        *words.verdict_words(lang, one, words.amount_words(lang, one)),
        *words.doubts(lang, one, query.names(page.snapshot, state.city)),
        words.start_words(lang, one) if one.is_judged else "",
    ]
    return (
        effect_series(days, one, lang),
        placebo_strip(query.placebos(*where), one, lang),
        before_after(one, lang),
        one.measure_id,
        title,
        [_name(page, one), *as_lines(said)],
        words.event_foot(lang, one) if one.is_judged else "",
        text(lang, "effects.event.series.day") if days else "",
        words.placebo_reading(lang, one),
        layout.settings(words.variant_rows(lang, one, tries), lang) if tries else None,
        _same(lang, one, tries),
        not one.is_judged,
    )


def _name(page: Shown, one: MeasureEffect) -> html.Span:
    """Return verdict and name, with a link to the case that the measure met."""
    state, lang = page.state, page.state.lang
    met = cases_met(page.snapshot, state.city, state.modelled).get(one.measure_id, "")
    case = case_of(page.snapshot, met)
    link = case and dcc.Link(
        text(lang, "effects.list.case.label", name=short_name(case, lang)),
        href=to_case(state, case),
        className="effect-more",
    )
    return layout.named(words.badge(lang, one), one.verdict, one.name(lang), link)


def _same(lang: str, one: MeasureEffect, tries: tuple[Variant, ...]) -> str:
    """Return whether the settings agree; that none was tried where none was."""
    if not tries:
        return text(lang, "effects.variant.none")
    same = text(lang, f"effects.variant.{'same' if one.same_sign else 'differs'}")
    return (" " if lang == "en" else "").join((same, text(lang, "effects.variant.how")))


def save_event(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the days around the measure."""
    if not clicks:
        return None
    page = shown(data)
    state = page.state
    where = (page.snapshot, state.city, state.modelled, state.measure)
    name = f"qingce_{state.city}_{state.measure}_{state.modelled}.csv"
    return {"content": csv_text(query.series_frame(*where)), "filename": name, "type": "text/csv"}

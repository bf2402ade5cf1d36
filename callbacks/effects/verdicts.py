"""The verdicts on a city's measures."""

from typing import Any

import numpy as np
from dash import Dash, Input, Output, html

from layouts.effects import verdicts as layout
from layouts.parts.card import save_on_click
from layouts.ranking.lines import as_lines
from view import ids
from view.csv import csv_text
from view.effect_amounts import unit_of
from view.effect_choice import listed, name_of
from view.effect_page import Shown, shown
from view.effect_parts import MeasureEffect
from view.figures.placebo_strip import small_strip
from view.links import to_case_of, to_effects
from view.queries import effects as query
from view.queries.effect_controls import cases_met, controls
from view.readings import effect_verdict as words
from view.readings.effect_control import has_numbers
from view.text import text

_NONE = np.empty(0)


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        *(
            Output(part, "children")
            for part in (layout.TITLE, layout.READING, layout.LIST, layout.FOOT)
        ),
        Input(ids.STATE, "data"),
    )(show_verdicts)
    save_on_click(app, ids.EFFECTS_VERDICTS, save_verdicts)


def show_verdicts(data: Any) -> tuple[Any, ...]:
    """Return title, reading, the list and the foot; the clearest first, then the newest."""
    page = shown(data)
    state, lang = page.state, page.state.lang
    every = query.effects(page.snapshot, state.city, state.modelled)
    title = text(
        lang,
        "effects.verdicts.title",
        symbol=name_of(lang, state.modelled),
        unit=unit_of(state.modelled),
    )
    where = (page.snapshot, state.city, state.modelled)
    strips, cases = query.every_placebo(*where), cases_met(*where)
    told = {own for own, one in controls(*where).items() if has_numbers(one)}
    items = [
        _item(page, one, strips.get(one.measure_id, _NONE), cases.get(one.measure_id, ""), told)
        for one in listed(every)
    ]
    said = text(lang, "effects.verdicts.reading") if every else ""
    foot = [text(lang, f"effects.verdicts.{name}") for name in ("foot", "warning") if every]
    return title, said, layout.measures(items, lang), as_lines(foot)


def _item(
    page: Shown, one: MeasureEffect, placebos: np.ndarray, case: str, told: set[str]
) -> html.Li:
    lang = page.state.lang
    has_evidence = one.is_judged or one.measure_id in told
    facts = f"{text(lang, f'effects.kind.{one.kind}')} · {words.span_words(lang, one)}"
    return layout.measure(
        lang=lang,
        measure_id=one.measure_id,
        verdict=f"{one.verdict} effect-up" if (one.effect or 0) > 0 else one.verdict,
        badge=words.badge(lang, one),
        name=one.name(lang),
        facts=facts,
        key=words.key_words(lang, one),
        said=words.list_words(lang, one),
        doubts=words.doubts(lang, one, query.names(page.snapshot, page.state.city)),
        strip=small_strip(placebos, one.effect_pct),
        strip_words=words.strip_words(lang, one),
        href=to_effects(page.state, one.measure_id) if has_evidence else "",
        case=to_case_of(page.state, case) if case else "",
    )


def save_verdicts(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of every measure's effect by the chosen pollutant, all columns."""
    if not clicks:
        return None
    page = shown(data)
    frame = query.effect_frame(page.snapshot, page.state.city, page.state.modelled)
    name = f"qingce_{page.state.city}_effects_{page.state.modelled}.csv"
    return {"content": csv_text(frame), "filename": name, "type": "text/csv"}

"""The card of one measure's evidence: its air, the plain bars, its placebos, other settings."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from layouts.parts.card import card, chart, download_button
from layouts.parts.lazy import lazy
from layouts.parts.table import Head, table
from summaries.store import Snapshot
from view import effect_choice, ids
from view.figures import before_after, effect_series, placebo_strip
from view.state import ViewState
from view.text import text

CHOOSE, TITLE, READING, FOOT, STEP, BARS, PLACEBOS, PLACEBO_READING, TABLE, SAME, PARTS = (
    ids.part(ids.EFFECTS_EVENT, name)
    for name in (
        *("choose", "title", "reading", "foot", "step", "bars"),
        *("placebos", "placebo-reading", "table", "same", "parts"),
    )
)


def section(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the card, empty until its callback fills it; the chooser set by a settled state."""
    lang = state.lang
    made = card(
        html.Span(id=TITLE),
        [
            _choose(snapshot, state),
            html.Div([_series(lang), html.Div(_below(lang), className="effect-below")], id=PARTS),
        ],
        id=ids.part(ids.EFFECTS_EVENT, "card"),
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        actions=download_button(ids.EFFECTS_EVENT, lang, text(lang, "effects.event.file")),
        css="span-12",
    )
    return lazy(ids.EFFECTS_EVENT, made)


def _choose(snapshot: Snapshot, state: ViewState) -> html.Div:
    chooser = dmc.Select(
        id=CHOOSE,
        label=text(state.lang, "effects.event.choose"),
        data=effect_choice.measure_choices(snapshot, state),
        value=state.measure or None,
        allowDeselect=False,
        searchable=True,
        size="sm",
        className="choose-measure",
    )
    return html.Div(chooser, className="controls")


def _series(lang: str) -> html.Div:
    return html.Div(
        [
            html.H3(text(lang, "effects.event.series"), className="effect-part"),
            html.P(id=STEP, className="quiet effect-note"),
            chart(
                ids.EFFECTS_EVENT,
                lang,
                ids.EFFECTS_EVENT,
                effect_series.HEIGHT,
                text(lang, "effects.event.label"),
            ),
        ]
    )


def _below(lang: str) -> list[html.Div]:
    """Return what stands below the series: placebos, other settings, and the plain bars last."""
    return [
        html.Div(
            [
                html.H3(text(lang, "effects.placebo.title"), className="effect-part"),
                html.P(id=PLACEBO_READING, className="quiet effect-note"),
                chart(
                    PLACEBOS,
                    lang,
                    PLACEBOS,
                    placebo_strip.HEIGHT,
                    text(lang, "effects.placebo.label"),
                ),
            ],
            className="effect-placebos",
        ),
        html.Div(
            [
                html.H3(text(lang, "effects.variant.title"), className="effect-part"),
                html.P(id=SAME, className="quiet effect-note"),
                html.Div(id=TABLE),
            ]
        ),
        html.Div(
            [
                html.H3(text(lang, "effects.bar.title"), className="effect-part"),
                html.P(text(lang, "effects.bar.why"), className="effect-why"),
                chart(BARS, lang, BARS, before_after.HEIGHT, text(lang, "effects.bar.label")),
            ]
        ),
    ]


def named(badge: str, verdict: str, name: str, link: Any) -> html.Span:
    """Return the first line of the evidence: the verdict, the measure, a link or None."""
    mark = html.Span(badge, className="effect-badge")
    parts = [mark, html.Span(name, className="effect-name"), link]
    return html.Span(parts, className=f"effect-head effect-{verdict}")


def settings(rows: Sequence[Sequence[str]], lang: str) -> html.Div:
    """Return the effect by every setting as a table."""
    heads = [
        Head(text(lang, f"effects.variant.head.{name}"), is_number=name != "variant")
        for name in ("variant", "effect", "percent")
    ]
    return table(heads, rows, css="effect-settings")

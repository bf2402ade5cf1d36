"""The page Data: where the numbers come from, what is missing and why, what may be taken away."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from airquality.pollutants import POLLUTANTS
from layouts.data.dictionary import dictionary
from layouts.data.problems import filter_box
from layouts.data.rules import (
    doubtful_table,
    limit_table,
    read_rules,
    settings_table,
    snapshot_facts,
)
from layouts.parts.card import card, chart, download_button
from summaries.store import Snapshot
from summaries.tables import TABLES
from view import ids, options
from view.figures.completeness import SCALE
from view.state import ViewState
from view.text import text

SECTIONS = ("sources", "completeness", "flags", "problems", "take", "rules", "dictionary")
TAKEN = ("daily", "monthly", "annual")
_ROW, _CHART_FRAME, _LEAST_HEIGHT = 26, 60, 180


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state."""
    lang = state.lang
    return html.Div(
        [
            _controls(state),
            html.Div(
                [
                    _sources(lang),
                    _completeness(snapshot, state),
                    _gaps(lang),
                    _flags(lang),
                    _problems(lang),
                    _take(lang),
                    _rules(snapshot, state),
                    _dictionary(snapshot, lang),
                ],
                className="grid",
            ),
        ],
        className="data",
    )


def _controls(state: ViewState) -> html.Div:
    lang = state.lang
    label = text(lang, "data.control.pollutant")
    choice = dmc.SegmentedControl(
        id=ids.control("pollutant"),
        data=[{"value": p.id, "label": p.symbol} for p in POLLUTANTS.values()],
        value=state.pollutant,
        size="sm",
        **{"aria-label": label},
    )
    jumps = [
        html.A(text(lang, f"data.jump.{name}"), href=f"#data-{name}-card") for name in SECTIONS
    ]
    named: dict[str, Any] = {"aria-label": text(lang, "data.jump.label")}
    return html.Div(
        [
            html.Div(choice, className="pollutants"),
            html.Nav(jumps, className="jumps", **named),
        ],
        className="controls",
    )


def _button(what: str, lang: str) -> Any:
    return download_button(f"data-{what}", lang, text(lang, f"data.jump.{what}"))


def _sources(lang: str) -> html.Section:
    return card(
        text(lang, "data.sources.title"),
        html.Div(id="data-sources", className="sources"),
        id="data-sources-card",
        reading=html.Span(id="data-sources-reading"),
        actions=_button("sources", lang),
        css="span-12",
    )


def _completeness(snapshot: Snapshot, state: ViewState) -> html.Section:
    lang = state.lang
    stations = [p for p in options.places(snapshot, state.city) if p.scope == "station"]
    height = max(_LEAST_HEIGHT, _CHART_FRAME + _ROW * len(stations))
    label = text(lang, "data.completeness.label")
    return card(
        html.Span(id="data-completeness-title"),
        [
            _scale(lang),
            chart("data-completeness", lang, f"completeness-{state.city}", height, label),
        ],
        id="data-completeness-card",
        reading=html.Span(id="data-completeness-reading"),
        foot=html.Span(id="data-completeness-foot"),
        actions=_button("completeness", lang),
        css="span-12",
    )


def _scale(lang: str) -> html.Div:
    """Return the colours of the heat map with their shares, the same at every width."""
    stops = ", ".join(f"{colour} {position:.0%}" for position, colour in SCALE)
    ticks = [
        html.Span(f"{position * 100:.0f}", style={"left": f"{position:.0%}"})
        for position, _ in SCALE
    ]
    bar = html.Div(className="scale-bar", style={"background": f"linear-gradient(90deg, {stops})"})
    return html.Div(
        [
            html.Span(text(lang, "data.completeness.scale")),
            html.Div([bar, *ticks], className="scale"),
        ],
        className="scale-line",
    )


def _gaps(lang: str) -> html.Section:
    label = text(lang, "data.gaps.label")
    return card(
        html.Span(id="data-gaps-title"),
        html.Div(
            [
                html.Div(chart("data-gaps", lang, "gaps", 240, label), className="gaps-chart"),
                html.Div(id="data-reasons", className="gaps-words"),
            ],
            className="gaps",
        ),
        id="data-gaps-card",
        foot=text(lang, "data.gaps.foot"),
        css="span-12",
    )


def _flags(lang: str) -> html.Section:
    return card(
        html.Span(id="data-flags-title"),
        html.Div(id="data-flags"),
        id="data-flags-card",
        reading=[html.Span(id="data-flags-reading"), " ", text(lang, "data.flags.kept")],
        foot=text(lang, "data.flags.foot"),
        actions=_button("flags", lang),
        css="span-12",
    )


def _problems(lang: str) -> html.Section:
    return card(
        text(lang, "data.problems.title"),
        [
            dcc.Store(id="data-problems-rows"),
            filter_box(lang),
            html.Div(id="data-problems"),
        ],
        id="data-problems-card",
        reading=html.Span(id="data-problems-reading"),
        actions=_button("problems", lang),
        css="span-12",
    )


def _take(lang: str) -> html.Section:
    files = [
        html.Div(
            [
                html.B(text(lang, f"data.take.{name}")),
                html.Span(text(lang, f"data.take.{name}.about"), className="quiet"),
                download_button(f"data-{name}", lang, text(lang, f"data.take.{name}")),
            ],
            className="take",
        )
        for name in TAKEN
    ]
    return card(
        html.Span(id="data-take-title"),
        html.Div(files, className="takes"),
        id="data-take-card",
        reading=text(lang, "data.take.reading"),
        css="span-12",
    )


def _rules(snapshot: Snapshot, state: ViewState) -> html.Section:
    lang = state.lang
    city = options.city_of(snapshot, state)
    unit = text(lang, "data.rules.limits.unit")
    left = [
        html.H3([text(lang, "data.rules.limits"), html.Span(f" {unit}", className="quiet")]),
        limit_table(lang),
        html.P(text(lang, "data.rules.aqi"), className="quiet"),
        html.H3(text(lang, "data.snapshot.title")),
        snapshot_facts(snapshot, lang),
    ]
    settings = html.Details(
        [
            html.Summary(text(lang, "data.settings.title", city=city.name(lang))),
            html.Div(settings_table(snapshot, city.id, lang)),
        ],
        id="data-settings",
    )
    right = [html.H3(text(lang, "data.rules.doubtful")), doubtful_table(lang), settings]
    return card(
        text(lang, "data.rules.title"),
        html.Div([html.Div(left), html.Div(right)], className="halves"),
        id="data-rules-card",
        reading=read_rules(lang),
        actions=_button("rules", lang),
        css="span-12",
    )


def _dictionary(snapshot: Snapshot, lang: str) -> html.Section:
    columns = sum(len(contract.columns) for contract in TABLES.values())
    return card(
        text(lang, "data.dictionary.title"),
        dictionary(snapshot, lang),
        id="data-dictionary-card",
        reading=text(lang, "data.dictionary.reading", tables=len(TABLES), columns=columns),
        actions=_button("dictionary", lang),
        css="span-12",
    )

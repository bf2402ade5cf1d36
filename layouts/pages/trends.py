"""The page Trends: series over a chosen period, mean cycles, slopes over the years."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from airquality.profiles import CYCLES
from layouts.parts.aria import spoken
from layouts.parts.card import card, chart, download_button
from layouts.shell import place_groups
from summaries.store import Snapshot
from view import ids, options
from view.figures.profiles import HEIGHT
from view.selection import fit_metrics, metrics_at
from view.state import GRAINS, MAX_COMPARED, MAX_METRICS, ViewState
from view.text import text
from view.wording import series_name

METHOD_LINES = 5


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, charts empty."""
    lang = state.lang
    return html.Div(
        [
            html.H1(text(lang, "trends.heading"), className="unseen"),
            _controls(snapshot, state),
            html.Div(
                [_series_card(lang), _profiles_card(lang), _slopes_card(lang)], className="grid"
            ),
        ]
    )


def metric_choices(lang: str, grain: str) -> list[dict[str, str]]:
    """Return a select's data: the metrics of a grain by the names that they have there."""
    return [{"value": m, "label": series_name(lang, m, grain)} for m in metrics_at(grain)]


def _controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    lang = state.lang
    city = options.city_of(snapshot, state)
    note = None
    if not city.has_hours:
        words = text(lang, "common.empty.no_hours", city=city.name(lang))
        note = html.Span(words, className="quiet control-note")
    return html.Div(
        [
            _grain_control(lang, state.grain, city.has_hours),
            html.Div(_metrics_control(state), className="choose-metrics"),
            html.Div(_compare_control(snapshot, state), className="choose-places"),
            html.Div(
                [_date_control(lang, field, getattr(state, field)) for field in ("start", "end")],
                className="choose-period",
                role="group",
                **spoken(text(lang, "trends.control.period")),
            ),
            note,
        ],
        className="controls",
    )


def _metrics_control(state: ViewState) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=ids.control("metrics"),
        label=text(state.lang, "trends.control.metrics"),
        data=metric_choices(state.lang, state.grain),
        value=list(fit_metrics(state.metrics, state.grain)),
        maxValues=MAX_METRICS,
        hidePickedOptions=True,
        nothingFoundMessage=text(state.lang, "trends.no_more"),
        size="sm",
    )


def _compare_control(snapshot: Snapshot, state: ViewState) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=ids.control("compare"),
        label=text(state.lang, "trends.control.compare"),
        placeholder="" if state.compare else text(state.lang, "trends.control.compare.none"),
        data=place_groups(options.places(snapshot, state.city), state.lang),
        value=list(state.compare),
        maxValues=MAX_COMPARED,
        searchable=True,
        hidePickedOptions=True,
        clearable=True,
        # Hours are kept as city means only: there is no place to compare with.
        disabled=state.grain == "hourly",
        nothingFoundMessage=text(state.lang, "trends.no_more"),
        size="sm",
    )


def _grain_control(lang: str, grain: str, has_hours: bool) -> html.Div:
    label = text(lang, "trends.control.grain")
    return html.Div(
        [
            html.Span(label, className="control-label"),
            dmc.SegmentedControl(
                id=ids.control("grain"),
                data=[
                    {
                        "value": g,
                        "label": text(lang, f"trends.grain.{g}"),
                        "disabled": g == "hourly" and not has_hours,
                    }
                    for g in GRAINS
                ],
                value=grain,
                size="sm",
                **spoken(label),
            ),
        ],
        className="choose-grain",
    )


def _date_control(lang: str, field: str, value: str) -> dmc.TextInput:
    return dmc.TextInput(
        id=ids.control(field),
        label=text(lang, f"trends.control.{field}"),
        value=value,
        # A date typed by keyboard is a valid one after every digit of its year.
        debounce=700,
        attributes={"input": {"type": "date"}},
        size="sm",
        className="choose-day",
    )


def _series_card(lang: str) -> html.Section:
    name = ids.TRENDS_SERIES
    return card(
        html.Span(id=ids.part(name, "title")),
        chart(name, lang, name, 240, text(lang, "trends.series.label")),
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "trends.csv.series")),
        css="span-12",
    )


def _profiles_card(lang: str) -> html.Section:
    name = ids.TRENDS_PROFILES
    panels = [
        html.Div(
            [
                html.H3(id=ids.part(name, f"{cycle}-title"), className="panel-title"),
                chart(
                    ids.part(name, cycle),
                    lang,
                    ids.part(name, cycle),
                    HEIGHT,
                    text(lang, f"trends.{cycle}.label"),
                ),
            ],
            className="span-4",
        )
        for cycle in CYCLES
    ]
    return card(
        html.Span(id=ids.part(name, "title")),
        html.Div(panels, className="grid"),
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "trends.csv.profiles")),
        css="span-12",
    )


def _slopes_card(lang: str) -> html.Section:
    name = ids.TRENDS_SLOPES
    method = html.Details(
        [
            html.Summary(text(lang, "trends.method.title")),
            *(html.P(text(lang, f"trends.method.{n + 1}")) for n in range(METHOD_LINES)),
        ],
        className="method",
    )
    body = html.Div(
        [
            html.Div(
                chart(name, lang, name, 200, text(lang, "trends.slopes.label")),
                className="span-6",
            ),
            html.Div([html.Ul(id=ids.part(name, "words")), method], className="span-6"),
        ],
        className="grid",
    )
    return card(
        text(lang, "trends.slopes.title"),
        body,
        reading=text(lang, "trends.slopes.scope"),
        foot=html.Span(id=ids.part(name, "foot")),
        css="span-12",
    )

"""The controls of Trends: step, metrics, running mean, places or years beside it, period."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from layouts.shell import place_groups
from layouts.trends.offers import offers
from summaries.store import Snapshot
from view import ids, options
from view.selection import fit_metrics, fit_smooth
from view.state import MAX_COMPARED, MAX_METRICS, ViewState
from view.steps import STEPS
from view.text import text


def controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the controls of the page, set as a resolved state says."""
    lang = state.lang
    city = options.city_of(snapshot, state)
    offered = offers(lang)
    there = offered[state.grain]
    note = None
    if not city.has_hours:
        words = text(lang, "common.empty.no_hours", city=city.name(lang))
        note = html.Span(words, className="quiet control-note")
    return html.Div(
        [
            dcc.Store(id=ids.part(ids.TRENDS_SERIES, "offers"), data=offered),
            dcc.Store(id=ids.part(ids.TRENDS_SERIES, "settled")),
            _grain_control(lang, state.grain, city.has_hours),
            html.Div(_metrics_control(state, there), className="choose-metrics"),
            _smooth_control(state, there),
            html.Div(_compare_control(snapshot, state, there), className="choose-places"),
            html.Div(_versus_control(snapshot, state, there), className="choose-years"),
            html.Div(
                [
                    *(_date_control(lang, f, getattr(state, f)) for f in ("start", "end")),
                    dmc.Button(
                        text(lang, "trends.control.all_days"),
                        id=ids.ALL_DAYS,
                        variant="subtle",
                        size="compact-sm",
                        className="all-days",
                    ),
                ],
                className="choose-period",
                role="group",
                **spoken(text(lang, "trends.control.period")),
            ),
            note,
        ],
        className="controls",
    )


def _metrics_control(state: ViewState, there: dict[str, Any]) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=ids.control("metrics"),
        label=text(state.lang, "trends.control.metrics"),
        data=there["metrics"],
        value=list(fit_metrics(state.metrics, state.grain)),
        maxValues=MAX_METRICS,
        hidePickedOptions=True,
        nothingFoundMessage=text(state.lang, "trends.no_more"),
        size="sm",
    )


def _compare_control(
    snapshot: Snapshot, state: ViewState, there: dict[str, Any]
) -> dmc.MultiSelect:
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
        disabled=there["is_alone"],
        nothingFoundMessage=text(state.lang, "trends.no_more"),
        size="sm",
    )


def _versus_control(snapshot: Snapshot, state: ViewState, there: dict[str, Any]) -> dmc.MultiSelect:
    years = sorted(options.years(snapshot, state.city), reverse=True)
    return dmc.MultiSelect(
        id=ids.control("versus"),
        label=text(state.lang, "trends.control.versus"),
        placeholder="" if state.versus else text(state.lang, "trends.control.versus.none"),
        data=[{"value": str(y), "label": str(y)} for y in years],
        value=list(state.versus),
        maxValues=MAX_COMPARED,
        hidePickedOptions=True,
        clearable=True,
        disabled=there["is_all_years"],
        nothingFoundMessage=text(state.lang, "trends.no_more"),
        size="sm",
    )


def _smooth_control(state: ViewState, there: dict[str, Any]) -> dmc.Select:
    return dmc.Select(
        id=ids.control("smooth"),
        label=text(state.lang, "trends.control.smooth"),
        data=there["smooth"],
        value=fit_smooth(state.smooth, state.grain),
        allowDeselect=False,
        size="sm",
        className="choose-smooth",
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
                    for g in STEPS
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

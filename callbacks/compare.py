"""The page Compare: its curves, its tables, what could not be shown, its file."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from layouts.compare.controls import SECOND, pollutants
from layouts.compare.tables import case_heads, side_by_side
from layouts.pages.compare import CURVES, NUMBERS, PAGE, WEATHER
from layouts.parts.card import save_on_click
from layouts.ranking.lines import as_lines
from summaries.store import Snapshot
from view import ids, options
from view.case_files import aligned_file
from view.compared import Compared, compared
from view.figures.case_aligned import AlignedCase, aligned_height, case_aligned
from view.figures.frame import empty
from view.links import to_case
from view.queries.case import drivers
from view.queries.compare import Aligned, aligned
from view.readings.case import period_words
from view.readings.case_numbers import key_numbers
from view.readings.compare import foot_words, read_curves, read_notice, weather_row
from view.state import ViewState
from view.text import text


def register(app: Dash) -> None:
    """Register the page's callbacks with an app."""
    state = Input(ids.STATE, "data")
    app.callback(
        Output(ids.part(PAGE, "notice"), "children"),
        Output(SECOND, "data"),
        Output(SECOND, "value"),
        *(Output(ids.part(name, "card"), "hidden") for name in (CURVES, NUMBERS, WEATHER)),
        state,
    )(show_choice)
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "second"),
        Output(SECOND, "aria-live"),
        Input(SECOND, "value"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    app.callback(
        Output(CURVES, "figure"),
        Output(CURVES, "style"),
        *(Output(ids.part(CURVES, what), "children") for what in ("title", "reading", "foot")),
        state,
    )(show_curves)
    for name, show in ((NUMBERS, show_numbers), (WEATHER, show_weather)):
        app.callback(
            Output(ids.part(name, "table"), "children"),
            Output(ids.part(name, "reading"), "children"),
            state,
        )(show)
    save_on_click(app, CURVES, save_curves)


def show_choice(data: Any) -> tuple[Any, ...]:
    """Return what could not be shown, the second pollutant's choices, whether cards are hidden."""
    _, state, shown = _chosen(data)
    said = read_notice(shown, state.lang)
    notice = as_lines(said) if said else None
    return notice, pollutants(shown), shown.second, *([not shown.rows] * 3)


def _chosen(data: Any) -> tuple[Snapshot, ViewState, Compared]:
    snapshot, state = options.chosen(data)
    return snapshot, state, compared(snapshot, state)


def _aligned(snapshot: Snapshot, shown: Compared) -> list[Aligned]:
    return [aligned(snapshot, row, shown.align, shown.pollutants) for row in shown.rows]


def show_curves(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading and foot of the curves."""
    snapshot, state, shown = _chosen(data)
    lang, held = state.lang, _aligned(snapshot, shown)
    leads = [row.pollutant for row in shown.rows]
    lines = [AlignedCase(*each) for each in zip(shown.labels(lang), leads, held, strict=True)]
    figure = case_aligned(lines, shown.pollutants, shown.align, lang) if lines else empty("")
    style = {"height": f"{aligned_height(len(shown.pollutants))}px"}
    title = text(lang, f"compare.curves.title.{shown.align}")
    said = as_lines(read_curves(shown, held, lang))
    return figure, style, title, said, " · ".join(foot_words(snapshot, shown, lang))


def show_numbers(data: Any) -> tuple[Any, ...]:
    """Return the key numbers side by side, and what they are."""
    snapshot, state, shown = _chosen(data)
    lang = state.lang
    period = text(lang, "compare.numbers.period")
    columns = [
        [(period, period_words(lang, row)), *key_numbers(lang, snapshot, row)] for row in shown.rows
    ]
    return side_by_side(_heads(state, shown), columns), text(lang, "compare.numbers.reading")


def show_weather(data: Any) -> tuple[Any, ...]:
    """Return the weather of the cases side by side, and what a percentile is."""
    snapshot, state, shown = _chosen(data)
    columns = [
        weather_row(row.weather_type, drivers(snapshot, row, "weather"), state.lang)
        for row in shown.rows
    ]
    reading = text(state.lang, "compare.weather.reading")
    return side_by_side(_heads(state, shown), columns), reading


def _heads(state: ViewState, shown: Compared) -> list[Any]:
    links = [to_case(state, row) for row in shown.rows]
    return case_heads(shown.titles(state.lang), links, "")


def save_curves(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the hours shown, none where there is no case."""
    if not clicks:
        return None
    snapshot, _, shown = _chosen(data)
    return aligned_file(shown, _aligned(snapshot, shown)) if shown.rows else None

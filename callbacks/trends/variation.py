"""The mean cycles of Trends: by hour, weekday and month."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State

from airquality.metrics import METRICS
from airquality.profiles import CYCLES
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.frame import empty
from view.figures.profiles import profile_figure
from view.formats import unit
from view.lines import Cycled
from view.queries import trends as query
from view.readings import trends as reading
from view.selection import pollutant_metric
from view.state import ViewState
from view.text import text
from view.wording import series_name

_PROFILES = ids.TRENDS_PROFILES


def register(app: Dash) -> None:
    """Register the cycles' callbacks with an app."""
    app.callback(
        *(Output(ids.part(_PROFILES, cycle), "figure") for cycle in CYCLES),
        *(Output(ids.part(_PROFILES, f"{cycle}-title"), "children") for cycle in CYCLES),
        *(Output(ids.part(_PROFILES, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(_PROFILES), "data"),
        prevent_initial_call=True,
    )(show_profiles)
    app.callback(
        Output(ids.file(_PROFILES), "data"),
        Input(ids.download(_PROFILES), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(save_profiles)


def _cycles(
    snapshot: Snapshot, state: ViewState
) -> tuple[dict[str, tuple[str, list[Cycled]]], str]:
    """Return by cycle its metric and the places on it, and the period: 'all' or a year."""
    year = query.period_of_cycles(snapshot, state)
    hourly = pollutant_metric(state.metrics, "hourly")
    daily = pollutant_metric(state.metrics, "daily")
    if hourly is None or daily is None:
        return {}, year
    daily = "o3_mda8" if daily == "o3_1h_max" else daily
    metrics = {"hour": hourly, "weekday": daily, "month": daily}
    found = [
        (p.name(state.lang), query.profiles(snapshot, state.city, p.scope, p.id, year))
        for p in query.chosen_places(snapshot, state)
    ]
    return {
        cycle: (
            metric,
            [
                cycles[cycle, metric].named(name)
                if (cycle, metric) in cycles
                else Cycled.nowhere(name, CYCLES[cycle].size)
                for name, cycles in found
            ],
        )
        for cycle, metric in metrics.items()
    }, year


def show_profiles(data: Any) -> tuple[Any, ...]:
    """Return the three figures, their titles, and title, reading and foot of the card."""
    snapshot, state = options.chosen(data)
    lang = state.lang
    cycles, year = _cycles(snapshot, state)
    if not cycles:
        words = text(lang, "trends.profiles.no_pollutant")
        nothing = text(lang, "trends.profiles.title.none")
        return *(empty(words) for _ in CYCLES), *("" for _ in CYCLES), nothing, "", ""
    figures = [profile_figure(places, c, m, lang) for c, (m, places) in cycles.items()]
    titles = [
        text(
            lang,
            f"trends.{cycle}.panel",
            name=series_name(lang, metric, "hourly" if cycle == "hour" else "daily"),
            unit=unit(lang, METRICS[metric]),
        )
        for cycle, (metric, _) in cycles.items()
    ]
    key = "all" if year == query.ALL_YEARS else "year"
    what = text(lang, f"trends.profiles.period.{key}", year=year)
    title = text(lang, "trends.profiles.title", what=what)
    return *figures, *titles, title, *_words_on_cycles(lang, cycles)


def _words_on_cycles(lang: str, cycles: dict[str, tuple[str, list[Cycled]]]) -> tuple[str, str]:
    """Return the reading, about the first place, and the foot of the profiles."""
    shown = [reading.profile_sentence(lang, c, m, places[0]) for c, (m, places) in cycles.items()]
    words = text(lang, "trends.profile.join").join(shown) + text(lang, "trends.profile.end")
    places = next(iter(cycles.values()))[1]
    notes = [text(lang, "trends.profiles.foot")]
    if len(places) > 1:
        notes.append(text(lang, "trends.profiles.places", place=places[0].name))
    few = [reading.few_words(lang, on_cycle) for _, on_cycle in cycles.values()]
    notes += [next(filter(None, few))] if any(few) else []
    return words[:1].upper() + words[1:], " · ".join(notes)


def save_profiles(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the mean cycles shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    cycles, year = _cycles(snapshot, state)
    parts = [
        pd.DataFrame(
            {
                "name": place.name,
                "metric": metric,
                "cycle": cycle,
                "period": year,
                "position": CYCLES[cycle].labels,
                **{key: getattr(place, key) for key in ("mean", "low", "high", "count")},
            }
        )
        for cycle, (metric, places) in cycles.items()
        for place in places
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["name"])
    name = f"{state.city}-{text(state.lang, 'trends.csv.profiles')}.csv"
    return {"content": csv_text(frame), "filename": name}

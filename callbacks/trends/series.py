"""The series of Trends: its chart, its words, its table, its file, and the controls it needs.

What a grain offers is changed in the browser (`assets/js/grain.js`); no chart waits for it.
"""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, html

from airquality.metrics import METRICS
from layouts.parts.card import save_on_click
from layouts.parts.table import Head, long_table
from view import ids, options
from view.csv import csv_text
from view.figures.frame import empty
from view.figures.series import series_figure, series_height
from view.formats import MISSING, amount, unit
from view.lines import lay_out
from view.queries import series as query
from view.queries.trends import sources
from view.readings import series as reading
from view.state import ViewState
from view.text import text
from view.windows import Row
from view.wording import period, series_name

_SERIES = ids.TRENDS_SERIES
#: What `show_series` fills; the first time it comes with the page (`dashboard/first_chart.py`).
SHOWN = (
    Output(_SERIES, "figure"),
    Output(_SERIES, "style"),
    *(Output(ids.part(_SERIES, what), "children") for what in ("title", "reading", "foot")),
    Output(ids.part(_SERIES, "rows"), "data"),
)


def register(app: Dash) -> None:
    """Register the series' callbacks with an app."""
    app.clientside_callback(
        ClientsideFunction("qingce_grain", "settle"),
        # Filled by nobody: what has no output is not run when the page comes.
        Output(ids.part(_SERIES, "settled"), "data"),
        Input(ids.STATE, "data"),
        Input(ids.part(_SERIES, "offers"), "data"),
    )
    app.callback(*SHOWN, Input(ids.STATE, "data"), prevent_initial_call=True)(show_series)
    app.clientside_callback(
        ClientsideFunction("qingce_tables", "build"),
        Output(ids.part(_SERIES, "table"), "title"),
        Input(ids.part(_SERIES, "rows"), "data"),
        State(ids.part(_SERIES, "table"), "id"),
    )
    save_on_click(app, _SERIES, save_series)


def show_series(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading, foot and table of the series."""
    snapshot, state = options.chosen(data)
    found, lang = query.series(snapshot, state), state.lang
    rules = (state.standard, "" if found.grain == "hourly" else state.basis)
    style = {"height": f"{series_height(found.lines, found.metrics, *rules)}px"}
    title = _title(lang, found, state)
    remarks = [text(lang, f"trends.remark.{key}", **values) for key, values in found.remarks]
    if not found.lines or found.window is None or found.last is None:
        return empty(_no_series(lang, found)), style, title, _sentences(remarks), "", None
    standard, basis = rules
    figure = series_figure(
        found.lines, found.metrics, lang, standard=standard, basis=basis, targets=found.targets
    )
    rows = query.windows(snapshot, state, found)
    first, window = found.lines[0], found.window
    sentences = [reading.window_words(lang, found.grain, window, len(first)), *remarks]
    sentences += [reading.series_sentence(first, m, lang, standard) for m in found.metrics]
    sentences += [reading.years_sentence(lang, rows, state.basis)] if found.years else []
    of_places = all(line.place != found.city.id for line in found.lines)
    named = (lang, found.lines, found.metrics, sources(snapshot, found.city.id, of_places))
    foot = reading.foot_words(*named, found.last, standard, basis)
    if found.smooth:
        several = len(found.lines) > 1
        foot.append(reading.smooth_words(lang, found.smooth, found.grain, several))
    foot += reading.target_words(lang, first, found.metrics, found.targets)
    table = _table(lang, rows, bool(found.years))
    return figure, style, title, _sentences(sentences), " · ".join(foot), table


def _title(lang: str, found: query.Series, state: ViewState) -> str:
    comma = text(lang, "trends.places.comma")
    names = dict.fromkeys(line.name for line in found.lines)
    if found.years:
        title = text(lang, f"trends.series.title.{found.grain}", places=found.place)
        title = text(lang, "trends.series.title.versus", title=title, years=comma.join(names))
    else:
        places = comma.join(names) or found.city.name(lang)
        title = text(lang, f"trends.series.title.{found.grain}", places=places)
    if state.basis == "present_state" and found.grain != "hourly":
        title = text(lang, "trends.series.title.converted", title=title)
    return title


def _no_series(lang: str, found: query.Series) -> str:
    if found.first is None or found.end is None:
        return text(lang, "trends.window.nothing", place=found.city.name(lang))
    words = period(lang, found.grain, found.first, found.end)
    return text(lang, "trends.window.outside", period=words)


def _sentences(words: list[str]) -> list[html.Span]:
    return [html.Span(sentence, className="reading-line") for sentence in words if sentence]


def _table(lang: str, rows: list[Row], of_years: bool) -> dict[str, Any]:
    """Return the table of the same period, a row a metric and line; changes up to a year only."""
    who = "windows.who.year" if of_years else "windows.who.place"
    heads = [Head(text(lang, f"trends.{key}")) for key in ("windows.metric", who)]
    heads.append(Head(text(lang, "trends.windows.period")))
    is_long = all(row.year_before.reason == "long" for row in rows)
    numbers = ["mean", "over"] + ([] if is_long else ["year_before", "just_before"])
    heads += [Head(text(lang, f"trends.windows.{key}"), is_number=True) for key in numbers]
    cells = [_cells(lang, row)[: len(heads)] for row in rows]
    return long_table(heads, cells, css="windows", label=text(lang, "trends.windows.label"))


def _cells(lang: str, row: Row) -> list[Any]:
    metric, now = row.metric, row.now
    name, shown = series_name(lang, metric, "daily"), unit(lang, METRICS[metric])
    title = text(lang, "trends.with_unit", name=name, unit=shown) if shown else name
    mean = amount(metric, now.mean)
    if now.valid and not now.has_enough:
        mean = text(lang, "trends.windows.few", value=mean)
    over = MISSING if now.over is None or not now.valid else f"{now.over}/{now.valid}"
    if METRICS[metric].pollutant is None and now.valid:
        over = text(lang, "trends.windows.over.aqi", over=now.over, valid=now.valid)
    changes = [
        {
            "text": reading.change_words(lang, metric, change, before.mean),
            "css": change.tone or "quiet",
        }
        for change, before in zip((row.year_before, row.just_before), row.before, strict=True)
    ]
    when = period(lang, "daily", now.window.start, now.window.end)
    return [title, row.name, when, mean, over, *changes]


def save_series(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the series shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.series(snapshot, state)
    name = text(state.lang, "trends.series.file", city=found.city.id, grain=found.grain)
    frame = lay_out(found.lines, found.metrics)
    frame["standard"] = state.standard or "in_force"
    frame["basis"] = (state.basis if found.grain != "hourly" else "") or "all"
    return {"content": csv_text(frame), "filename": f"{name}.csv"}

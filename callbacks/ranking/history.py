"""The ranks over time: their chart, its words, its file."""

from typing import Any

import numpy as np
from dash import Dash, Input, Output

from layouts.parts.card import save_on_click
from layouts.ranking.history import CARD as HISTORY
from layouts.ranking.lines import as_lines
from view import ids, rank_options
from view.figures.frame import empty
from view.figures.rank_history import RankedLine, rank_history_figure, rank_history_height
from view.formats import metric_name
from view.queries import ranking as query
from view.rank_files import MOST_PERIODS, file_of, history_rows
from view.rank_options import own_place
from view.rankings import History
from view.readings import ranking as reading
from view.readings.ranking_foot import foot_words
from view.spans import kind_name, short_name, span_name
from view.text import text

#: Places in the chart of ranks: more are no longer told apart.
_MOST_LINES = 20


def register(app: Dash) -> None:
    """Register the chart's callbacks with an app."""
    app.callback(
        Output(HISTORY, "figure"),
        Output(HISTORY, "style"),
        *(Output(ids.part(HISTORY, what), "children") for what in ("title", "reading", "foot")),
        Output(ids.download(HISTORY), "disabled"),
        Input(ids.wanted(HISTORY), "data"),
        prevent_initial_call=True,
    )(show_history)
    save_on_click(app, HISTORY, save_history)


def show_history(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading and foot of the ranks over time, whether without file.

    Fewer than two ranked periods are no history: the card is small, titled, and says so.
    """
    snapshot, state, choice, names = rank_options.chosen(data)
    lang, place = state.lang, own_place(choice, state)
    found = query.history(snapshot, choice, MOST_PERIODS) if choice.has_metric else None
    own = rank_options.own_seasons(snapshot)
    if choice.span is None:
        title = text(lang, "ranking.history.title.none")
        return _small(text(lang, "ranking.nothing"), title, "", True)
    kind = kind_name(choice.span.kind, lang, own)
    title = text(
        lang,
        "ranking.history.title",
        name=reading.in_sentence(metric_name(lang, choice.metric)),
        kind=kind,
    )
    if not choice.has_metric:
        name = reading.in_sentence(metric_name(lang, choice.metric))
        return _small(text(lang, "ranking.no_metric", name=name), title, "", True)
    if found is None or not found.places:
        sources = " · ".join(foot_words(snapshot, state, choice, choice.span))
        return _small(text(lang, "ranking.history.none"), title, sources, True)
    periods = [span_name(span, lang, own) for span in found.spans]
    feet = foot_words(snapshot, state, choice, found.spans[-1])
    if len(found.ranked_periods) < 2:
        only = periods[found.ranked_periods[0]]
        nothing = text(lang, "ranking.history.one", period=only)
        return _small(nothing, title, " · ".join(feet), False)
    lines = pick_lines(found, names, place, state.compare)
    ticks = [short_name(span, lang) for span in found.spans]
    figure = rank_history_figure(
        lines, periods, ticks, found.totals, found.chosen, choice.metric, lang
    )
    words = [
        reading.read_history(found, periods, names, place, lang),
        reading.read_ranked_counts(found, periods, choice.scope, lang),
        text(lang, "ranking.history.window", first=periods[0], last=periods[-1]),
    ]
    if len(lines) < len(found.places):
        cut = {"n": len(lines), "of": len(found.places)}
        words.append(text(lang, "ranking.history.cut", **cut))
    foot = [*feet, text(lang, "ranking.history.foot")]
    style = {"height": f"{rank_history_height(lines)}px"}
    return figure, style, title, as_lines(words), " · ".join(foot), False


def _small(words: str, title: str, foot: str, is_without_file: bool) -> tuple[Any, ...]:
    """Return the card where there is no history: no chart, and the reading says why."""
    style = {"height": f"{rank_history_height([])}px"}
    return empty(""), style, title, as_lines([words]), foot, is_without_file


def pick_lines(
    found: History, names: dict[str, str], place: str, compare: tuple[str, ...]
) -> list[RankedLine]:
    """Return the lines drawn: all of them, or the first and the last ones and those chosen.

    Strongest is the chosen place; where none of the places is chosen, the first of the period.
    """
    ranks = found.ranks[:, found.chosen]
    order = [found.places[i] for i in np.argsort(ranks, kind="stable")]  # NaN comes last
    strong = [p for p in (place, *compare) if p in found.places]
    if not strong:
        ranked_now = order[: int(np.isfinite(ranks).sum())] or order
        strong = list(dict.fromkeys([ranked_now[0], ranked_now[-1]]))
    kept = order
    if len(order) > _MOST_LINES:
        rest = [p for p in order if p not in strong]
        half = (_MOST_LINES - len(strong)) // 2
        ranked = [p for p in rest if np.isfinite(ranks[found.places.index(p)])] or rest
        kept = [*strong, *ranked[:half], *ranked[half:][-half:]]
    picked = []
    for each in sorted(set(kept), key=order.index):
        at = found.places.index(each)
        emphasis = strong.index(each) if each in strong else None
        picked.append(RankedLine(names[each], found.ranks[at], found.shown[at], emphasis))
    return picked


def save_history(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the ranks shown."""
    if not clicks:
        return None
    snapshot, _, choice, names = rank_options.chosen(data)
    return file_of("history", history_rows(snapshot, choice, names), choice)

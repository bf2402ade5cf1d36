"""The list of rises: its rows, its words, its file."""

from typing import Any

from dash import Dash, Input, Output

from layouts.parts.card import save_on_click
from layouts.ranking.lines import as_lines
from layouts.ranking.rebounds import CARD as REBOUNDS
from layouts.ranking.rebounds import rebounds_table
from view import ids, rank_options
from view.queries import ranking as query
from view.rank_files import file_of, rebounds_rows
from view.rank_options import own_place
from view.readings import ranking as reading
from view.readings.ranking_foot import foot_words, title_of
from view.spans import span_name
from view.text import text


def register(app: Dash) -> None:
    """Register the list's callbacks with an app."""
    app.callback(
        Output(ids.part(REBOUNDS, "rows"), "data"),
        *(Output(ids.part(REBOUNDS, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.wanted(REBOUNDS), "data"),
        prevent_initial_call=True,
    )(show_rebounds)
    save_on_click(app, REBOUNDS, save_rebounds)


def show_rebounds(data: Any) -> tuple[Any, ...]:
    """Return rows, title, reading and foot of the list of rises."""
    snapshot, state, choice, names = rank_options.chosen(data)
    lang = state.lang
    found = query.rebounds(snapshot, choice)
    if found.span is None:
        title = text(lang, "ranking.rebounds.title.none")
        return None, title, as_lines([text(lang, "ranking.nothing")]), ""
    span, before = (span_name(s, lang, {}) for s in (found.span, found.span.year_before()))
    said = reading.read_rebounds(found, choice.scope, names, span, before, lang)
    said.append(text(lang, "ranking.rebounds.aid"))
    rows = None
    if not found.reason:
        rows = rebounds_table(found.rows, choice.scope, names, own_place(choice, state), lang)
    sources = foot_words(snapshot, state, choice, found.span)
    foot = " · ".join([sources[0], *sources[3:], text(lang, "ranking.rebounds.foot")])
    return rows, title_of("rebounds", snapshot, choice, lang), as_lines(said), foot


def save_rebounds(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the rises shown."""
    if not clicks:
        return None
    snapshot, _, choice, names = rank_options.chosen(data)
    return file_of("rebounds", rebounds_rows(snapshot, choice, names), choice)

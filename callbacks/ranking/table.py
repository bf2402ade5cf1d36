"""The table of ranks: its rows, its words, its file."""

from typing import Any

from dash import Dash, Input, Output

from layouts.pages.ranking import TABLE
from layouts.parts.card import save_on_click
from layouts.ranking.lines import as_lines
from layouts.ranking.table import ranking_table
from view import ids, rank_options
from view.formats import metric_name
from view.queries import ranking as query
from view.rank_files import file_of, table_rows
from view.rank_options import own_place
from view.rankings import Ranking
from view.ranks import RANKED
from view.readings import ranking as reading
from view.readings.ranking_foot import foot_words, title_of
from view.text import text


def register(app: Dash) -> None:
    """Register the table's callbacks with an app."""
    app.callback(
        Output(ids.part(TABLE, "rows"), "data"),
        *(Output(ids.part(TABLE, what), "children") for what in ("title", "reading", "foot")),
        Input(ids.STATE, "data"),
    )(show_table)
    save_on_click(app, TABLE, save_table)


def show_table(data: Any) -> tuple[Any, ...]:
    """Return rows, title, reading and foot of the table."""
    snapshot, state, choice, names = rank_options.chosen(data)
    lang, place = state.lang, own_place(choice, state)
    found = query.ranking(snapshot, choice)
    ranked = rank_options.places(snapshot, choice.city, choice.scope)
    said = reading.read_ranking(found, choice, names, place, lang)
    if choice.span is None or not choice.has_metric:
        title = text(lang, "ranking.table.title.none")
        return None, title, as_lines(said), ""
    title = title_of(
        "table", snapshot, choice, lang, name=reading.in_sentence(metric_name(lang, choice.metric))
    )
    rows = ranking_table(found, choice, ranked, place, lang)
    count = int((found.rows["group"] == RANKED).sum())
    counted = text(lang, "ranking.foot.places", n=count, of=len(found.rows))
    words = [*foot_words(snapshot, state, choice, choice.span), counted]
    if _has_grey(found):
        words.append(text(lang, "ranking.foot.few"))
    return rows, title, as_lines(said), " · ".join(words)


def _has_grey(found: Ranking) -> bool:
    """Return whether a change is shown that rests on fewer days than required."""
    reasons = [*found.rows["change_reason"], *found.rows["step_reason"]]
    return "few" in reasons


def save_table(clicks: int | None, data: Any) -> dict[str, str] | None:
    """Return the file of the table shown, none where there is no table."""
    if not clicks:
        return None
    snapshot, _, choice, names = rank_options.chosen(data)
    if choice.span is None or not choice.has_metric:
        return None
    return file_of("table", table_rows(snapshot, choice, names), choice)

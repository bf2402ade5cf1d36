"""The newest case of the city up to the day shown, in a line that leads to its page."""

from typing import Any

from dash import dcc, html

from view.case_row import CaseRow
from view.text import text
from view.theme import ink_on, level_colours


def latest_case(
    row: CaseRow | None,
    title: str,
    said: str,
    marks: list[str],
    to_case: str,
    to_cases: str,
    lang: str,
    palette: str,
) -> list[Any]:
    """Return the card's content: heading, level, sentence and links; in words where there is none.

    said: the case's sentence, or why there is none; to_case, to_cases: addresses of the case and
    of the library.
    """
    links = [dcc.Link(text(lang, "cases.latest.library"), href=to_cases, className="latest-link")]
    body: list[Any] = [html.Span(said)]
    if row is not None:
        link = dcc.Link(text(lang, "cases.latest.open"), href=to_case, className="latest-link")
        links.insert(0, link)
        body = [_level(row, lang, palette), *body]
    body += [html.Span(mark, className="latest-mark") for mark in marks]
    heading = html.H2(title, className="card-title")
    return [
        html.Div([heading, html.Span(links, className="latest-links")], className="card-head"),
        html.P(body, className="card-reading"),
    ]


def _level(row: CaseRow, lang: str, palette: str) -> Any:
    """Return the level of the worst day, as a mark with the word in it."""
    if not row.level:
        return None
    colour = level_colours(palette)[row.level - 1]
    return html.Span(
        text(lang, f"common.level.{row.level}"),
        className="latest-level",
        style={"background": colour, "color": ink_on(colour)},
    )

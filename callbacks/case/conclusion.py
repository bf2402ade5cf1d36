"""What an expert concluded of a case: the text as it was written, and how far it counts."""

from typing import Any

from dash import Dash, Input, Output, html

from layouts.case import conclusion as layout
from layouts.parts.prose import prose
from view import case_choice, ids, options
from view.formats import day
from view.queries import case as query
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        *(Output(part, "children") for part in (layout.READING, layout.BODY, layout.FOOT)),
        Input(ids.wanted(ids.CASE_CONCLUSION), "data"),
        prevent_initial_call=True,
    )(show_conclusion)


def show_conclusion(data: Any) -> tuple[Any, ...]:
    """Return how far the text counts, the text and its foot; without one how to add it."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    found = query.conclusion(snapshot, row) if row is not None else None
    if row is None or found is None:
        name = f"{row.case_id}.md" if row is not None else ""
        return text(lang, "case_conclusion.none", file=name), None, ""
    status = "signed" if found.status == "signed" else "draft"
    told = {"author": found.author, "version": found.version, "day": day(lang, found.date.date())}
    mark = html.Span(text(lang, f"case_conclusion.{status}", **told), className=f"sign-{status}")
    title = [html.H3(found.title, className="case-conclusion-title")] if found.title else []
    return mark, [*title, prose(found.text)], text(lang, "case_conclusion.foot")

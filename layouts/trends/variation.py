"""The mean cycles: by hour, weekday and month."""

from typing import Any

from dash import html

from airquality.profiles import CYCLES
from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.profiles import HEIGHT
from view.state import ViewState
from view.text import text


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
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
    section = framed(
        html.Span(id=ids.part(name, "title")),
        html.Div(panels, className="grid"),
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "trends.csv.profiles")),
        css="span-12",
    )
    return lazy(name, section)

"""The card of a case's map: its districts and stations at the hour that the curve points at."""

from typing import Any

from dash import dcc, html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import method_note
from layouts.parts.lazy import lazy
from view import ids
from view.text import text

CARD = ids.CASE_MAP
TITLE, DATA, STAGE, FOOT, PLAY = (
    ids.part(CARD, name) for name in ("title", "data", "stage", "foot", "play")
)
METHOD_LINES = 2


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it; `assets/js/case/map.js` draws."""
    named: dict[str, Any] = {"role": "group", **spoken(text(lang, "case_map.label"))}
    made = framed(
        html.Span(id=TITLE),
        [
            dcc.Store(id=DATA),
            html.Div(id=STAGE, className="case-map-stage", **named),
            html.P(id=PLAY, className="case-map-play"),
            method_note(lang, "case_map", METHOD_LINES),
        ],
        foot=html.Span(id=FOOT),
        css="span-4 card-case-map",
    )
    return lazy(CARD, made)

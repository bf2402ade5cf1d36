"""The card of a case's hours: strips of warnings and stages, the curve, the part dragged out."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart, method_note
from view import ids
from view.text import text

METHOD_LINES = 5
_HEIGHT = 640
#: Parts that the card's callback fills.
TITLE, READING, FOOT, PART = (
    ids.part(ids.CASE_CURVE, name) for name in ("title", "reading", "foot", "part")
)
#: What a script builds from the store: the strips above the chart, the table of stages below.
BANDS, STRIPS, STAGES = (ids.part(ids.CASE_CURVE, name) for name in ("bands", "strips", "stages"))
#: The button that shows the whole case again.
WHOLE = ids.part(ids.CASE_CURVE, "whole")
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def section(lang: str) -> html.Section:
    """Return the card, empty until its callback fills it."""
    keys: dict[str, Any] = {"tabIndex": 0, "data-case-hours": ids.CASE_CURVE}
    keys |= spoken(text(lang, "case_curve.keys"))
    drawn = chart(
        ids.CASE_CURVE, lang, "qingce-case", _HEIGHT, text(lang, "case_curve.label"), brush=True
    )
    return framed(
        html.Span(id=TITLE),
        [
            html.Div(
                [
                    html.Div(id=PART, className="case-part-words", **_LIVE),
                    dmc.Button(
                        text(lang, "case_curve.whole"), id=WHOLE, size="compact-sm", variant="light"
                    ),
                ],
                className="case-part",
            ),
            html.Div(id=STRIPS),
            html.Div(drawn, role="group", className="case-hours", **keys),
            dcc.Store(id=BANDS),
            html.Details(
                [html.Summary(text(lang, "case_curve.stages")), html.Div(id=STAGES)],
                className="method",
            ),
            method_note(lang, "case_curve", METHOD_LINES),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-8 card-case-curve",
    )

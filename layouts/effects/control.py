"""The card of synthetic control: what other cities say of a measure; a line where none can."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.card import card
from layouts.parts.lazy import lazy
from layouts.parts.table import Head, table
from view import ids
from view.text import text

TITLE, READING, BODY, FOOT = (
    ids.part(ids.EFFECTS_CONTROL, name) for name in ("title", "reading", "body", "foot")
)
_HEADS = ("name", "weight", "ratio", "distance")


def section() -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = card(
        html.Span(id=TITLE),
        html.Div(id=BODY),
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-12",
    )
    return lazy(ids.EFFECTS_CONTROL, made)


def donor_table(rows: Sequence[Sequence[str]], unweighted: int, lang: str) -> list[Any]:
    """Return the city and its donors as a table, what their column means, how many have no weight.

    rows: (name, weight, ratio, distance), the city first.
    """
    heads = [Head(text(lang, f"effect_control.head.{h}"), is_number=h != "name") for h in _HEADS]
    said = [text(lang, "effect_control.about.ratio")]
    if unweighted:
        said.append(text(lang, "effect_control.unweighted", n=unweighted))
    lines = [html.P(words, className="quiet effect-note") for words in said]
    return [table(heads, rows, css="effect-donors"), *lines]

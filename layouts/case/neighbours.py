"""The card of the past cases that a case is most like: how near, in what, and their curves."""

from collections.abc import Mapping
from typing import Any

from dash import html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import method_note
from layouts.parts.lazy import lazy
from view import ids
from view.case_parts import PARTS
from view.text import text

READING, BODY, FOOT = (ids.part(ids.CASE_NEIGHBOURS, n) for n in ("reading", "body", "foot"))
METHOD_LINES = 3
#: Least share of the strip on which a part's name has room.
_NAMED = 0.13


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = framed(
        text(lang, "case_neighbours.title"),
        [
            html.Ol(id=BODY, className="neighbours"),
            method_note(lang, "case_neighbours", METHOD_LINES),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-6 card-case-neighbours",
    )
    return lazy(ids.CASE_NEIGHBOURS, made)


def neighbour(
    *,
    name: str,
    href: str,
    case_id: str,
    facts: str,
    words: str,
    parts: Mapping[str, float | None],
    part_names: Mapping[str, str],
    width: float,
    picture: str,
    said: str,
) -> html.Li:
    """Return one past case: its link and facts, the strip of its distance, its curve.

    parts: squares of the distance by `PARTS`, None is not compared; part_names are short.
    width: per cent of the longest strip of the card. picture: an image's address, '' for none;
    `said` is read out for it.
    """
    given: dict[str, Any] = {"data-case": case_id}
    return html.Li(
        [
            html.Div(
                [html.A(name, href=href, **given), html.Div(facts, className="quiet")],
                className="neighbour-name",
            ),
            html.Div(
                [_strip(parts, part_names, width), html.Div(words, className="neighbour-words")],
                className="neighbour-apart",
            ),
            html.Img(src=picture, alt=said, className="neighbour-curve") if picture else None,
        ],
        className="neighbour",
    )


def _strip(parts: Mapping[str, float | None], names: Mapping[str, str], width: float) -> html.Div:
    """Return the parts side by side, each as long as its square, named where there is room."""
    known = {part: parts[part] or 0.0 for part in PARTS if parts.get(part) is not None}
    whole = sum(known.values()) or 1.0
    pieces = [
        html.Span(
            names[part] if value / whole * width / 100 >= _NAMED else "",
            title=f"{names[part]} {value:.2f}",
            className=f"part part-{part}",
            style={"flexGrow": f"{value / whole:.4f}"},
        )
        for part, value in known.items()
        if value > 0
    ]
    said = ", ".join(f"{names[part]} {value:.2f}" for part, value in known.items())
    return html.Div(
        pieces,
        className="parts",
        style={"width": f"{max(width, 2):.1f}%"},
        role="img",
        **spoken(said),
    )

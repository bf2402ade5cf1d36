"""The card of verdicts: of each measure what can be said of it, in words an official can read."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.card import card, download_button
from view import ids
from view.text import text

LIST, TITLE, READING, FOOT = (
    ids.part(ids.EFFECTS_VERDICTS, name) for name in ("list", "title", "reading", "foot")
)


def section(lang: str) -> html.Section:
    """Return the card, empty until its callback fills it."""
    return card(
        html.Span(id=TITLE),
        html.Div(id=LIST),
        id=ids.EFFECTS_VERDICTS,
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        actions=download_button(ids.EFFECTS_VERDICTS, lang, text(lang, "effects.verdicts.file")),
        css="span-12",
    )


def measure(
    *,
    lang: str,
    measure_id: str,
    verdict: str,
    badge: str,
    name: str,
    facts: str,
    key: tuple[str, str],
    said: Sequence[str],
    doubts: Sequence[str],
    strip: str,
    strip_words: str,
    href: str,
) -> html.Li:
    """Return one measure: its badge, name, amounts, strip of placebos, sentences and doubts.

    strip: an image's address, '' where there is none; `strip_words` is read out for it. href: the
    page with this measure's evidence; `assets/js/effects.js` shows it without another page.
    """
    given: dict[str, Any] = {"data-measure": measure_id}
    return html.Li(
        [
            html.Div(
                [
                    html.Span(badge, className="effect-badge"),
                    html.Span(name, className="effect-name"),
                    html.Span(facts, className="quiet"),
                ],
                className="effect-head",
            ),
            html.P([html.Strong(key[0]), html.Span(key[1])], className="effect-key")
            if any(key)
            else None,
            html.Img(src=strip, alt=strip_words, title=strip_words, className="effect-strip")
            if strip
            else None,
            html.P([html.Span(sentence) for sentence in said], className="effect-said"),
            html.P([html.Span(doubt) for doubt in doubts], className="effect-doubts")
            if doubts
            else None,
            html.A(text(lang, "effects.verdicts.more"), href=href, className="effect-more", **given)
            if strip
            else None,
        ],
        className=f"effect effect-{verdict}",
    )


def measures(items: Sequence[html.Li], lang: str) -> Any:
    """Return the list of measures; words where there is none."""
    if not items:
        return html.P(text(lang, "effects.verdicts.none"), className="quiet")
    return html.Ul(list(items), className="effects")

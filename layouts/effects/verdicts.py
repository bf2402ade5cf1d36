"""The card of verdicts: of each measure what can be said of it, in words an official can read."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from layouts.parts.card import card, download_button
from view import ids
from view.text import text

FRAME, LIST, TITLE, READING, FOOT = (
    ids.part(ids.EFFECTS_VERDICTS, name) for name in ("frame", "list", "title", "reading", "foot")
)


def section(lang: str, is_hidden: bool) -> html.Div:
    """Return the card, empty until its callback fills it; out of sight where there is no list."""
    made = card(
        html.Span(id=TITLE),
        html.Div(id=LIST),
        id=ids.EFFECTS_VERDICTS,
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        actions=download_button(ids.EFFECTS_VERDICTS, lang, text(lang, "effects.verdicts.file")),
        css="span-12",
    )
    return html.Div(made, id=FRAME, className="effect-cards", hidden=is_hidden)


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
    case: str,
) -> html.Li:
    """Return one measure: its badge, name, amounts, strip of placebos, sentences and doubts.

    verdict: its class, with that of a plus where it is one. strip: an image's address, '' where
    there is none; `strip_words` is read out for it. href: the page with this measure's evidence,
    '' where there is none; `assets/js/effects.js` shows it without another page. case: address of
    the case that it met, '' of none.
    """
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
            _links(lang, measure_id, href, case),
        ],
        className=f"effect effect-{verdict}",
    )


def _links(lang: str, measure_id: str, href: str, case: str) -> html.P | None:
    named: dict[str, Any] = {"data-measure": measure_id}
    links: list[Any] = []
    if href:
        links.append(html.A(text(lang, "effects.verdicts.more"), href=href, **named))
    if case:
        links.append(dcc.Link(text(lang, "effects.list.case"), href=case))
    return html.P(links, className="effect-more") if links else None


def measures(items: Sequence[html.Li], lang: str) -> Any:
    """Return the list of measures; words where there is none."""
    if not items:
        return html.P(text(lang, "effects.verdicts.none"), className="quiet")
    return html.Ul(list(items), className="effects")

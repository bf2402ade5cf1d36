"""A card that is drawn only once it comes near the screen.

The first card of a page is then not held up by all others, and a choice that is changed asks the
server for what the viewer sees, not for the whole page.
"""

from typing import Any

from dash import dcc, html

from view import ids


def lazy(card: str, section: html.Section) -> html.Div:
    """Return a card with the store that says what it is to draw.

    `assets/js/lazy.js` puts the viewer's choice, as in `ids.STATE`, into `ids.wanted(card)` when
    the card comes near the screen, and again when the choice has changed since. Callbacks of the
    card take it as their Input, with `prevent_initial_call=True`.
    """
    watched: dict[str, Any] = {"data-wanted": card}
    return html.Div(
        [dcc.Store(id=ids.wanted(card)), section],
        className=f"lazy {_span(section)}".strip(),
        **watched,
    )


def _span(section: html.Section) -> str:
    """Take the width of the card to its frame: the frame is what stands in the grid."""
    words = str(getattr(section, "className", "")).split()
    return " ".join(word for word in words if word.startswith("span-"))

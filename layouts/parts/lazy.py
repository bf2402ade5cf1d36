"""A card that is mounted after the page's first chart, and drawn once it comes near the screen.

The first card of a page is then not held up by all others, and a choice that is changed asks the
server for what the viewer sees, not for the whole page.
"""

from typing import Any

from dash import dcc, html

from view import ids


def lazy(card: str, section: html.Section) -> html.Div:
    """Return the frame of a card: its section is sent with the page, folded in a store.

    An empty graph costs the browser as much as a drawn one, so `assets/js/lazy.js` mounts the
    sections one by one when the first chart is drawn, or at once when the frame is near the
    screen. It then puts the viewer's choice, as in `ids.STATE`, into `ids.wanted(card)`, and again
    when the choice has changed since. Callbacks of the card take that as their Input, with
    `prevent_initial_call=True`.
    """
    watched: dict[str, Any] = {"data-wanted": card}
    return html.Div(
        [
            dcc.Store(id=ids.wanted(card)),
            dcc.Store(id=ids.unfold(card)),
            dcc.Store(id=ids.folded(card), data={"section": section}),
            html.Div(id=ids.slot(card), className="lazy-slot"),
        ],
        className=f"lazy {_span(section)}".strip(),
        **watched,
    )


def _span(section: html.Section) -> str:
    """Take the width of the card to its frame: the frame is what stands in the grid."""
    words = str(getattr(section, "className", "")).split()
    return " ".join(word for word in words if word.startswith("span-"))

"""The chart that a page begins with, drawn on the way: it comes with the page, not after it.

A card asks for its chart once the page stands. For the first one that is a second answer to wait
for, and an empty chart that is drawn only to be replaced. Its callback is asked here instead, and
what it says is put into the page's components before they are sent; the browser asks it from the
first changed choice on (`prevent_initial_call`).
"""

import logging
from collections.abc import Callable
from typing import Any

from dash import Output
from dash.development.base_component import Component

from callbacks.case import curve
from callbacks.trends import series
from layouts.parts.notice import failure
from view import ids

log = logging.getLogger("qingce")

#: By page: what the callback of its first card fills, and the callback.
FIRST: dict[str, tuple[tuple[Output, ...], Callable[[Any], tuple[Any, ...]]]] = {
    "trends": (series.SHOWN, series.show_series),
    "case": (curve.SHOWN, curve.show_curve),
}


def draw_first(page: str, content: Component, choice: dict[str, Any]) -> None:
    """Fill the first card of a page's components as its callback would for a viewer's choice.

    Left as it is: a page that is not in FIRST, and one without the card (of a case that is not
    there). A chart that cannot be drawn is told in the page's notice, as a failed callback is.
    """
    if page not in FIRST:
        return
    outputs, answer = FIRST[page]
    try:
        parts = [content[output.component_id] for output in outputs]
    except KeyError:
        return
    try:
        found = answer(choice)
    except Exception:
        log.exception("the first chart of %s could not be drawn", page)
        content[ids.NOTICE].children = failure()
        return
    for part, output, value in zip(parts, outputs, found, strict=True):
        setattr(part, output.component_property, value)

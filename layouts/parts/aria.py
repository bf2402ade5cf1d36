"""What a screen reader says where there is no word on the screen."""

from typing import Any


def spoken(words: str) -> dict[str, Any]:
    """Return the attribute that names a component: `html.Div(..., **spoken("…"))`."""
    return {"aria-label": words}

"""The page overview."""

from typing import Any

from dash import html

from summaries.store import Snapshot
from view.state import ViewState


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state."""
    return html.Div("overview")

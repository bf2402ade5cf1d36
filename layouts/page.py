"""What the app knows of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from summaries.store import Snapshot
from view.state import ViewState


def _as_it_is(_: Snapshot, state: ViewState) -> ViewState:
    return state


@dataclass(frozen=True)
class Page:
    """One page: its key (texts, ids), its path, and the function that lays it out.

    `content` takes a snapshot and a resolved ViewState and returns the page's components;
    `settled` returns the state as the page's controls have it from the start, so that no control
    changes it by being mounted. `has_charts_first`: whether what is seen first is a chart; else
    plotly.js is left for later. `under`: key of the page from which this one is reached; it then
    has no link of its own in the bar, where that page's link is the current one. `is_there`:
    whether what an address names is there at all; where it is not, the document's status is 404
    and the page helps on. None: an address names nothing that may be absent.
    """

    key: str
    path: str
    content: Callable[..., Any]
    settled: Callable[..., Any] = _as_it_is
    has_charts_first: bool = True
    under: str = ""
    is_there: Callable[[Snapshot, ViewState], bool] | None = None

"""What is on a page. `PAGES` lists them in the order of the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from layouts.pages import data, map, overview, ranking, trends
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
    plotly.js is left for later.
    """

    key: str
    path: str
    content: Callable[..., Any]
    settled: Callable[..., Any] = _as_it_is
    has_charts_first: bool = True


PAGES: tuple[Page, ...] = (
    Page("overview", "/", overview.content),
    Page("trends", "/trends", trends.content),
    Page("map", "/map", map.content, map.settled, has_charts_first=False),
    Page("ranking", "/ranking", ranking.content),
    Page("data", "/data", data.content),
)

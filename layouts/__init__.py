"""What is on a page. `PAGES` lists them in the order of the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from layouts.pages import data, map, overview, ranking, trends


@dataclass(frozen=True)
class Page:
    """One page: its key (texts, ids), its path, and the function that lays it out.

    `content` takes a snapshot and a resolved ViewState and returns the page's components.
    """

    key: str
    path: str
    content: Callable[..., Any]


PAGES: tuple[Page, ...] = (
    Page("overview", "/", overview.content),
    Page("trends", "/trends", trends.content),
    Page("map", "/map", map.content),
    Page("ranking", "/ranking", ranking.content),
    Page("data", "/data", data.content),
)

"""What is on a page. `PAGES` lists them in the order of the navigation."""

from layouts.page import Page
from layouts.pages import data, map, overview, ranking, trends

__all__ = ["PAGES", "Page"]

PAGES: tuple[Page, ...] = (
    Page("overview", "/", overview.content),
    Page("trends", "/trends", trends.content),
    Page("map", "/map", map.content, map.settled, has_charts_first=False),
    Page("ranking", "/ranking", ranking.content),
    Page("data", "/data", data.content),
)

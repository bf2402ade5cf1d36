"""What is on a page. `PAGES` lists them in the order of the navigation."""

from layouts.page import Page
from layouts.pages import case, cases, compare, data, effects, map, overview, ranking, trends

__all__ = ["PAGES", "Page"]

PAGES: tuple[Page, ...] = (
    Page("overview", "/", overview.content),
    Page("trends", "/trends", trends.content),
    Page("map", "/map", map.content, map.settled, has_charts_first=False),
    Page("cases", "/cases", cases.content),
    Page("case", "/case", case.content, case.settled, under="cases", is_there=case.is_there),
    Page(
        "compare",
        "/compare",
        compare.content,
        compare.settled,
        under="cases",
        is_there=compare.is_there,
    ),
    Page("effects", "/effects", effects.content, effects.settled),
    Page("ranking", "/ranking", ranking.content),
    Page("data", "/data", data.content),
)

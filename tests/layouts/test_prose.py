"""An expert's text on the page: which components it becomes, and that words stay words."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash import dcc, html
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from layouts.parts.prose import prose

#: Every component that a text may become; none of them takes markup.
ALLOWED = (
    *(html.Div, html.P, html.H4, html.H5, html.H6, html.Blockquote, html.Pre, html.Hr),
    *(html.Ul, html.Ol, html.Li, html.Span, html.Br, html.Strong, html.Em, html.Code, html.A),
    *(html.Table, html.Thead, html.Tbody, html.Tr, html.Th, html.Td),
)


def walk(part: Any) -> Iterator[Any]:
    """Yield a component and all that is in it, words too."""
    yield part
    children = getattr(part, "children", None) if isinstance(part, Component) else part
    if isinstance(children, list | tuple):
        for child in children:
            yield from walk(child)
    elif children is not None and children is not part:
        yield from walk(children)


def words(part: Any) -> str:
    return "".join(found for found in walk(part) if isinstance(found, str))


def shape(part: Any) -> Any:
    """Return the names of the components as nested lists, words left out."""
    if isinstance(part, list):
        return [shape(child) for child in part if not isinstance(child, str)]
    children = part.children
    inner = shape(children) if isinstance(children, list) else []
    inner = [shape(children)] if isinstance(children, Component) else inner
    return [type(part).__name__, *inner] if inner else type(part).__name__


def test_lists_lie_in_lists() -> None:
    made = prose("1. 一\n   - 甲\n   - 乙\n\n   续\n2. 二\n\n- 丙\n\n句\n\n3. 三\n")
    assert shape(made) == [
        "Div",
        ["Ol", ["Li", "Span", ["Ul", ["Li", "Span"], ["Li", "Span"]], "P"], ["Li", "Span"]],
        ["Ul", ["Li", "Span"]],
        "P",
        ["Ol", ["Li", "Span"]],
    ]
    assert [part.start for part in made.children if isinstance(part, html.Ol)] == ["1", "3"]
    assert words(made) == "一甲乙续二丙句三"


def test_headings_lie_below_those_of_the_page() -> None:
    made = prose("# 一\n\n## 二\n\n###### 六\n")
    assert shape(made) == ["Div", "H4", "H5", "H6"]


def test_a_table_scrolls_by_itself() -> None:
    (box,) = prose("| 站 | 值 |\n|---|---|\n| 甲 | **1** |\n").children
    assert box.className == "prose-table"
    assert shape(box.children) == [
        "Table",
        ["Thead", ["Tr", "Th", "Th"]],
        ["Tbody", ["Tr", "Td", ["Td", "Strong"]]],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "- - <img src=x onerror=alert(1)>",
        "| <svg onload=alert(1)> |\n|---|\n| <iframe src=//x> |",
        "[甲](javascript:alert(1)) ![乙](//x/y.png)",
        "> # <h1>\n> 1. ***`<b>`***",
        "```html\n<script>\n```",
        "",
    ],
)
def test_hostile_text_becomes_words_only(text: str) -> None:
    made = prose(text)
    parts = list(walk(made))
    components = [part for part in parts if isinstance(part, Component)]
    assert all(isinstance(part, ALLOWED) for part in components)
    assert not any(isinstance(part, html.A | html.Img | html.Iframe) for part in components)
    assert not any(isinstance(part, dcc.Markdown) for part in components)
    sent = json.dumps(made, cls=PlotlyJSONEncoder)
    assert "href" not in sent
    assert "dangerously" not in sent


def test_a_link_opens_elsewhere_and_says_nothing_of_us() -> None:
    (link,) = [p for p in walk(prose("[全文](https://example.org/a)")) if isinstance(p, html.A)]
    assert (link.href, link.target) == ("https://example.org/a", "_blank")
    assert {"noopener", "noreferrer"} <= set(link.rel.split())

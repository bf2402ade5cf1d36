"""Markdown of others: its blocks, and that nothing in it is ever markup."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from view.markdown import Block, Span, blocks, plain


def test_the_blocks_of_a_page() -> None:
    text = (
        "# 结论\n\n起于**输送**，\n成于*静稳*。  \n另起一行\n\n1. 一\n   - 甲\n\n   续\n2. 二\n\n"
        "> 引\n\n---\n\n    x = 1\n"
    )
    paragraph = (
        Span("起于"),
        Span("输送", is_bold=True),
        Span("，成于"),  # no space where a Chinese line was broken
        Span("静稳", is_italic=True),
        Span("。\n另起一行"),
    )
    assert blocks(text) == (
        Block("heading", (Span("结论"),), level=1),
        Block("paragraph", paragraph),
        Block("item", (Span("一"),), level=1, number=1),
        Block("item", (Span("甲"),), level=2),
        Block("item", (Span("续"),), level=1, is_continued=True),
        Block("item", (Span("二"),), level=1, number=2),
        Block("quote", (Span("引"),), level=1),
        Block("rule"),
        Block("code", (Span("x = 1", is_code=True),)),
    )


def test_a_table_has_as_many_cells_in_every_row() -> None:
    (table,) = blocks("| 站点 | PM₂.₅ |\n|---|---|\n| 万柳 | **450** |\n| 定陵 |\n| a | b | c |\n")
    assert table.kind == "table"
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["站点", "PM₂.₅"],
        ["万柳", "450"],
        ["定陵", ""],
        ["a", "b"],
    ]
    assert table.rows[1][1] == (Span("450", is_bold=True),)


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("发布**（首次）**红色预警", "（首次）"),
        ("**“红色”**预警", "“红色”"),
        ("占**50%**以上", "50%"),
        ("（**甲**）", "甲"),
        ("**甲**，乙", "甲"),
        ("a **b** c", "b"),
    ],
)
def test_emphasis_in_chinese(text: str, bold: str) -> None:
    """CommonMark alone leaves the first three with their asterisks: no blank stands outside."""
    (block,) = blocks(text)
    assert [span.text for span in block.spans if span.is_bold] == [bold]
    assert plain(block.spans) == text.replace("**", "")


def test_what_looks_like_emphasis_in_code_stays() -> None:
    (block,) = blocks("`甲*（）*乙`")
    assert block.spans == (Span("甲*（）*乙", is_code=True),)


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<div onclick='x'>\nraw\n</div>",
    "<!-- hidden -->",
    "<style>*{display:none}</style>",
    "&lt;script&gt;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_is_the_text_that_it_is(text: str) -> None:
    (block,) = blocks(text)
    assert block.kind == "paragraph"
    shown = text.replace("&lt;", "<").replace("&gt;", ">").replace("\n", " ")
    assert plain(block.spans) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[甲](javascript:alert(1))",
        "[甲](JaVaScRiPt:alert(1))",
        "[甲](data:text/html;base64,PHNjcmlwdD4=)",
        "[甲](vbscript:x)",
        "[甲](file:///etc/passwd)",
        "[甲](/logout)",
        "[甲](//evil.example/x)",
        "[甲](java\nscript:x)",
        "[甲][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
    ],
)
def test_only_addresses_of_the_web_are_links(text: str) -> None:
    assert all(span.link == "" for block in blocks(text) for span in block.spans)
    assert blocks(text)


def test_a_link_keeps_its_address_and_a_picture_loads_nothing() -> None:
    (block,) = blocks("[全文](https://example.org/a?b=1&c=2) ![曲线图](https://example.org/x.png)")
    assert block.spans == (
        Span("全文", link="https://example.org/a?b=1&c=2"),
        Span(" 曲线图"),
    )


def test_nesting_without_end_keeps_the_words() -> None:
    """Deeper than anybody reads the source itself is shown: nothing of a text is lost."""
    text = "> " * 400 + "x"
    assert blocks(text) == (Block("code", (Span(text, is_code=True),)),)


def test_nothing() -> None:
    assert blocks("") == ()
    assert blocks(" \n\n ") == ()


@given(st.text(alphabet="*_`[]()<>!#->|:\n 1.甲，（）ab", max_size=60))
def test_any_text_has_blocks_that_hold_together(text: str) -> None:
    for block in blocks(text):
        assert (block.kind == "table") == bool(block.rows)
        assert len({len(row) for row in block.rows}) <= 1
        assert all(span.text for span in block.spans)
        assert "\u2060" not in plain(block.spans)
        pairs = zip(block.spans, block.spans[1:], strict=False)
        assert all(replace(a, text="") != replace(b, text="") for a, b in pairs)


@given(st.text(alphabet="甲乙丙丁abc，。 ", min_size=1, max_size=40))
def test_plain_words_come_through(text: str) -> None:
    words = " ".join(text.split())
    assert " ".join("".join(plain(b.spans) for b in blocks(words)).split()) == words

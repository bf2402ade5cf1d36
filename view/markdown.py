"""Markdown that somebody else wrote, as plain blocks of words: for a page and for a brief alike.

CommonMark and tables (markdown-it-py), HTML switched off: a tag is shown as the text that it is. A
picture is its description, since nothing may be loaded; a link keeps its address only where that
begins with http, https or mailto. Whoever draws the blocks puts words in as text, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "item", "quote", "code", "table", "rule"]
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
#: Chinese emphasis fails in CommonMark where a mark stands between a character and a punctuation
#: mark, **（如此）**般; a joiner of no width on the inner side mends it, and is taken out again.
_JOINER = "\u2060"
_HAN = "[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_OPENING = re.compile(rf"(?<={_HAN})(\*{{1,3}})(?=[^\w\s*])")
_CLOSING = re.compile(rf"(?<=[^\w\s*])(?=\*{{1,3}}{_HAN})")
_OPENS = {"strong_open": "is_bold", "em_open": "is_italic"}
_CLOSES = {"strong_close": "is_bold", "em_close": "is_italic"}


@dataclass(frozen=True)
class Span:
    """Words of one look; link is "" or an address. A break of the line is `\\n` in text."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    link: str = ""


Cell = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """A block of a text.

    Attributes:
        kind: what it is.
        spans: its words; none of a table or a rule.
        level: of a heading 1 to 6; of an item or a quote its depth from 1; else 0.
        number: of an item in an ordered list; None for a bullet.
        is_continued: a further paragraph of an item, which has no mark of its own.
        rows: of a table, the header first, each of as many cells.
    """

    kind: Kind
    spans: Cell = ()
    level: int = 0
    number: int | None = None
    is_continued: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()


@lru_cache(maxsize=64)
def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in their order; none of an empty one.

    Lists and quotes nested deeper than anybody reads come as the source that they are.
    """
    text = text.replace(_JOINER, "")
    joined = _CLOSING.sub(_JOINER, _OPENING.sub(rf"\1{_JOINER}", text))
    found = tuple(_Walk(_parser().parse(joined)).blocks())
    if not found and text.strip():
        return (Block("code", (Span(text.strip(), is_code=True),)),)
    return found


def plain(spans: Sequence[Span]) -> str:
    """Return the words of spans without their look."""
    return "".join(span.text for span in spans)


@cache
def _parser() -> MarkdownIt:
    # Beyond so many levels the parser gives nothing: a list of a list takes two.
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 30}).enable("table")


class _Walk:
    """One way through the tokens of a text, with the lists and quotes that it is inside of."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        #: Number of the next item of each list around; None for bullets.
        self.lists: list[int | None] = []
        self.quotes = 0
        #: Number of the item that is open, None for a bullet, and whether it has words already.
        self.number: int | None = None
        self.is_begun = False
        self.level = 0
        self.rows: list[list[Cell]] = []
        self.is_in_table = False

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks."""
        for token in self.tokens:
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in ("fence", "code_block"):
                words = token.content.rstrip("\n").replace(_JOINER, "")
                yield Block("code", (Span(words, is_code=True),) if words else ())
            elif token.type == "hr":
                yield Block("rule")
            elif token.type == "table_close":
                self.is_in_table = False
                yield Block("table", rows=tuple(tuple(row) for row in self.rows))
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        kind = token.type
        if kind == "bullet_list_open":
            self.lists.append(None)
        elif kind == "ordered_list_open":
            self.lists.append(int(token.attrs.get("start", 1)))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.number, self.is_begun = self.lists[-1], False
            if self.number is not None:
                self.lists[-1] = self.number + 1
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += 1 if kind == "blockquote_open" else -1
        elif kind == "heading_open":
            self.level = int(token.tag[1:])
        elif kind == "heading_close":
            self.level = 0
        elif kind == "table_open":
            self.rows, self.is_in_table = [], True
        elif kind == "tr_open":
            self.rows.append([])

    def _inline(self, token: Token) -> Iterator[Block]:
        spans = tuple(_joined(_spans(token.children or [])))
        if self.is_in_table:
            self.rows[-1].append(spans)
        elif not spans:
            return
        elif self.level:
            yield Block("heading", spans, self.level)
        elif self.lists:
            number = None if self.is_begun else self.number
            yield Block("item", spans, len(self.lists), number, self.is_begun)
            self.is_begun = True
        elif self.quotes:
            yield Block("quote", spans, self.quotes)
        else:
            yield Block("paragraph", spans)


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the words of an inline token, each with its look."""
    look, links, last = Span(""), [""], ""
    for number, token in enumerate(tokens):
        if token.type in _OPENS:
            look = replace(look, **{_OPENS[token.type]: True})  # type: ignore[arg-type]
        elif token.type in _CLOSES:
            look = replace(look, **{_CLOSES[token.type]: False})  # type: ignore[arg-type]
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            links.append(address if _SAFE_LINK.fullmatch(address) else "")
        elif token.type == "link_close":
            links.pop()
        elif token.type == "hardbreak":
            yield replace(look, text="\n", link=links[-1])
        elif token.type == "softbreak":
            # A line that is broken within Chinese goes on without a space.
            after = next((t.content for t in tokens[number + 1 :] if t.content), "")
            is_han = re.search(_WIDE, last[-1:]) and re.match(_WIDE, after)
            yield replace(look, text="" if is_han else " ", link=links[-1])
        elif token.type == "image":
            words = "".join(span.text for span in _spans(token.children or []))
            yield replace(look, text=words, link=links[-1])
        elif words := token.content.replace(_JOINER, ""):
            is_code = token.type == "code_inline"
            last = words
            yield replace(look, text=words, is_code=is_code, link=links[-1])


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans, those of one look made one."""
    held: Span | None = None
    for span in spans:
        if held is not None and replace(held, text="") == replace(span, text=""):
            held = replace(held, text=held.text + span.text)
        else:
            if held is not None and held.text:
                yield held
            held = span
    if held is not None and held.text:
        yield held

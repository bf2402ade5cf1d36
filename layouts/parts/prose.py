"""Text that an expert wrote, drawn from its blocks: nothing in it is markup."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html

from view.markdown import Block, Span, blocks

#: A page has H1 to H3 of its own: the first heading of a text lies below them.
FIRST_HEADING = 4
_HEADINGS = (html.H4, html.H5, html.H6)
#: An item of a list: its number, None for a bullet, and its components.
Row = tuple[int | None, list[Any]]


def prose(text: str) -> html.Div:
    """Return a text as components; its words are children, which the browser takes as text."""
    return html.Div(list(_parts(blocks(text))), className="prose")


def _parts(found: Sequence[Block]) -> Iterator[Any]:
    """Yield the components; items that follow one another are one list."""
    items: list[Block] = []
    for block in found:
        if block.kind == "item":
            items.append(block)
            continue
        if items:
            yield from _lists(items)
            items = []
        yield _part(block)
    if items:
        yield from _lists(items)


def _part(block: Block) -> Any:
    if block.kind == "heading":
        return _HEADINGS[min(block.level, len(_HEADINGS)) - 1](_words(block.spans))
    if block.kind == "quote":
        return html.Blockquote(_words(block.spans))
    if block.kind == "code":
        return html.Pre([span.text for span in block.spans])
    if block.kind == "rule":
        return html.Hr()
    if block.kind == "table":
        return _table(block)
    return html.P(_words(block.spans))


def _lists(items: Sequence[Block]) -> list[Any]:
    """Return the lists that items make; those of a deeper level lie inside the item before."""
    level = items[0].level
    rows: list[Row] = []
    inner: list[Block] = []
    for item in items:
        if item.level > level:
            inner.append(item)
            continue
        if inner:
            rows[-1][1].extend(_lists(inner))
            inner = []
        if item.is_continued and rows:
            rows[-1][1].append(html.P(_words(item.spans)))
        else:
            rows.append((item.number, [html.Span(_words(item.spans))]))
    if inner:
        rows[-1][1].extend(_lists(inner))
    return [_list(run) for run in _runs(rows)]


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each list: bullets apart from numbers, a count that starts anew apart."""
    runs: list[list[Row]] = []
    for row in rows:
        before = runs[-1][-1][0] if runs else None
        goes_on = row[0] is None if before is None else row[0] == before + 1
        if runs and goes_on:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _list(run: Sequence[Row]) -> Any:
    made = [html.Li(parts) for _, parts in run]
    first = run[0][0]
    return html.Ul(made) if first is None else html.Ol(made, start=str(first))


def _table(block: Block) -> html.Div:
    """Return a table; it scrolls by itself where the page is narrow."""
    head, *body = block.rows
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(_words(cell), scope="col") for cell in head])),
            html.Tbody([html.Tr([html.Td(_words(cell)) for cell in row]) for row in body]),
        ]
    )
    return html.Div(table, className="prose-table")


def _words(spans: Sequence[Span]) -> list[Any]:
    """Return the words with their look: bold, italic, code, a link to another site."""
    return [part for span in spans for part in _span(span)]


def _span(span: Span) -> list[Any]:
    lines = span.text.split("\n")
    parts: list[Any] = [lines[0]]
    for line in lines[1:]:
        parts += [html.Br(), line]
    for is_on, tag in ((span.is_code, html.Code), (span.is_italic, html.Em)):
        parts = [tag(parts)] if is_on else parts
    if span.is_bold:
        parts = [html.Strong(parts)]
    if span.link:
        parts = [html.A(parts, href=span.link, target="_blank", rel="noopener noreferrer nofollow")]
    return parts

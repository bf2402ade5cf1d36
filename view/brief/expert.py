"""What the expert concluded, where it is signed: a draft is left out, and that is said."""

from collections.abc import Iterator

from view import formats
from view.brief.case_told import CaseTold
from view.brief.document import Grid, Item, Paragraph, Part, Run, Section, SubHeading
from view.markdown import Block, Cell, blocks, plain
from view.queries import case as query

_SIGNED = "signed"


def expert(case: CaseTold) -> Section:
    """Return the section of the expert's conclusion."""
    found = query.conclusion(case.snapshot, case.row)
    heading = case.word("expert")
    if found is None:
        return Section(heading, (Paragraph.of(case.word("expert.none"), "note"),))
    told = {
        "author": found.author,
        "date": formats.day(case.lang, found.date.date()),
        "version": found.version,
    }
    if found.status != _SIGNED:
        return Section(heading, (Paragraph.of(case.word("expert.draft", **told), "note"),))
    parts: list[Part] = [SubHeading(found.title)] if found.title else []
    parts += _parts(case, blocks(found.text))
    parts.append(Paragraph.of(case.word("expert.signed", **told), "note"))
    return Section(heading, tuple(parts))


def _parts(case: CaseTold, found: tuple[Block, ...]) -> Iterator[Part]:
    for block in found:
        runs = _runs(block.spans)
        if block.kind == "heading":
            yield SubHeading(plain(block.spans), 2 if block.level <= 2 else 3)
        elif block.kind == "item" and not block.is_continued:
            yield Item(runs, block.level, block.number)
        elif block.kind == "table":
            yield _grid(case, block)
        elif block.kind in ("quote", "code"):
            yield Paragraph(runs, block.kind)
        elif block.kind != "rule":
            yield Paragraph(runs)


def _runs(spans: Cell) -> tuple[Run, ...]:
    return tuple(Run(s.text, s.is_bold, s.is_italic, s.is_code, link=s.link) for s in spans)


def _grid(case: CaseTold, block: Block) -> Grid:
    head, *rows = (tuple(plain(cell) for cell in row) for row in block.rows)
    return Grid(case.word("expert.table"), head, tuple(rows))

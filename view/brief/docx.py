"""Write a brief as a DOCX that can be edited: styles, real tables, counted captions."""

import io
from typing import TYPE_CHECKING, Any

from view.brief.document import (
    Brief,
    Grid,
    Item,
    Paragraph,
    Part,
    Picture,
    Run,
    SubHeading,
    lowered,
    plain,
    printable,
)
from view.brief.pictures import WIDTH_MM, png
from view.text import text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_of(brief: Brief) -> bytes:
    """Return a brief as the bytes of a DOCX. FontError where its pictures cannot be drawn."""
    import docx

    from view.brief.docx_parts import count_headings, set_mode
    from view.brief.docx_styles import set_page, set_styles

    document = docx.Document()
    set_page(document)
    set_styles(document, brief.lang)
    count_headings(document, brief.lang)
    set_mode(document)
    _set_properties(document, brief)
    _write_foot(document, brief)
    _write_runs(_paragraph(document, "Title"), (Run(brief.title),))
    _write_runs(_paragraph(document, "Subtitle"), (Run(brief.subtitle),))
    writer = _Writer(document, brief.lang)
    for section in brief.sections:
        _write_runs(_paragraph(document, "Heading 1"), (Run(section.heading),))
        for part in section.parts:
            writer.write(part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_properties(document: "Document", brief: Brief) -> None:
    kept = document.core_properties
    kept.title, kept.subject = plain(brief.title)[:250], plain(brief.subject)[:250]
    kept.author = kept.last_modified_by = text(brief.lang, "brief.author")
    kept.keywords, kept.comments = plain(brief.keywords)[:250], plain(brief.foot)[:250]
    kept.language = "zh-CN" if brief.lang == "zh" else "en-GB"
    kept.category, kept.identifier = text(brief.lang, "brief.kind"), brief.case_id
    kept.created = kept.modified = brief.made.replace(tzinfo=None, microsecond=0)
    kept.revision = 1


def _write_foot(document: "Document", brief: Brief) -> None:
    from view.brief.docx_parts import add_field

    foot = document.sections[0].footer.paragraphs[0]
    before, between, after = text(brief.lang, "brief.page").split("|")
    foot.add_run(f"{plain(brief.foot)}\t{before}")
    add_field(foot, "PAGE", "1")
    foot.add_run(between)
    add_field(foot, "NUMPAGES", "1")
    foot.add_run(after)


class _Writer:
    """Writes parts one after another; counts tables, pictures and lists."""

    def __init__(self, document: "Document", lang: str) -> None:
        self._document = document
        self._lang = lang
        self._counts = {"table": 0, "picture": 0}
        self._list: int | None = None

    def write(self, part: Part) -> None:
        """Write one part."""
        if not isinstance(part, Item):
            self._list = None
        if isinstance(part, Paragraph):
            self._write_paragraph(part)
        elif isinstance(part, Item):
            self._write_item(part)
        elif isinstance(part, SubHeading):
            heading = _paragraph(self._document, f"Heading {part.level}")
            _write_runs(heading, (Run(part.text),))
        elif isinstance(part, Grid):
            self._write_grid(part)
        else:
            self._write_picture(part)

    def _write_paragraph(self, part: Paragraph) -> None:
        from view.brief import docx_styles as styles

        named = {
            "body": styles.LEAD,
            "note": styles.NOTE,
            "quote": styles.QUOTE,
            "code": styles.CODE,
        }
        _write_runs(_paragraph(self._document, named[part.role]), part.runs)

    def _write_item(self, part: Item) -> None:
        from view.brief.docx_parts import restart_list, use_list

        if part.number is None:
            name = "List Bullet" if part.depth == 1 else f"List Bullet {min(part.depth, 3)}"
            _write_runs(_paragraph(self._document, name), part.runs)
            return
        written = _paragraph(self._document, "List Number")
        if self._list is None or part.number == 1:
            self._list = restart_list(self._document, written)
        use_list(written, self._list)
        _write_runs(written, part.runs)

    def _write_caption(self, kind: str, words: str, *, stays: bool) -> None:
        from view.brief.docx_parts import add_field

        self._counts[kind] += 1
        caption = _paragraph(self._document, "Caption")
        caption.paragraph_format.keep_with_next = stays
        label = text(self._lang, f"brief.label.{kind}")
        caption.add_run(f"{label} ")
        add_field(caption, f"SEQ {label} \\* ARABIC", str(self._counts[kind]))
        _write_runs(caption, (Run(f"  {words}"),))

    def _write_grid(self, part: Grid) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        from view.brief import docx_styles as styles
        from view.brief.docx_parts import describe_table

        self._write_caption("table", part.caption, stays=True)
        rows = (part.head, *part.rows)
        table = self._document.add_table(len(rows), len(part.head), style=styles.TABLE)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = [Mm(WIDTH_MM * share) for share in part.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for at, (row, written) in enumerate(zip(rows, table.rows, strict=True)):
            for number, (cell, words) in enumerate(zip(written.cells, row, strict=True)):
                cell.width = widths[number]
                paragraph = cell.paragraphs[0]
                paragraph._p.style = styles.style_id(styles.CELL)
                paragraph.paragraph_format.keep_with_next = at < min(len(rows) - 1, 3)
                if number in part.numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                _write_runs(paragraph, (Run(words),))
        describe_table(table, plain(part.caption))
        note = Paragraph.of(part.note, "note") if part.note else Paragraph.of("", "note")
        self._write_paragraph(note)

    def _write_picture(self, part: Picture) -> None:
        from docx.shared import Mm

        from view.brief import docx_styles as styles
        from view.brief.docx_parts import describe_picture

        held = _paragraph(self._document, styles.PICTURE)
        shape = held.add_run().add_picture(io.BytesIO(png(part.drawing)), width=Mm(WIDTH_MM))
        describe_picture(shape, plain(part.caption), plain(part.alt))
        self._write_caption("picture", part.caption, stays=bool(part.note))
        if part.note:
            self._write_paragraph(Paragraph.of(part.note, "note"))


def _paragraph(document: "Document", style: str) -> "Written":
    """Return a new paragraph of a style. To look styles up by name for each takes half a second."""
    from view.brief.docx_styles import style_id

    written = document.add_paragraph()
    written._p.style = style_id(style)
    return written


def _write_runs(written: "Written", runs: tuple[Run, ...]) -> None:
    for run in runs:
        for piece in lowered(run):
            _write_run(written, piece)


def _write_run(written: "Written", run: Run) -> None:
    shape: Any = written.add_run(printable(run.text))
    if run.is_bold:
        shape.bold = True
    if run.is_italic:
        shape.italic = True
    if run.is_lowered:
        shape.font.subscript = True
    if run.is_code:
        shape.font.name = "Courier New"
    if run.link:
        written.add_run(f"（{printable(run.link)}）")

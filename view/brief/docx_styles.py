"""The styles of a brief's DOCX: what an official changes once for the whole document.

Fonts are those that Word brings itself. Chinese: FangSong (仿宋) for text, as GB/T 9704 has it for
official documents, SimHei (黑体) for headings, SimSun (宋体) for the title and for tables, whose
small letters FangSong's thin strokes do not carry; the title's font by GB/T 9704, 小标宋, does not
come with Word. Latin: Times New Roman, Arial. Each font stands on every style for East Asian text
too: without it Word takes a font of its own for Chinese.
"""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle

#: Family -> (Latin, East Asian) font.
FONTS = {
    "text": ("Times New Roman", "FangSong"),
    "head": ("Arial", "SimHei"),
    "table": ("Times New Roman", "SimSun"),
    "code": ("Courier New", "SimSun"),
}
TABLE = "Brief Table"
CELL, NOTE, LEAD, QUOTE, CODE = "Brief Cell", "Brief Note", "Brief Lead", "Quote", "Brief Code"
PICTURE = "Brief Picture"
_MARGIN = Mm(25)
_BLACK = RGBColor(0, 0, 0)
_GREY = RGBColor(0x55, 0x55, 0x55)
#: Style -> (family, size in points, bold).
_TEXTS: dict[str, tuple[str, float, bool]] = {
    "Normal": ("text", 12, False),
    "Title": ("table", 18, True),
    "Subtitle": ("text", 12, False),
    "Heading 1": ("head", 14, False),
    "Heading 2": ("head", 12, False),
    "Heading 3": ("head", 12, False),
    "Caption": ("head", 10, False),
    "List Bullet": ("text", 12, False),
    "List Number": ("text", 12, False),
    QUOTE: ("text", 12, False),
    "Header": ("table", 9, False),
    "Footer": ("table", 9, False),
}
_OWN = {
    CELL: ("table", 9.5, False),
    NOTE: ("table", 9.5, False),
    LEAD: ("text", 12, False),
    CODE: ("code", 9.5, False),
    PICTURE: ("text", 10, False),
}


def set_page(document: Document) -> None:
    """Set A4, upright, with margins of 25 mm."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(12)


def style_id(name: str) -> str:
    """Return the id of a style by its name, as Word and python-docx make it."""
    return name.replace(" ", "")


def set_styles(document: Document, lang: str) -> None:
    """Give every style its fonts, make those of the brief, and say the language of the text."""
    styles = document.styles
    _drop_tables(document)
    for name in _OWN:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for style in styles:
        family, size, bold = {**_TEXTS, **_OWN}.get(str(style.name), ("text", 0.0, False))
        if style.type != WD_STYLE_TYPE.LIST:
            _set_fonts(style, *FONTS[family])
        if size:
            font = styles[str(style.name)].font
            font.size, font.bold, font.italic, font.color.rgb = Pt(size), bold, False, _BLACK
    _set_defaults(document, lang)
    _set_paragraphs(document, lang)
    styles.element.append(_table_style())


def _drop_tables(document: Document) -> None:
    """Leave out the hundred looks of tables that the empty document brings: ours has its own."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and not style.element.get(qn("w:default")):
            style.delete()


def _set_fonts(style: BaseStyle, latin: str, chinese: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese), ("cs", latin)):
        fonts.set(qn(f"w:{script}"), name)


def _set_defaults(document: Document, lang: str) -> None:
    """Set fonts and language of text without a style, and of the proofing."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert run is not None
    for name in ("w:rFonts", "w:lang"):
        for old in run.findall(qn(name)):
            run.remove(old)
    latin, chinese = FONTS["text"]
    run.insert(
        0,
        parse_xml(
            f'<w:rFonts {nsdecls("w")} w:ascii="{latin}" w:hAnsi="{latin}"'
            f' w:eastAsia="{chinese}" w:cs="{latin}"/>'
        ),
    )
    spoken = "zh-CN" if lang == "zh" else "en-GB"
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{spoken}" w:eastAsia="zh-CN"/>'))


def _set_paragraphs(document: Document, lang: str) -> None:
    """Set indents and distances; in Chinese, text begins two letters in."""
    _shape(document, "Normal", after=4, line=1.3)
    _shape(document, "Title", before=0, after=4, centred=True)
    _shape(document, "Subtitle", after=10, centred=True)
    _shape(document, "Heading 1", before=12, after=4, keep=True)
    for name in ("Heading 2", "Heading 3"):
        _shape(document, name, before=8, after=3, keep=True)
    _shape(document, "Caption", before=6, after=4, centred=True)
    _shape(document, CELL, after=1, before=1, line=1.1)
    _shape(document, NOTE, before=2, after=6, line=1.2)
    _shape(document, PICTURE, before=4, after=2, line=1.0, centred=True, keep=True)
    for name in ("Header", "Footer"):
        _shape(document, name, after=0, line=1.0)
        _set_tab(document, name)
    styles = document.styles
    for name in (NOTE, "Subtitle"):
        styles[name].font.color.rgb = _GREY
    styles[QUOTE].paragraph_format.left_indent = Mm(8)
    # A title with a line below it is python-docx's own; ours has none.
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    if lang == "zh":
        styles[LEAD].paragraph_format.first_line_indent = Pt(24)


def _shape(
    document: Document,
    name: str,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 1.3,
    centred: bool = False,
    keep: bool = False,
) -> None:
    shape: Any = document.styles[name].paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    if centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape.keep_with_next = keep


def _set_tab(document: Document, name: str) -> None:
    """Leave one tab, at the right margin, in place of those of a letter page."""
    shape: Any = document.styles[name].paragraph_format
    for old in list(shape.element.iter(qn("w:tabs"))):
        old.getparent().remove(old)
    shape.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)


def _table_style() -> Any:
    """Return the style of tables: three lines, the head on grey and repeated by the rows."""
    latin, chinese = FONTS["table"]
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f'<w:qFormat/><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}"'
        f' w:eastAsia="{chinese}" w:cs="{latin}"/></w:rPr>'
        "<w:tblPr><w:tblBorders>"
        '<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
        "</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )

"""Pieces of a DOCX that python-docx has no call for: fields, counted headings, descriptions."""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph

#: 2012 and later: without it Word opens the file in the mode of 2007.
_WORD_MODE = "15"


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word counts anew (SEQ, PAGE, NUMPAGES), with what it shows until then."""
    for kind, inside in (("begin", ""), ("", instruction), ("separate", ""), ("", ""), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif inside:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {inside} "
            run._r.append(code)
        else:
            run.text = shown


def count_headings(document: Document, lang: str) -> None:
    """Have Word number the headings of the first level: 一、二、 … in Chinese, 1. 2. in English."""
    shape, words = ("chineseCountingThousand", "%1、") if lang == "zh" else ("decimal", "%1. ")
    numbering = document.part.numbering_part.element
    kept = [int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))]
    own = max(kept, default=0) + 1
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{own}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{shape}"/><w:pStyle w:val="Heading1"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # Abstract numberings stand before the numberings that use them.
    numbering.insert(len(kept), abstract)
    number = numbering.add_num(own)
    heading = document.styles["Heading 1"].element.get_or_add_pPr()
    heading.get_or_add_numPr().get_or_add_numId().val = number.numId


def restart_list(document: Document, paragraph: Paragraph) -> int:
    """Return a numbering that begins at 1 again for the items of a counted list."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    abstract = next(n for n in numbering.num_lst if n.numId == used).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def use_list(paragraph: Paragraph, number: int) -> None:
    """Have a paragraph counted in a numbering."""
    kept = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    kept.get_or_add_numId().val = number
    kept.get_or_add_ilvl().val = 0


def describe_table(table: Table, title: str) -> None:
    """Give a table its title for who cannot see it, and repeat its head on each page."""
    for name, said in (("w:tblCaption", title),):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), said)
        table._tbl.tblPr.append(mark)
    for number, row in enumerate(table.rows):
        shape = row._tr.get_or_add_trPr()
        shape.append(OxmlElement("w:cantSplit"))
        if number == 0:
            shape.append(OxmlElement("w:tblHeader"))


def describe_picture(picture: Any, title: str, words: str) -> None:
    """Say what a picture shows to who cannot see it."""
    shape = picture._inline.docPr
    shape.set("descr", words)
    shape.set("title", title)


def set_mode(document: Document) -> None:
    """Have Word open the file as one of its own time, proofing Chinese as Chinese."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        after = settings.find(qn("w:rsids"))
        if after is None:
            settings.append(compat)
        else:
            after.addprevious(compat)
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
            f' w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_MODE}"/>'
        )
    )
    fonts = settings.find(qn("w:themeFontLang"))
    if fonts is not None:
        fonts.set(qn("w:eastAsia"), "zh-CN")

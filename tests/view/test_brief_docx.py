"""The DOCX can be edited: styles, tables, counted captions, fonts for Chinese on every style."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.view.made_brief import HOSTILE, brief
from view.brief.docx import docx_of
from view.brief.docx_styles import TABLE


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_of(brief())


@pytest.fixture(scope="module")
def written(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def styled(written: Any, name: str) -> list[str]:
    return [p.text for p in written.paragraphs if p.style.name == name]


def test_every_style_has_a_font_for_chinese(written: Any) -> None:
    styles = written.styles.element.findall(qn("w:style"))
    shaped = [s for s in styles if s.get(qn("w:type")) != "numbering"]
    assert len(shaped) > 20
    without = []
    for style in shaped:
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is None or not fonts.get(qn("w:eastAsia")):
            without.append(style.get(qn("w:styleId")))
        else:
            assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert without == []


def test_the_language_is_said_for_proofing_and_of_the_file(written: Any) -> None:
    spoken = written.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == ("zh-CN", "zh-CN")
    kept = written.core_properties
    assert (kept.language, kept.title) == ("zh-CN", "示例 PM2.5 过程简报")
    assert kept.author == "晴策 Qingce（按规则自动编写）"
    assert kept.created.isoformat().startswith("2026-11-22T10:30")
    assert kept.identifier == "shili-pm25-20190101"


def test_it_is_a4_with_headings_and_captions_by_style(written: Any) -> None:
    section = written.sections[0]
    assert [round(v.mm) for v in (section.page_width, section.page_height)] == [210, 297]
    assert styled(written, "Title") == ["示例 PM2.5 过程简报"]
    assert styled(written, "Heading 1") == ["概况", "专家意见"]
    assert styled(written, "Heading 2") == ["小标题"]
    assert styled(written, "Caption") == ["表 1  关键数字 PM2.5", "图 1  曲线", "图 2  地图"]


def test_captions_and_pages_are_counted_by_word(content: bytes, written: Any) -> None:
    codes = [code.text.strip() for code in written.element.iter(qn("w:instrText"))]
    assert codes == ["SEQ 表 \\* ARABIC", "SEQ 图 \\* ARABIC", "SEQ 图 \\* ARABIC"]
    foot = written.sections[0].footer._element
    assert [c.text.strip() for c in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    numbering = zipfile.ZipFile(io.BytesIO(content)).read("word/numbering.xml").decode()
    assert "chineseCountingThousand" in numbering


def test_tables_are_tables_with_a_repeated_head(written: Any) -> None:
    table = written.tables[0]
    assert table.style.name == TABLE
    assert [cell.text for cell in table.rows[1].cells] == ["峰值", "588\u00a0µg/m³"]
    assert [cell.text for cell in table.rows[2].cells] == [HOSTILE, "1"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "关键数字 PM2.5"


def test_pictures_say_what_they_show(written: Any) -> None:
    described = [shape._inline.docPr.get("descr") for shape in written.inline_shapes]
    assert described == ["曲线的说明", "地图的说明"]
    assert all(shape.width == pytest.approx(Mm(160), abs=400) for shape in written.inline_shapes)


def test_small_digits_are_set_low(written: Any) -> None:
    first = next(p for p in written.paragraphs if p.text.startswith("PM2.5 与 O3"))
    assert [run.text for run in first.runs if run.font.subscript] == ["2.5", "3"]


def test_counted_lists_begin_anew(written: Any) -> None:
    items = [p for p in written.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in items] == ["第一", "第二", "又第一"]
    used = [p._p.pPr.numPr.numId.val for p in items]
    assert used[0] == used[1] != used[2]
    assert styled(written, "List Bullet") == ["一点"]


def test_the_experts_shapes_are_kept(written: Any) -> None:
    shaped = next(p for p in written.paragraphs if p.text == "粗斜码")
    assert [(r.bold, r.italic) for r in shaped.runs[:2]] == [(True, None), (None, True)]
    assert styled(written, "Quote") == ["引文"]
    assert styled(written, "Brief Code") == [HOSTILE]
    assert any("https://example.org/a?b=1&c=<d>" in p.text for p in written.paragraphs)


def test_english_has_english_labels() -> None:
    english = docx.Document(io.BytesIO(docx_of(brief("en"))))
    assert styled(english, "Caption")[0].startswith("Table 1")
    assert english.core_properties.language == "en-GB"


def test_it_is_small(content: bytes) -> None:
    assert len(content) < 1_000_000

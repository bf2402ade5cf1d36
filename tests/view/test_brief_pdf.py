"""The PDF: what it says can be read and searched, names stay names, nothing is fetched."""

import re
import sys
from dataclasses import replace

import pypdfium2
import pytest

from tests.view.made_brief import HOSTILE, brief
from view.brief import pdf
from view.brief.document import Paragraph, Run, Section
from view.brief.docx import docx_of
from view.brief.pdf import PdfError, html_of, pdf_of


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_of(brief())


@pytest.fixture(scope="module")
def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_what_it_says_can_be_searched(words: str) -> None:
    for said in ("示例 PM2.5 过程简报", "一、概况", "二、专家意见", "表 1", "图 2", "588"):
        assert said in words
    assert "第 1 页" in words


def test_names_are_text(words: str) -> None:
    html = html_of(brief())
    assert "<script" not in html
    assert HOSTILE in words.replace("\n", "")


def test_it_is_a4_tagged_and_small(content: bytes) -> None:
    told = pypdfium2.PdfDocument(content)
    assert [round(v / 72 * 25.4) for v in told[0].get_size()] == [210, 297]
    assert pypdfium2.raw.FPDFCatalog_IsTagged(told)
    assert told.get_metadata_dict()["Title"] == "示例 PM2.5 过程简报"
    assert "曲线的说明" in html_of(brief())
    assert len(content) < 1_000_000


def test_the_foot_is_no_style(words: str) -> None:
    # The made-up foot would end the string and hide the page if it were one.
    assert "晴策" in words
    assert "display: none" in words


def test_every_address_is_a_picture_of_its_own() -> None:
    linked = Paragraph((Run("x", link="https://example.org/"),))
    told = replace(brief(), sections=(Section("a", (linked,)),))
    html = html_of(told)
    assert re.findall(r'(?:src|href)="(?!data:)', html) == []
    assert "url(" not in html


def test_without_pango_it_is_said_and_docx_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [n for n in sys.modules if n.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(PdfError, match="apt-get install libpango"):
        pdf_of(brief())
    assert docx_of(brief())


def test_sections_are_counted_in_chinese() -> None:
    assert [pdf._chinese(n) for n in (1, 9, 10, 11, 20, 25)] == [
        *("一", "九", "十", "十一", "二十", "二十五")
    ]

"""The buttons of the brief, and the DOCX as LibreOffice reads it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from callbacks.case import brief as callback
from tests.browser.conftest import OpenPage
from view.brief.file import BriefError

CASE = "beijing-pm25-20151219"


def press(page: Page, form: str, folder: Path) -> Path:
    # The first one reads fonts and libraries, on a new machine for half a minute.
    with page.expect_download(timeout=90_000) as waited:
        page.click(f"#case-{form}")
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def squeezed(words: str) -> str:
    small = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₓ", "0123456789x")
    return "".join(words.translate(small).split())


def printed(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in pages))


def through_office(path: Path) -> Path:
    """Have LibreOffice open a DOCX and print it as a PDF."""
    office = os.environ.get("QINGCE_SOFFICE") or shutil.which("soffice")
    if not office:
        pytest.fail("no LibreOffice found: `make test` installs it, or set QINGCE_SOFFICE")
    folder = path.parent / "office"
    home = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.pdf"


def test_both_files_hold_the_numbers_of_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"/case?case={CASE}")
    figures = [squeezed(each) for each in page.locator(".case-figures .kpi").all_inner_texts()]
    assert len(figures) > 5
    word, pdf = (press(page, form, tmp_path) for form in ("docx", "pdf"))
    expect(page.locator("#case-pdf-said")).to_contain_text(pdf.name)
    assert [word.name, pdf.name] == [f"{CASE}-zh.docx", f"{CASE}-zh.pdf"]
    office = through_office(word)
    assert len(pypdfium2.PdfDocument(office)) < 10
    for shown in (printed(office), printed(pdf)):
        for figure in figures:
            assert figure in shown
    labels = re.findall(r"[表图]\d+", printed(office))
    # Counted by LibreOffice itself, from the fields.
    assert {"表1", "表2", "图1", "图2"} <= set(labels)
    assert len(docx.Document(str(word)).inline_shapes) == 2


def test_the_button_turns_and_an_error_is_told(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BriefError("fonts-noto-cjk")

    page = open_page(f"/case?case={CASE}&lang=en")
    monkeypatch.setattr(callback, "brief_file", refuse)
    page.click("#case-pdf")
    said = page.locator("#case-pdf-said")
    expect(said).to_contain_text("No brief was made")
    expect(said).to_contain_text("fonts-noto-cjk")
    expect(page.locator("#case-pdf[data-loading]")).to_have_count(0)


def test_the_brief_is_of_the_case_that_is_looked_at(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/case?city=xiangyang")
    expect(page.locator("#case-docx")).to_be_visible()
    path = press(page, "docx", tmp_path)
    title = docx.Document(str(path)).core_properties.title
    assert path.name.startswith("xiangyang-")
    assert "襄阳" in title

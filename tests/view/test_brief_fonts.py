"""Without a Chinese font a brief is refused in words, not printed as boxes."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.view.made_brief import curve
from view.brief import fonts, pdf
from view.brief.fonts import FontError, has_han, picture_families
from view.brief.pictures import png


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    fonts._found.cache_clear()
    monkeypatch.setattr(fonts, "SANS", ("No Such Sans",))
    monkeypatch.setattr(fonts, "SERIF", ("No Such Serif",))
    yield
    fonts._found.cache_clear()


def test_a_chinese_font_is_found_here() -> None:
    assert picture_families(["中"])[0] in (*fonts.SANS, *fonts.SERIF)


@pytest.mark.usefixtures("no_chinese_font")
def test_chinese_without_a_font_says_what_to_install() -> None:
    with pytest.raises(FontError, match="fonts-noto-cjk"):
        png(curve())
    assert picture_families(["PM₂.₅ µg/m³"]) == (fonts.LATIN,)


@pytest.mark.usefixtures("no_chinese_font")
def test_a_font_installed_later_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.chinese_family() == ""
    monkeypatch.setattr(fonts, "SANS", (fonts.LATIN,))
    assert fonts.chinese_family() == fonts.LATIN


def test_what_counts_as_chinese() -> None:
    assert [has_han(word) for word in ("中", "，", "（", "PM2.5", "µ", "①")] == [
        *([True] * 3),
        *([False] * 3),
    ]


def test_a_page_with_a_box_in_place_of_a_letter_is_refused() -> None:
    boxes = SimpleNamespace(fonts={"a": SimpleNamespace(missing={ord("中"): 1})})
    with pytest.raises(FontError):
        pdf._check_fonts(boxes, None)  # type: ignore[arg-type]
    letters = SimpleNamespace(fonts={"a": SimpleNamespace(missing={0x2009: 1})})
    pdf._check_fonts(letters, None)  # type: ignore[arg-type]

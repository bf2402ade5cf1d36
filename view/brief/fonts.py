"""Fonts with Chinese characters: found on this machine, or a loud error that says what to do."""

import re
from collections.abc import Iterable
from functools import cache

#: Families with simplified Chinese, the wanted ones first: of Linux, Windows, macOS.
SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Heiti SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Sans CJK JP",
)
SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif SC",
    "FangSong",
    "STFangsong",
    "SimSun",
    "Songti SC",
    "AR PL UMing CN",
)
#: Comes with matplotlib: Latin letters, small digits and signs that Chinese fonts may lack.
LATIN = "DejaVu Sans"
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


class FontError(RuntimeError):
    """No font here has Chinese characters; the message says what to install."""


def has_han(text: str) -> bool:
    """Return whether a text has Chinese characters or punctuation."""
    return bool(_HAN.search(text))


def picture_families(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the font families to draw texts with, in the order in which glyphs are looked for.

    FontError where a text is Chinese and no font of SANS or SERIF is installed: boxes in place of
    letters would be found by the reader only.
    """
    chinese = chinese_family()
    if chinese:
        return (chinese, LATIN)
    if any(has_han(text) for text in texts):
        raise FontError(no_font_words())
    return (LATIN,)


def no_font_words() -> str:
    """Return what is missing and what to install, in both languages."""
    return (
        "没有找到中文字体，简报不能生成：请安装 Noto CJK（Debian/Ubuntu：apt-get install"
        " fonts-noto-cjk）后重试。 No Chinese font is installed, so the brief cannot be made:"
        " install Noto CJK (Debian/Ubuntu: apt-get install fonts-noto-cjk), then try again."
    )


def chinese_family() -> str:
    """Return the first family of SANS, then SERIF, that is installed; '' where none is.

    A font that was installed after a failure is found without a restart.
    """
    found = _found()
    if not found:
        _found.cache_clear()
    return found


@cache
def _found() -> str:
    from matplotlib import font_manager

    manager = font_manager.fontManager
    known = {entry.fname for entry in manager.ttflist}
    wanted = (*SANS, *SERIF)
    names = {entry.name for entry in manager.ttflist}
    if not names & set(wanted):
        # matplotlib keeps a list of its own, which may be older than the fonts.
        for path in set(font_manager.findSystemFonts()) - known:
            try:
                manager.addfont(path)
            except (OSError, RuntimeError):  # a damaged font file is no font
                continue
        names = {entry.name for entry in manager.ttflist}
    return next((name for name in wanted if name in names), "")

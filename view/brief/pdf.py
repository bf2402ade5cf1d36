"""Write a brief as a PDF: HTML made here, every text escaped, nothing fetched."""

import base64
from html import escape
from pathlib import Path
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
from view.brief.fonts import SANS, SERIF, FontError, has_han, no_font_words
from view.brief.pictures import WIDTH_MM, svg
from view.text import text

if TYPE_CHECKING:
    from weasyprint import Document

MIME = "application/pdf"
_SHEET = Path(__file__).with_name("pdf.css")
_COUNTED = "〇一二三四五六七八九"


class PdfError(RuntimeError):
    """PDFs cannot be made on this machine; the message says what to install."""


def pdf_of(brief: Brief) -> bytes:
    """Return a brief as the bytes of a PDF.

    PdfError where the libraries that lay out pages (Pango) are missing, FontError where a text
    cannot be printed with the fonts that are there.
    """
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfError(missing_words(error)) from error
    # Pictures are in the text itself; nothing else is ever fetched.
    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    page = weasyprint.HTML(string=html_of(brief), url_fetcher=fetcher)
    # Tags let who cannot see the page have it read, tables as tables.
    written = page.write_pdf(finisher=_check_fonts, pdf_tags=True, optimize_images=False)
    return bytes(written)


def missing_words(error: Exception) -> str:
    """Return what a machine without Pango lacks, in both languages."""
    return (
        "这台机器没有 Pango，不能生成 PDF：请安装（Debian/Ubuntu：apt-get install libpango-1.0-0"
        " libpangoft2-1.0-0 libharfbuzz-subset0）；DOCX 不受影响。 Pango is missing here, so no PDF"
        " can be made: install it (Debian/Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        f" libharfbuzz-subset0). DOCX works without it. ({error})"
    )


def _check_fonts(document: "Document", _: Any) -> None:
    """Raise FontError where a Chinese character has no glyph in any font: it would be a box."""
    for font in document.fonts.values():
        if any(has_han(chr(code)) for code in font.missing):
            raise FontError(no_font_words())


def html_of(brief: Brief) -> str:
    """Return a brief as one HTML document that needs no other file."""
    spoken = "zh-CN" if brief.lang == "zh" else "en"
    writer = _Writer(brief.lang)
    body = [f"<h1>{_html((Run(brief.title),))}</h1>"]
    body.append(f'<p class="subtitle">{_html((Run(brief.subtitle),))}</p>')
    for number, section in enumerate(brief.sections, 1):
        counted = f"{_chinese(number)}、" if brief.lang == "zh" else f"{number}. "
        body.append(f"<h2>{counted}{_html((Run(section.heading),))}</h2>")
        body.append(writer.parts(section.parts))
    head = [
        '<meta charset="utf-8">',
        f"<title>{escape(plain(brief.title))}</title>",
        _meta("author", text(brief.lang, "brief.author")),
        _meta("description", brief.subject),
        _meta("keywords", brief.keywords),
        _meta("dcterms.created", brief.made.date().isoformat()),
        f"<style>{_style(brief)}</style>",
    ]
    return f'<html lang="{spoken}"><head>{"".join(head)}</head><body>{"".join(body)}</body></html>'


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(plain(content))}">'


def _chinese(number: int) -> str:
    """Return 1 to 99 in Chinese digits."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _COUNTED[ones]
    return ("" if tens == 1 else _COUNTED[tens]) + "十" + (_COUNTED[ones] if ones else "")


def _style(brief: Brief) -> str:
    families = {"serif": (*SERIF, *SANS), "sans": (*SANS, *SERIF)}
    named = {
        f"@{name}@": ",".join(f'"{family}"' for family in every) for name, every in families.items()
    }
    before, between, after = text(brief.lang, "brief.page").split("|")
    named["@foot@"] = _quoted(plain(brief.foot))
    named["@page@"] = (
        f"{_quoted(before)} counter(page) {_quoted(between)} counter(pages) {_quoted(after)}"
    )
    named["@indent@"] = "2em" if brief.lang == "zh" else "0"
    style = _SHEET.read_text(encoding="utf-8")
    for name, value in named.items():
        style = style.replace(name, value)
    return style


def _quoted(words: str) -> str:
    """Return text as a string of a style sheet inside an HTML element: nothing of it is code."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in words) + '"'


class _Writer:
    """Writes parts one after another; counts tables and pictures."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._counts = {"table": 0, "picture": 0}

    def parts(self, parts: tuple[Part, ...]) -> str:
        """Return the parts of a section."""
        found, at = [], 0
        while at < len(parts):
            part, at = parts[at], at + 1
            if isinstance(part, Item):
                found.append(_item(part))
            elif isinstance(part, Paragraph):
                found.append(f'<p class="{part.role}">{_html(part.runs)}</p>')
            elif isinstance(part, SubHeading):
                found.append(f"<h3>{_html((Run(part.text),))}</h3>")
            elif isinstance(part, Grid):
                found.append(self._grid(part))
            else:
                found.append(self._picture(part))
        return "".join(found)

    def _caption(self, kind: str, words: str) -> str:
        self._counts[kind] += 1
        label = text(self._lang, f"brief.label.{kind}")
        return f"{escape(label)} {self._counts[kind]}  {_html((Run(words),))}"

    def _grid(self, part: Grid) -> str:
        columns = "".join(f'<col style="width:{share:.2%}">' for share in part.widths)
        head = "".join(
            f'<th scope="col"{_side(part, n)}>{_html((Run(c),))}</th>'
            for n, c in enumerate(part.head)
        )
        rows = "".join(
            "<tr>"
            + "".join(f"<td{_side(part, n)}>{_html((Run(c),))}</td>" for n, c in enumerate(row))
            + "</tr>"
            for row in part.rows
        )
        note = f'<p class="note">{_html((Run(part.note),))}</p>' if part.note else ""
        caption = self._caption("table", part.caption)
        return (
            f"<table><caption>{caption}</caption><colgroup>{columns}</colgroup>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
        )

    def _picture(self, part: Picture) -> str:
        data = base64.b64encode(svg(part.drawing)).decode("ascii")
        note = f'<p class="note">{_html((Run(part.note),))}</p>' if part.note else ""
        return (
            f'<figure><img style="width:{WIDTH_MM}mm" src="data:image/svg+xml;base64,{data}"'
            f' alt="{escape(plain(part.alt))}">'
            f"<figcaption>{self._caption('picture', part.caption)}</figcaption>{note}</figure>"
        )


def _side(part: Grid, column: int) -> str:
    return ' class="number"' if column in part.numbers else ""


def _item(part: Item) -> str:
    sign = "•" if part.number is None else f"{part.number}."
    depth = min(part.depth, 4)
    return f'<p class="item depth-{depth}"><span class="sign">{sign}</span>{_html(part.runs)}</p>'


def _html(runs: tuple[Run, ...]) -> str:
    return "".join(_piece(piece) for run in runs for piece in lowered(run))


def _piece(run: Run) -> str:
    shown = escape(printable(run.text)).replace("\n", "<br>")
    for is_so, tag in (
        (run.is_code, "code"),
        (run.is_lowered, "sub"),
        (run.is_italic, "em"),
        (run.is_bold, "strong"),
    ):
        shown = f"<{tag}>{shown}</{tag}>" if is_so else shown
    # An address is printed: paper has no links.
    return f"{shown}（{escape(printable(run.link))}）" if run.link else shown

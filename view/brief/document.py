"""What a brief consists of, before it is a DOCX or a PDF.

Texts come from project files and are untrusted: whoever writes them out escapes them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from view.brief.drawings import Drawing
from view.formats import THIN_SPACE

#: What a paragraph is: plain text, small letters (of a remark), or as the expert's text has it.
ROLES = ("body", "note", "quote", "code")
#: Without a meaning in text, or (the last two runs) able to turn the order of a line round.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b\u2028\u2029\ufeff"
    r"\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_LOWERED = re.compile(r"[₀-₉ₓ]+(?:\.[₀-₉]+)*")
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₓ", "0123456789x")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one shape."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    is_lowered: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; role: one of ROLES."""

    runs: tuple[Run, ...]
    role: str = "body"

    @classmethod
    def of(cls, text: str, role: str = "body") -> "Paragraph":
        """Return a paragraph of plain text."""
        return cls((Run(text),), role)


@dataclass(frozen=True)
class Item:
    """A line of a list: its depth from 1, its number in a counted list (None: a bullet)."""

    runs: tuple[Run, ...]
    depth: int = 1
    number: int | None = None

    @classmethod
    def of(cls, text: str) -> "Item":
        """Return an item of plain text."""
        return cls((Run(text),))


@dataclass(frozen=True)
class SubHeading:
    """A heading inside a section; level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Grid:
    """A table with a caption: rows of the head's length, `shares` of the width summing to 1.

    `numbers` are the columns set to the right; `note` stands below in small letters.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    numbers: tuple[int, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        lengths = {len(row) for row in self.rows} | {len(self.head)}
        if len(lengths) != 1 or (self.shares and len(self.shares) != len(self.head)):
            raise ValueError(f"the rows of {self.caption!r} do not fit its head")

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' shares of the width, even ones where none are set."""
        return self.shares or (1 / len(self.head),) * len(self.head)


@dataclass(frozen=True)
class Picture:
    """A picture with its caption and what it shows in words, for who cannot see it."""

    caption: str
    alt: str
    drawing: Drawing
    note: str = ""


Part = Paragraph | Item | SubHeading | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A numbered section."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Brief:
    """A brief, whole.

    Attributes:
        lang: 'zh' or 'en'; case_id: whose; title, subtitle: over the first section.
        sections: in their order; foot: at the foot of every page.
        subject, keywords: for the file's properties; made: when it was made, local time.
    """

    lang: str
    case_id: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: str
    subject: str
    keywords: str
    made: datetime

    def texts(self) -> Iterator[str]:
        """Yield every text that is printed, those in pictures too."""
        yield from (self.title, self.subtitle, self.foot)
        for section in self.sections:
            yield section.heading
            for part in section.parts:
                yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Paragraph | Item):
        yield "".join(run.text for run in part.runs)
    elif isinstance(part, SubHeading):
        yield part.text
    elif isinstance(part, Grid):
        yield from (part.caption, *part.head, *(c for row in part.rows for c in row), part.note)
    else:
        yield from (part.caption, part.alt, part.note, *part.drawing.texts())


def printable(text: str) -> str:
    """Return text without characters that no file may hold or that turn a line round."""
    return _UNPRINTABLE.sub("", text).replace(THIN_SPACE, "\u00a0")


def lowered(run: Run) -> Iterator[Run]:
    """Yield a run in pieces, its small digits as lowered plain ones: PM₂.₅ can then be searched."""
    text, at = printable(run.text), 0
    for found in _LOWERED.finditer(text):
        if found.start() > at:
            yield replace(run, text=text[at : found.start()])
        yield replace(run, text=found.group().translate(_DIGITS), is_lowered=True, link="")
        at = found.end()
    if at < len(text):
        yield replace(run, text=text[at:])


def plain(text: str) -> str:
    """Return text in one shape, with plain digits: for properties and alternative texts."""
    return printable(text).translate(_DIGITS)

"""Raw text: which encoding it is in, and what a cell of it says."""

import contextlib
import re
from dataclasses import dataclass

FLOAT32_MAX = 3e38
BLANKS = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "-", "--", "—", "——"})


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding that it was found in, and whether some of it could not be read."""

    text: str
    encoding: str
    is_damaged: bool = False


def decode(content: bytes, encoding: str = "auto") -> Decoded | None:
    """Decode the bytes of a text file; None where they are no text (they hold NUL bytes).

    `auto` takes UTF-8 where the bytes are valid UTF-8 and GBK (GB 18030) otherwise. Short
    Chinese text in GBK can by chance be valid UTF-8; it then reads as runs of Greek, Cyrillic
    or accented letters without one Chinese character, and is taken for GBK. A stated encoding
    that does not fit falls back to the other. Bytes that fit neither become U+FFFD, and the text
    counts as damaged.
    """
    if b"\x00" in content:
        return None
    order = [("utf-8-sig", "utf-8"), ("gb18030", "gbk")]
    read = []
    for codec, name in reversed(order) if encoding == "gbk" else order:
        with contextlib.suppress(UnicodeDecodeError):
            read.append(Decoded(content.decode(codec), name))
    if not read:
        return Decoded(content.decode("utf-8-sig", errors="replace"), "utf-8", is_damaged=True)
    if encoding == "auto" and len(read) == 2 and _is_gbk_by_chance(read[0].text):
        return read[1]
    return read[0]


def _is_gbk_by_chance(text: str) -> bool:
    """Whether text that was read as UTF-8 looks like Chinese in GBK: two letters a character."""
    if text.isascii() or any(character >= "\u2e80" for character in text):
        return False
    runs = re.findall(r"[\u0080-\u07ff]+", text)
    runs = [run for run in runs if set(run) - set("µμ°²³·×±")]
    return bool(runs) and all(len(run) >= 2 for run in runs)


def number_in(cell: str) -> float | None:
    """Return the number that a cell says; None where it says something else.

    Only plain decimal notation (with an exponent if need be) counts: no infinity, no underscore,
    nothing beyond what float32 holds.
    """
    text = cell.strip()
    if not text or text[-1] not in "0123456789." or "_" in text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < FLOAT32_MAX else None

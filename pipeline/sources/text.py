"""Raw text: which encoding it is in, and what a cell of it says."""

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

    `auto` takes UTF-8 where the bytes are valid UTF-8 and GBK (GB 18030) otherwise: Chinese text
    in GBK is practically never valid UTF-8. A stated encoding that does not fit falls back to
    `auto`. Bytes that fit neither become U+FFFD, and the text counts as damaged.
    """
    if b"\x00" in content:
        return None
    order = {"gbk": ("gb18030", "utf-8-sig")}.get(encoding, ("utf-8-sig", "gb18030"))
    for name in order:
        try:
            return Decoded(content.decode(name), {"gb18030": "gbk"}.get(name, "utf-8"))
        except UnicodeDecodeError:
            continue
    return Decoded(content.decode("utf-8-sig", errors="replace"), "utf-8", is_damaged=True)


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

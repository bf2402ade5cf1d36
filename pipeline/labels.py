"""Names that came from a file: plain text, whatever is in them."""

import unicodedata

MOST_CHARACTERS = 80


def plain_label(value: object) -> str:
    """Return a value as one line of plain text; "" where there is none.

    Markup stays as the characters that it is made of: whoever shows a name shows text. Control and
    format characters (also those that turn the direction of writing) are removed, white space is
    joined, what is longer than 80 characters is cut and ends with "…".
    """
    if value is None or isinstance(value, dict | list):
        return ""
    spaced = "".join(" " if character.isspace() else character for character in str(value))
    # Categories that begin with C: control, format, surrogate, private use, unassigned.
    kept = "".join(c for c in spaced if c == " " or unicodedata.category(c)[0] != "C")
    line = " ".join(kept.split())
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1].rstrip() + "…"

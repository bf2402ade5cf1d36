"""A year's days by level as a picture that keeps its sharpness at any size: for a far wall."""

from urllib.parse import quote

import numpy as np

from airquality.schemes import SCHEMES
from view.figures.calendar import AT_LEAST, NO_DATA
from view.figures.day_cells import KEPT, LEFT_OUT, NOT_KEPT
from view.judged_days import GOOD, NOT_GOOD, JudgedDays
from view.theme import FONT, NEUTRAL, ink_on, level_colours

_WIDTH, _LABEL = 20, 40
#: Height of a row: of a year's twelve, and the most that a few months may take of a card.
_HEIGHT, _TALLEST = 17, 28
_MARK = "×"


def calendar_picture(days: JudgedDays, palette: str, months: list[str]) -> str:
    """Return an SVG image as a data address: a row a month, a column a day; '' without days.

    The rows end with the last month that has a day. The level stands in the cell as a number, so
    that colour does not say it alone; ≥ before the least level of a day without an AQI. By a
    scheme without levels a day that exceeds has a cross.
    """
    if not len(days):
        return ""
    month = days.dates.astype("datetime64[M]")
    rows = month.astype(int) % 12
    columns = (days.dates - month).astype(int)
    colours, words = _painted(days, palette)
    count = int(rows.max()) + 1
    tall = min(_TALLEST, 12 * _HEIGHT // count)
    below = (tall + 9) // 2  # of a row's upper edge: where its words stand
    width, height = _LABEL + 31 * _WIDTH, count * tall
    parts = [
        f'<text x="{_LABEL - 6}" y="{row * tall + below}" text-anchor="end" fill="{NEUTRAL}">'
        f"{name}</text>"
        for row, name in enumerate(months[:count])
    ]
    for row, column, colour, word in zip(rows, columns, colours, words, strict=True):
        x, y = _LABEL + column * _WIDTH, row * tall
        parts.append(
            f'<rect x="{x}" y="{y}" width="{_WIDTH - 1}" height="{tall - 1}" fill="{colour}"/>'
        )
        if word:
            parts.append(
                f'<text x="{x + (_WIDTH - 1) / 2}" y="{y + below}" text-anchor="middle"'
                f' fill="{ink_on(colour)}">{word}</text>'
            )
    font = FONT.replace('"', "'")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' font-family="{font}" font-size="12">{"".join(parts)}</svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =/:',()<>")


def _painted(days: JudgedDays, palette: str) -> tuple[list[str], list[str]]:
    """Return each day's colour and its word."""
    if SCHEMES[days.scheme].has_levels:
        scale = np.array([NO_DATA, *level_colours(palette)], dtype=object)
        reached = days.reached.astype(int)
        short = np.array(["", *"123456"], dtype=object)
        words = np.where(np.isnan(days.aqi) & (reached > 0), AT_LEAST, "") + short[reached]
    else:
        scale = np.array([NO_DATA, KEPT, NOT_KEPT], dtype=object)
        reached = np.select([days.standing == GOOD, days.standing == NOT_GOOD], [1, 2], 0)
        words = np.array(["", "", _MARK], dtype=object)[reached]
    colours = np.where(days.left_out, LEFT_OUT, scale[reached])
    return colours.tolist(), np.where(days.left_out, "", words).tolist()

"""The year's days by level in large letters: a picture, and its levels in words."""

from typing import Any

from dash import html

from airquality.schemes import SCHEMES
from layouts.parts.legend import chips
from view.figures.calendar import NO_DATA
from view.figures.day_cells import level_cells
from view.figures.day_picture import calendar_picture
from view.judged_days import JudgedDays
from view.state import ViewState
from view.text import text


def day_picture(days: JudgedDays, state: ViewState) -> list[Any]:
    """Return title, picture and legend of a year's days; words where there are none."""
    lang = state.lang
    by_limits = not SCHEMES[days.scheme].has_levels
    key = "meeting.calendar.by_limits" if by_limits else "meeting.calendar"
    title = html.H2(text(lang, f"overview.{key}"), className="kpi-name")
    months = [text(lang, f"overview.calendar.month.{m}") for m in range(1, 13)]
    picture = calendar_picture(days, state.palette, months)
    if not picture:
        return [title, html.P(text(lang, "common.empty.no_data"), className="kpi-none")]
    cells = level_cells(days, "aqi", lang, state.palette)
    items = [
        (colour, words if by_limits else f"{level} {words}")
        for level, (colour, words) in enumerate(cells.scale.classes, 1)
    ]
    silent = int(((cells.grey != "") & ~days.left_out).sum())
    if silent:
        items.append((NO_DATA, text(lang, "overview.calendar.legend.no_aqi", days=silent)))
    left_out = int(days.left_out.sum())
    if left_out:
        gone = text(lang, "overview.calendar.legend.left_out", days=left_out)
        items.append(("transparent", gone))
    said = text(lang, "overview.separator").join(words for _, words in items)
    alt = text(lang, "overview.meeting.calendar.alt", year=state.year, words=said)
    return [title, html.Img(src=picture, alt=alt, className="meeting-picture"), chips(items)]

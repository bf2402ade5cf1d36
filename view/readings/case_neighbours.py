"""What is told of each past case that a case is like: its size, in what it is like, in what not."""

from view.case_parts import Neighbour
from view.case_row import CaseRow
from view.case_words import counted, daily_metric, listed, title, with_unit
from view.formats import number
from view.readings.case_causes import part_name
from view.text import text


def facts_words(lang: str, row: CaseRow) -> str:
    """Return how high and how long a case was."""
    return text(
        lang,
        f"case_neighbours.facts.{row.pollutant}",
        value=with_unit(lang, daily_metric(row), row.peak_day_value),
        days=counted(lang, "days", row.days),
        hours=counted(lang, "hours", row.hours),
    )


def apart_words(lang: str, near: Neighbour) -> str:
    """Return the distance, the part least and the one most apart, and what was not compared."""
    said = text(lang, "case_neighbours.distance", distance=number(near.distance, 1))
    if near.nearest_and_farthest:
        least, most = (part_name(lang, part) for part in near.nearest_and_farthest)
        said += text(lang, "case_neighbours.apart", near=least, far=most)
    if near.lacking:
        names = listed(lang, (part_name(lang, part) for part in near.lacking))
        said += text(lang, "case_neighbours.lacking", names=names)
    return said


def picture_words(lang: str, row: CaseRow) -> str:
    """Return what a screen reader says of the two curves."""
    return text(lang, "case_neighbours.curve", title=title(lang, row))

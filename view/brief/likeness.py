"""Which past cases it is most like."""

from view.brief.case_told import CaseTold
from view.brief.document import Grid, Part, Section
from view.case_parts import Neighbour
from view.case_words import counted, daily_metric, title, with_unit
from view.formats import MISSING, number
from view.queries import case as query
from view.readings.case_causes import part_name


def likeness(case: CaseTold) -> Section:
    """Return the section of past cases."""
    parts: list[Part] = [*case.paragraphs("neighbours")]
    found = query.neighbours(case.snapshot, case.row)
    if found:
        head = ("rank", "case", "peak", "days", "distance", "most")
        words = tuple(case.word(f"likeness.{name}") for name in head)
        rows = tuple(_row(case, each) for each in found)
        shares = (0.06, 0.39, 0.15, 0.11, 0.12, 0.17)
        note = case.word("likeness.note")
        parts.append(Grid(case.word("likeness.caption"), words, rows, shares, (4,), note))
    return Section(case.word("likeness"), tuple(parts))


def _row(case: CaseTold, each: Neighbour) -> tuple[str, ...]:
    apart, other = each.nearest_and_farthest, each.case
    return (
        str(each.rank),
        title(case.lang, other),
        with_unit(case.lang, daily_metric(other), other.peak_day_value),
        counted(case.lang, "days", other.days),
        number(each.distance, 1),
        part_name(case.lang, apart[1]) if apart else MISSING,
    )

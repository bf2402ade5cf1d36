"""Which warnings and measures were in force, and when they came against the rise."""

import pandas as pd

from view.brief.case_told import CaseTold
from view.brief.document import Grid, Paragraph, Part, Section
from view.case_parts import Response
from view.formats import MISSING, number
from view.queries import case as query
from view.text import text


def response(case: CaseTold) -> Section:
    """Return the section of warnings and measures; that there is no list where there is none."""
    parts: list[Part] = [*case.paragraphs("response")]
    every = query.responses(case.snapshot, case.row)
    found = [each for each in every if not each.is_lasting]
    note, lasting = case.word("response.note"), len(every) - len(found)
    if lasting:
        note += case.word("response.lasting", count=lasting)
    if found:
        head = ("measure", "kind", "issued", "lead", "span", "overlap")
        words = tuple(case.word(f"response.{name}") for name in head)
        rows = tuple(_row(case, each) for each in found)
        shares = (0.26, 0.1, 0.16, 0.11, 0.26, 0.11)
        parts.append(Grid(case.word("response.caption"), words, rows, shares, (3, 5), note))
    elif lasting:
        parts.append(Paragraph.of(note, "note"))
    return Section(case.word("response"), tuple(parts))


def _row(case: CaseTold, each: Response) -> tuple[str, ...]:
    lang, is_exact = case.lang, each.precision == "hour" and case.row.has_hours
    name = each.name(lang)
    if each.status != "verified":
        key = "memory" if each.status == "from memory" else "unverified"
        name = case.word("response.doubt", name=name, doubt=text(lang, f"case_response.{key}"))
    lead = each.issued_lead_hours if is_exact else None
    overlap = each.overlap_hours if is_exact else None
    return (
        name,
        text(lang, f"case_response.kind.{each.kind}"),
        text(lang, "case_response.not_known") if each.issued is None else _time(each, each.issued),
        MISSING if lead is None else number(lead, 0, signed=True),
        _span(case, each),
        MISSING if overlap is None else number(overlap, 0),
    )


def _span(case: CaseTold, each: Response) -> str:
    start = _time(each, each.start)
    if each.end is None:
        return text(case.lang, "case_response.from", start=start)
    end = _time(each, each.end, is_end=True)
    return start if start == end else text(case.lang, "case_response.span", start=start, end=end)


def _time(each: Response, when: pd.Timestamp, *, is_end: bool = False) -> str:
    """Return a time as exactly as it is known; an end at midnight belongs to the day before."""
    last = when - pd.Timedelta(days=1)
    if each.precision != "hour":
        return f"{last if is_end else when:%Y-%m-%d}"
    if is_end and when.hour == 0:
        return f"{last:%Y-%m-%d} 24:00"
    return f"{when:%Y-%m-%d %H}:00"

"""On what a brief rests: sources, standard, the rule that found the case, what is doubtful."""

from airquality.standards.gb3095 import standard_in_force
from view import formats, options
from view.brief.case_told import CaseTold
from view.brief.document import Grid, Item, Paragraph, Part, Section
from view.formats import MISSING, number
from view.queries import case as query
from view.queries import data
from view.readings.case import notes
from view.source_notes import source_notes
from view.state import ViewState
from view.text import text


def basis(case: CaseTold) -> Section:
    """Return the section of sources, standard, rule and doubts."""
    parts: list[Part] = [Paragraph.of(line) for line in _lines(case)]
    parts += [_sources(case), *_rules(case)]
    doubts = [*notes(case.lang, case.row), *source_notes(case.snapshot, case.row.city, case.lang)]
    doubts.append(case.word("basis.preliminary"))
    parts += [Item.of(line) for line in doubts]
    return Section(case.word("basis"), tuple(parts))


def _lines(case: CaseTold) -> list[str]:
    row, lang = case.row, case.lang
    limits = standard_in_force(row.first_day.date()).id
    city = options.city_of(case.snapshot, ViewState(city=row.city))
    told = {
        "limits": text(lang, f"common.standard.{limits}"),
        "index": text(lang, f"common.standard.{row.standard}") if row.standard else MISSING,
        "day": formats.day(lang, row.first_day.date()),
    }
    until = {
        "day": formats.day(lang, city.last_day.date()),
        "built": str(case.snapshot.manifest.get("built_at", MISSING))[:10],
        "snapshot": case.snapshot.id,
    }
    return [case.word("basis.standard", **told), case.word("basis.data", **until)]


def _sources(case: CaseTold) -> Grid:
    """Return the sources that have data within the case, of all where none says when."""
    frame, row = data.sources(case.snapshot, case.row.city), case.row
    begins, ends = frame["period_start"], frame["period_end"]
    used = frame[(begins.isna() | (begins < row.end)) & (ends.isna() | (ends > row.start))]
    rows = tuple(
        (str(title), f"{credit} · {licence}")
        for title, credit, licence in zip(
            used[f"title_{case.lang}"], used["credit"], used["licence"], strict=True
        )
    )
    head = (case.word("basis.source"), case.word("basis.credit"))
    return Grid(case.word("basis.sources"), head, rows, (0.42, 0.58))


def _rules(case: CaseTold) -> list[Part]:
    """Return the figures of the rule that found a case of its kind."""
    every = query.rules(case.snapshot, case.row.city)
    found = [rule for rule in every if rule.kind == case.row.kind]
    if not found:
        return []
    rows = tuple(
        (
            rule.about(case.lang),
            MISSING if rule.value is None else f"{_figure(rule.value)} {_unit(rule.unit)}".strip(),
            case.word(f"basis.status.{rule.status.replace(' ', '_')}"),
        )
        for rule in found
    )
    head = tuple(case.word(f"basis.{name}") for name in ("figure", "figure.value", "figure.status"))
    note = case.word("basis.rule.note")
    return [Grid(case.word("basis.rule"), head, rows, (0.6, 0.2, 0.2), (1,), note)]


def _figure(value: float) -> str:
    return number(value, 0 if value == int(value) else 2)


def _unit(unit: str) -> str:
    return "" if unit == "1" else unit

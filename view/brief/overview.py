"""What happened: the sentences for an official, the key numbers, the curve and its stages."""

from itertools import zip_longest

from view.brief.case_told import CaseTold
from view.brief.curve_drawing import curve_drawing
from view.brief.curve_picture import stage_number
from view.brief.document import Grid, Paragraph, Part, Picture, Section
from view.case_times import days_words
from view.case_words import full_title, symbol
from view.formats import MISSING, amount, number
from view.queries import case as query
from view.readings.case import period_words
from view.readings.case_numbers import key_numbers
from view.text import text


def overview(case: CaseTold) -> Section:
    """Return the section of what happened."""
    parts: list[Part] = [*case.paragraphs("lead")]
    said = period_words(case.lang, case.row)
    period = case.word("overview.period", period=said[:1].upper() + said[1:])
    rising = case.paragraphs("rise", "clearing")
    parts += [Paragraph.of(period), *rising, *_curve(case), _numbers(case), *_stages(case)]
    return Section(case.word("overview"), tuple(parts))


def _numbers(case: CaseTold) -> Grid:
    """Return the key numbers, two to a row: the first half on the left."""
    found = key_numbers(case.lang, case.snapshot, case.row)
    half = -(-len(found) // 2)
    pairs = zip_longest(found[:half], found[half:], fillvalue=("", ""))
    rows = tuple((*left, *right) for left, right in pairs)
    head = (case.word("overview.item"), case.word("overview.value")) * 2
    return Grid(case.word("overview.numbers"), head, rows, (0.2, 0.3, 0.23, 0.27))


def _curve(case: CaseTold) -> list[Part]:
    drawn = curve_drawing(case)
    if drawn is None:
        return [Paragraph.of(case.word("curve.none"), "note")]
    row, lang = case.row, case.lang
    kind = "days" if drawn.is_daily else "hours"
    symbols = case.word("curve.both") if row.kind == "both" else symbol(row)
    told = {
        "case": full_title(lang, row),
        "days": days_words(lang, row.first_day, row.last_day),
        "peak": drawn.mark[2] if drawn.mark else case.word("curve.alt.no_peak"),
    }
    caption = case.word(f"curve.caption.{kind}", symbol=symbols)
    alt = case.word(f"curve.alt.{kind}", symbol=symbols, **told)
    note = case.word(f"curve.note.{kind}")
    if any(panel.limit_words for panel in drawn.panels):
        note += case.word("curve.note.limit")
    return [Picture(caption, alt, drawn, note)]


def _stages(case: CaseTold) -> list[Part]:
    found, lead = query.stages(case.snapshot, case.row), case.row.pollutant
    if not found:
        return []
    head = ("stage", "start", "end", "from", "to", "highest", "rate")
    rows = tuple(
        (
            f"{stage_number(s.number)} {text(case.lang, f'case_curve.stage.{s.stage}')}",
            case.moment(s.start),
            case.moment(s.end, is_end=True),
            amount(lead, s.first_value),
            amount(lead, s.last_value),
            amount(lead, s.peak),
            MISSING if s.rate is None else number(s.rate, 1, signed=True),
        )
        for s in found
    )
    caption = case.word("stages", symbol=symbol(case.row), unit="µg/m³")
    shares = (0.23, 0.16, 0.16, 0.09, 0.09, 0.12, 0.15)
    words = tuple(case.word(f"stages.{name}") for name in head)
    return [Grid(caption, words, rows, shares, (3, 4, 5, 6), case.word("stages.note"))]

"""What a brief says, once for every form of it, in the numbers and words of the case's page."""

from datetime import datetime

from summaries.store import Snapshot
from view import formats, options
from view.brief.basis import basis
from view.brief.case_told import CaseTold
from view.brief.causes import causes
from view.brief.document import Brief
from view.brief.expert import expert
from view.brief.likeness import likeness
from view.brief.overview import overview
from view.brief.places import places
from view.brief.response import response
from view.case_row import CaseRow
from view.case_words import full_title, kind_words
from view.readings.case import sentences
from view.state import ViewState

_SECTIONS = (overview, places, causes, likeness, response, expert, basis)


def brief_of(snapshot: Snapshot, row: CaseRow, lang: str, made: datetime) -> Brief:
    """Return the brief of a case in a language; made: when, local time."""
    case = CaseTold(lang, snapshot, row, dict(sentences(lang, snapshot, row)))
    city = options.city_of(snapshot, ViewState(city=row.city))
    until = formats.day(lang, city.last_day.date())
    told = {"made": formats.day(lang, made.date()), "until": until, "case": row.case_id}
    return Brief(
        lang=lang,
        case_id=row.case_id,
        title=case.word("title", title=full_title(lang, row)),
        subtitle=case.word("subtitle", **told),
        sections=tuple(section(case) for section in _SECTIONS),
        foot=case.word("foot", **told),
        subject=kind_words(lang, row),
        keywords=f"{row.name(lang)}, {row.kind}, {row.case_id}",
        made=made,
    )

"""A brief as a file: what a button and the command line ask for."""

from dataclasses import dataclass
from datetime import datetime

from summaries.store import Snapshot
from view.brief.content import brief_of
from view.brief.docx import MIME as DOCX
from view.brief.docx import docx_of
from view.brief.fonts import FontError
from view.brief.pdf import MIME as PDF
from view.brief.pdf import PdfError, pdf_of
from view.queries.cases import case_of

_WRITERS = {"docx": (docx_of, DOCX), "pdf": (pdf_of, PDF)}
FORMS = tuple(_WRITERS)


class BriefError(RuntimeError):
    """A brief cannot be made here; the message says why and what to do, in both languages."""


class NoSuchCaseError(KeyError):
    """No city of the snapshot has a case of this id."""


@dataclass(frozen=True)
class BriefFile:
    """The name, kind and bytes of a brief."""

    name: str
    mime: str
    content: bytes


def brief_file(
    snapshot: Snapshot, case_id: str, form: str, lang: str, made: datetime | None = None
) -> BriefFile:
    """Return the brief of a case as a file; form: one of FORMS; made: when, by default now.

    NoSuchCaseError for an unknown id, BriefError where fonts or libraries are missing.
    """
    row = case_of(snapshot, case_id)
    if row is None:
        raise NoSuchCaseError(case_id)
    write, mime = _WRITERS[form]
    brief = brief_of(snapshot, row, lang, made or datetime.now())
    try:
        content = write(brief)
    except (FontError, PdfError) as error:
        raise BriefError(str(error)) from error
    return BriefFile(f"{row.case_id}-{lang}.{form}", mime, content)

"""What every section of a brief starts from: the case, the language, what is said of it."""

from dataclasses import dataclass

import pandas as pd

from summaries.store import Snapshot
from view.brief.document import Paragraph
from view.case_row import CaseRow
from view.formats import MISSING
from view.text import text


@dataclass(frozen=True)
class CaseTold:
    """A case to be told; `said`: its sentences by what they are about, as on the page."""

    lang: str
    snapshot: Snapshot
    row: CaseRow
    said: dict[str, str]

    def word(self, key: str, **values: object) -> str:
        """Return a text of the brief."""
        return text(self.lang, f"brief.{key}", **values)

    def paragraphs(self, *about: str) -> list[Paragraph]:
        """Return what is said about some things as one paragraph; none where nothing is."""
        joined = text(self.lang, "case.join").join(filter(None, map(self.said.get, about)))
        return [Paragraph.of(joined)] if joined else []

    def moment(self, when: pd.Timestamp | None, *, is_end: bool = False) -> str:
        """Return an hour as a table has it, 12-25 18:00; an end at midnight is 24:00."""
        if when is None:
            return MISSING
        if is_end and when.hour == 0:
            return f"{when - pd.Timedelta(days=1):%m-%d} 24:00"
        return f"{when:%m-%d %H}:00"

"""What other pages say of a city's cases."""

import pandas as pd

from view.case_row import CaseRow
from view.formats import day
from view.readings.case import lead
from view.text import text


def latest_title(lang: str, until: pd.Timestamp) -> str:
    """Return the heading of the newest case that had begun by a day."""
    return text(lang, "cases.latest.title", day=day(lang, until))


def latest_words(lang: str, row: CaseRow | None, city: str) -> str:
    """Return the sentence of the newest case, or that there is none."""
    return lead(lang, row) if row is not None else text(lang, "cases.latest.none", city=city)

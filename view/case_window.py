"""Which hours of a case are shown: all with a day around them, or the part that was chosen."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from view.case_row import CaseRow
from view.queries.case import MARGIN_HOURS

#: Days shown before and after a case of which only daily values are known.
MARGIN_DAYS = 3
_HOUR = "%Y%m%d%H"


@dataclass(frozen=True)
class Window:
    """Hours shown, datetime64[h], the end not included; is_part: chosen by the viewer."""

    start: np.datetime64
    end: np.datetime64
    is_part: bool = False

    @property
    def hours(self) -> int:
        """How many hours it has."""
        return int((self.end - self.start) / np.timedelta64(1, "h"))


def whole_window(row: CaseRow) -> Window:
    """Return the whole case and what is shown around it; of a case of days whole days."""
    start, end = (t.to_datetime64().astype("datetime64[h]") for t in (row.start, row.end))
    if row.has_hours:
        return Window(start - MARGIN_HOURS, end + MARGIN_HOURS)
    first, last = start.astype("datetime64[D]"), (end - 1).astype("datetime64[D]")
    around = (first - MARGIN_DAYS, last + 1 + MARGIN_DAYS)
    return Window(*(day.astype("datetime64[h]") for day in around))


def window_of(row: CaseRow, part: str) -> Window:
    """Return the hours that `part` (as in `ViewState.part`) leaves of a case; '' leaves all.

    What lies outside is cut off; of a case of days whole days are left. A part of another case,
    or of less than an hour, leaves all.
    """
    whole = whole_window(row)
    if not part:
        return whole
    low, high = (np.datetime64(datetime.strptime(each, _HOUR), "h") for each in part.split("-", 1))
    if not row.has_hours:
        day = np.timedelta64(1, "D")
        low = low.astype("datetime64[D]").astype("datetime64[h]")
        high = ((high - 1).astype("datetime64[D]") + day).astype("datetime64[h]")
    low, high = np.maximum(low, whole.start), np.minimum(high, whole.end)
    if low >= high or (low, high) == (whole.start, whole.end):
        return whole
    return Window(low, high, is_part=True)

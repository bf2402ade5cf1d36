"""Step `conclusions`: what experts concluded of the cases that there are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from datetime import date

import numpy as np
import pandas as pd

from pipeline.city import CityData
from pipeline.conclusions import Conclusion
from pipeline.hand_tables import day_in
from pipeline.report import Report

WORDS = ("case_id", "author", "status", "title", "text", "file")
NEAREST = 3
_ID = re.compile(r"(?P<head>.+-)(?P<day>\d{8})")


def build_conclusions(city: CityData, episodes: pd.DataFrame) -> pd.DataFrame:
    """Return the table `conclusions`; episodes: the frame of that table.

    A conclusion whose case there is not is refused in the report, with the nearest ids: a case that
    was found anew under another day takes its text along only if the file is renamed. One that is
    dated before its case began is reported and kept.
    """
    begun = dict(zip(episodes["case_id"], episodes["start"], strict=True))
    own = Report("conclusions")
    kept = []
    for conclusion in city.conclusions:
        if conclusion.case_id not in begun:
            _refuse(conclusion, begun, own)
            continue
        kept.append(conclusion)
        first = pd.Timestamp(begun[conclusion.case_id]).date()
        if conclusion.date < first:
            message = f"dated {conclusion.date}, before its case began ({first}): is that meant?"
            own.add("warning", "dated_before_case", conclusion.file, "", message)
    city.report.merge(own)
    words = {n: pd.Series([getattr(c, n) for c in kept], dtype="str") for n in WORDS}
    dates = np.array([c.date for c in kept], dtype="datetime64[D]").astype("datetime64[ms]")
    versions = np.array([c.version for c in kept], dtype=np.int32)
    frame = pd.DataFrame({**words, "date": dates, "version": versions})
    return frame.assign(city=city.project.city.id)


def nearest_cases(case_id: str, known: Iterable[str]) -> list[str]:
    """Return up to `NEAREST` ids: of the same place and kind by day, else by their letters."""
    ids = sorted(known)
    match = _ID.fullmatch(case_id)
    day = None if match is None else day_in(match["day"])
    if match is not None and day is not None:
        alike = {
            i: _days_between(i, match["head"], day) for i in ids if i.startswith(match["head"])
        }
        apart = {i: days for i, days in alike.items() if days is not None}
        if apart:
            return sorted(apart, key=lambda i: (apart[i], i))[:NEAREST]
    return difflib.get_close_matches(case_id, ids, NEAREST)


def _days_between(other: str, head: str, day: date) -> int | None:
    """Return how many days the day of an id lies from day; None where it ends in none."""
    first = day_in(other.removeprefix(head))
    return None if first is None else abs((first - day).days)


def _refuse(conclusion: Conclusion, known: Collection[str], report: Report) -> None:
    near = nearest_cases(conclusion.case_id, known)
    hint = f"; nearest: {', '.join(near)}" if near else "" if known else ": the project has none"
    message = f"there is no case {conclusion.case_id!r}{hint}: the conclusion is refused"
    report.totals.files_failed += 1
    report.add("error", "case_unknown", conclusion.file, "", message, is_apart=True)

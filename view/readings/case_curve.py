"""What stands under the curve of a case: limits, stations, what has no data, where it is from."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANTS
from view.case_parts import CaseDay, Curve
from view.case_row import CaseRow
from view.case_times import day_words, days_words
from view.case_words import counted, daily_metric, with_unit
from view.figures.case_panels import has_values
from view.formats import day, metric_name
from view.lines import Source
from view.text import text


def curve_title(lang: str, row: CaseRow, is_hourly: bool) -> str:
    """Return the card's title: what, how fine, of which place."""
    words = text(lang, "case_curve.card" if is_hourly else "case_curve.card.days")
    return f"{words} · {row.name(lang)}"


def hours_foot(lang: str, row: CaseRow, curve: Curve, sources: Sequence[Source]) -> str:
    """Return the foot of a curve of hours: whose mean, which limits, what is absent, sources."""
    absent = [p.symbol for p in POLLUTANTS.values() if not has_values(curve, p.id)]
    if not any(name in curve.values for name in ("temperature", "wind_speed", "pressure")):
        absent.append(text(lang, "case_curve.foot.weather"))
    return _foot(lang, row, "case_curve.foot.limit", absent, sources, is_hourly=True)


def days_foot(lang: str, row: CaseRow, days: Sequence[CaseDay], sources: Sequence[Source]) -> str:
    """Return the foot of bars of days."""
    columns = {p: "o3_mda8" if p == "o3" else p for p in POLLUTANTS}
    absent = [
        POLLUTANTS[p].symbol
        for p, column in columns.items()
        if all(getattr(each, column) is None for each in days)
    ]
    return _foot(lang, row, "case_curve.foot.limit.days", absent, sources, is_hourly=False)


def _foot(
    lang: str,
    row: CaseRow,
    limit: str,
    absent: Sequence[str],
    sources: Sequence[Source],
    is_hourly: bool,
) -> str:
    parts = [text(lang, "case_curve.foot.hours" if is_hourly else "case_curve.foot.pale")]
    parts.append(text(lang, limit, day=day(lang, row.first_day.date())))
    if absent:
        names = text(lang, "common.unread.join").join(absent)
        # Of an area of a nation only PM2.5 and O3 are kept by the hour: the source has the rest.
        key = "not_kept" if is_hourly and row.scope != "city" else "absent"
        parts.append(text(lang, f"case_curve.foot.{key}", names=names))
    own = [
        s for s in sources if pd.Timestamp(s.start) < row.end and pd.Timestamp(s.end) > row.start
    ]
    parts += [text(lang, "common.foot.source", source=s.title(lang)) for s in own]
    return " · ".join(parts)


def days_part_words(
    lang: str, row: CaseRow, days: Sequence[CaseDay], start: np.datetime64, end: np.datetime64
) -> str:
    """Return the mean and the highest day of the lead pollutant over whole days, end excluded."""
    metric = daily_metric(row)
    first, after = (pd.Timestamp(t) for t in (start, end))
    inside = [d for d in days if first <= d.date < after]
    known = [(value, d.date) for d in inside if (value := getattr(d, metric)) is not None]
    period = days_words(lang, first, after - pd.Timedelta(hours=1))
    told = {"period": period, "name": metric_name(lang, metric)}
    if not known:
        return text(lang, "case_curve.part.none", **told)
    highest, when = max(known)
    mean = sum(value for value, _ in known) / len(known)
    told |= {"mean": with_unit(lang, metric, mean), "highest": with_unit(lang, metric, highest)}
    count = {"days": counted(lang, "days", len(known)), "when": day_words(lang, when)}
    return text(lang, "case_curve.part.days", **told, **count)

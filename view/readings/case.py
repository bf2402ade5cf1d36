"""What a case is told by: a sentence for an official, its key numbers, what is doubtful.

The page and the brief say the same, since both ask here.
"""

import pandas as pd

from summaries.store import Snapshot
from view.case_row import CaseRow
from view.case_times import day_words, days_words, end_words, hour_words
from view.case_words import counted, daily_metric, has_peak, kind_words, with_unit
from view.queries import case as query
from view.queries.cases import earlier
from view.readings.case_causes import neighbour_words, weather_words, wind_words
from view.readings.case_hints import ratio_words
from view.readings.case_response import response_words
from view.readings.case_rise import clearing_words, rise_words, where_words
from view.text import text

#: Share of a case's hours without a value from which on its figures are doubted (own choice).
MANY_MISSING = 0.05
_MOMENT = pd.Timedelta(seconds=1)


def lead(lang: str, row: CaseRow) -> str:
    """Return the sentence for an official: where, when, what, how bad, and where it stands."""
    told = {
        "place": row.name(lang),
        "days": days_words(lang, row.first_day, row.last_day),
        "kind": kind_words(lang, row),
        "over": _over_words(lang, row),
        "peak": _peak_words(lang, row),
    }
    said = text(lang, "case.lead", **told)
    rank = head(lang, row)
    return said + (text(lang, "case.comma") + rank if rank else "") + text(lang, "case.stop")


def _over_words(lang: str, row: CaseRow) -> str:
    key = "both" if row.kind == "both" else _heavy_key(row) if row.heavy_days else "plain"
    told = {"days": counted(lang, "days", row.days), "heavy": row.heavy_days}
    return text(lang, f"case.lead.over.{key}", **told)


def _heavy_key(row: CaseRow) -> str:
    """Return how heavy days are told: some of its days, its one day, or all."""
    if row.heavy_days < row.days:
        return "heavy"
    return "heavy.day" if row.days == 1 else "heavy.all"


def _peak_words(lang: str, row: CaseRow) -> str:
    if row.kind == "both":
        pm25 = with_unit(lang, "pm25", row.pm25_day_max)
        return text(lang, "case.lead.peak.both", pm25=pm25, o3=_o3(lang, row))
    value = with_unit(lang, daily_metric(row), row.peak_day_value)
    if row.peak_day is None:
        return text(lang, "case.lead.peak.none")
    return text(
        lang, f"case.lead.peak.{row.pollutant}", value=value, day=day_words(lang, row.peak_day)
    )


def _o3(lang: str, row: CaseRow) -> str:
    return with_unit(lang, "o3_mda8", row.o3_mda8_max)


def head(lang: str, row: CaseRow) -> str:
    """Return the rank among the cases of the same place and kind; '' where it has none."""
    if not row.rank or row.ranked < 1:
        return ""
    key = "only" if row.ranked == 1 else "first" if row.rank == 1 else "rank"
    told = {"kind": text(lang, f"case.kind.case.{row.kind}"), "ranked": row.ranked}
    if row.ranked > 1:
        told |= {"by": text(lang, f"case.head.by.{row.kind}"), "rank": row.rank}
        key += ".tied" if row.is_tied else ""
    return text(lang, f"case.head.{key}", **told)


def period_words(lang: str, row: CaseRow) -> str:
    """Return from when to when it lasted and how long; what the data leave open."""
    days = days_words(lang, row.start, row.end - _MOMENT)
    n = counted(lang, "days", row.days)
    if not row.has_hours:
        return text(lang, "case.period.days", days=days, n=n)
    if row.kind != "pm25":
        return text(lang, f"case.period.whole{'.open' if row.is_open else ''}", days=days, n=n)
    told = {
        "start": hour_words(lang, row.start),
        "end": end_words(lang, row.end),
        "hours": counted(lang, "hours", row.hours),
    }
    marks = [mark for mark, is_so in (("open", row.is_open), ("cut", row.is_cut)) if is_so]
    return text(lang, f"case.period.{'_'.join(marks) or 'plain'}", **told)


def notes(lang: str, row: CaseRow) -> list[str]:
    """Return what has to be minded: an open or cut case, dust, fireworks, gaps, days only."""
    said = []
    if row.is_open:
        said.append(text(lang, "case.note.open"))
    if row.is_cut:
        said.append(text(lang, "case.note.cut"))
    if row.is_dust:
        hours = counted(lang, "hours", row.dust_hours or 0)
        said.append(text(lang, f"case.note.dust{'.hours' if row.dust_hours else ''}", hours=hours))
    if row.is_fireworks:
        said.append(text(lang, "case.note.fireworks"))
    if row.missing_hours:
        key = "gaps" if row.missing_hours >= MANY_MISSING * row.hours else "gaps.few"
        hours, of = (counted(lang, "hours", n) for n in (row.missing_hours, row.hours))
        said.append(text(lang, f"case.note.{key}", hours=hours, of=of))
    if row.peak is not None and not has_peak(row):
        said.append(text(lang, "case.note.peak"))
    if not row.has_hours:
        said.append(text(lang, "case.note.days"))
    if not row.level:
        said.append(text(lang, "case.note.no_aqi"))
    return said


def sentences(lang: str, snapshot: Snapshot, row: CaseRow) -> list[tuple[str, str]]:
    """Return what is said of a case, in order, each with what it is about; nothing empty.

    About: lead, rise, where, wind, clearing, weather, ratios, neighbours, response.
    """
    stages, like = query.stages(snapshot, row), query.neighbours(snapshot, row)
    said = {
        "lead": lead(lang, row),
        "rise": rise_words(lang, row, stages),
        "where": where_words(lang, row, query.paths(snapshot, row)),
        "wind": wind_words(lang, row, query.drivers(snapshot, row, "wind")),
        "clearing": clearing_words(lang, row, stages),
        "weather": weather_words(lang, row, query.drivers(snapshot, row, "weather")),
        "ratios": ratio_words(lang, row, query.drivers(snapshot, row, "ratio")),
        "neighbours": neighbour_words(lang, row, like, earlier(snapshot, row)),
        "response": response_words(lang, row, query.responses(snapshot, row)),
    }
    return [(about, words[:1].upper() + words[1:]) for about, words in said.items() if words]

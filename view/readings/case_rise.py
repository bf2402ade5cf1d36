"""When a case rose and how fast, where first, how it cleared: in words, by rule."""

from collections.abc import Sequence

from view.case_parts import PlacePath, Stage
from view.case_row import CaseRow
from view.case_times import between_words, end_words, hour_words
from view.case_words import counted, has_peak, listed, rate_words, symbol, with_unit
from view.formats import amount, number
from view.text import text

#: Hours by which onsets must differ for one to be called the first (own choice).
TOGETHER_HOURS = 3
#: A clearing that takes longer is told as a fading (own choice).
SLOW_HOURS = 36
#: An end at more than this share of the beginning is no fall worth telling (own choice).
STILL_HIGH = 0.8
#: Names in a sentence; more are counted.
_MOST_NAMES = 3


def rise_words(lang: str, row: CaseRow, stages: Sequence[Stage]) -> str:
    """Return when it rose, how fast, and its highest hour; '' of a case of days."""
    if not row.has_hours or not stages:
        return ""
    if row.kind != "pm25":
        return _photochemical_words(lang, row, stages)
    first = stages[0]
    value = with_unit(lang, row.pollutant, first.first_value)
    key = "cut" if row.is_cut else "plain" if first.first_value is not None else "bare"
    told = {"start": hour_words(lang, row.start), "value": value, "symbol": symbol(row)}
    parts = [text(lang, f"case.rise.{key}", **told), _growth_words(lang, row, stages)]
    parts.append(_peak_words(lang, row))
    return text(lang, "case.semicolon").join(filter(None, parts)) + text(lang, "case.stop")


def _growth_words(lang: str, row: CaseRow, stages: Sequence[Stage]) -> str:
    """Return the fastest explosive growth and how many there were; that there was none."""
    explosive = [s for s in stages if s.stage == "explosive" and s.rate is not None]
    if not explosive:
        return text(lang, "case.rise.steady")
    fastest = max(explosive, key=lambda s: s.rate or 0.0)
    told = {
        "count": counted(lang, "times", len(explosive)),
        "between": between_words(lang, fastest.start, fastest.end),
        "first": amount(row.pollutant, fastest.first_value),
        "last": amount(row.pollutant, fastest.last_value),
        "rate": rate_words(lang, fastest.rate or 0.0),
    }
    said = text(lang, f"case.rise.explosive.{'one' if len(explosive) == 1 else 'many'}", **told)
    if row.doubled_in_hours:
        hours = counted(lang, "hours", row.doubled_in_hours)
        said += text(lang, "case.rise.doubled", hours=hours)
    return said


def _peak_words(lang: str, row: CaseRow) -> str:
    if not has_peak(row) or row.peak_time is None:
        return ""
    value = with_unit(lang, row.pollutant, row.peak)
    when = hour_words(lang, row.peak_time)
    if row.kind == "pm25":
        return text(lang, "case.rise.peak", when=when, value=value)
    return text(lang, "case.rise.peak.named", when=when, value=value, symbol=symbol(row))


def _photochemical_words(lang: str, row: CaseRow, stages: Sequence[Stage]) -> str:
    """Return the highest hour of an ozone case and how fast its mornings rose."""
    parts = [_peak_words(lang, row)]
    rates = [s.rate for s in stages if s.stage == "photochemical_day" and s.rate is not None]
    if rates:
        low, high = number(min(rates), 0), number(max(rates), 0)
        key = "same" if low == high else "range"
        parts.append(text(lang, f"case.rise.mornings.{key}", low=low, high=high))
    said = text(lang, "case.semicolon").join(filter(None, parts))
    return said + text(lang, "case.stop") if said else ""


def where_words(lang: str, row: CaseRow, paths: Sequence[PlacePath]) -> str:
    """Return which places were over the limit first and last, and how far apart; '' if not seen.

    Who rises first says nothing of where it came from; the card says so.
    """
    # A country's case goes from area to area: it has no stations of its own.
    stations = [p for p in paths if p.scope == "station"] or [
        p for p in paths if p.scope == "district"
    ]
    if not stations or row.kind != "pm25" or row.is_cut:
        return ""
    risen = [p for p in stations if p.onset is not None]
    if len(stations) == 1:
        return text(lang, "case.where.single")
    if len(risen) < 2:
        return text(lang, "case.where.few")
    first, last = (pick(p.onset for p in risen if p.onset is not None) for pick in (min, max))
    spread = (last - first).total_seconds() / 3600
    silent = len(stations) - len(risen)
    tail = text(lang, "case.where.silent", places=counted(lang, "places", silent))
    tail = (tail if silent else "") + text(lang, "case.stop")
    told = {"hours": counted(lang, "hours", spread), "first_hour": hour_words(lang, first)}
    if spread < TOGETHER_HOURS:
        return text(lang, "case.where.together", **told) + tail
    told |= {
        "first": _names(lang, [p for p in risen if p.onset == first]),
        "last": _names(lang, [p for p in risen if p.onset == last]),
    }
    return text(lang, "case.where", **told) + tail


def _names(lang: str, places: Sequence[PlacePath]) -> str:
    named = listed(lang, (p.name(lang) for p in places[:_MOST_NAMES]))
    if len(places) <= _MOST_NAMES:
        return named
    return text(lang, "case.where.more", names=named, n=len(places))


def clearing_words(lang: str, row: CaseRow, stages: Sequence[Stage]) -> str:
    """Return when it cleared and how fast; '' while it is open, of ozone and days, of no fall."""
    if row.is_open or row.kind != "pm25" or not stages or stages[-1].stage != "clearing":
        return ""
    last = stages[-1]
    hours = (last.end - last.start).total_seconds() / 3600
    told = {"start": hour_words(lang, last.start), "end": end_words(lang, last.end)}
    told |= {"hours": counted(lang, "hours", hours)}
    if last.first_value is None or last.last_value is None:
        return text(lang, "case.clearing.bare", **told)
    if last.last_value > STILL_HIGH * last.first_value:
        return ""
    told |= {"first": amount(row.pollutant, last.first_value)}
    key = "case.clearing.slow" if hours > SLOW_HOURS else "case.clearing"
    return text(lang, key, last=with_unit(lang, row.pollutant, last.last_value), **told)

"""What the curve of a brief shows: the hours of a case, or its days where there are no hours."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANTS
from airquality.weather import WEATHER
from view.brief.case_told import CaseTold
from view.brief.drawings import Band, Curve, Line, Panel
from view.case_parts import CaseDay
from view.case_parts import Curve as Hours
from view.case_times import hour_words
from view.case_words import daily_metric, with_unit
from view.figures.case_curve import running_limit
from view.formats import number
from view.queries import case as query
from view.text import text

_RUNNING = {"pm25": "pm25_24h", "o3": "o3_8h"}
#: What stands below the lead pollutant, by kind; what was not measured is left out.
_BELOW = {
    "pm25": (("wind_speed",), ("temperature", "dew_point")),
    "o3": (("temperature",), ("no2",)),
    "both": (("wind_speed",),),
}
#: Where there is no weather: what else was measured by the hour.
_INSTEAD = (("no2",),)
_SIGNED = ("temperature", "dew_point", "pressure")


def curve_drawing(case: CaseTold) -> Curve | None:
    """Return the curve of a case; None where neither hours nor days have a value."""
    hours = query.curve(case.snapshot, case.row)
    if len(hours) and any(np.isfinite(values).any() for values in _leads(case, hours)):
        return _of_hours(case, hours)
    days = query.days(case.snapshot, case.row)
    return _of_days(case, days) if days else None


def _leads(case: CaseTold, hours: Hours) -> list[np.ndarray]:
    return [getattr(hours, _RUNNING[name]) for name in _names(case)] + [
        hours.values[name] for name in _names(case) if name in hours.values
    ]


def _names(case: CaseTold) -> tuple[str, ...]:
    return ("pm25", "o3") if case.row.kind == "both" else (case.row.pollutant,)


def _of_hours(case: CaseTold, hours: Hours) -> Curve:
    row = case.row
    below = [tuple(v for v in panel if v in hours.values) for panel in _BELOW[row.kind]]
    if not any(below):
        below = [tuple(v for v in panel if v in hours.values) for panel in _INSTEAD]
    panels = [_lead_panel(case, hours, name) for name in _names(case)]
    panels += [_more_panel(case, hours, panel) for panel in below if panel]
    stages = query.stages(case.snapshot, row)
    return Curve(
        times=hours.times,
        panels=tuple(panels),
        bands=tuple(_band(s.start, s.end, _stage_name(case, s.stage)) for s in stages),
        strips=_strips(case, hours.times[0], hours.times[-1] + 1),
        start=_hour(row.start),
        end=_hour(row.end),
        mark=_mark(case, hours),
    )


def _lead_panel(case: CaseTold, hours: Hours, name: str) -> Panel:
    """Return the panel of a pollutant with its running mean, on which alone the limit stands."""
    own, running = POLLUTANTS[name], getattr(hours, _RUNNING[name])
    lines = []
    if name in hours.values:
        lines.append(Line(case.word("curve.hours"), _numbers(hours.values[name]), "fine"))
    lines.append(Line(case.word(f"curve.running.{name}"), _numbers(running)))
    title = case.word("curve.title", name=own.symbol, unit=own.unit)
    return Panel(title, tuple(lines), *_limit(case, name))


def _limit(case: CaseTold, name: str) -> tuple[float, str]:
    limit = running_limit(name, case.row)
    if limit is None:
        return float("nan"), ""
    return limit, text(case.lang, f"case_curve.limit.{name}", value=number(limit, 0))


def _more_panel(case: CaseTold, hours: Hours, names: tuple[str, ...]) -> Panel:
    titles, lines = [], []
    for name, style in zip(names, ("plain", "dashed"), strict=False):
        shown, unit = _name(case, name)
        titles.append(shown)
        lines.append(Line(shown, _numbers(hours.values[name]), style))
    joined = case.word("curve.join").join(titles)
    return Panel(
        case.word("curve.title", name=joined, unit=unit),
        tuple(lines),
        from_zero=names[0] not in _SIGNED,
    )


def _name(case: CaseTold, variable: str) -> tuple[str, str]:
    if variable in POLLUTANTS:
        return POLLUTANTS[variable].symbol, POLLUTANTS[variable].unit
    own = WEATHER[variable]
    return (own.name_zh if case.lang == "zh" else own.name_en), own.unit


def _numbers(values: np.ndarray) -> np.ndarray:
    return np.asarray(values, dtype=float)


def _hour(when: pd.Timestamp) -> np.datetime64:
    return np.datetime64(when, "h")


def _band(start: pd.Timestamp, end: pd.Timestamp, name: str) -> Band:
    return Band(_hour(start), _hour(end), name)


def _stage_name(case: CaseTold, stage: str) -> str:
    return text(case.lang, f"case_curve.stage.{stage}")


def _strips(case: CaseTold, first: np.datetime64, after: np.datetime64) -> tuple[Band, ...]:
    """Return the warnings in force in a stretch of time, with what is doubtful of their dates."""
    found = []
    for each in query.responses(case.snapshot, case.row):
        start, end = _hour(each.start), after if each.end is None else _hour(each.end)
        if each.kind != "warning" or end <= first or start >= after:
            continue
        name = text(case.lang, f"case.warning.long.{each.level or 'other'}")
        if each.status != "verified":
            key = "memory" if each.status == "from memory" else "unverified"
            name = text(case.lang, f"case_curve.band.{key}", words=name)
        found.append(Band(max(start, first), min(end, after), name))
    return tuple(found)


def _mark(case: CaseTold, hours: Hours) -> tuple[np.datetime64, float, str] | None:
    row = case.row
    if row.peak is None or row.peak_time is None or row.pollutant not in hours.values:
        return None
    value = with_unit(case.lang, row.pollutant, row.peak)
    words = case.word("curve.peak", value=value, when=hour_words(case.lang, row.peak_time))
    return _hour(row.peak_time), row.peak, words


def _of_days(case: CaseTold, days: Sequence[CaseDay]) -> Curve | None:
    """Return bars of the lead pollutant's days, gaps in the run of days left as gaps."""
    found = [np.datetime64(day.date, "D") for day in days]
    times = np.arange(found[0], found[-1] + 1)
    panels = []
    for name in _names(case):
        metric = "o3_mda8" if name == "o3" else name
        values = np.full(len(times), np.nan)
        for at, day in zip(found, days, strict=True):
            value = getattr(day, metric)
            values[int((at - times[0]).astype(int))] = np.nan if value is None else value
        own = POLLUTANTS[name]
        title = case.word(f"curve.days.{name}", name=own.symbol, unit=own.unit)
        panels.append(Panel(title, (Line(own.symbol, values, "bars"),), *_limit(case, name)))
    if not any(np.isfinite(panel.lines[0].values).any() for panel in panels):
        return None
    start, end = (np.datetime64(t, "D") for t in (case.row.start, case.row.end.ceil("D")))
    return Curve(times, tuple(panels), (), (), start, end, _day_mark(case))


def _day_mark(case: CaseTold) -> tuple[np.datetime64, float, str] | None:
    row = case.row
    if row.peak_day is None or row.peak_day_value is None:
        return None
    value = with_unit(case.lang, daily_metric(row), row.peak_day_value)
    return np.datetime64(row.peak_day, "D"), row.peak_day_value, value

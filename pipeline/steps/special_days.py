"""Step `special_days`: sand-dust days, told by a rule or a file, and exceptional events."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from airquality.averages import operating
from airquality.evaluation import mean_of_stations
from airquality.hours import HOURS_PER_DAY
from airquality.sand_dust import count_dust_hours
from pipeline.city import CityData
from pipeline.events import EXCEPTIONAL, NOT_DUST, SAND_DUST
from pipeline.report import Report

COLUMNS = ("city", "date", "kind", "origin", "note_zh", "note_en", "source")
#: Share of the stations in operation that an hour of the rule needs. Half of them, not the 75 % of
#: an evaluation (our own choice): in a storm instruments run over their end and leave no value.
SHARE_OF_STATIONS = 0.5
RULE_SOURCE = "环办监测〔2016〕120号（凭记忆，数值未核实 from memory, figures not verified）"


def build_special_days(city: CityData) -> pd.DataFrame:
    """Return the table `special_days`: the file's days, and those that the rule finds beside them.

    The rule looks at the mean hours of the city's evaluation stations; a day with at least
    `[dust] min_hours` hours of dust is a dust day. A row of the file, of whatever kind, takes the
    place of what the rule says of that day, and `not_dust` takes a day of the rule back, which the
    report says.
    """
    rows: list[tuple[date, str, str, str, str, str]] = []
    listed: dict[date, set[str]] = {}
    for event in city.events:
        listed.setdefault(event.day, set()).add(event.kind)
        if event.kind in (SAND_DUST, EXCEPTIONAL):
            notes = (event.note_zh, event.note_en, event.source)
            rows.append((event.day, event.kind, "file", *notes))
    taken_back = []
    for day, hours in dust_days(city).items():
        if day in listed:
            taken_back += [day] if NOT_DUST in listed[day] else []
            continue
        notes = (f"沙尘 {hours} 小时", f"{hours} hours of dust", RULE_SOURCE)
        rows.append((day, SAND_DUST, "rule", *notes))
    _report_taken_back(taken_back, city)
    rows.sort(key=lambda row: row[:2])
    frame = pd.DataFrame(rows, columns=list(COLUMNS[1:])).astype(dict.fromkeys(COLUMNS[2:], "str"))
    dates = np.array([row[0] for row in rows], dtype="datetime64[D]")
    return frame.assign(date=dates.astype("datetime64[ms]"), city=city.project.city.id)


def dust_days(city: CityData) -> dict[date, int]:
    """Return the days that the project's rule finds, with their hours of dust; none without a rule.

    None, too, for a city without hours: a published daily mean does not tell dust from haze.
    """
    rule = city.project.dust.figures
    if rule is None or city.usable is None:
        return {}
    hours = count_dust_hours(mean_dust_hours(city, "pm10"), mean_dust_hours(city, "pm25"), rule)
    found = np.flatnonzero(hours >= rule.hours_a_day)
    return {city.usable.dates[day].astype(date): int(hours[day]) for day in found}


def mean_dust_hours(city: CityData, pollutant: str) -> np.ndarray:
    """Return the mean over the evaluation stations of each hour, float64 (hour,).

    It needs half of the stations (`SHARE_OF_STATIONS`); nothing for a city without hours.
    """
    grid = city.usable
    if grid is None:
        return np.empty(0)
    members = np.flatnonzero((city.stations["kind"] == "evaluation").to_numpy())
    held = ~np.isnan(grid.values[:, members]).all(axis=0)
    runs = np.repeat(operating(np.where(held, 0.0, np.nan)), HOURS_PER_DAY, axis=1)
    values = grid.of(pollutant)[members].astype(np.float64)
    everyone = np.ones(len(members), dtype=bool)
    return mean_of_stations(values, runs, everyone, SHARE_OF_STATIONS)[0]


def _report_taken_back(days: list[date], city: CityData) -> None:
    """Report the rule's days that the file takes back."""
    if not days or city.project.events is None:
        return
    own = Report("events")
    message = "days that the rule takes for dust are not counted: the file says that they are none"
    file = city.project.events.path.name
    own.add("note", "dust_taken_back", file, str(days[0]), message, len(days))
    city.report.merge(own)

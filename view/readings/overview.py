"""What the overview's calendar and its lines of years say in words, by rule."""

import numpy as np
import pandas as pd

from airquality.schemes import SCHEMES
from airquality.standards.aqi_levels import level_of
from view.figures.calendar import primary_names
from view.formats import number
from view.judged_days import JudgedDays
from view.overview_words import short_day
from view.standing import Standing
from view.text import text
from view.years_so_far import Comparison, YearSoFar, compare_years

_DAY_VALUES = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")


def calendar_reading(days: pd.DataFrame, place: str, year: int, lang: str) -> str:
    """Return how many days were good and heavy, the worst of them, and what led on bad ones."""
    known = days[days["aqi"].notna()] if not days.empty else days
    if known.empty:
        key = "overview.calendar.reading.no_aqi" if has_values(days) else "overview.empty.place"
        return text(lang, key, place=place, year=year)
    level = known["level"]
    counts = {
        "good": int((level <= 2).sum()),
        "middle": int(level.isin([3, 4]).sum()),
        "heavy": int((level >= 5).sum()),
    }
    said = text(lang, "overview.calendar.reading", **counts) + _worst_words(days, known, lang)
    leaders = known.loc[level >= 3, "primary"].dropna().str.split("+").explode()
    led = leaders[leaders != ""].value_counts()
    if led.empty:
        return said
    items = [
        text(
            lang, "overview.calendar.reading.primary.item", name=primary_names(p, lang), days=int(n)
        )
        for p, n in led.items()
    ]
    joined = text(lang, "overview.separator").join(items)
    gap = " " if lang == "en" else ""
    primary = text(lang, "overview.calendar.reading.primary", list=joined)
    return said + gap + primary[:1].upper() + primary[1:] + text(lang, "overview.sentence.stop")


def _worst_words(days: pd.DataFrame, known: pd.DataFrame, lang: str) -> str:
    """Return the worst day; one without an AQI where the items that are there are worse still."""
    worst = known.iloc[int(known["aqi"].to_numpy().argmax())]
    without = days[days["aqi"].isna() & (days["aqi_at_least"] > worst["aqi"])]
    if without.empty:
        return text(
            lang,
            "overview.calendar.reading.worst",
            day=short_day(lang, worst["date"]),
            aqi=number(worst["aqi"], 0),
            level=text(lang, f"common.level.{worst['level']}"),
            names=primary_names(worst["primary"], lang),
        )
    worst = without.iloc[int(without["aqi_at_least"].to_numpy().argmax())]
    level = int(level_of(worst["aqi_at_least"]))
    return text(
        lang,
        "overview.calendar.reading.worst.at_least",
        day=short_day(lang, worst["date"]),
        aqi=number(worst["aqi_at_least"], 0),
        level=text(lang, f"common.level.{level}"),
    )


def has_values(days: pd.DataFrame) -> bool:
    """Return whether any pollutant has a value on any of the days."""
    return not days.empty and bool(days[list(_DAY_VALUES)].notna().to_numpy().any())


def compare_pm25(
    series: pd.DataFrame, year: int, end: pd.Timestamp, is_converted: bool = False
) -> Comparison:
    """Return which years of `pm25_of_years` may be compared with one on its last day."""
    dates = series["date"].to_numpy().astype("datetime64[D]")
    values, late = series["pm25"].to_numpy(np.float32), series["starts_late"].to_numpy(bool)
    of = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    years = [
        YearSoFar(int(y), dates[of == y], values[of == y], bool(late[of == y].all()))
        for y in np.unique(of)
    ]
    day = np.datetime64(end, "D")
    return compare_years(years, year, day, "pm25", is_converted=is_converted)


def years_reading(found: Comparison, year: int, lang: str, has_days: bool = True) -> str:
    """Return where the year stands among those that may be compared on the same day of the year.

    has_days: whether the year has any day at all.
    """
    if found.reason:
        none = "none" if has_days else "nothing"
        key = "late" if found.reason == "late_start" else none
        return text(lang, f"overview.years.reading.{key}", year=year)
    if len(found.values) == 1:
        return text(lang, f"overview.years.reading.{'apart' if found.apart else 'single'}")
    own, every = found.values[year], found.values.values()
    rank, is_highest = found.rank(year), all(value <= own for value in every)
    key = "rank" if is_highest == (rank == 1) else "highest" if is_highest else "lowest"
    when = short_day(lang, pd.Timestamp(found.day))
    values = {"day": when, "count": len(found.values), "rank": rank}
    said = text(lang, f"overview.years.reading.{key}", **values)
    is_tied = list(every).count(own) > 1
    return said + (text(lang, "overview.years.reading.tied") if is_tied else "")


def judged_reading(days: JudgedDays, standing: Standing, place: str, year: int, lang: str) -> str:
    """Return how many days a scheme judges good, and how many the basis leaves out.

    The counts are those of the table of judgements.
    """
    now = standing.now
    if now is None or not len(days) or now.good is None or not now.days["good_ratio"]:
        has_some = any(bool(np.isfinite(values).any()) for values in days.values.values())
        key = "overview.calendar.reading.no_aqi" if has_some else "overview.empty.place"
        return text(lang, key, place=place, year=year)
    rules = SCHEMES[standing.scheme]
    name = text(lang, f"common.standard.{standing.scheme}")
    counts: dict[str, object] = {"good": now.good, "valid": now.days["good_ratio"]}
    key = "scheme" if not rules.by_limits else "by_limits"
    key += ".levels" if rules.by_limits and rules.has_levels else ""
    said = text(lang, f"overview.calendar.reading.{key}", standard=name, **counts)
    left_out = int(days.left_out.sum())
    if left_out:
        said += text(lang, "overview.calendar.reading.left_out", days=left_out)
    return said + text(lang, "overview.sentence.stop").rstrip()

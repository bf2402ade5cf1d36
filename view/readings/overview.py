"""What the overview's calendar and its lines of years say in words, by rule."""

import numpy as np
import pandas as pd

from airquality.schemes import SCHEMES
from airquality.standards.aqi_levels import level_of
from view.figures.calendar import primary_names
from view.formats import number
from view.judged_days import JudgedDays
from view.overview_words import short_day
from view.standing import Standing, shown_value
from view.text import text

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


def years_reading(series: pd.DataFrame, year: int, end: pd.Timestamp, lang: str) -> str:
    """Return where the year stands among all years on the same day of the year.

    series: date, pm25, starts_late. A year without a value in January covers another period and
    is not ranked.
    """
    same = _same_day(series, end)
    if year not in same:
        key = "late" if year in late_years(series) else "none"
        return text(lang, f"overview.years.reading.{key}")
    if len(same) == 1:
        return text(lang, "overview.years.reading.single")
    rounded = {y: shown_value("pm25", value) for y, value in same.items()}
    below = sum(v < rounded[year] for v in rounded.values())
    above = sum(v > rounded[year] for v in rounded.values())
    key = "lowest" if not below and above else "highest" if below and not above else "rank"
    values = {"day": short_day(lang, end), "count": len(same), "rank": below + 1}
    return text(lang, f"overview.years.reading.{key}", **values)


def _same_day(series: pd.DataFrame, end: pd.Timestamp) -> dict[int, float]:
    dates = series["date"]
    is_same = (dates.dt.month == end.month) & (dates.dt.day == end.day)
    found = series[is_same & series["pm25"].notna() & ~series["starts_late"]]
    return {int(d.year): float(v) for d, v in zip(found["date"], found["pm25"], strict=True)}


def late_years(series: pd.DataFrame) -> list[int]:
    """Return the years that have a mean but no value in January."""
    is_late = series["starts_late"] & series["pm25"].notna()
    return sorted(int(y) for y in series.loc[is_late, "date"].dt.year.unique())


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
    key = "by_limits" if rules.by_limits else "scheme"
    said = text(lang, f"overview.calendar.reading.{key}", standard=name, **counts)
    left_out = int(days.left_out.sum())
    if left_out:
        said += text(lang, "overview.calendar.reading.left_out", days=left_out)
    return said + text(lang, "overview.sentence.stop").rstrip()

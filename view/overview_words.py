"""What the overview says in words, by rules: the sentence on top and each chart's reading.

Words only: no components. A clause is (words, tone); the tone is '', 'strong', 'better', 'worse',
'muted' or 'quiet' and never says more than the words do.
"""

import math

import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from airquality.standards.aqi_levels import level_of
from view.figures.calendar import primary_names
from view.formats import amount, day, number
from view.standing import (
    Change,
    Standing,
    Window,
    annual_limit,
    change,
    is_known,
    meets,
    room_left,
    shown_value,
)
from view.text import text

Clause = tuple[str, str]

_SPOKEN = ("pm25", "o3_mda8_p90", "good_ratio", "heavy_days")
_DAY_VALUES = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
_FORM = {"%": ".points", "d": ".days"}


def headline(standing: Standing, place: str, year: int, lang: str) -> list[Clause]:
    """Return the sentence for an official: where the place stands, against last year, the goal."""
    now = standing.now
    if now is None or not any(now.days.values()):
        return [(text(lang, "overview.sentence.nothing", place=place, year=year), "")]
    said: list[Clause] = [(_lead(now, place, lang), "")]
    if not any(is_known(now, metric) for metric in _SPOKEN):
        values = {"days": now.days["good_ratio"], "elapsed": now.elapsed}
        said.append((text(lang, "overview.sentence.colon"), ""))
        said.append((text(lang, "overview.sentence.all_too_few", **values), "muted"))
        return [*said, (text(lang, "overview.sentence.stop"), "")]
    reasons: list[str] = []
    for i, metric in enumerate(_SPOKEN):
        said.append((text(lang, f"overview.sentence.{'next' if i else 'colon'}"), ""))
        said += _spoken(standing, metric, lang, reasons)
    said.append((text(lang, "overview.sentence.stop"), ""))
    goal = _goal_words(standing, lang)
    if goal:
        said.append((goal + text(lang, "overview.sentence.stop"), ""))
    lacking = now.unjudged.get("good_ratio", 0)
    if lacking:
        heavy = now.unjudged.get("heavy_days", 0)
        which = text(lang, "overview.sentence.unjudged.heavy", days=heavy) if heavy else ""
        reasons.append(text(lang, "overview.sentence.unjudged", days=lacking, which=which))
    if standing.invalid:
        names = text(lang, "overview.list").join(POLLUTANTS[p].symbol for p in standing.invalid)
        reasons.append(text(lang, "overview.sentence.invalid", names=names))
    said += [(r + text(lang, "overview.sentence.stop"), "quiet") for r in dict.fromkeys(reasons)]
    return said


def _lead(now: Window, place: str, lang: str) -> str:
    if now.is_whole_year:
        lead = text(lang, "overview.sentence.year", year=now.end.year, place=place)
    else:
        lead = text(lang, "overview.sentence.to", day=day(lang, now.end), place=place)
    if now.starts_late and now.first is not None:
        lead += text(lang, "overview.sentence.since", day=short_day(lang, now.first))
    return lead


def short_day(lang: str, value: pd.Timestamp) -> str:
    """Return a day without its year: 3月1日, or 1 March."""
    whole = day(lang, value)
    return whole.split("年")[1] if lang == "zh" else whole.rsplit(" ", 1)[0]


def _spoken(standing: Standing, metric: str, lang: str, reasons: list[str]) -> list[Clause]:
    now = standing.now
    assert now is not None
    if not is_known(now, metric):
        name = text(lang, f"overview.short.{metric}")
        values = {"name": name, "days": now.days[metric], "elapsed": now.elapsed}
        return [(text(lang, "overview.sentence.too_few", **values), "muted")]
    value = amount(metric, now.values[metric])
    said: list[Clause] = [(text(lang, f"overview.sentence.{metric}", value=value), "strong")]
    changed = change(standing, metric)
    if changed.kind == "none":
        reasons.append(_reason(standing, changed, lang))
        return said
    words = change_words(metric, changed, lang)
    return [*said, (text(lang, "overview.sentence.comma"), ""), (words, changed.tone)]


def _reason(standing: Standing, changed: Change, lang: str) -> str:
    late = next(
        (w for w in (standing.now, standing.before) if w and w.starts_late and w.first is not None),
        None,
    )
    if changed.reason == "late_start" and late is not None and late.first is not None:
        values = {"year": late.end.year, "day": short_day(lang, late.first)}
        return text(lang, "overview.sentence.reason.late_start", **values)
    reason = "too_few" if changed.reason == "late_start" else changed.reason
    return text(lang, f"overview.sentence.reason.{reason}")


def change_words(metric: str, changed: Change, lang: str) -> str:
    """Return a change in words: 比去年同期低 9; the unit is that of the value before it."""
    if changed.kind == "equal":
        return text(lang, "overview.change.equal")
    row = METRICS[metric]
    form = _FORM.get(row.unit, "")
    size = number(changed.amount, row.decimals)
    return text(lang, f"overview.change.{changed.kind}{form}", amount=size)


def _goal_words(standing: Standing, lang: str) -> str:
    """Return what PM2.5 may still be, or whether the year kept its goal: the target, or the limit.

    Nothing where the year began late: the mean of a part is no annual mean.
    """
    now = standing.now
    found = annual_limit("pm25", now.end) if now else None
    if now is None or not is_known(now, "pm25") or now.starts_late or found is None:
        return ""
    target = standing.targets.get("pm25")
    goal, kind = (target.value, "target") if target else (found[0], "limit")
    name = text(lang, f"overview.sentence.goal.{kind}", value=amount("pm25", goal))
    rest, room = room_left(now, goal)
    if rest:
        key = "room" if room >= 1 else "lost"
        values = {"goal": name, "rest": rest, "room": number(math.floor(max(room, 0)), 0)}
        return text(lang, f"overview.sentence.goal.{key}", **values)
    if meets("pm25", now.values["pm25"], goal):
        return text(lang, "overview.sentence.goal.met", goal=name)
    over = shown_value("pm25", now.values["pm25"]) - shown_value("pm25", goal)
    return text(lang, "overview.sentence.goal.missed", goal=name, amount=number(over, 0))


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

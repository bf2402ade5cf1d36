"""What a tile of a day shows: its colour, its word and what is said under the pointer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from airquality.schemes import SCHEMES
from airquality.standards.aqi_levels import GOOD_AQI
from view.figures.calendar import AT_LEAST, NO_DATA, primary_names
from view.figures.frame import plain
from view.figures.scales import Scale, class_scale, value_scale
from view.formats import MISSING, THIN_SPACE, number, unit
from view.judged_days import GOOD, NOT_GOOD, UNKNOWN, JudgedDays
from view.text import text
from view.theme import level_colours

#: Of a guideline without levels: kept and not kept, told apart with any colour vision.
KEPT, NOT_KEPT = "#8fc3ea", "#b5502f"
LEFT_OUT = "rgba(138,143,152,0.12)"
_LEVELS = 6


@dataclass(frozen=True)
class DayCells:
    """A cell a day, in order of time.

    Attributes:
        dates: datetime64[D].
        z: float64, what is coloured by `scale`; NaN where the day is grey.
        grey: colour of a day without one: NO_DATA or LEFT_OUT; '' where z has a value.
        words: what stands in a cell that is large enough; hovers: all about the day.
        kind: 'sand_dust', 'exceptional' or ''.
        scale: what the colours mean.
    """

    dates: np.ndarray
    z: np.ndarray
    grey: np.ndarray
    words: np.ndarray
    hovers: np.ndarray
    kind: np.ndarray
    scale: Scale

    @property
    def year(self) -> np.ndarray:
        """Year of each day."""
        return self.dates.astype("datetime64[Y]").astype(np.int64) + 1970


def level_cells(
    days: JudgedDays, metric: str, lang: str, palette: str, hovers: np.ndarray | None = None
) -> DayCells:
    """Return the days by level; where the scheme has none, by whether its limits are kept.

    A day without an AQI that is over 100 by the items that are there takes the level that it has
    at least. Days that the basis leaves out are pale. hovers: of these days, if `day_hovers` has
    already made them.
    """
    if SCHEMES[days.scheme].has_levels:
        shown = days.reached
        at_least = np.isnan(days.aqi) & (days.at_least > GOOD_AQI)
        words = np.where(at_least, AT_LEAST, _whole(days.aqi))
    else:
        # Kept and not kept are 1 and 2; a day that cannot be judged is grey.
        shown = np.select([days.standing == GOOD, days.standing == NOT_GOOD], [1, 2], 0)
        words = np.where(shown == 2, text(lang, "tiles.not_kept.mark"), "")
    held = (shown > 0) & ~days.left_out
    words = np.where(days.left_out, "", np.where(held, words, MISSING))
    return DayCells(
        days.dates,
        np.where(held, shown, np.nan).astype(np.float64),
        _grey(held, days.left_out),
        words.astype(object),
        day_hovers(days, metric, None, {}, lang) if hovers is None else hovers,
        days.kind,
        class_scale(_classes(days, shown, held, lang, palette), 1),
    )


def value_cells(
    days: JudgedDays,
    metric: str,
    values: np.ndarray,
    limits: np.ndarray,
    lang: str,
    hovers: np.ndarray | None = None,
) -> DayCells:
    """Return the days by the value of a metric; hovers as in `level_cells`."""
    row = METRICS[metric]
    held = np.isfinite(values)
    rounded = round_half_even(values, row.decimals)
    shown = [f"{v:.{row.decimals}f}" if v == v else "" for v in rounded.tolist()]
    scale = value_scale(values, *_scale_words(metric, limits, lang))
    return DayCells(
        days.dates,
        rounded,
        _grey(held, days.left_out),
        np.array(shown, dtype=object),
        day_hovers(days, metric, values, {}, lang) if hovers is None else hovers,
        days.kind,
        scale,
    )


def _scale_words(metric: str, limits: np.ndarray, lang: str) -> tuple[str, int, float]:
    """Return what stands beside the bar of colours, decimals, and the limit held last."""
    row, known = METRICS[metric], limits[np.isfinite(limits)]
    title = unit(lang, row)
    if not len(known):
        return title, row.decimals, np.nan
    limit = float(known[-1])
    shown = number(limit, 0 if limit.is_integer() else 1)
    return text(lang, "tiles.scale", unit=title, limit=shown), row.decimals, limit


def _grey(held: np.ndarray, left_out: np.ndarray) -> np.ndarray:
    return np.where(held, "", np.where(left_out, LEFT_OUT, NO_DATA)).astype(object)


def _classes(
    days: JudgedDays, shown: np.ndarray, held: np.ndarray, lang: str, palette: str
) -> list[tuple[str, str]]:
    """Return each class's colour and its words with the days in it."""
    if SCHEMES[days.scheme].has_levels:
        colours: Iterable[str] = level_colours(palette)
        names = [text(lang, f"common.level.{n}") for n in range(1, _LEVELS + 1)]
        held = held & np.isfinite(days.aqi)
    else:
        colours = (KEPT, NOT_KEPT)
        names = [text(lang, f"tiles.{what}") for what in ("kept", "not_kept")]
    counts = np.bincount(shown[held].astype(int), minlength=len(names) + 1)[1:]
    words = [text(lang, "tiles.count", name=n, days=c) for n, c in zip(names, counts, strict=True)]
    return list(zip(colours, words, strict=True))


def _whole(values: np.ndarray) -> np.ndarray:
    """Return whole numbers by GB/T 8170 as words; plain numbers, as numpy's are slow one by one."""
    whole = round_half_even(values, 0).tolist()
    return np.array([str(int(v)) if v == v else MISSING for v in whole], dtype=object)


def day_hovers(
    days: JudgedDays,
    metric: str,
    values: np.ndarray | None,
    notes: Mapping[str, str],
    lang: str,
) -> np.ndarray:
    """Return what is said of each day: date, judgement, primary pollutant, values, its kind.

    values: of the metric where they are not those measured; notes: of special days, by ISO day.
    """
    judged = _judgements(days, lang)
    measured = _measured(days, metric, values, lang)
    gone = text(lang, "tiles.left_out")
    found = [
        f"{when}<br>{said}<br>{value}"
        for when, said, value in zip(_dates(days.dates, lang), judged, measured, strict=True)
    ]
    for at in np.flatnonzero(days.kind != ""):
        kind = text(lang, f"tiles.kind.{days.kind[at]}")
        noted = notes.get(str(days.dates[at]))
        words = text(lang, "tiles.kind.noted", kind=kind, note=plain(noted)) if noted else kind
        found[at] += "<br>" + words + (f"<br>{gone}" if days.left_out[at] else "")
    return np.array(found, dtype=object)


def _dates(dates: np.ndarray, lang: str) -> list[str]:
    """Return each day in words with its weekday; all at once, one by one is slow."""
    months = [text(lang, f"common.month.{m}") for m in range(1, 13)]
    weekdays = [text(lang, f"overview.weekday.{d}") for d in range(7)]
    template = text(lang, "common.day")
    month = dates.astype("datetime64[M]")
    days = (dates - month).astype(int) + 1
    # 1970-01-01 was a Thursday.
    at = (dates.astype(np.int64) + 3) % 7
    years, numbers = month.astype(int) // 12 + 1970, month.astype(int) % 12
    return [
        f"{template.format(year=y, month=months[m], day=d)} {weekdays[w]}"
        for y, m, d, w in zip(
            years.tolist(), numbers.tolist(), days.tolist(), at.tolist(), strict=True
        )
    ]


def _judgements(days: JudgedDays, lang: str) -> list[str]:
    """Return AQI, level and primary pollutant of each day; what the limits say, if they judge."""
    rules = SCHEMES[days.scheme]
    said: dict[tuple, str] = {}
    index, least = _whole(days.aqi), _whole(days.at_least)
    rows = zip(
        index.tolist(),
        least.tolist(),
        days.level.tolist(),
        (days.at_least > GOOD_AQI).tolist(),
        days.primary.tolist(),
        days.over.tolist(),
        days.standing.tolist(),
        strict=True,
    )
    found = []
    for row in rows:
        if row not in said:
            aqi, at_least, level, exceeds, primary, over, standing = row
            parts = []
            if rules.has_levels:
                parts.append(_aqi_words(aqi, at_least, level, exceeds, primary, lang))
            if rules.by_limits:
                parts.append(_limit_words(over, standing, lang))
            said[row] = "<br>".join(parts)
        found.append(said[row])
    return found


def _aqi_words(aqi: str, at_least: str, level: int, exceeds: bool, primary: str, lang: str) -> str:
    if aqi == MISSING:
        key = "at_least" if exceeds else "no_aqi"
        return text(lang, f"overview.calendar.{key}", aqi=at_least)
    words = f"AQI {aqi} · {text(lang, f'common.level.{level}')}"
    if not primary:
        return words
    names = text(lang, "overview.calendar.primary", names=primary_names(primary, lang))
    return f"{words} · {names}"


def _limit_words(over: str, standing: int, lang: str) -> str:
    if standing == UNKNOWN:
        return text(lang, "tiles.limits.unknown")
    if standing == GOOD:
        return text(lang, "tiles.limits.kept")
    return text(lang, "tiles.limits.over", names=primary_names(over, lang))


def _measured(days: JudgedDays, metric: str, values: np.ndarray | None, lang: str) -> list[str]:
    """Return the metric with its unit, then PM2.5 and O3 where it is neither."""
    shown = [m for m in dict.fromkeys((metric, "pm25", "o3_mda8")) if m != "aqi"]
    columns = []
    for each in shown:
        row = METRICS[each]
        own = values if values is not None and each == metric else days.values[each]
        ends = f"{THIN_SPACE}{unit(lang, row)}"
        name = f"{row.symbol} {_short(lang, each)}".strip()
        columns.append(
            [
                f"{name} {v:.{row.decimals}f}{ends}" if v == v else f"{name} {MISSING}"
                for v in round_half_even(own, row.decimals).tolist()
            ]
        )
    return [" · ".join(parts) for parts in zip(*columns, strict=True)]


def _short(lang: str, metric: str) -> str:
    """Return the statistic of a daily value in a word: a mean needs none."""
    statistic = METRICS[metric].statistic
    return "" if statistic == "mean" else text(lang, f"tiles.statistic.{statistic}")

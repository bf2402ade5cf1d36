"""What the Trends page says in words, by rule."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from view.figures.limits import limit_spans, limit_words
from view.formats import THIN_SPACE, amount, number, unit
from view.lines import Cycled, Line, Source
from view.text import text
from view.wording import moment, period, series_name

#: Months from which on a slope whose interval leaves out zero is called a trend: the interval
#: takes neighbouring months as independent and is too narrow. Our own choice.
_SURE_MONTHS = 120
#: Below this share of steps with a value, a mean over the period is called one of too few.
_ENOUGH = 0.5


def series_sentence(line: Line, metric: str, lang: str) -> str:
    """Return latest value, highest, and by grain the mean or the lowest; then what is over limits.

    An index has no mean. Values are rounded before they are held against a limit (HJ 663).
    """
    values, grain, row = line.values[metric], line.grain, METRICS[metric]
    name = series_name(lang, metric, grain)
    held = np.flatnonzero(np.isfinite(values))
    if not len(held):
        return text(lang, "trends.reading.none", name=name)
    parts = []
    if grain in ("hourly", "daily") and row.pollutant:
        parts.append(_mean_words(values, metric, lang))
    last, most, least = held[-1], held[np.argmax(values[held])], held[np.argmin(values[held])]
    parts.append(_point_words("highest", line, metric, int(most), lang))
    if grain in ("monthly", "annual"):
        parts.append(_point_words("lowest", line, metric, int(least), lang))
    parts.append(_point_words("latest", line, metric, int(last), lang))
    parts += _over_limits(line, metric, lang)
    return text(
        lang, "trends.reading", name=name, parts=text(lang, "trends.reading.comma").join(parts)
    )


def _mean_words(values: np.ndarray, metric: str, lang: str) -> str:
    mean = amount(metric, float(np.nanmean(values.astype(np.float64))))
    words = text(lang, "trends.reading.mean", value=_with_unit(lang, metric, mean))
    few = np.isfinite(values).mean() < _ENOUGH
    return text(lang, "trends.reading.few", words=words) if few else words


def _point_words(what: str, line: Line, metric: str, at: int, lang: str) -> str:
    value = _with_unit(lang, metric, amount(metric, float(line.values[metric][at])))
    when = moment(lang, line.grain, line.times[at])
    words = text(lang, f"trends.reading.{what}", value=value, when=when)
    return words if line.has_enough(metric)[at] else text(lang, "trends.reading.few", words=words)


def _with_unit(lang: str, metric: str, value: str) -> str:
    shown = unit(lang, METRICS[metric])
    return f"{value}{THIN_SPACE}{shown}" if shown else value


def _over_limits(line: Line, metric: str, lang: str) -> list[str]:
    spans = limit_spans(line, metric)
    if not spans:
        return []
    rounded = round_half_even(line.values[metric], METRICS[metric].decimals)
    times = line.times
    over = sum(int(np.sum(rounded[(times >= s.start) & (times < s.end)] > s.value)) for s in spans)
    words = (limit_words(lang, metric, span, aside=True) for span in spans)
    limits = text(lang, "trends.reading.then").join(words)
    valid = int(np.isfinite(rounded).sum())
    steps = text(lang, f"trends.steps.{line.grain}", n=over)
    return [text(lang, "trends.reading.over", limits=limits, over=steps, valid=valid)]


def window_words(
    lang: str,
    line: Line,
    is_default: bool,
    is_cut: bool,
) -> str:
    """Return the period shown in words, and why it is not longer."""
    words = period(lang, line.grain, line.start, line.end)
    if is_cut:
        return text(lang, "trends.window.cut", period=words, n=len(line))
    if is_default:
        key = "hours" if line.grain == "hourly" else "all"
        return text(lang, f"trends.window.{key}", period=words)
    return words


def foot_words(
    lang: str,
    lines: list[Line],
    metrics: tuple[str, ...],
    sources: Iterable[Source],
    last: np.datetime64,
) -> list[str]:
    """Return the foot of the series: source, standard, data to, completeness, what to mind."""
    line = lines[0]
    begin, end = (t.astype("datetime64[s]") for t in (line.start, line.end))
    titles = dict.fromkeys(s.title(lang) for s in sources if s.start < end and s.end > begin)
    standards = dict.fromkeys(s.standard for m in metrics for s in limit_spans(line, m))
    words = [text(lang, "common.foot.source", source=" / ".join(titles))] if titles else []
    if standards:
        names = text(lang, "trends.reading.then").join(
            text(lang, f"common.standard.{s}") for s in standards
        )
        words.append(text(lang, "common.foot.standard", standard=names))
    words.append(text(lang, "common.foot.data_to", day=moment(lang, line.grain, last)))
    held = int(np.isfinite(line.values[metrics[0]]).sum())
    words.append(
        text(
            lang,
            f"trends.foot.completeness.{line.grain}",
            name=series_name(lang, metrics[0], line.grain),
            valid=held,
            total=len(line),
        )
    )
    if any(each.is_published.any() for each in lines):
        words.append(_published_words(lang, line))
    if any(_has_few(each, m) for each in lines for m in metrics):
        words.append(text(lang, "trends.foot.hollow"))
    return words


def _published_words(lang: str, line: Line) -> str:
    share = line.is_published.sum() / max(len(line), 1)
    return text(lang, "trends.foot.published.all" if share == 1 else "trends.foot.published.some")


def _has_few(line: Line, metric: str) -> bool:
    return bool((~line.has_enough(metric) & np.isfinite(line.values[metric])).any())


def slope_sentence(lang: str, name: str, row: Mapping[str, Any]) -> str:
    """Return one trend in words: slope, interval, period, whether it can be told from none.

    `row` is one of the table of trends; where there is no slope the
    reason is given.
    """
    metric = str(row["metric"])
    what = series_name(lang, metric, "monthly")
    months = int(row["months"])
    if not np.isfinite(row["slope"]):
        return text(lang, "trends.slope.none", place=name, what=what, months=months)
    decimals = METRICS[metric].decimals + 1
    shown = {
        key: number(float(row[column]), decimals, signed=True)
        for key, column in (("slope", "slope"), ("low", "slope_low"), ("high", "slope_high"))
    }
    start, end = (np.datetime64(row[c], "M") for c in ("period_start", "period_end"))
    sentence = text(
        lang,
        "trends.slope",
        place=name,
        what=what,
        **shown,
        unit=unit(lang, METRICS[metric]),
        percent=number(float(row["slope_pct"]), 1, signed=True),
        period=period(lang, "monthly", start, end),
        months=months,
        verdict=text(lang, f"trends.slope.{_verdict(row)}"),
    )
    notes = [text(lang, f"trends.slope.note.{row['note']}")] if row["note"] else []
    return text(lang, "trends.slope.join").join([sentence, *notes])


def _verdict(row: Mapping[str, Any]) -> str:
    """Return which words judge a slope; none where a step that is not the air's is in it."""
    if row["crosses_reference_change"]:
        return "crosses"
    if row["slope_low"] <= 0 <= row["slope_high"]:
        return "unclear"
    way = "down" if row["slope"] < 0 else "up"
    return way if row["months"] >= _SURE_MONTHS else f"{way}.maybe"


def profile_sentence(lang: str, cycle: str, metric: str, place: Cycled) -> str:
    """Return when a cycle is highest and lowest, or why nothing can be said."""
    held = np.flatnonzero(np.isfinite(place.mean))
    if len(held) < 2:
        has_some = (place.count > 0).any()
        return text(lang, f"trends.{cycle}.{'few' if has_some else 'none'}")
    most, least = held[np.argmax(place.mean[held])], held[np.argmin(place.mean[held])]
    return text(
        lang,
        "trends.profile.reading",
        cycle=text(lang, f"trends.{cycle}.cycle"),
        most=position_words(lang, cycle, int(most)),
        most_value=amount(metric, float(place.mean[most])),
        least=position_words(lang, cycle, int(least)),
        least_value=amount(metric, float(place.mean[least])),
    )


def position_words(lang: str, cycle: str, index: int) -> str:
    """Return a position of a cycle in words, index from 0."""
    if cycle == "hour":
        return text(lang, "trends.hour.short", hour=index)
    return text(lang, f"trends.{cycle}.{index + (cycle == 'month')}.short")


def few_words(lang: str, places: Iterable[Cycled]) -> str:
    """Return a note where a position has values, but too few for a mean; else ''."""
    few = any(((p.count > 0) & ~np.isfinite(p.mean)).any() for p in places)
    return text(lang, "trends.profile.few") if few else ""

"""What the series of Trends says in words, by rule: what is shown, how high, by which rules."""

from collections.abc import Iterable, Mapping

import numpy as np

from airquality.metrics import METRICS
from airquality.rounding import round_half_even
from view.figures.limits import count_over, limit_spans, limit_words
from view.figures.panels import lacks_index
from view.figures.strip import strip_rows
from view.formats import MINUS, THIN_SPACE, amount, number, unit
from view.lines import Line, Source
from view.readings.applied import basis_words, scheme_words
from view.selection import Window
from view.standing import MORE_IS_BETTER, Change, Target
from view.text import text
from view.windows import Row, compare
from view.wording import moment, period, series_name

#: Below this share of steps with a value, a mean over the period is called one of too few.
_ENOUGH = 0.5


def series_sentence(line: Line, metric: str, lang: str, standard: str = "") -> str:
    """Return latest value, highest, and by grain the mean or the lowest; then what is over limits.

    An index has no mean. Values are rounded before they are held against a limit (HJ 663).
    """
    values, grain, row = line.values[metric], line.grain, METRICS[metric]
    name = series_name(lang, metric, grain)
    held = np.flatnonzero(np.isfinite(values))
    if not len(held):
        if lacks_index(metric, standard):
            return text(lang, "trends.who_has_none") + text(lang, "trends.reading.stop")
        return text(lang, "trends.reading.none", name=name)
    parts = []
    if grain in ("hourly", "daily") and row.pollutant:
        parts.append(_mean_words(values, metric, lang))
    # A step of too few days is not the highest or lowest where others can be.
    whole = held[line.has_enough(metric)[held]]
    ranked = whole if len(whole) > 1 else held
    last, most, least = held[-1], *(ranked[f(values[ranked])] for f in (np.argmax, np.argmin))
    if len(held) > 1:
        parts.append(_point_words("highest", line, metric, int(most), lang))
    if line.step.is_long and len(held) > 1:
        parts.append(_point_words("lowest", line, metric, int(least), lang))
    parts.append(_point_words("latest", line, metric, int(last), lang))
    parts += _over_limits(line, metric, lang, standard)
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


def _over_limits(line: Line, metric: str, lang: str, standard: str) -> list[str]:
    spans = limit_spans(line, metric, standard)
    if not spans:
        return []
    over = count_over(line, metric, spans)
    words = (limit_words(lang, metric, span, aside=True) for span in spans)
    limits = text(lang, "trends.reading.then").join(words)
    valid = int((np.isfinite(line.values[metric]) & line.has_enough(metric)).sum())
    steps = text(lang, f"trends.steps.{line.grain}", n=over)
    return [text(lang, "trends.reading.over", limits=limits, over=steps, valid=valid)]


def window_words(lang: str, grain: str, window: Window, size: int) -> str:
    """Return the period shown in words, and why it is not longer."""
    words = period(lang, grain, window.start, window.end)
    if window.is_cut:
        return text(lang, "trends.window.cut", period=words, n=size)
    if window.is_default:
        return text(lang, f"trends.window.{'hours' if grain == 'hourly' else 'all'}", period=words)
    return words


def years_sentence(lang: str, rows: list[Row], basis: str = "") -> str:
    """Return how the chosen year stands to the others on the same days, in the first metric.

    Compared as `view.windows.compare` has it; what is not comparable is said to be so.
    """
    first, *others = [row for row in rows if row.metric == rows[0].metric]
    if not np.isfinite(first.now.mean):
        return ""
    parts = []
    for other in others:
        pair = sorted((first.now, other.now), key=lambda a: a.window.start)
        found = compare(pair[1], pair[0], first.metric, basis)
        if found.kind == "none":
            reason = text(lang, f"trends.windows.reason.{found.reason}")
            parts.append(text(lang, "trends.versus.none", name=other.name, reason=reason))
            continue
        shown, than = (_rounded(first.metric, row.now.mean) for row in (first, other))
        way = "equal" if shown == than else "lower" if shown < than else "higher"
        value = _with_unit(lang, first.metric, amount(first.metric, found.amount))
        parts.append(text(lang, f"trends.versus.{way}", name=other.name, amount=value))
    if not parts:
        return ""
    return text(
        lang,
        "trends.versus.sentence",
        metric=series_name(lang, first.metric, "daily"),
        name=first.name,
        value=_with_unit(lang, first.metric, amount(first.metric, first.now.mean)),
        others=text(lang, "trends.reading.comma").join(parts),
    )


def _rounded(metric: str, value: float) -> float:
    return float(round_half_even(value, METRICS[metric].decimals))


def foot_words(
    lang: str,
    lines: list[Line],
    metrics: tuple[str, ...],
    sources: Iterable[Source],
    last: np.datetime64,
    standard: str = "",
    basis: str = "",
) -> list[str]:
    """Return the foot of the series: source, scheme, basis, data to, completeness, what to mind."""
    line = lines[0]
    begin, end = (t.astype("datetime64[s]") for t in (line.start, line.end))
    titles = dict.fromkeys(s.title(lang) for s in sources if s.start < end and s.end > begin)
    words = [text(lang, "common.foot.source", source=" / ".join(titles))] if titles else []
    words += _scheme(lang, line, metrics, standard) + _basis(lang, lines, metrics, basis)
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
    return words + _strip(lang, lines, metrics)


def _scheme(lang: str, line: Line, metrics: tuple[str, ...], standard: str) -> list[str]:
    """Return by which limits the page judges; in force: which these were."""
    spans = [s.standard for m in metrics for s in limit_spans(line, m)]
    if standard or not spans:
        return scheme_words(lang, standard)
    names = [text(lang, f"common.standard.{s}") for s in dict.fromkeys(spans)]
    named = text(lang, "trends.reading.then").join(names)
    words = text(lang, "trends.foot.in_force", standards=named)
    return [text(lang, "common.foot.standard", standard=words)]


def _basis(lang: str, lines: list[Line], metrics: tuple[str, ...], basis: str) -> list[str]:
    """Return the basis and what it did to the lines shown."""
    if not basis or lines[0].grain == "hourly":
        return []
    touched = [(line.touched[m], line.values[m]) for line in lines for m in metrics]
    count = max(int(t.sum()) for t, _ in touched)
    words = basis_words(lang, basis, count > 0)
    if count and basis == "present_state":
        held = sum(int((t & np.isfinite(values)).sum()) for t, values in touched)
        lost = sum(int(t.sum()) for t, _ in touched) - held
        words.append(text(lang, "trends.foot.converted", n=held, lost=lost))
    elif count and lines[0].grain == "daily":
        events = text(lang, "trends.foot.left_out.events") if basis == "without_events" else ""
        words.append(text(lang, "trends.foot.left_out", n=count, events=events))
    return words


def _strip(lang: str, lines: list[Line], metrics: tuple[str, ...]) -> list[str]:
    if not strip_rows(lines, metrics):
        return []
    grain = "long" if lines[0].step.is_long else lines[0].grain
    words = [text(lang, f"trends.strip.foot.{grain}")]
    if len(lines) > 1:
        names = text(lang, "trends.places.comma").join(line.name for line in lines)
        words.append(text(lang, "trends.strip.foot.rows", names=names))
    return words


def smooth_words(lang: str, smooth: str, grain: str, several: bool) -> str:
    """Return what the heavy line is; of several places only those are drawn."""
    window = text(lang, f"trends.smooth.{smooth}")
    step = text(lang, f"trends.foot.smooth.step.{grain}")
    key = "trends.foot.smooth.only" if several else "trends.foot.smooth"
    return text(lang, key, window=window, step=step)


def target_words(
    lang: str,
    line: Line,
    metrics: tuple[str, ...],
    targets: Mapping[tuple[int, str], Target],
) -> list[str]:
    """Return the targets of the years that a line's steps touch: told, as they are for years.

    At the annual grain they are drawn. A metric is told of where its own pollutant is shown, the
    share of good days where an AQI or a ratio is.
    """
    if line.grain == "annual":
        return []
    first = int(line.start.astype("datetime64[Y]").astype(int)) + 1970
    last = int((line.end - 1).astype("datetime64[Y]").astype(int)) + 1970
    shown = {METRICS[m].pollutant for m in metrics}
    said = []
    for year in range(first, last + 1):
        goals = [
            _goal(lang, m, target)
            for (of, m), target in targets.items()
            if of == year and m in METRICS and METRICS[m].pollutant in shown
        ]
        if goals:
            joined = text(lang, "trends.reading.then").join(goals)
            said.append(text(lang, "trends.target.told", year=year, goals=joined))
    return said


def _goal(lang: str, metric: str, target: Target) -> str:
    sign = "≥" if metric in MORE_IS_BETTER else "≤"
    shown = unit(lang, METRICS[metric])
    after = f"{THIN_SPACE}{shown}" if shown else ""
    name = series_name(lang, metric, "annual")
    value = amount(metric, target.value)
    words = text(lang, "trends.target.goal", name=name, sign=sign, value=value, unit=after)
    if np.isfinite(target.stretch):
        stretch = amount(metric, target.stretch)
        words += text(lang, "trends.target.goal.stretch", value=stretch, unit=after)
    return words


def change_words(lang: str, metric: str, change: Change, before: float) -> str:
    """Return a change as signed amount and per cent, or why there is none."""
    if change.kind == "none":
        return text(lang, f"trends.windows.reason.{change.reason}")
    shown = number(change.amount, METRICS[metric].decimals)
    sign = {"lower": MINUS, "higher": "+", "equal": ""}[change.kind]
    than = _rounded(metric, before)
    if than == 0:
        return f"{sign}{shown}"
    percent = number(100 * change.amount / than, 1)
    return text(lang, "trends.windows.change", change=f"{sign}{shown}", percent=f"{sign}{percent}")


def _published_words(lang: str, line: Line) -> str:
    share = line.is_published.sum() / max(len(line), 1)
    return text(lang, "trends.foot.published.all" if share == 1 else "trends.foot.published.some")


def _has_few(line: Line, metric: str) -> bool:
    return bool((~line.has_enough(metric) & np.isfinite(line.values[metric])).any())

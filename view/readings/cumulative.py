"""What the card of the cumulative year says in words, by rule."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from airquality.metrics import METRICS
from view.figures.cumulative import Goal
from view.formats import THIN_SPACE, amount, day, in_units, metric_name, number, unit
from view.limit_words import annual_limit_words
from view.queries.cumulative import Allowance
from view.standing import Target, difference, shown_value
from view.text import text
from view.years_so_far import Comparison, YearSoFar

_REASONS = ("late_start", "reference_change", "other_standard")


def year_sentence(
    years: Sequence[YearSoFar], found: Comparison, year: int, metric: str, lang: str
) -> str:
    """Return where the year stands on its last day among the years that may be compared."""
    name, when = metric_name(lang, metric), day(lang, found.day.astype(object))
    own = next((y for y in years if y.year == year), None)
    value = own.at(found.day) if own else math.nan
    if own is None or not math.isfinite(value):
        if own is None or not len(own.dates):
            return text(lang, "cumulative.reading.nothing", name=name, year=year)
        return text(lang, "cumulative.reading.none", name=name, day=when)
    parts = [
        text(
            lang, "cumulative.reading.value", name=name, day=when, value=_said(lang, metric, value)
        )
    ]
    if found.reason == "late_start":
        parts.append(text(lang, "cumulative.reading.late", year=year))
    else:
        parts.append(_rank_words(found, year, lang))
        before = next((y for y in years if y.year == year - 1), None)
        if before is not None and year - 1 in found.values:
            parts.append(_change_words(metric, value, before.at(found.day), lang))
    return text(lang, "cumulative.reading.comma").join(parts) + text(lang, "cumulative.stop")


def _said(lang: str, metric: str, value: float) -> str:
    return f"{amount(metric, value)}{THIN_SPACE}{unit(lang, METRICS[metric])}".rstrip(THIN_SPACE)


def _rank_words(found: Comparison, year: int, lang: str) -> str:
    count = len(found.values)
    if count == 1:
        return text(lang, "cumulative.reading.single")
    rank = found.rank(year)
    is_highest = all(value <= found.values[year] for value in found.values.values())
    is_lowest = rank == 1
    key = "rank" if is_highest == is_lowest else "lowest" if is_lowest else "highest"
    words = text(lang, f"cumulative.reading.{key}", count=count, rank=rank)
    is_tied = list(found.values.values()).count(found.values[year]) > 1
    return text(lang, "cumulative.reading.tied", words=words) if is_tied else words


def _change_words(metric: str, now: float, before: float, lang: str) -> str:
    changed = difference(metric, now, before)
    if changed.kind not in ("lower", "higher"):
        return text(lang, "cumulative.reading.equal")
    size = number(changed.amount, METRICS[metric].decimals)
    with_unit = f"{size}{THIN_SPACE}{_unit_of_change(lang, metric)}".rstrip(THIN_SPACE)
    return text(lang, f"cumulative.reading.{changed.kind}", amount=with_unit)


def _unit_of_change(lang: str, metric: str) -> str:
    row = METRICS[metric]
    return text(lang, "cumulative.points") if row.unit == "%" else unit(lang, row)


def apart_words(found: Comparison, lang: str) -> list[str]:
    """Return which years were left out of the comparison, a sentence for each reason."""
    words = []
    for reason in _REASONS:
        years = sorted(y for y, why in found.apart.items() if why == reason)
        if years:
            joined = text(lang, "cumulative.list").join(map(str, years))
            words.append(text(lang, f"cumulative.apart.{reason}", years=joined))
    return words


def goal_words(
    lang: str,
    metric: str,
    goal: str,
    value: float,
    scheme: str,
    last: np.datetime64,
    target: Target | None,
) -> str:
    """Return the name of a goal: 目标 59, 争取目标 57, or that of the limit of a scheme.

    value: in the stored unit; last: last day of the year, by whose limits it goes.
    """
    if goal.startswith("limit"):
        return annual_limit_words(lang, metric, value, scheme, last)
    words = text(lang, f"cumulative.goal.{goal}", value=_said(lang, metric, value))
    is_checked = target is None or target.is_checked
    return words if is_checked else text(lang, "cumulative.goal.unchecked", goal=words)


def target_goals(lang: str, metric: str, target: Target) -> list[Goal]:
    """Return the target and the stretch target as lines; the upper one carries both names.

    The two lie so near each other that two names would meet.
    """
    found = []
    for kind, value in (("target", target.value), ("stretch", target.stretch)):
        if math.isfinite(value):
            words = text(lang, f"cumulative.goal.{kind}", value=amount(metric, value))
            found.append(Goal(kind, shown_value(metric, value), words))
    joined = text(lang, "cumulative.list").join(goal.words for goal in found)
    if not target.is_checked:
        joined = text(lang, "cumulative.goal.unchecked", goal=joined)
    upper = max(found, key=lambda goal: goal.value)
    return [replace(goal, words=joined if goal is upper else "") for goal in found]


def allowances_sentence(lang: str, metric: str, found: Sequence[tuple[str, Allowance]]) -> str:
    """Return what the rest of the year may bring for each goal, given with its name; '' without.

    Goals of which there is one thing to say are said together.
    """
    said: dict[str, list[str]] = {}
    for name, allowance in found:
        is_open = allowance.verdict == "open" and math.isfinite(allowance.allowed)
        verdict = "unknown" if allowance.verdict == "open" else allowance.verdict
        values: dict[str, object] = {"goal": "{goal}", "rest": allowance.days_left}
        if is_open:
            key = "good" if metric == "good_ratio" else allowance.room
            floored = _floored(metric, allowance)
            is_nothing = allowance.room == "mean" and not floored.strip("0.")
            verdict = "mean.none" if is_nothing else f"{key}.open"
            values |= {} if is_nothing else {"allowed": floored}
        words = text(lang, f"cumulative.allow.{verdict}", **values)
        said.setdefault(words, []).append(name)
    comma = text(lang, "cumulative.list")
    parts = [words.format(goal=comma.join(names)) for words, names in said.items()]
    if not parts:
        return ""
    joined = text(lang, "cumulative.semicolon").join(parts)
    return joined[:1].upper() + joined[1:] + text(lang, "cumulative.stop")


def _floored(metric: str, found: Allowance) -> str:
    """Return what is allowed, cut and not rounded: what is said may safely be used up."""
    if found.room == "days":
        return number(math.floor(found.allowed), 0)
    places = METRICS[metric].decimals
    printed = in_units(metric, found.allowed) or 0.0
    return number(math.floor(printed * 10**places + 1e-6) / 10**places, places)

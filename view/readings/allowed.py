"""What the rest of a year may bring for a goal to be met, in words."""

import math

from airquality.metrics import METRICS, limit_averaging
from airquality.schemes import WHO
from view.formats import amount, in_units, number
from view.queries.cumulative import Allowance
from view.standing import MORE_IS_BETTER, Standing, is_known, meets, shown_value
from view.text import text

#: Verdicts that are told with days left in the year; the others once it is over.
_ENDED = ("out_of_reach", "safe")


def goal_name(lang: str, metric: str, found: Allowance) -> str:
    """Return what a goal is called: 目标 59, 争取 57, or 年均限值 35."""
    value = amount(metric, found.goal_value)
    if METRICS[metric].unit == "%":
        value += " %"
    if found.goal.startswith("limit:"):
        return limit_name(lang, metric, found.goal_value, found.goal.removeprefix("limit:"))
    return text(lang, f"overview.allow.goal.{found.goal}", value=value)


def limit_name(lang: str, metric: str, value: float, scheme: str) -> str:
    """Return what the limit of a year's statistic is called: a guideline is none."""
    key = f"common.limit.{limit_averaging(metric, 'annual')}"
    return text(lang, "overview.limit.who" if scheme == WHO else key, value=amount(metric, value))


def _standing_of(metric: str, found: Allowance) -> tuple[str, str]:
    """Return (how it stands, what is allowed): open, none, barely, out_of_reach, safe or ''.

    'none': no day of the rest may be lost; 'barely': only rounding can still save the goal, or
    a rest that is next to nothing.
    """
    if found.days_left == 0 or found.verdict == "unknown":
        return "", ""
    if found.verdict in _ENDED:
        return found.verdict, ""
    if not math.isfinite(found.allowed):
        return "", ""
    if found.room == "days":
        whole = math.floor(found.allowed + 1e-6)
        return ("open" if whole > 0 else "none" if whole == 0 else "barely"), number(whole, 0)
    # Cut, not rounded: what is said may be used up.
    places = METRICS[metric].decimals
    printed = in_units(metric, found.allowed) or 0.0
    cut = math.floor(printed * 10**places + 1e-6) / 10**places
    return ("open" if cut >= 10**-places else "barely"), number(max(cut, 0.0), places)


def _form(metric: str, found: Allowance) -> str:
    return "good" if metric in MORE_IS_BETTER else found.room


def room_words(standing: Standing, metric: str, lang: str) -> str:
    """Return what a card says is still allowed: for the target, and the stretch in brackets.

    '' where the year is over, or nothing can be said.
    """
    goals = standing.goals(metric)
    said = [(g, *_standing_of(metric, g)) for g in goals]
    said = [each for each in said if each[1]]
    if not said:
        return ""
    first, how, allowed = said[0]
    same = [goal_name(lang, metric, g) for g, other, _ in said if other == how]
    rest = {"rest": first.days_left, "allowed": allowed}
    if how in _ENDED:
        joined = text(lang, "overview.list").join(same)
        words = text(lang, f"overview.allow.{how}", goal=joined, **rest)
        others = [each for each in said[1:] if each[1] != how]
    else:
        key = f"overview.allow.{_form(metric, first)}.{how}"
        words = text(lang, key, goal=goal_name(lang, metric, first), **rest)
        others = said[1:]
    for goal, other, room in others:
        short = text(lang, f"overview.allow.short.{_short(metric, goal, other)}", allowed=room)
        name = goal_name(lang, metric, goal)
        words += text(lang, "overview.allow.stretch", goal=name, words=short)
    if standing.basis and standing.is_different:
        words += text(lang, "overview.allow.all_days")
    return words


def _short(metric: str, goal: Allowance, how: str) -> str:
    return f"{_form(metric, goal)}.open" if how == "open" else how


def goal_sentences(standing: Standing, lang: str) -> list[str]:
    """Return what the sentence says of PM2.5's goal and of the promised share of good days."""
    said = []
    for metric in ("pm25", "good_ratio"):
        words = _goal_sentence(standing, metric, lang)
        if words:
            said.append(words)
    return said


def _goal_sentence(standing: Standing, metric: str, lang: str) -> str:
    now, goals = standing.now, standing.goals(metric)
    if now is None or not goals or not is_known(now, metric):
        return ""
    goal = goals[0]
    name = _long_name(lang, metric, goal)
    # A Latin word within Chinese ones stands apart.
    name = f" {name}" if lang == "zh" and name[0].isascii() else name
    key = f"overview.sentence.goal.{metric}"
    if goal.days_left == 0:
        if standing.is_undecided(metric):
            return text(lang, f"{key}.undecided", goal=name)
        if meets(metric, now.values[metric], goal.goal_value):
            return text(lang, f"{key}.met", goal=name)
        gap = shown_value(metric, now.values[metric]) - shown_value(metric, goal.goal_value)
        size = number(abs(gap), METRICS[metric].decimals)
        return text(lang, f"{key}.missed", goal=name, amount=size)
    how, allowed = _standing_of(metric, goal)
    if not how:
        return ""
    words = text(lang, f"{key}.{how}", goal=name, rest=goal.days_left, room=allowed)
    # The mean before it is one of the basis, what is allowed is not.
    is_other = standing.basis and standing.is_different
    return words + (text(lang, "overview.allow.all_days") if is_other else "")


def _long_name(lang: str, metric: str, found: Allowance) -> str:
    if found.goal.startswith("limit:"):
        return limit_name(lang, metric, found.goal_value, found.goal.removeprefix("limit:"))
    value = amount(metric, found.goal_value)
    if METRICS[metric].unit == "%":
        value += " %"
    return text(lang, "overview.sentence.goal.target", value=value)

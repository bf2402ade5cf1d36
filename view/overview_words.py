"""What the overview says in words, by rules: the sentence on top, and what changed.

Words only: no components. A clause is (words, tone); the tone is '', 'strong', 'better', 'worse',
'muted', 'quiet' or 'rules' and never says more than the words do.
"""

import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from airquality.schemes import IN_FORCE
from view.formats import amount, day, number
from view.limit_words import limits_of_year
from view.readings.allowed import goal_sentences
from view.readings.applied import scheme_words
from view.standing import Change, Standing, Window, change, difference, is_known
from view.text import text

Clause = tuple[str, str]

_SPOKEN = ("pm25", "o3_mda8_p90", "good_ratio", "heavy_days")
#: What is read aloud in a meeting: the cards have the rest.
_SPOKEN_SHORT = ("pm25", "good_ratio")
_FORM = {"%": ".points", "d": ".days"}


def headline(
    standing: Standing, place: str, year: int, lang: str, *, is_short: bool = False
) -> list[Clause]:
    """Return the sentence for an official: where the place stands, against last year, the goal.

    Last the scheme and the basis it rests on. is_short: without what the cards say beside it.
    """
    rules = (" · ".join(rules_words(standing, lang)), "rules")
    now = standing.now
    if now is None or not any(now.days.values()):
        return [(text(lang, "overview.sentence.nothing", place=place, year=year), ""), rules]
    said: list[Clause] = [(_lead(now, place, lang), "")]
    spoken = [m for m in (_SPOKEN_SHORT if is_short else _SPOKEN) if standing.has(m)]
    if not any(is_known(now, metric) for metric in _SPOKEN):
        values = {"days": now.days["good_ratio"], "elapsed": now.elapsed}
        said.append((text(lang, "overview.sentence.colon"), ""))
        said.append((text(lang, "overview.sentence.all_too_few", **values), "muted"))
        return [*said, (text(lang, "overview.sentence.stop"), ""), rules]
    reasons: list[str] = []
    for i, metric in enumerate(spoken):
        said.append((text(lang, f"overview.sentence.{'next' if i else 'colon'}"), ""))
        said += _spoken(standing, metric, lang, reasons)
    stop = text(lang, "overview.sentence.stop")
    said.append((stop, ""))
    said += [(goal + stop, "") for goal in goal_sentences(standing, lang)]
    reasons += _doubts(standing, now, lang, is_short)
    said += [(r + stop, "quiet") for r in dict.fromkeys(reasons)]
    return [*said, rules]


def _doubts(standing: Standing, now: Window, lang: str, is_short: bool) -> list[str]:
    """Return what the figures leave out, and whether a year has the days it needs."""
    said = []
    lacking = now.unjudged.get("good_ratio", 0)
    if lacking and not is_short:
        heavy = now.unjudged.get("heavy_days", 0)
        which = text(lang, "overview.sentence.unjudged.heavy", days=heavy) if heavy else ""
        said.append(text(lang, "overview.sentence.unjudged", days=lacking, which=which))
    if standing.invalid:
        names = text(lang, "overview.list").join(POLLUTANTS[p].symbol for p in standing.invalid)
        said.append(text(lang, "overview.sentence.invalid", names=names))
    return said


def rules_words(standing: Standing, lang: str) -> list[str]:
    """Return by which scheme and on which basis the page stands, and what that leaves open."""
    if standing.scheme == IN_FORCE and standing.now is not None:
        limits = limits_of_year(IN_FORCE, standing.now.end)
        name = text(lang, f"common.standard.{limits}")
        words = [text(lang, "overview.rules.in_force", standard=name)]
    else:
        words = scheme_words(lang, "" if standing.scheme == IN_FORCE else standing.scheme)
    basis = standing.basis
    on = text(lang, f"common.basis.{basis or 'all'}")
    words.append(text(lang, "common.foot.basis", basis=on))
    if basis and not standing.is_different:
        words.append(text(lang, f"overview.rules.nothing.{basis}"))
    elif basis == "present_state":
        words.append(text(lang, "overview.rules.present_state"))
    return words


def _lead(now: Window, place: str, lang: str) -> str:
    if now.is_whole_year:
        lead = text(lang, "overview.sentence.year", year=now.end.year, place=place)
    else:
        lead = text(lang, "overview.sentence.to", day=day(lang, now.end), place=place)
    if now.starts_late and now.first is not None:
        lead += text(lang, "overview.sentence.since", day=short_day(lang, now.first))
    return lead


def metric_words(group: str, metric: str, standing: Standing, lang: str, **values: str) -> str:
    """Return the words of a group for a key figure.

    Good days are called what they are by the scheme: good by AQI, or within all six limits.
    """
    is_other = metric == "good_ratio" and standing.by_limits
    key = f"overview.{group}.{metric}{'.by_limits' if is_other else ''}"
    return text(lang, key, **values)


def short_day(lang: str, value: pd.Timestamp) -> str:
    """Return a day without its year: 3月1日, or 1 March."""
    whole = day(lang, value)
    return whole.split("年")[1] if lang == "zh" else whole.rsplit(" ", 1)[0]


def _spoken(standing: Standing, metric: str, lang: str, reasons: list[str]) -> list[Clause]:
    now = standing.now
    assert now is not None
    if not is_known(now, metric):
        name = metric_words("short", metric, standing, lang)
        values = {"name": name, "days": now.days[metric], "elapsed": now.elapsed}
        return [(text(lang, "overview.sentence.too_few", **values), "muted")]
    value = amount(metric, now.values[metric])
    said: list[Clause] = [(metric_words("sentence", metric, standing, lang, value=value), "strong")]
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
    if changed.reason == "other_standard" and standing.steady is not None:
        return steady_words(standing, standing.steady, lang)
    reason = "too_few" if changed.reason == "late_start" else changed.reason
    if reason == "reference_change" and standing.basis == "present_state":
        reason = "reference_change.judged"
    return text(lang, f"overview.sentence.reason.{reason}")


def steady_words(standing: Standing, steady: Standing, lang: str) -> str:
    """Return the share of good days by one standard where two hold, and what a fall is due to."""
    changed = change(steady, "good_ratio")
    now, before = standing.now, standing.before
    if changed.kind == "none" or steady.now is None or now is None or before is None:
        return text(lang, "overview.sentence.reason.other_standard")
    said = text(
        lang,
        "overview.sentence.steady",
        standard=text(lang, f"common.standard.{steady.scheme}"),
        now=amount("good_ratio", steady.now.values["good_ratio"]),
        words=change_words("good_ratio", changed, lang),
    )
    seen, was = (w.values["good_ratio"] for w in (now, before))
    if difference("good_ratio", seen, was).kind == "lower":
        shown = {"now": amount("good_ratio", seen), "before": amount("good_ratio", was)}
        said += text(lang, "overview.sentence.steady.fall", **shown)
    return said


def change_words(metric: str, changed: Change, lang: str) -> str:
    """Return a change in words: 比去年同期低 9; the unit is that of the value before it."""
    if changed.kind == "equal":
        return text(lang, "overview.change.equal")
    row = METRICS[metric]
    form = _FORM.get(row.unit, "")
    size = number(changed.amount, row.decimals)
    return text(lang, f"overview.change.{changed.kind}{form}", amount=size)

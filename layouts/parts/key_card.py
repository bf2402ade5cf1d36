"""Key figures as HTML, readable before any chart has arrived."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from airquality.metrics import METRICS
from airquality.schemes import IN_FORCE, WHO
from view.formats import amount, number, unit
from view.overview_words import Clause, change_words, metric_words
from view.readings.allowed import limit_name, room_words
from view.standing import (
    KEY_METRICS,
    MORE_IS_BETTER,
    Standing,
    Window,
    annual_limit,
    change,
    difference,
    is_known,
    meets,
    shown_value,
)
from view.text import text

_UNSPOKEN: dict[str, Any] = {"aria-hidden": "true"}
_ARROW = {"lower": "↓", "higher": "↑", "equal": "="}


def sentence(clauses: Sequence[Clause]) -> list[html.Span]:
    """Return clauses of words as spans, each with its tone as class."""
    return [html.Span(words, className=tone) for words, tone in clauses]


def card_title(words: str, href: str, spoken_as: str) -> html.H3:
    """Return a card's name as a link to the page that tells more, with an arrow."""
    inner = [html.Span(words), html.Span("→", className="kpi-go", **_UNSPOKEN)]
    link = dcc.Link(inner, href=href, title=spoken_as, className="kpi-link")
    return html.H3(link, className="kpi-name")


def key_card(
    standing: Standing,
    metric: str,
    sparkline: str,
    href: str,
    lang: str,
    *,
    is_short: bool = False,
) -> html.Section:
    """Return one key figure: name, value, change, limit, target, what is allowed, sparkline.

    href: where its name leads. is_short: for large letters, without what is read only on a desk.
    """
    now = standing.now
    name = metric_words("card", metric, standing, lang)
    leads = text(lang, "overview.card.to.trends", name=name)
    lines: list[Any] = [card_title(name, href, leads)]
    if now is None or not is_known(now, metric):
        lines += _missing(standing, metric, lang)
        return html.Section(lines, className=f"card kpi kpi-{metric}")
    lines.append(
        html.Div(
            [
                html.Span(amount(metric, now.values[metric]), className="kpi-value"),
                html.Span(unit(lang, METRICS[metric]), className="kpi-unit"),
            ],
            className="kpi-line",
        )
    )
    lines += _change_lines(standing, metric, lang)
    if not (is_short and metric in standing.targets):
        lines.append(_limit_line(standing, now, metric, lang))
    lacking = now.unjudged.get(metric, 0)
    if lacking and not is_short:
        lines.append(_note(text(lang, f"overview.card.unjudged.{metric}", days=lacking)))
    if metric == "good_ratio" and now.incomplete and not is_short:
        lines.append(_note(_incomplete_words(now, lang)))
    lines += _target_lines(standing, metric, lang)
    if not is_short:
        lines.append(_three_years_line(standing, metric, lang))
    if sparkline:
        label = text(lang, "overview.card.spark", name=name)
        lines.append(html.Img(src=sparkline, alt=label, className="kpi-spark"))
    return html.Section(lines, className=f"card kpi kpi-{metric}")


def _incomplete_words(now: Window, lang: str) -> str:
    """Return how many of the judged days lack an item, and the ratio without them."""
    complete = now.days["good_ratio"] - now.incomplete
    words = text(lang, "overview.card.incomplete", days=now.incomplete)
    if not complete or now.good is None:
        return words
    ratio = amount("good_ratio", now.good / complete)
    return words + text(lang, "overview.card.complete", ratio=ratio)


def _note(words: Any, css: str = "kpi-note", **more: Any) -> html.Div:
    return html.Div(words, className=css, **more)


def _missing(standing: Standing, metric: str, lang: str) -> list[Any]:
    now = standing.now
    if not standing.has(metric):
        name = text(lang, f"common.standard.choice.{standing.scheme}")
        return [_note(text(lang, "overview.card.none.scheme"), "kpi-none"), _note(name)]
    why = now.unfair.get(metric) if now else None
    if why:
        key = f"overview.card.none.{why}"
        return [_note(text(lang, key), "kpi-none"), _note(text(lang, f"{key}.note"))]
    # An AQI or an index needs several pollutants: where it is lacking, some may be there.
    needs = (metric,) if METRICS[metric].pollutant else KEY_METRICS
    has_some = now is not None and any(now.days[m] > 0 for m in needs)
    word = text(lang, "common.insufficient" if has_some else "common.level.0")
    said: list[Any] = [_note(word, "kpi-none")]
    if now is not None:
        days = {"days": now.days[metric], "elapsed": now.elapsed}
        said.append(_note(text(lang, "overview.card.valid", **days)))
    return said


def _change_lines(standing: Standing, metric: str, lang: str) -> list[html.Div]:
    changed = change(standing, metric)
    if changed.kind != "none" and standing.before is not None:
        before = amount(metric, standing.before.values[metric])
        return [_change_line(metric, changed, before, "overview.card.change", lang)]
    reason = text(lang, f"overview.card.reason.{changed.reason}")
    said = [_note(reason, "kpi-change quiet")]
    if changed.reason == "other_standard" and standing.steady is not None:
        said += _steady_lines(standing, standing.steady, metric, lang)
    return said


def _change_line(metric: str, changed: Any, before: str, key: str, lang: str, **more: str) -> Any:
    words = change_words(metric, changed, lang)
    said = text(lang, f"overview.change.{changed.tone}") if changed.tone else ""
    return _note(
        [
            html.Span(_ARROW[changed.kind], className="kpi-arrow", **_UNSPOKEN),
            html.Span(text(lang, key, words=words, before=before, **more)),
        ],
        f"kpi-change {changed.tone}".strip(),
        title=said,
    )


def _steady_lines(standing: Standing, steady: Standing, metric: str, lang: str) -> list[html.Div]:
    """Return the comparison by one standard, and that a fall holds a stricter standard."""
    changed = change(steady, metric)
    now, before = standing.now, standing.before
    if changed.kind == "none" or steady.before is None or now is None or before is None:
        return []
    name = text(lang, f"common.standard.{steady.scheme}")
    was = amount(metric, steady.before.values[metric])
    said = [_change_line(metric, changed, was, "overview.card.steady", lang, standard=name)]
    if difference(metric, now.values[metric], before.values[metric]).tone == "worse":
        shown = {k: amount(metric, w.values[metric]) for k, w in (("now", now), ("before", before))}
        said.append(_note(text(lang, "overview.card.steady.fall", **shown)))
    return said


def _limit_line(standing: Standing, now: Window, metric: str, lang: str) -> html.Div | None:
    found = annual_limit(metric, now.end, standing.scheme)
    if found is None:
        # The composite index and the heavy days have no limit in any scheme.
        is_none = standing.scheme == WHO and metric == "o3_mda8_p90"
        return _note(text(lang, "overview.card.limit.none.who")) if is_none else None
    value, _, standard = found
    words = limit_name(lang, metric, value, standing.scheme)
    if standing.is_undecided(metric):
        return _note(text(lang, "overview.card.limit.undecided", limit=words))
    over = shown_value(metric, now.values[metric]) - shown_value(metric, value)
    size = number(abs(over), METRICS[metric].decimals)
    if now.is_whole_year:
        key = "over" if over > 0 else "within"
    else:
        key = "above" if over > 0 else "below" if over < 0 else "equal"
    said = text(lang, f"overview.card.limit.{key}", limit=words, amount=size)
    return _marked(said, over > 0, text(lang, f"common.standard.{standard}"))


def _marked(words: str, is_over: bool, title: str = "") -> html.Div:
    # With an icon of shape, not of colour alone: filled where a goal is not kept.
    mark = html.Span("", className="kpi-mark over" if is_over else "kpi-mark")
    return _note([mark, html.Span(words)], title=title or None)


def _target_lines(standing: Standing, metric: str, lang: str) -> list[html.Div]:
    """Return the targets and whether they are kept, then what the rest of the year may bring."""
    target, now = standing.targets.get(metric), standing.now
    said: list[html.Div] = []
    if target is not None and metric in MORE_IS_BETTER and standing.scheme != IN_FORCE:
        return [_note(text(lang, "overview.card.goal.only_in_force"))]
    relation = "≥ " if metric in MORE_IS_BETTER else "≤ "
    goals = (("target", target.value), ("stretch", target.stretch)) if target else ()
    known = {kind: goal for kind, goal in goals if goal == goal}  # NaN: there is no stretch target
    asked = {kind: relation + amount(metric, goal) for kind, goal in known.items()}
    doubt = "" if target is None or target.is_checked else "overview.card.target.unchecked"
    unchecked = text(lang, doubt) if doubt else ""
    if standing.is_undecided(metric) and asked:
        key = "both" if "stretch" in asked else "target"
        values = {**asked, "value": asked["target"]}
        state = text(lang, "overview.card.state.undecided")
        said.append(_note(text(lang, f"overview.card.{key}", state=state, **values) + unchecked))
        asked = {}
    for kind, value in asked.items():
        if now is None:
            continue
        is_met = meets(metric, now.values[metric], known[kind])
        state = text(lang, f"overview.card.state.{_state(now, is_met)}")
        words = text(lang, f"overview.card.{kind}", value=value, state=state)
        said.append(_marked(words + unchecked, not is_met))
    room = room_words(standing, metric, lang)
    if room:
        said.append(_note(room, "kpi-room"))
    return said


def _state(now: Window, is_met: bool) -> str:
    word = "met" if is_met else "unmet"
    return f"{word}_year" if now.is_whole_year else word


def _three_years_line(standing: Standing, metric: str, lang: str) -> html.Div | None:
    found = standing.three_years
    if metric != "pm25" or found is None:
        return None
    values = {"first": found.last - 2, "last": found.last, "value": amount(metric, found.value)}
    note = text(lang, "overview.card.three_years.note")
    words = text(lang, "overview.card.three_years", **values)
    return _note(words, "kpi-note quiet", title=note)

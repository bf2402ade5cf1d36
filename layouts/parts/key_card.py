"""Key figures as HTML, readable before any chart has arrived."""

from collections.abc import Sequence
from typing import Any

from dash import html

from airquality.metrics import METRICS
from view.formats import amount, number, unit
from view.overview_words import Clause, change_words
from view.standing import (
    KEY_METRICS,
    MORE_IS_BETTER,
    Standing,
    Window,
    annual_limit,
    change,
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


def key_card(standing: Standing, metric: str, sparkline: str, lang: str) -> html.Section:
    """Return one key figure: name, value, change from last year, limit, target, sparkline."""
    now = standing.now
    name = text(lang, f"overview.card.{metric}")
    lines: list[Any] = [html.H3(name, className="kpi-name")]
    if now is None or not is_known(now, metric):
        lines += _missing(now, metric, lang)
        return html.Section(lines, className="card kpi")
    lines.append(
        html.Div(
            [
                html.Span(amount(metric, now.values[metric]), className="kpi-value"),
                html.Span(unit(lang, METRICS[metric]), className="kpi-unit"),
            ],
            className="kpi-line",
        )
    )
    lines.append(_change_line(standing, metric, lang))
    lines.append(_limit_line(now, metric, lang))
    lacking = now.unjudged.get(metric, 0)
    if lacking:
        note = text(lang, f"overview.card.unjudged.{metric}", days=lacking)
        lines.append(html.Div(note, className="kpi-note"))
    lines += _target_lines(standing, metric, lang)
    if sparkline:
        label = text(lang, "overview.card.spark", name=name)
        lines.append(html.Img(src=sparkline, alt=label, className="kpi-spark"))
    return html.Section(lines, className=f"card kpi kpi-{metric}")


def _missing(now: Window | None, metric: str, lang: str) -> list[Any]:
    # An AQI or an index needs several pollutants: where it is lacking, some may be there.
    needs = (metric,) if METRICS[metric].pollutant else KEY_METRICS
    has_some = now is not None and any(now.days[m] > 0 for m in needs)
    word = text(lang, "common.insufficient" if has_some else "common.level.0")
    said: list[Any] = [html.Div(word, className="kpi-none")]
    if now is not None:
        days = {"days": now.days[metric], "elapsed": now.elapsed}
        said.append(html.Div(text(lang, "overview.card.valid", **days), className="kpi-note"))
    return said


def _change_line(standing: Standing, metric: str, lang: str) -> html.Div:
    changed = change(standing, metric)
    if changed.kind == "none" or standing.before is None:
        reason = text(lang, f"overview.card.reason.{changed.reason}")
        return html.Div(reason, className="kpi-change quiet")
    words = text(
        lang,
        "overview.card.change",
        words=change_words(metric, changed, lang),
        before=amount(metric, standing.before.values[metric]),
    )
    spoken = text(lang, f"overview.change.{changed.tone}") if changed.tone else ""
    return html.Div(
        [
            html.Span(_ARROW[changed.kind], className="kpi-arrow", **_UNSPOKEN),
            html.Span(words),
        ],
        className=f"kpi-change {changed.tone}".strip(),
        title=spoken,
    )


def _limit_line(now: Window, metric: str, lang: str) -> html.Div | None:
    found = annual_limit(metric, now.end)
    if found is None:
        return None
    value, averaging, standard = found
    words = text(lang, f"common.limit.{averaging}", value=amount(metric, value))
    over = shown_value(metric, now.values[metric]) - shown_value(metric, value)
    size = number(abs(over), METRICS[metric].decimals)
    if now.is_whole_year:
        key = "over" if over > 0 else "within"
    else:
        key = "above" if over > 0 else "below" if over < 0 else "equal"
    said = text(lang, f"overview.card.limit.{key}", limit=words, amount=size)
    # With an icon of shape, not of colour alone: filled where the limit is exceeded.
    mark = html.Span("", className="kpi-mark over" if over > 0 else "kpi-mark")
    title = text(lang, f"common.standard.{standard}")
    return html.Div([mark, html.Span(said)], className="kpi-note", title=title)


def _target_lines(standing: Standing, metric: str, lang: str) -> list[html.Div]:
    target, now = standing.targets.get(metric), standing.now
    if target is None or now is None:
        return []
    form = "_year" if now.is_whole_year else ""
    relation = "≥ " if metric in MORE_IS_BETTER else "≤ "
    said = []
    for kind, goal in (("target", target.value), ("stretch", target.stretch)):
        if goal != goal:  # NaN: there is no stretch target
            continue
        is_met = meets(metric, now.values[metric], goal)
        state = text(lang, f"overview.card.state.{'met' if is_met else 'unmet'}{form}")
        value = relation + amount(metric, goal)
        words = text(lang, f"overview.card.{kind}", value=value, state=state)
        if not target.is_checked:
            words += text(lang, "overview.card.target.unchecked")
        mark = html.Span("", className="kpi-mark" if is_met else "kpi-mark over")
        said.append(html.Div([mark, html.Span(words)], className="kpi-note"))
    return said

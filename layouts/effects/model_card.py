"""The model card: skill at a glance; data, predictors, limits and rules one click away."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.card import card, chart
from layouts.parts.lazy import lazy
from layouts.parts.table import Head, table
from view import ids
from view.case_parts import Rule
from view.figures.effect_skill import HEIGHT
from view.formats import THIN_SPACE
from view.readings.case_library import number_of
from view.text import text, words

TITLE, READING, BODY = (ids.part(ids.EFFECTS_MODEL, name) for name in ("title", "reading", "body"))
_LIMITS = 4
_HEADS = ("about", "figure", "source", "status")


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = card(
        html.Span(id=TITLE),
        [
            chart(
                ids.EFFECTS_MODEL,
                lang,
                ids.EFFECTS_MODEL,
                HEIGHT,
                text(lang, "effects.model.label"),
            ),
            html.Div(id=BODY),
        ],
        reading=html.Span(id=READING),
        css="span-12",
    )
    return lazy(ids.EFFECTS_MODEL, made)


def details(
    data: str, predictors: Sequence[str], recipe: str, rules: Sequence[Rule], lang: str
) -> list[Any]:
    """Return the fold-outs: data and predictors, limits, the rules of the verdict."""
    named = [html.Code(name) for name in predictors]
    known: list[Any] = [html.P(data)] if data else []
    if recipe:
        known.append(html.P(text(lang, "effects.model.recipe", recipe=recipe)))
    known.append(html.Div(named, className="effect-predictors"))
    known.append(html.P(text(lang, "effects.model.predictors.how"), className="quiet effect-note"))
    limits = [html.Li(text(lang, f"effects.model.limit.{n + 1}")) for n in range(_LIMITS)]
    return [
        _fold(text(lang, "effects.model.limits"), [html.Ul(limits)]),
        _fold(text(lang, "effects.model.predictors"), known) if data or predictors else None,
        _fold(text(lang, "effects.model.rules"), _rules(rules, lang)),
    ]


def _fold(title: str, parts: Sequence[Any]) -> html.Details:
    return html.Details([html.Summary(title), *parts], className="method")


def _rules(rules: Sequence[Rule], lang: str) -> list[Any]:
    said = html.P(text(lang, "effects.model.rules.verdict"))
    if not rules:
        return [said, html.P(text(lang, "effects.model.rules.none"), className="quiet")]
    heads = [Head(text(lang, f"effects.rules.head.{h}"), is_number=h == "figure") for h in _HEADS]
    return [said, table(heads, [_cells(rule, lang) for rule in rules], css="case-rules")]


def _cells(rule: Rule, lang: str) -> list[Any]:
    unit = f"{THIN_SPACE}{rule.unit}" if rule.unit not in ("", "1") else ""
    key = f"effects.rules.status.{rule.status.lower()}"
    status = text(lang, key) if key in words(lang) else rule.status
    return [rule.about(lang), f"{number_of(rule)}{unit}", rule.source, status]

"""The rules by which cases are found, as tables by kind."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import html

from layouts.parts.table import Head, table
from view.case_parts import Rule
from view.formats import THIN_SPACE
from view.readings.case_library import number_of
from view.text import text, words

_HEADS = ("about", "figure", "source", "status")


def rule_tables(rules: Sequence[Rule], lang: str) -> Any:
    """Return the figures of the rules, folded, a table a kind.

    rules: those of a kind one after another.
    """
    if not rules:
        return html.P(text(lang, "case_library.rules.none"), className="quiet")
    heads = [
        Head(text(lang, f"case_library.rules.head.{h}"), is_number=h == "figure") for h in _HEADS
    ]
    parts: list[Any] = [html.Summary(text(lang, "case_library.rules.fold"))]
    for kind, figures in groupby(rules, key=lambda rule: rule.kind):
        parts.append(html.H3(kind_name(kind, lang), className="case-rule-kind"))
        parts.append(table(heads, [_cells(rule, lang) for rule in figures], css="case-rules"))
    return html.Details(parts, className="method")


def kind_name(kind: str, lang: str) -> str:
    """Return the title of the rules of a kind; its id where no text names it."""
    key = f"case_library.rules.kind.{kind}"
    return text(lang, key) if key in words(lang) else kind


def _cells(rule: Rule, lang: str) -> list[Any]:
    unit = f"{THIN_SPACE}{rule.unit}" if rule.unit not in ("", "1") else ""
    return [rule.about(lang), f"{number_of(rule)}{unit}", rule.source, rule.status]

"""The rules by which cases are found, as tables by kind."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.table import Head, table
from view.case_parts import Rule
from view.formats import THIN_SPACE
from view.readings.case_library import number_of
from view.text import text, words

_KINDS = ("pm25", "o3", "both", "stages", "path", "marks", "weeks", "ratios", "types")
_HEADS = ("about", "figure", "source", "status")


def rule_tables(rules: Sequence[Rule], lang: str) -> Any:
    """Return the figures of the rules, folded, a table a kind.

    The kinds of case come first, then what is made of them; a kind without a name here comes last.
    """
    if not rules:
        return html.P(text(lang, "case_library.rules.none"), className="quiet")
    heads = [
        Head(text(lang, f"case_library.rules.head.{h}"), is_number=h == "figure") for h in _HEADS
    ]
    parts: list[Any] = [html.Summary(text(lang, "case_library.rules.fold"))]
    held: dict[str, list[Rule]] = {kind: [] for kind in _KINDS}
    for rule in rules:
        held.setdefault(rule.kind, []).append(rule)
    for kind, figures in ((kind, own) for kind, own in held.items() if own):
        parts.append(html.H3(kind_name(kind, lang), className="case-rule-kind"))
        parts.append(table(heads, [_cells(rule, lang) for rule in figures], css="case-rules"))
    return html.Details(parts, className="method")


def kind_name(kind: str, lang: str) -> str:
    """Return the title of the rules of a kind; its id where no text names it."""
    return _named(lang, "kind", kind)


def _cells(rule: Rule, lang: str) -> list[Any]:
    unit = f"{THIN_SPACE}{rule.unit}" if rule.unit not in ("", "1") else ""
    return [
        rule.about(lang),
        f"{number_of(rule)}{unit}",
        rule.source,
        _named(lang, "status", rule.status),
    ]


def _named(lang: str, what: str, own: str) -> str:
    key = f"case_library.rules.{what}.{own}"
    return text(lang, key) if key in words(lang) else own

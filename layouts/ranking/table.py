"""The table of ranks: level, limit, change from the year before and from the period before."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS, limit_averaging
from airquality.pollutants import POLLUTANTS
from airquality.schemes import IN_FORCE, annual_limit, limits_of_periods
from layouts.ranking.sorted_table import SortedColumn, sorted_table
from view.formats import MINUS, MISSING, THIN_SPACE, amount, metric_name, unit
from view.options import Place
from view.rank_options import Choice
from view.rankings import Ranking
from view.ranks import BY_DIFFERENCE, GROUPS
from view.spans import Span
from view.standing import MORE_IS_BETTER
from view.text import text

#: Kinds of period whose statistics an annual limit belongs to.
_ANNUAL = ("year", "to_date")


def limit_of(choice: Choice) -> float | None:
    """Return the limit that the chosen statistic is held against; None where there is none.

    A month, a quarter or a season has no limit of its own in GB 3095.
    """
    if choice.span is None or choice.span.kind not in _ANNUAL:
        return None
    limits = limits_of_periods(choice.span.end, choice.standard or IN_FORCE)
    return annual_limit(choice.metric, str(limits[0]))


def ranking_table(
    found: Ranking, choice: Choice, ranked: Sequence[Place], selected: str, lang: str
) -> dict[str, Any]:
    """Return the table of a ranking for `qingce_ranking.build`."""
    rows, metric, span = found.rows, choice.metric, choice.span
    if span is None or not len(rows):
        return sorted_table([], [], [], **_words(lang, choice, selected))
    names = {place.id: place.name(lang) for place in ranked}
    bound = limit_of(choice)
    top = float(np.nanmax([*rows["shown"], _printed(metric, bound) or 0, 0])) or 1.0
    columns = [
        *_level_columns(rows, choice, names, top, lang),
        *_limit_columns(rows, choice, span, bound, lang),
        *_change_columns(rows, metric, found.change, lang),
        *_step_columns(rows, choice, span, found.step, lang),
        _days_column(rows, lang),
    ]
    groups = [
        (group_title(group, span, lang), int((rows["group"] == group).sum())) for group in GROUPS
    ]
    line = None if bound is None else (_printed(metric, bound) or 0) / top
    words = _words(lang, choice, selected)
    return sorted_table(columns, list(rows["place"]), groups, line=line, **words)


def group_title(group: str, span: Span, lang: str) -> str:
    """Return what stands above the places that are not ranked, and why they are not."""
    if group == "ranked":
        return ""
    rule = ""
    if group == "too_few":
        key = span.kind if span.kind in ("month", "year") else "other"
        rule = text(lang, f"ranking.rule.{key}")
    return text(lang, f"ranking.group.{group}", rule=rule)


def _words(lang: str, choice: Choice, selected: str) -> dict[str, Any]:
    return {
        "by": "rank",
        "label": text(lang, "ranking.table.label"),
        "sort_words": text(lang, "ranking.sort"),
        "sideways": text(lang, "ranking.table.sideways"),
        "pick": "city" if choice.scope == "city" else "place",
        "pick_words": text(lang, "ranking.pick"),
        "selected": choice.city if choice.scope == "city" else selected,
    }


def _printed(metric: str, value: float | None) -> float | None:
    return None if value is None else value * 100 if METRICS[metric].unit == "%" else value


def numbers(values: np.ndarray, decimals: int, signed: bool = False) -> list[str]:
    """Return values that are rounded already as text: a true minus sign, — where missing."""
    plus = "+" if signed else ""
    found = []
    for value in np.asarray(values, float):
        if np.isfinite(value):
            sign = MINUS if value < 0 else plus if value > 0 else ""
            found.append(f"{sign}{abs(value):.{decimals}f}")
        else:
            found.append(MISSING)
    return found


def _level_columns(
    rows: pd.DataFrame, choice: Choice, names: dict[str, str], top: float, lang: str
) -> list[SortedColumn]:
    metric = choice.metric
    row = METRICS[metric]
    shown = rows["shown"].to_numpy()
    measured = unit(lang, row)
    name = metric_name(lang, metric)
    words = text(lang, "ranking.head.value", name=name, unit=measured) if measured else name
    return [
        SortedColumn(
            "rank",
            text(lang, "ranking.head.rank"),
            numbers(rows["rank"].to_numpy(), 0),
            rows["rank"].to_numpy(),
            note=text(lang, "ranking.head.rank.note"),
        ),
        SortedColumn(
            "name",
            text(lang, f"ranking.scope.{choice.scope}"),
            [names[place] for place in rows["place"]],
            is_number=False,
        ),
        SortedColumn(
            "value",
            words,
            numbers(shown, row.decimals),
            shown,
            bars=shown / top,
            falls=metric in MORE_IS_BETTER,
        ),
    ]


def _limit_columns(
    rows: pd.DataFrame, choice: Choice, span: Span, bound: float | None, lang: str
) -> list[SortedColumn]:
    if "over" in rows:
        over = [each.split("+") if each else [] for each in rows["over"]]
        symbols = [
            text(lang, "ranking.list").join(POLLUTANTS[p].symbol for p in each) for each in over
        ]
        known = np.isfinite(rows["shown"].to_numpy())
        none = text(lang, "ranking.over.none")
        texts = [
            (symbol or none) if there else MISSING
            for symbol, there in zip(symbols, known, strict=True)
        ]
        counts = np.where(known, [len(each) for each in over], np.nan)
        tones = [
            "" if not there else "kept" if not n else "over"
            for there, n in zip(known, counts, strict=True)
        ]
        head, note = text(lang, "ranking.head.over"), text(lang, "ranking.head.over.note")
        return [SortedColumn("over", head, texts, counts, tones, note=note, falls=True)]
    averaging = limit_averaging(choice.metric, "annual")
    if bound is None or averaging is None:
        return []
    decimals = METRICS[choice.metric].decimals
    above = np.round(rows["shown"].to_numpy() - bound, decimals)
    form = "year" if span.kind == "year" else "to_date"
    texts, tones = [], []
    for value, size in zip(above, numbers(np.abs(above), decimals), strict=True):
        state = "unknown" if not np.isfinite(value) else "over" if value > 0 else "kept"
        percent = f"{100 * value / bound:.0f}" if state == "over" else ""
        words = {"amount": size, "percent": percent}
        texts.append(
            MISSING if state == "unknown" else text(lang, f"ranking.{form}.{state}", **words)
        )
        tones.append("" if state == "unknown" else state)
    head = text(lang, f"common.limit.{averaging}", value=amount(choice.metric, bound))
    note = text(lang, f"ranking.head.limit.{form}")
    return [SortedColumn("limit", head, texts, above, tones, note=note, falls=True)]


def _change_columns(rows: pd.DataFrame, metric: str, reason: str, lang: str) -> list[SortedColumn]:
    if reason or not np.isfinite(rows["change"]).any():
        return []
    columns = _difference(rows, metric, ("change", "percent", "before"), "change", lang)
    spared = (rows["change_reason"] == "meets_all").to_numpy()
    texts = numbers(rows["change_rank"].to_numpy(), 0)
    kept = text(lang, "ranking.meets_all")
    columns.append(
        SortedColumn(
            "change_rank",
            text(lang, "ranking.head.change_rank"),
            [kept if each else word for each, word in zip(spared, texts, strict=True)],
            rows["change_rank"].to_numpy(),
            ["quiet" if each else "" for each in spared],
            note=text(
                lang,
                "ranking.head.change_rank.by_difference"
                if metric in BY_DIFFERENCE
                else "ranking.head.change_rank.note",
            ),
        )
    )
    return columns


def _step_columns(
    rows: pd.DataFrame, choice: Choice, span: Span, reason: str | None, lang: str
) -> list[SortedColumn]:
    if reason is None or reason or not np.isfinite(rows["step"]).any():
        return []
    keys = ("step", "step_percent", "previous")
    return _difference(rows, choice.metric, keys, f"step.{span.kind}", lang)


def _difference(
    rows: pd.DataFrame, metric: str, keys: tuple[str, str, str], head: str, lang: str
) -> list[SortedColumn]:
    """Return the columns of a change: in the metric's unit, and in per cent where it has one."""
    row = METRICS[metric]
    change = rows[keys[0]].to_numpy()
    is_better = (change > 0) == (metric in MORE_IS_BETTER)
    few = (rows[f"{keys[0]}_reason"] == "few").to_numpy()
    tones = []
    for value, better, is_few in zip(change, is_better, few, strict=True):
        tone = "" if not value or not np.isfinite(value) else "better" if better else "worse"
        tones.append(f"{tone} few".strip() if is_few else tone)
    earlier = numbers(rows[f"shown_{keys[2]}"].to_numpy(), row.decimals)
    notes = [
        _change_note(word, reason, lang)
        for word, reason in zip(earlier, rows[f"{keys[0]}_reason"], strict=True)
    ]
    measured = text(lang, "ranking.points") if row.unit == "%" else unit(lang, row)
    words = text(lang, f"ranking.head.{head}")
    if measured:
        words = text(lang, "ranking.head.value", name=words, unit=measured)
    found = [
        SortedColumn(keys[0], words, numbers(change, row.decimals, True), change, tones, notes)
    ]
    if metric not in BY_DIFFERENCE:
        percent = rows[keys[1]].to_numpy()
        texts = numbers(percent, 1, True)
        name = text(lang, f"ranking.head.{head.split('.')[0]}.percent")
        found.append(SortedColumn(keys[1], name, texts, percent, tones, notes))
    return found


def _change_note(earlier: str, reason: str, lang: str) -> str:
    if reason in ("no_data", "too_few"):
        return text(lang, f"ranking.reason.row.{reason}")
    words = text(lang, "ranking.earlier", value=earlier)
    return (
        f"{words}{THIN_SPACE}{text(lang, 'ranking.reason.row.few')}" if reason == "few" else words
    )


def _days_column(rows: pd.DataFrame, lang: str) -> SortedColumn:
    days, asked = rows["days"].to_numpy(), rows["calendar_days"].to_numpy()
    left_out = rows["excluded_days"].to_numpy()
    texts = [f"{n}/{of}" for n, of in zip(days, asked, strict=True)]
    notes = [text(lang, "ranking.excluded", n=int(n)) if n else "" for n in left_out]
    head = text(lang, "ranking.head.days")
    return SortedColumn("days", head, texts, days.astype(float), notes=notes, falls=True)

"""The list of places whose PM2.5 rose in a quarter, and its card."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from dash import dcc, html

from airquality.metrics import METRICS
from layouts.parts.card import card as framed
from layouts.parts.card import download_button, method_note
from layouts.parts.lazy import lazy
from layouts.ranking.sorted_table import SortedColumn, sorted_table
from layouts.ranking.table import numbers
from summaries.store import Snapshot
from view import ids
from view.formats import MISSING
from view.rebounds import LEVEL, LISTED, METRIC, ROSE, TOO_FEW, WAYS
from view.state import ViewState
from view.text import text

CARD = "ranking-rebounds"
_METHOD_LINES = 3


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    method = method_note(lang, "ranking.rebounds", _METHOD_LINES)
    section = framed(
        html.Span(id=ids.part(CARD, "title")),
        [dcc.Store(id=ids.part(CARD, "rows")), html.Div(id=ids.part(CARD, "table")), method],
        reading=html.Span(id=ids.part(CARD, "reading")),
        foot=html.Span(id=ids.part(CARD, "foot")),
        actions=download_button(CARD, lang, text(lang, "ranking.rebounds.file")),
        css="span-12",
    )
    return lazy(CARD, section)


def rebounds_table(
    rows: pd.DataFrame, scope: str, names: Mapping[str, str], selected: str, lang: str
) -> dict[str, Any]:
    """Return the rises for `qingce_ranking.build`, those of the control points apart.

    A place that fell is not listed; one of too few days is, with its means and no verdict.
    """
    rose, is_control = rows["verdict"].isin(LISTED), rows["is_control"].to_numpy(bool)
    parts = [
        ("", rows[rose & ~is_control]),
        ("level", rows[(rows["verdict"] == LEVEL) & ~is_control]),
        ("control", rows[(rose | (rows["verdict"] == LEVEL)) & is_control]),
        ("too_few", rows[rows["verdict"] == TOO_FEW]),
    ]
    listed = pd.concat([part for _, part in parts], ignore_index=True)
    titles = [(text(lang, f"ranking.rebounds.group.{g}") if g else "", len(p)) for g, p in parts]
    name = [names[place] for place in listed["place"]]
    head = text(lang, f"ranking.scope.{scope}")
    columns = [
        SortedColumn("name", head, name, is_number=False),
        _verdict_column(listed, lang),
        *(column for way in WAYS for column in _way_columns(listed, way, lang)),
        _pair_column(listed, "days", lang),
        _pair_column(listed, "dust_days", lang),
    ]
    return sorted_table(
        columns if len(listed) else [],
        list(listed["place"]),
        titles,
        by="change_all",
        label=text(lang, "ranking.rebounds.label"),
        sort_words=text(lang, "ranking.sort"),
        sideways=text(lang, "ranking.table.sideways"),
        pick="city" if scope == "city" else "place",
        pick_words=text(lang, "ranking.pick"),
        selected=selected,
    )


def _verdict_column(rows: pd.DataFrame, lang: str) -> SortedColumn:
    verdicts = list(rows["verdict"])
    order = {verdict: float(n) for n, verdict in enumerate((*LISTED, LEVEL, TOO_FEW))}
    return SortedColumn(
        "verdict",
        text(lang, "ranking.rebounds.head.verdict"),
        [text(lang, f"ranking.rebounds.verdict.{v}") for v in verdicts],
        np.array([order[v] for v in verdicts]),
        [f"verdict {v}" for v in verdicts],
        is_number=False,
    )


def _way_columns(rows: pd.DataFrame, way: str, lang: str) -> list[SortedColumn]:
    decimals = METRICS[METRIC].decimals
    change, exact = rows[f"change_{way}"].to_numpy(), rows[f"exact_{way}"].to_numpy()
    pairs = zip(numbers(change, decimals, True), numbers(exact, decimals + 1, True), strict=True)
    texts = [
        MISSING
        if shown == MISSING
        else text(lang, "ranking.rebounds.change", change=shown, exact=full)
        for shown, full in pairs
    ]
    tones = ["worse" if state == ROSE else "" for state in rows[f"state_{way}"]]
    columns = []
    for key, name in (("shown", way), ("before", f"{way}.before")):
        values = rows[f"{key}_{way}"].to_numpy()
        head = text(lang, f"ranking.rebounds.head.{name}")
        columns.append(
            SortedColumn(f"{key}_{way}", head, numbers(values, decimals), values, falls=True)
        )
    head = text(lang, f"ranking.rebounds.head.{way}.change")
    columns.append(SortedColumn(f"change_{way}", head, texts, change, tones, falls=True))
    return columns


def _pair_column(rows: pd.DataFrame, key: str, lang: str) -> SortedColumn:
    now, before = rows[key].to_numpy(), rows[f"{key}_before"].to_numpy()
    texts = [f"{n} / {m}" for n, m in zip(now, before, strict=True)]
    head = text(lang, f"ranking.rebounds.head.{'dust' if key == 'dust_days' else 'days'}")
    return SortedColumn(key, head, texts, now.astype(float), falls=True)

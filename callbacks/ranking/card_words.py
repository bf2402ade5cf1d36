"""What every card of Ranking begins with, and what its foot and its file say."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html

from summaries.store import Snapshot
from view import options
from view.csv import csv_text
from view.formats import day
from view.queries import ranking as query
from view.queries.ranking import Choice
from view.spans import span_name
from view.state import ViewState
from view.text import text

_MOST_SOURCES = 3


def begin(data: Any) -> tuple[Snapshot, ViewState, Choice, dict[str, str]]:
    """Return snapshot, resolved state, the ranking it asks for, and its places' names."""
    snapshot, state = options.chosen(data)
    choice = query.choose(snapshot, state)
    ranked = query.places(snapshot, choice.city, choice.scope)
    return snapshot, state, choice, {place.id: place.name(state.lang) for place in ranked}


def as_lines(words: list[str]) -> list[html.Span]:
    """Return sentences as lines of a card's reading."""
    return [html.Span(sentence, className="reading-line") for sentence in words if sentence]


def own_place(choice: Choice, state: ViewState) -> str:
    """Return the place that is picked out: of cities the one that is looked at."""
    return choice.city if choice.scope == "city" else state.place


def title_of(card: str, snapshot: Snapshot, choice: Choice, lang: str, **words: str) -> str:
    """Return the title of the table or of the rises, whose period is the quarter at its end."""
    assert choice.span is not None
    span = choice.span if card == "table" else choice.span.quarter()
    values = {
        "span": span_name(span, lang, query.own_seasons(snapshot)),
        "city": _city_name(snapshot, choice, lang),
        "scope": text(lang, f"ranking.scope.many.{choice.scope}"),
        **words,
    }
    key = f"ranking.{card}.title{'.city' if choice.scope == 'city' else ''}"
    return text(lang, key, **values)


def _city_name(snapshot: Snapshot, choice: Choice, lang: str) -> str:
    return next(c.name(lang) for c in options.cities(snapshot) if c.id == choice.city)


def foot_words(snapshot: Snapshot, state: ViewState, choice: Choice) -> list[str]:
    """Return source, standard, basis and until which day there are data."""
    lang = state.lang
    cities = [c for c in options.cities(snapshot) if choice.scope == "city" or c.id == choice.city]
    titles = query.titles_of_sources(snapshot, "" if choice.scope == "city" else choice.city)
    shown = list(dict.fromkeys(zh if lang == "zh" else en for zh, en in titles))
    more = "…" if len(shown) > _MOST_SOURCES else ""
    source = " / ".join(shown[:_MOST_SOURCES]) + more
    standard = text(lang, f"common.standard.{choice.standard or 'in_force'}")
    basis = text(lang, f"common.basis.{choice.basis or 'all'}")
    last = max(c.last_day for c in cities)
    return [
        text(lang, "common.foot.source", source=source),
        text(lang, "ranking.foot.standard", standard=standard),
        text(lang, "common.foot.basis", basis=basis),
        text(lang, "common.foot.data_to", day=day(lang, last)),
    ]


def save(
    card: str, rows: Callable[[Snapshot, Choice, dict[str, str]], pd.DataFrame]
) -> Callable[[int | None, Any], dict[str, Any] | None]:
    """Return the callback that sends a card's rows as a file, named after what is ranked."""

    def send(clicks: int | None, data: Any) -> dict[str, Any] | None:
        if not clicks:
            return None
        snapshot, state, choice, names = begin(data)
        frame = rows(snapshot, choice, names)
        what = text(state.lang, f"ranking.csv.{card.removeprefix('ranking-')}")
        span = choice.span
        period = f"{span.kind}-{span.key}" if span else "none"
        name = f"{choice.city}-{what}-{choice.scope}-{period}.csv"
        return {"content": csv_text(frame), "filename": name}

    return send


def about(frame: pd.DataFrame, choice: Choice, names: dict[str, str]) -> pd.DataFrame:
    """Put name, metric, standard and basis into a file's rows."""
    frame.insert(1, "name", [names[place] for place in frame["place"]])
    return frame.assign(
        metric=choice.metric, standard=choice.standard or "in_force", basis=choice.basis or "all"
    )

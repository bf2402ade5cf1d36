"""Titles and feet of the cards of Ranking."""

from summaries.store import Snapshot
from view import options
from view.formats import day
from view.queries.ranking import last_day_until, titles_of_sources
from view.rank_options import Choice, own_seasons
from view.spans import Span, span_name
from view.state import ViewState
from view.text import text

_MOST_SOURCES = 3


def title_of(card: str, snapshot: Snapshot, choice: Choice, lang: str, **words: str) -> str:
    """Return the title of the table or of the rises, whose period is the quarter at its end."""
    assert choice.span is not None
    span = choice.span if card == "table" else choice.span.quarter()
    values = {
        "span": span_name(span, lang, own_seasons(snapshot)),
        "city": _city_name(snapshot, choice, lang),
        "scope": text(lang, f"ranking.scope.many.{choice.scope}"),
        **words,
    }
    key = f"ranking.{card}.title{'.city' if choice.scope == 'city' else ''}"
    return text(lang, key, **values)


def _city_name(snapshot: Snapshot, choice: Choice, lang: str) -> str:
    return next(c.name(lang) for c in options.cities(snapshot) if c.id == choice.city)


def foot_words(snapshot: Snapshot, state: ViewState, choice: Choice, span: Span) -> list[str]:
    """Return source, standard, basis and the last day with data of what a card shows.

    span: the latest period shown; no day after it is told, nor one that only other places have.
    """
    lang = state.lang
    titles = titles_of_sources(snapshot, "" if choice.scope == "city" else choice.city)
    shown = list(dict.fromkeys(zh if lang == "zh" else en for zh, en in titles))
    more = "…" if len(shown) > _MOST_SOURCES else ""
    source = " / ".join(shown[:_MOST_SOURCES]) + more
    standard = text(lang, f"common.standard.{choice.standard or 'in_force'}")
    basis = text(lang, f"common.basis.{choice.basis or 'all'}")
    last = last_day_until(snapshot, choice.city, choice.scope, span.last)
    told = [text(lang, "common.foot.data_to", day=day(lang, last))] if last is not None else []
    return [
        text(lang, "common.foot.source", source=source),
        text(lang, "ranking.foot.standard", standard=standard),
        text(lang, "common.foot.basis", basis=basis),
        *told,
    ]

"""Who stands where: the lowest, the highest, the one that improved most, the rank of the place."""

from collections.abc import Mapping
from typing import Any

from dash import html

from layouts.parts.key_card import card_title
from view.formats import THIN_SPACE, amount, number
from view.options import Place
from view.overview_words import change_words
from view.place_rank import PlaceRank
from view.ranks import NOTHING, TOO_FEW
from view.text import text


def rank_card(found: PlaceRank, places: Mapping[str, Place], href: str, lang: str) -> html.Section:
    """Return the ranking as a card; `href` is where its name leads."""
    title = card_title(
        text(lang, "overview.standing_rank.title"), href, text(lang, "overview.card.to.ranking")
    )
    return html.Section([title, *_lines(found, places, lang)], className="card kpi-rank")


def _lines(found: PlaceRank, places: Mapping[str, Place], lang: str) -> list[Any]:
    lines: list[Any] = []
    if found.rank is not None:
        lines += _place_of(found.rank, found.count, found.scope, lang)
    elif found.of_cities is not None:
        lines += _place_of(*found.of_cities, "city", lang)
    said = _own_words(found, lang)
    if found.best is None or found.worst is None:
        said.append(text(lang, f"overview.standing_rank.{'one' if found.count else 'nothing'}"))
        return [*lines, *map(_note, said)]
    if found.rank is None:
        said.append(text(lang, f"overview.standing_rank.among.{found.scope}", count=found.count))
    lines += map(_note, said)
    for what, (place, value) in (("best", found.best), ("worst", found.worst)):
        lines.append(_row(what, _name(places, place, lang), amount("pm25", value), lang))
    lines.append(_improved(found, places, lang))
    if found.few:
        lines.append(_note(text(lang, "overview.standing_rank.few", count=found.few)))
    return lines


def _own_words(found: PlaceRank, lang: str) -> list[str]:
    """Return why the place looked at has no rank of its own."""
    if found.is_control:
        return [text(lang, "overview.standing_rank.control")]
    if found.group in (TOO_FEW, NOTHING):
        return [text(lang, f"overview.standing_rank.own.{found.group}")]
    if found.among_cities:
        return [text(lang, f"overview.standing_rank.city.{found.among_cities}")]
    return []


def _note(words: str) -> html.Div:
    return html.Div(words, className="kpi-note")


def _place_of(rank: int, count: int, scope: str, lang: str) -> list[Any]:
    value = text(lang, "overview.standing_rank.value", rank=rank)
    of = text(lang, f"overview.standing_rank.of.{scope}", count=count)
    return [
        html.Div(html.Span(value, className="kpi-value"), className="kpi-line"),
        html.Div(of, className="kpi-note"),
    ]


def _improved(found: PlaceRank, places: Mapping[str, Place], lang: str) -> html.Div:
    if found.improved is None:
        key = f"apart.{found.apart}" if found.apart else "improved.none"
        return _row("improved", "", text(lang, f"overview.standing_rank.{key}"), lang)
    place, percent, changed = found.improved
    fall = f"{number(percent, 1, signed=True)}{THIN_SPACE}%"
    said = change_words("pm25", changed, lang)
    return _row("improved", _name(places, place, lang), fall, lang, said)


def _row(what: str, name: str, value: str, lang: str, said: str | None = None) -> html.Div:
    return html.Div(
        [
            html.Span(text(lang, f"overview.standing_rank.{what}"), className="standing-what"),
            html.Span(name, className="standing-name") if name else None,
            html.Span(value, className="standing-value" if name else "standing-said"),
        ],
        className=f"standing-row {what}",
        title=said,
    )


def _name(places: Mapping[str, Place], place: str, lang: str) -> str:
    return places[place].name(lang) if place in places else place

"""Who stands where: the lowest, the highest, the one that improved most, the rank of the place."""

from collections.abc import Mapping
from typing import Any

from dash import html

from layouts.parts.key_card import card_title
from view.formats import amount
from view.options import Place
from view.overview_words import change_words
from view.place_rank import PlaceRank
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
    if found.is_control:
        lines.append(html.Div(text(lang, "overview.standing_rank.control"), className="kpi-note"))
    if found.best is None or found.worst is None:
        key = "one" if found.count else "nothing"
        lines.append(html.Div(text(lang, f"overview.standing_rank.{key}"), className="kpi-note"))
        return lines
    if found.rank is None:
        among = text(lang, f"overview.standing_rank.among.{found.scope}", count=found.count)
        lines.append(html.Div(among, className="kpi-note"))
    for what, (place, value) in (("best", found.best), ("worst", found.worst)):
        lines.append(_row(what, _name(places, place, lang), amount("pm25", value), lang))
    lines.append(_improved(found, places, lang))
    return lines


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
    place, changed = found.improved
    fall = amount("pm25", -changed.amount, signed=True)
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

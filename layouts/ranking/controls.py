"""The controls of Ranking: which places, which kind of period and which one, by what."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ids, rank_options
from view.formats import metric_name
from view.ranks import RANKED_METRICS
from view.spans import kind_name, span_name
from view.state import ViewState
from view.text import text

#: As the control shows them; the narrowest first.
_SCOPES = ("district", "station", "city")
CHOICES = "ranking-choices"


def controls(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the controls of the page, set as a resolved state says.

    The store holds what there is to choose from for each scope, so that another scope or kind
    offers its own periods without the server.
    """
    lang = state.lang
    choice = rank_options.choose(snapshot, state)
    offered = {scope: offer(snapshot, state, scope) for scope in _SCOPES}
    own = offered[choice.scope]
    kind = choice.span.kind if choice.span else ""
    return html.Div(
        [
            dcc.Store(id=CHOICES, data=offered),
            _scope_control(snapshot, state.city, choice.scope, lang),
            _select("kind", own["kinds"], kind, lang),
            _select(
                "period", own["periods"].get(kind, []), choice.span.key if choice.span else "", lang
            ),
            _select("metric", metrics(lang), choice.metric, lang),
        ],
        className="controls",
    )


def offer(snapshot: Snapshot, state: ViewState, scope: str) -> dict[str, Any]:
    """Return the kinds of period of a scope and their periods, newest first, as a select's data."""
    lang = state.lang
    own = rank_options.own_seasons(snapshot)
    every = rank_options.spans(snapshot, state.city, scope)
    kinds = rank_options.kinds(every)
    periods: dict[str, list[dict[str, str]]] = {kind: [] for kind in kinds}
    for span, _ in every:
        periods[span.kind].append({"value": span.key, "label": span_name(span, lang, own)})
    named = [{"value": kind, "label": kind_name(kind, lang, own)} for kind in kinds]
    return {"kinds": named, "periods": periods}


def metrics(lang: str) -> list[dict[str, str]]:
    """Return a select's data: what places can be ranked by."""
    return [{"value": m, "label": metric_name(lang, m)} for m in RANKED_METRICS]


def _scope_control(snapshot: Snapshot, city: str, scope: str, lang: str) -> html.Div:
    label = text(lang, "ranking.control.scope")
    return html.Div(
        [
            html.Span(label, className="control-label"),
            dmc.SegmentedControl(
                id=ids.control("scope"),
                data=[
                    {
                        "value": each,
                        "label": text(lang, f"ranking.scope.many.{each}"),
                        "disabled": not rank_options.places(snapshot, city, each),
                    }
                    for each in _SCOPES
                ],
                value=scope,
                size="sm",
                **spoken(label),
            ),
        ],
        className="choose-scope",
    )


def _select(field: str, data: list[dict[str, str]], value: str, lang: str) -> dmc.Select:
    return dmc.Select(
        id=ids.control(field),
        label=text(lang, f"ranking.control.{field}"),
        data=data,
        value=value,
        allowDeselect=False,
        searchable=field == "period",
        size="sm",
        className=f"choose-{field}",
    )

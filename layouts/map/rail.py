"""The rail of the map: what is mapped, of which period, held against what, in which layers."""

from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import dcc, html

from airquality.metrics import METRICS
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ground, ids, map_periods, options
from view.map_periods import SHORT_KINDS, Choice
from view.rank_options import own_seasons
from view.spans import Span
from view.state import COMPARED, PALETTES, ViewState
from view.text import text

#: Layers that every city has, in the order of the boxes; colour of the mark beside the name.
LAYERS = ("areas", "surface", "values", "wind", "roses")
_HIDDEN = {"display": "none"}


def rail(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the controls, set as a resolved state says.

    Pickers of days and of periods stand side by side, one of them shown; what they pick is kept in
    a hidden control, which playback writes as well (`assets/js/atlas/choice.js`).
    """
    lang = state.lang
    choice = map_periods.choose(snapshot, state)
    return html.Div(
        [
            dcc.Store(id=ids.MAP_CHOICES, data=offered(snapshot, state.city, lang)),
            _group("metric", _metric_control(choice, lang), lang),
            _group("kind", _kind_control(snapshot, choice, lang), lang),
            _group(
                "period",
                [*_pickers(snapshot, choice, "period", choice.span, lang), _hours(choice, lang)],
                lang,
            ),
            _group("compared", _segments("compared", COMPARED, choice.compared, lang), lang),
            _group(
                "against",
                _pickers(snapshot, choice, "against", choice.against, lang),
                lang,
                {} if choice.compared else _HIDDEN,
            ),
            _group("scale", _segments("scale", ("", "local"), choice.scale, lang), lang),
            _group("palette", _palettes(state), lang),
            _group("layers", _layers(snapshot, state), lang),
        ],
        id=ids.part(ids.MAP, "rail"),
        className="map-rail",
        role="group",
        **spoken(text(lang, "map.rail.label")),
    )


def offered(snapshot: Snapshot, city: str, lang: str) -> dict[str, Any]:
    """Return by kind what there is to choose: metrics, what stands for others, periods."""
    found: dict[str, Any] = {}
    for kind, offer in map_periods.offers(snapshot, city).items():
        found[kind] = {
            "metrics": metric_choices(kind, lang),
            "counterparts": map_periods.counterparts(kind),
            "periods": period_choices(snapshot, offer.spans, lang),
            "first": str(offer.first),
            "last": str(offer.last),
            "step": offer.step,
            "short": sorted(offer.short),
        }
    return found


def metric_choices(kind: str, lang: str) -> list[dict[str, str]]:
    """Return a control's data: the metrics of a kind by their shortest names."""
    return [
        {"value": m, "label": METRICS[m].symbol if _is_mean(m) else text(lang, f"map.metric.{m}")}
        for m in map_periods.metrics_of(kind)
    ]


def _is_mean(metric: str) -> bool:
    return METRICS[metric].statistic == "mean"


def period_choices(snapshot: Snapshot, spans: tuple[Span, ...], lang: str) -> list[dict[str, str]]:
    """Return a select's data: periods by their first day, newest first."""
    return [
        {"value": s.key, "label": map_periods.period_words(snapshot, s, lang)}
        for s in reversed(spans)
    ]


def _group(name: str, body: Any, lang: str, style: dict[str, str] | None = None) -> html.Div:
    title = html.Div(text(lang, f"map.rail.{name}"), className="map-group-title")
    return html.Div(
        [title, html.Div(body)],
        id=ids.part(ids.MAP, f"group-{name}"),
        className=f"map-group map-choose-{name}",
        role="group",
        style=style or {},
        **spoken(text(lang, f"map.rail.{name}")),
    )


def _metric_control(choice: Choice, lang: str) -> dmc.SegmentedControl:
    return dmc.SegmentedControl(
        id=ids.control("metric"),
        data=metric_choices(choice.kind, lang),
        value=choice.metric,
        orientation="vertical",
        fullWidth=True,
        size="sm",
        **spoken(text(lang, "map.rail.metric")),
    )


def _kind_control(snapshot: Snapshot, choice: Choice, lang: str) -> list[Any]:
    own = own_seasons(snapshot)
    known = map_periods.offers(snapshot, choice.city)
    data = [{"value": k, "label": map_periods.kind_words(k, lang, own)} for k in known]
    select = dmc.Select(
        id=ids.part(ids.MAP, "kind"),
        data=data,
        value=choice.kind,
        allowDeselect=False,
        size="sm",
        **spoken(text(lang, "map.rail.kind")),
    )
    kept = _kept("kind", choice.kind)
    if "hour" in known or not known:
        return [select, kept]
    city = options.city_of(snapshot, ViewState(city=choice.city)).name(lang)
    kinds = text(lang, "common.unread.join").join(d["label"] for d in data)
    return [
        select,
        kept,
        html.Div(text(lang, "map.no_hours", city=city, kinds=kinds), className="quiet"),
    ]


def _pickers(
    snapshot: Snapshot, choice: Choice, field: str, span: Span | None, lang: str
) -> list[Any]:
    """Return the two pickers of a period, one hidden, and the hidden control that they set."""
    offer = map_periods.offers(snapshot, choice.city).get(choice.kind)
    is_day = choice.kind in SHORT_KINDS
    key = span.key if span else ""
    first, last = (offer.first, offer.last) if offer else (np.datetime64("NaT"),) * 2
    bounds = {"min": str(first), "max": str(last)} if offer else {}
    label = spoken(text(lang, f"map.rail.{field}"))
    return [
        dmc.Select(
            id=ids.part(ids.MAP, f"{field}-select"),
            data=period_choices(snapshot, offer.spans, lang) if offer else [],
            value=None if is_day else key,
            allowDeselect=False,
            searchable=True,
            size="sm",
            style=_HIDDEN if is_day else {},
            **label,
        ),
        dmc.TextInput(
            id=ids.part(ids.MAP, f"{field}-day"),
            value=key,
            # A date typed by keyboard is a valid one after every digit of its year.
            debounce=700,
            attributes={"input": {"type": "date", **bounds}},
            size="sm",
            style={} if is_day else _HIDDEN,
            **label,
        ),
        _kept(field, key if span and choice.kind else ""),
    ]


def _kept(field: str, value: Any) -> dcc.Input:
    return dcc.Input(id=ids.control(field), type="hidden", value=value)


def _hours(choice: Choice, lang: str) -> html.Div:
    step = choice.step or 1
    hours = range(0, 24, step)
    return html.Div(
        [
            dmc.Select(
                id=ids.part(ids.MAP, "hour-select"),
                data=[
                    {"value": str(h), "label": text(lang, "map.hour.choice", hour=f"{h:02d}")}
                    for h in hours
                ],
                value=str(choice.hour),
                allowDeselect=False,
                size="sm",
                style={} if choice.kind == "hour" else _HIDDEN,
                **spoken(text(lang, "map.rail.hour")),
            ),
            _kept("hour", choice.hour),
        ]
    )


def _segments(field: str, allowed: tuple[str, ...], value: str, lang: str) -> dmc.SegmentedControl:
    keys = {"compared": {"": "one"}, "scale": {"": "choice.fixed", "local": "choice.local"}}[field]
    return dmc.SegmentedControl(
        id=ids.control(field),
        data=[{"value": v, "label": text(lang, f"map.{field}.{keys.get(v, v)}")} for v in allowed],
        value=value,
        fullWidth=True,
        size="xs",
        **spoken(text(lang, f"map.rail.{field}")),
    )


def _palettes(state: ViewState) -> dmc.SegmentedControl:
    lang = state.lang
    return dmc.SegmentedControl(
        id=ids.control("palette"),
        data=[{"value": p, "label": text(lang, f"common.palette.{p}")} for p in PALETTES],
        value=state.palette,
        fullWidth=True,
        size="xs",
        **spoken(text(lang, "map.rail.palette")),
    )


def _layers(snapshot: Snapshot, state: ViewState) -> dmc.CheckboxGroup:
    lang = state.lang
    found = ground.ground(snapshot, state.city, lang)
    shown = [] if state.layers == ("none",) else list(state.layers or ("areas",))
    areas = "areas.city" if found["area_kind"] == "city" else "areas"
    rows = []
    for name in LAYERS:
        key = areas if name == "areas" else name
        missing = name == "surface" and found["surface"] is None
        note = found["no_surface"] if missing else text(lang, f"map.layer.{key}.note")
        rows.append(_row(name, text(lang, f"map.layer.{key}"), note, "", missing))
    for layer in found["layers"]:
        source = layer["source"] and text(lang, "map.layer.source", source=layer["source"])
        rows.append(_row(layer["id"], layer["title"], source, layer["colour"], False))
    return dmc.CheckboxGroup(id=ids.control("layers"), value=shown, children=html.Div(rows))


def _row(name: str, title: str, note: str, colour: str, disabled: bool) -> html.Div:
    chip = html.Span("", className="map-chip", style={"background": colour}) if colour else None
    return html.Div(
        [
            dmc.Checkbox(value=name, label=html.Span([chip, title]), size="sm", disabled=disabled),
            html.Div(note, className="map-source") if note else None,
        ],
        className="map-layer",
    )

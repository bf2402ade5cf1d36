"""Callbacks of the overview's map and of its list of places."""

from typing import Any

import pandas as pd
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html

from airquality.schemes import IN_FORCE
from layouts.overview import PAGE
from layouts.pages.overview import MAP, PLACES
from layouts.parts.card import save_on_click
from layouts.parts.legend import scale
from layouts.parts.place_list import PlaceRow, place_list
from view import ids, maps, options
from view.csv import csv_text
from view.formats import amount, day
from view.options import Place
from view.queries import overview as query
from view.queries.overview_places import places_so_far
from view.readings.allowed import limit_name
from view.standing import (
    Change,
    annual_limit,
    crosses_reference_change,
    difference,
    shown_value,
)
from view.state import ViewState
from view.text import text

#: Stands at a mean of too few days for a rank.
FEW = "*"
_SCOPES = (("district", "districts"), ("station", "stations"))


def register(app: Dash) -> None:
    """Register the callbacks of the map and of the list with an app."""
    state = Input(ids.STATE, "data")
    app.callback(
        Output(f"{MAP}-districts", "hideout"),
        Output(f"{MAP}-stations", "hideout"),
        _out("map-legend"),
        _out("map-reading"),
        _out("map-foot"),
        state,
    )(show_map)
    app.callback(
        _out("places"),
        _out("places-reading"),
        _out("places-foot"),
        Output(ids.download(ids.part(PAGE, "places")), "disabled"),
        Input(ids.wanted(PLACES), "data"),
        prevent_initial_call=True,
    )(show_places)
    name = ids.part(PAGE, "places")
    save_on_click(app, name, download_places)
    app.clientside_callback(
        ClientsideFunction("qingce_overview", "pick_place"),
        Output(ids.control("place"), "value"),
        Input(f"{MAP}-districts", "n_clicks"),
        Input(f"{MAP}-stations", "n_clicks"),
        Input({"type": "pick", "place": ALL}, "n_clicks"),
        State(f"{MAP}-districts", "clickData"),
        State(f"{MAP}-stations", "clickData"),
        State(ids.control("place"), "data"),
        prevent_initial_call=True,
    )


def _out(name: str) -> Output:
    return Output(ids.part(PAGE, name), "children")


def _asked(data: Any) -> tuple[Any, ViewState, pd.DataFrame, dict[str, Place], float | None, Any]:
    """Return snapshot, state, the places' rows, the places by id, annual limit and last day."""
    snapshot, state = options.chosen(data)
    rows = places_so_far(snapshot, state.city, state.year, state.until, state.basis)
    names = {p.id: p for p in options.places(snapshot, state.city)}
    end = query.last_day(snapshot, state.city, state.year, state.until)
    found = annual_limit("pm25", end, state.standard or IN_FORCE)
    return snapshot, state, rows, names, found[0] if found else None, end


def show_map(data: Any) -> tuple[Any, ...]:
    """Colour districts and stations by the PM2.5 mean so far."""
    snapshot, state, rows, names, limit, end = _asked(data)
    lang = state.lang
    values = dict(zip(rows["place"], rows["pm25"].astype(float), strict=True))
    edges = maps.classes(list(values.values()), limit)
    labels = {p: amount("pm25", v) if v == v else "" for p, v in values.items()}
    tips = _silent_tips(snapshot, state)
    for row in rows.itertuples(index=False):
        tips[str(row.place)] = _tip(row, names, lang)
    drawn = maps.hideout(values, labels, tips, edges, state.place)
    foot = text(
        lang, "overview.map.foot", start=day(lang, end.replace(month=1, day=1)), end=day(lang, end)
    )
    foot = " · ".join([foot, *_rules(state)])
    legend = scale(edges, maps.class_colours(edges), limit, lang)
    named = _limit_name(state, limit)
    return drawn, drawn, legend, _map_reading(rows, names, limit, named, lang), foot


def _rules(state: ViewState) -> list[str]:
    """Return whose limit is drawn and on which basis the values stand, where not the usual."""
    lang, said = state.lang, []
    if state.standard:
        name = text(lang, f"common.standard.{state.standard}")
        said.append(text(lang, "common.foot.standard", standard=name))
    if state.basis:
        basis = text(lang, f"common.basis.{state.basis}")
        said.append(text(lang, "common.foot.basis", basis=basis))
    return said


def _tip(row: Any, names: dict[str, Place], lang: str) -> list[str]:
    place = names.get(row.place)
    name = place.name(lang) if place else row.place
    days = {"days": int(row.pm25_days), "elapsed": int(row.elapsed_days)}
    if row.pm25_days == 0:
        return [name, text(lang, "overview.map.tip.no_data")]
    if row.pm25 != row.pm25:
        return [name, text(lang, "overview.map.tip.too_few", **days)]
    value = text(lang, "overview.map.tip.value", value=amount("pm25", row.pm25))
    return [name, value, text(lang, "overview.map.tip.days", **days)]


def _silent_tips(snapshot: Any, state: ViewState) -> dict[str, list[str]]:
    """Return what is said at places that have no row: nothing measured, or not this year."""
    known = {p.id for p in options.places(snapshot, state.city)}
    said = {}
    for place, kind, zh, en in query.places_on_the_map(snapshot, state.city):
        is_bare = kind == "district" and place not in known
        key = "no_station" if is_bare else "no_data"
        name = zh if state.lang == "zh" else en
        said[place] = [name, text(state.lang, f"overview.map.tip.{key}")]
    return said


def _limit_name(state: ViewState, limit: float | None) -> str:
    return limit_name(state.lang, "pm25", limit or 0.0, state.standard or IN_FORCE)


def _map_reading(
    rows: pd.DataFrame, names: dict[str, Place], limit: float | None, named: str, lang: str
) -> str:
    controls = [p.id for p in names.values() if p.is_control]
    judged = (rows["scope"] == "station") & ~rows["place"].isin(controls)
    known = rows[rows["pm25"].notna() & judged & rows["is_valid"]]
    if known.empty:
        key = "few" if rows["pm25"].notna().any() else "none"
        return text(lang, f"overview.map.reading.{key}")
    high, low = known.iloc[0], known.iloc[-1]
    over = sum(shown_value("pm25", v) > (limit or 0) for v in known["pm25"])
    return text(
        lang,
        "overview.map.reading",
        high_name=names[high["place"]].name(lang) if high["place"] in names else high["place"],
        high=amount("pm25", high["pm25"]),
        low_name=names[low["place"]].name(lang) if low["place"] in names else low["place"],
        low=amount("pm25", low["pm25"]),
        over=over,
        count=len(known),
        limit=named,
    )


def show_places(data: Any) -> tuple[Any, ...]:
    """List districts and stations by the PM2.5 mean so far, highest first."""
    _, state, rows, names, limit, end = _asked(data)
    lang = state.lang
    known = rows["pm25"].dropna()
    if known.empty:
        words = text(lang, "overview.rank.reading.none")
        return [html.P(words, className="rank-none")], "", " · ".join(_rules(state)), True
    foot = [text(lang, "common.foot.data_to", day=day(lang, end)), *_rules(state)]
    longest = max(float(known.max()), limit or 0.0)
    unlike = _why_not_compared(rows, end, state)
    groups = []
    for scope, key in _SCOPES:
        own = rows[rows["scope"] == scope]
        listed = [_row(r, names, longest, not unlike, lang) for r in own.itertuples(index=False)]
        title = text(lang, f"overview.rank.{key}")
        share = limit / longest if limit else None
        groups.append(place_list(title, listed, share, state.place, lang))
    key = f"rank.reading.{unlike}" if unlike else "rank.reading"
    reading = text(lang, f"overview.{key}", limit=_limit_name(state, limit))
    if (rows["pm25"].notna() & ~rows["is_valid"]).any():
        reading += text(lang, "overview.rank.reading.few")
    return groups, reading, " · ".join(foot), False


def _why_not_compared(rows: pd.DataFrame, end: pd.Timestamp, state: ViewState) -> str:
    """Return why no place is compared with the year before, '' where some may be."""
    if rows["pm25_before"].isna().all():
        return "unconverted" if state.basis == "present_state" else "no_data"
    is_apart = state.basis != "present_state" and crosses_reference_change(end)
    return "reference_change" if is_apart else ""


def _row(
    row: Any, names: dict[str, Place], longest: float, is_compared: bool, lang: str
) -> PlaceRow:
    place = names.get(row.place)
    name = place.name(lang) if place else row.place
    is_known = row.pm25 == row.pm25
    changed = Change("none")
    if is_compared and not row.starts_late:
        changed = difference("pm25", row.pm25, row.pm25_before)
    words, tone = text(lang, "overview.rank.none"), ""
    if changed.kind == "equal":
        words = text(lang, "overview.rank.same")
    elif changed.kind in ("lower", "higher"):
        delta = -changed.amount if changed.kind == "lower" else changed.amount
        words, tone = amount("pm25", delta, signed=True), changed.tone
    return PlaceRow(
        place=row.place,
        name=name,
        value=amount("pm25", row.pm25) + ("" if row.is_valid else FEW)
        if is_known
        else text(lang, "common.insufficient"),
        share=float(row.pm25) / longest if is_known else 0.0,
        change=words,
        tone=tone,
        note=" · ".join(_tip(row, names, lang)),
    )


def download_places(clicks: int | None, data: Any) -> Any:
    """Send the districts and stations of the list, as CSV."""
    _, state, rows, names, _, end = _asked(data)
    rows.insert(2, "name", rows["place"].map({p: names[p].name(state.lang) for p in names}))
    return dcc.send_string(csv_text(rows), f"qingce-{state.city}-{end:%Y-%m-%d}-pm25.csv")

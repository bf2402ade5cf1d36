"""What stands around every page: brand, navigation, city and place, language and scheme."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.page import Page
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ids, options
from view.options import Place
from view.state import BASES, SCHEMES, ViewState
from view.text import text


def shell(
    snapshot: Snapshot,
    state: ViewState,
    page: Page,
    pages: Sequence[Page],
    content: Any,
    unread: tuple[str, ...] = (),
    kept: ViewState | None = None,
) -> html.Div:
    """Return a whole page: header, content, foot, and the stores that hold the state.

    `unread` names fields of the address that could not be followed. `pages` are all pages in the
    order of the navigation, `page` the one shown; `state` is resolved. `kept` is what the browser
    begins with where the page's controls say more than the state.
    """
    lang = state.lang
    return html.Div(
        [
            html.A(text(lang, "common.nav.skip"), href="#main", className="skip"),
            dcc.Store(id=ids.STATE, data=(kept or state).to_dict()),
            dcc.Store(id=ids.LAZY),
            _header(snapshot, state, page, pages),
            html.Div(id=ids.NOTICE, role="status", className="notice"),
            _unread(unread, lang) if unread else None,
            html.Main(content, id="main", className=f"page page-{page.key}"),
            _footer(snapshot, state),
        ],
        className="shell",
        lang="zh-CN" if lang == "zh" else "en",
    )


def _unread(fields: tuple[str, ...], lang: str) -> html.Div:
    """Return in words which choices of an address were not followed."""
    names = text(lang, "common.unread.join").join(
        text(lang, f"common.field.{name}") for name in fields
    )
    return html.Div(text(lang, "common.unread", names=names), role="status", className="unread")


def _header(snapshot: Snapshot, state: ViewState, page: Page, pages: Sequence[Page]) -> html.Header:
    lang = state.lang
    links = [
        dcc.Link(
            text(lang, f"{each.key}.name"),
            id=ids.nav(each.key),
            href=each.path + state.to_query(),
            className="nav-link current" if each.key in (page.key, page.under) else "nav-link",
        )
        for each in pages
        if not each.under
    ]
    return html.Header(
        [
            html.Div(
                [html.Span("", className="brand-mark"), html.Span(text(lang, "common.app"))],
                className="brand",
                title=text(lang, "common.app.full"),
            ),
            html.Nav(links, className="nav", **spoken(text(lang, "common.nav.label"))),
            html.Div(
                [
                    _city_select(snapshot, state),
                    _place_select(snapshot, state),
                    _rule_select(state, "standard", SCHEMES),
                    _rule_select(state, "basis", BASES),
                    _language_link(state, page.path),
                    dmc.ColorSchemeToggle(
                        lightIcon="☀",
                        darkIcon="☾",
                        variant="subtle",
                        size="md",
                        **spoken(text(lang, "common.control.theme")),
                    ),
                ],
                className="choices",
            ),
        ],
        className="header",
    )


def _city_select(snapshot: Snapshot, state: ViewState) -> dmc.Select:
    data = [{"value": c.id, "label": c.name(state.lang)} for c in options.cities(snapshot)]
    return dmc.Select(
        id=ids.CITY,
        data=data,
        value=state.city,
        allowDeselect=False,
        size="sm",
        className="choice-city",
        **spoken(text(state.lang, "common.control.city")),
    )


def _place_select(snapshot: Snapshot, state: ViewState) -> dmc.Select:
    return dmc.Select(
        id=ids.control("place"),
        data=place_groups(options.places(snapshot, state.city), state.lang),
        value=state.place,
        allowDeselect=False,
        searchable=True,
        size="sm",
        className="choice-place",
        **spoken(text(state.lang, "common.control.place")),
    )


def _rule_select(state: ViewState, field: str, allowed: tuple[str, ...]) -> dmc.Select:
    """Return a switch for a rule that every page goes by; its usual position is the empty one."""
    lang = state.lang
    return dmc.Select(
        id=ids.control(field),
        data=[
            {"value": each, "label": text(lang, f"common.{field}.choice.{each or 'usual'}")}
            for each in ("", *allowed)
        ],
        value=getattr(state, field),
        allowDeselect=False,
        size="sm",
        className=f"choice-{field}",
        **spoken(text(lang, f"common.control.{field}")),
    )


def place_groups(places: tuple[Place, ...], lang: str) -> list[dict[str, Any]]:
    """Return a select's data: the places grouped as whole city, districts, stations."""
    groups = []
    for scope in ("city", "district", "station"):
        items = [{"value": p.id, "label": p.name(lang)} for p in places if p.scope == scope]
        if items:
            groups.append({"group": text(lang, f"common.place.group.{scope}"), "items": items})
    return groups


def _language_link(state: ViewState, path: str) -> dcc.Link:
    other = state.but(lang="en" if state.lang == "zh" else "zh")
    return dcc.Link(
        text(state.lang, "common.control.language"),
        id=ids.LANGUAGE,
        href=path + other.to_query(),
        className="language",
        title=text(state.lang, "common.control.language.label"),
    )


def _footer(snapshot: Snapshot, state: ViewState) -> html.Footer:
    city = options.city_of(snapshot, state)
    note = city.note_zh if state.lang == "zh" else city.note_en
    return html.Footer(
        [
            html.Span(text(state.lang, "common.app.full")),
            html.Span(text(state.lang, "common.foot.snapshot", id=snapshot.id)),
            html.Span(note) if note else None,
        ],
        className="footer",
    )

"""The page as plain HTML, sent with the address: readable before any script has arrived.

A browser needs the renderer, the components and plotly.js before it shows a page of Dash. What an
official came for is words: they are written into the index page by the same functions that the
callbacks use, and the scripts take the copy away once the page itself says the same
(`assets/js/first_paint.js`). A page without such words is left to the scripts.
"""

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import request
from markupsafe import Markup, escape

from callbacks import effects, overview
from callbacks.case import head as case
from callbacks.cases import narrowing as cases
from dashboard.bundle import Bundle
from layouts import PAGES, Page
from layouts.shell import shell
from view import options

log = logging.getLogger("qingce")

#: What a page's callbacks would say first: from the query to component id -> children.
SAID: dict[str, Callable[[Any], Mapping[str, Any]]] = {
    "overview": overview.first_words,
    "case": case.first_words,
    "cases": cases.first_words,
    "effects": effects.first_words,
}

#: plotly.js of the assets: a quarter of the time until a page is drawn.
_PLOTLY = re.compile(r'<script src="(/assets/plotly\.min\.js[^"]*)"></script>')
#: Fetched when the browser has nothing else to do; `assets/js/lazy.js` tells Dash of it.
_LATER = r'<link rel="prefetch" as="script" id="plotly-later" href="\1">'
#: Run by browsers alone that are too old for the components anyway (`assets/js/0-generator.js`).
_POLYFILL = re.compile(r'<script (src="/_dash-component-suites/dash/deps/polyfill@)')
_VOID = {"img", "br", "hr", "input"}
_ATTRIBUTES = {"title", "src", "alt", "href", "role", "lang", "type"}
_SILENT = {"Store", "Download", "Location", "Tooltip"}


class PaintedDash(Dash):
    """Dash, with a page's words in its index page, our scripts as one, plotly.js in its time."""

    bundle: Bundle

    def interpolate_index(  # type: ignore[override]
        self, app_entry: str = "", css: str = "", scripts: str = "", **parts: Any
    ) -> str:
        """Return the index page, the words before the place where the scripts draw."""
        css, scripts = self.bundle.link(css, scripts)
        page = _page()
        if page is not None and not page.has_charts_first:
            scripts = _PLOTLY.sub(_LATER, scripts)
        scripts = _POLYFILL.sub(r"<script nomodule \1", scripts)
        words = first_paint() + app_entry
        return str(super().interpolate_index(app_entry=words, css=css, scripts=scripts, **parts))


def first_paint() -> str:
    """Return the asked page as HTML, or "": outside a request, for a page without words of its own,
    or where something is wrong (the scripts then draw the page, and say what failed)."""
    page = _page()
    if page is None or page.key not in SAID:
        return ""
    try:
        return str(_draw(page, request.args.to_dict()))
    except Exception:
        log.exception("the first words of %s could not be written", page.key)
        return ""


def _page() -> Page | None:
    """Return the page that is asked for; None outside of a request and for any other address."""
    return next((p for p in PAGES if request and p.path == request.path), None)


def _draw(page: Page, query: Mapping[str, str]) -> Markup:
    """Return the page with its words; `data-said` names what the scripts have to say as well."""
    snapshot, state = options.chosen(query)
    said = SAID[page.key](query)
    laid = shell(snapshot, state, page, PAGES, page.content(snapshot, state))
    named = " ".join(part for part, words in said.items() if to_html(words, {}).striptags())
    return Markup('<div id="first-paint" aria-busy="true" data-said="{}">{}</div>').format(
        named, to_html(laid, said)
    )


def to_html(part: Any, said: Mapping[str, Any]) -> Markup:
    """Return a component as HTML; `said` gives the children of those that a callback fills.

    Every word is escaped. Ids are left out, since the page that follows has them; a control is an
    empty frame of its size with its label, and what only scripts can draw an empty frame.
    """
    if isinstance(part, list | tuple):
        return Markup("").join(to_html(each, said) for each in part)
    if not isinstance(part, Component):
        return Markup("") if part is None or isinstance(part, bool) else escape(str(part))
    props = part.to_plotly_json()["props"]
    kind, library = part._type, getattr(part, "_namespace", "")
    if kind in _SILENT:
        return Markup("")
    children = said.get(str(props.get("id")), props.get("children"))
    if library == "dash_html_components":
        return _element(kind.lower(), props, to_html(children, said))
    if kind == "Link":
        return _element("a", props, to_html(children, said))
    if library == "dash_mantine_components":
        # A button does nothing before its script is there, and its frame would be read as a field.
        return Markup("") if kind == "Button" else _frame_of_control(props)
    return _element("div", {"style": props.get("style"), "className": "first-frame"}, Markup(""))


def _element(tag: str, props: Mapping[str, Any], inner: Markup) -> Markup:
    given = {k: v for k, v in props.items() if k in _ATTRIBUTES or k.startswith("aria-")}
    if props.get("className"):
        given["class"] = props["className"]
    if props.get("style"):
        given["style"] = ";".join(f"{_hyphened(k)}:{v}" for k, v in props["style"].items())
    said = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in given.items() if value is not None
    )
    if tag in _VOID:
        return Markup("<{}{}>").format(tag, said)
    return Markup("<{}{}>{}</{}>").format(tag, said, inner, tag)


def _hyphened(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def _frame_of_control(props: Mapping[str, Any]) -> Markup:
    """Return an empty control: label above, the chosen words within."""
    label = Markup('<div class="choice-label">{}</div>').format(props.get("label") or "")
    shown = Markup('<div class="first-control">{}</div>').format(_chosen_words(props))
    return Markup('<div class="{}">{}{}</div>').format(
        props.get("className") or "", label if props.get("label") else "", shown
    )


def _chosen_words(props: Mapping[str, Any]) -> str:
    value, found = props.get("value"), ""
    for group in props.get("data") or ():
        for item in group.get("items", [group]):
            if item.get("value") == value:
                found = item.get("label", "")
    return found

"""What is said when something is not there or did not work."""

import dash_mantine_components as dmc
from dash import dcc, html

from view.state import ViewState
from view.text import LANGUAGES, text


def failure() -> dmc.Alert:
    """Return the words for a failed step, in both languages: the state may be what failed."""
    return dmc.Alert(
        [html.P(text(lang, "common.notice.body")) for lang in LANGUAGES],
        title=" · ".join(text(lang, "common.notice.title") for lang in LANGUAGES),
        color="red",
        withCloseButton=True,
    )


def missing(state: ViewState) -> html.Div:
    """Return the page for an address that is none."""
    lang = state.lang
    return html.Div(
        [
            html.H1(text(lang, "common.missing.title")),
            html.P(text(lang, "common.missing.body")),
            dcc.Link(text(lang, "common.missing.back"), href="/" + state.to_query()),
        ],
        className="missing",
    )

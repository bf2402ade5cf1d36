"""The tray of cases ticked for a comparison, filled by `assets/js/case/library_tray.js`."""

from dash import dcc, html

from layouts.parts.aria import spoken
from view import ids
from view.state import ViewState
from view.text import text

TRAY = "cases-tray"
_WORDS = ("none", "one", "some", "full", "go", "clear", "remove")


def tray(state: ViewState) -> html.Div:
    """Return the tray; its hidden control keeps the ticked cases (`state.cases`)."""
    words = {word: text(state.lang, f"case_library.tray.{word}") for word in _WORDS}
    return html.Div(
        [
            dcc.Checklist(
                id=ids.control("cases"),
                options=[],
                value=list(state.cases),
                style={"display": "none"},
            ),
            dcc.Store(id=ids.part(TRAY, "words"), data=words),
            html.Div(id=TRAY, className="case-tray"),
        ],
        role="group",
        **spoken(text(state.lang, "case_library.tray.label")),
    )

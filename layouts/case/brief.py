"""The card of the brief: a button a form, and what became of the last click."""

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from view import ids
from view.text import text

FORMS = ("docx", "pdf")


def button(form: str) -> str:
    """Return the id of the button of a form."""
    return ids.part(ids.CASE, form)


def file(form: str) -> str:
    """Return the id of the dcc.Download that a form's button fills."""
    return ids.part(ids.CASE, f"{form}-file")


def said(form: str) -> str:
    """Return the id of the sentence on what became of a form's last click."""
    return ids.part(ids.CASE, f"{form}-said")


def section(lang: str) -> html.Section:
    """Return the card."""
    buttons = [
        dmc.Button(
            text(lang, f"brief.button.{form}"),
            id=button(form),
            variant="light",
            size="sm",
            **spoken(text(lang, "brief.button.label", form=form.upper())),
        )
        for form in FORMS
    ]
    files = [dcc.Download(id=file(form)) for form in FORMS]
    # A screen reader is told when the file is there, or why it is not.
    told = [html.P(id=said(form), className="brief-said", role="status") for form in FORMS]
    return framed(
        text(lang, "brief.card"),
        [html.Div(buttons, className="brief-buttons"), *told, *files],
        id=ids.CASE_BRIEF,
        reading=text(lang, "brief.card.about"),
        css="span-12 case-brief",
    )

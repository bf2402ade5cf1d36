"""The card of a change parted into weather and rest, with the choice of its two periods."""

import dash_mantine_components as dmc
from dash import html

from layouts.effects.controls import chosen_of
from layouts.parts.card import card, chart
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import effect_choice, ids
from view.state import CHANGES, ViewState
from view.text import text

TITLE, READING, FOOT, OWN = (
    ids.part(ids.EFFECTS_WATERFALL, name) for name in ("title", "reading", "foot", "own")
)
#: First and last month of the former period, then of the latter.
ENDS = tuple(
    ids.part(ids.EFFECTS_WATERFALL, name)
    for name in ("former-first", "former-last", "latter-first", "latter-last")
)
_HEIGHT = 300


def section(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the card, empty until its callback fills it; its controls set by a settled state."""
    lang = state.lang
    kinds = [(kind, f"effects.change.{kind}") for kind in CHANGES]
    made = card(
        html.Span(id=TITLE),
        [
            html.Div(
                [chosen_of("change", kinds, state.change, lang), _own(snapshot, state)],
                className="controls",
            ),
            chart(
                ids.EFFECTS_WATERFALL,
                lang,
                ids.EFFECTS_WATERFALL,
                _HEIGHT,
                text(lang, "effects.waterfall.label"),
            ),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-12",
    )
    return lazy(ids.EFFECTS_WATERFALL, made)


def _own(snapshot: Snapshot, state: ViewState) -> html.Div:
    data = effect_choice.month_choices(snapshot, state)
    values = [month for span in (state.former, state.latter) for month in _ends(span)]
    names = ("own.former.first", "own.former.last", "own.latter.first", "own.latter.last")
    return html.Div(
        [
            dmc.Select(
                id=one,
                label=text(state.lang, f"effects.{name}"),
                data=data,
                value=value,
                allowDeselect=False,
                searchable=True,
                size="sm",
                className="choose-month",
            )
            for one, name, value in zip(ENDS, names, values, strict=True)
        ],
        id=OWN,
        className="effect-own",
        hidden=True,
    )


def _ends(span: str) -> list[str | None]:
    first, _, last = span.partition("-")
    return [first or None, last or None]

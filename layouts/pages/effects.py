"""The page Effects: did it work, with the weather taken out, and how sure is that."""

from typing import Any

from dash import html

from layouts.effects import event, lines, model_card, verdicts, waterfall
from layouts.effects.controls import controls
from summaries.store import Snapshot
from view import effect_choice, ids
from view.state import ViewState
from view.text import text

READING, NOTICE, CARDS = (ids.part(ids.EFFECTS, name) for name in ("reading", "notice", "cards"))

settled = effect_choice.settled


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, cards empty."""
    shown = settled(snapshot, state)
    lang = shown.lang
    return html.Div(
        [
            html.H1(text(lang, "effects.heading"), className="unseen"),
            controls(snapshot, shown),
            html.P(id=READING, className="case-reading", role="status"),
            html.Div(id=NOTICE),
            html.Div(
                [
                    verdicts.section(lang),
                    html.Div(
                        [
                            lines.section(lang),
                            waterfall.section(snapshot, shown),
                            event.section(snapshot, shown),
                        ],
                        id=CARDS,
                        className="effect-cards",
                    ),
                    model_card.section(lang),
                ],
                className="grid",
            ),
        ]
    )

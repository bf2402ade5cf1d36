"""The page Effects: did it work, with the weather taken out, and how sure is that."""

from typing import Any

from dash import html

from layouts.effects import control, event, lines, model_card, verdicts, waterfall
from layouts.effects.controls import controls
from summaries.store import Snapshot
from view import effect_choice, ids
from view.state import ViewState
from view.text import text

READING, NOTICE, CARDS, MODEL = (
    ids.part(ids.EFFECTS, name) for name in ("reading", "notice", "cards", "model-cards")
)

settled = effect_choice.settled


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, cards empty.

    Cards that would have nothing to say are out of sight, from the start and as the choice changes.
    """
    shown = settled(snapshot, state)
    lang, has_list = shown.lang, bool(shown.measure)
    is_bare = not effect_choice.has_model(snapshot, shown)
    return html.Div(
        [
            html.H1(text(lang, "effects.heading"), className="unseen"),
            controls(snapshot, shown),
            html.P(id=READING, className="case-reading", role="status"),
            html.Div(id=NOTICE),
            html.Div(
                [
                    verdicts.section(lang, is_hidden=is_bare and not has_list),
                    html.Div(
                        [
                            lines.section(lang),
                            waterfall.section(snapshot, shown),
                            event.section(snapshot, shown),
                        ],
                        id=CARDS,
                        className="effect-cards",
                        hidden=is_bare,
                    ),
                    html.Div(control.section(), className="effect-cards", hidden=not has_list),
                    html.Div(
                        model_card.section(lang), id=MODEL, className="effect-cards", hidden=is_bare
                    ),
                ],
                className="grid",
            ),
        ]
    )

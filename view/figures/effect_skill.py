"""Skill of the model: weeks and years held out, beside the split at random that flatters."""

from collections.abc import Sequence
from typing import Any

from view.effect_parts import SPLITS, Skill
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout
from view.text import text
from view.theme import ACCENT, LIMIT, NEUTRAL

HEIGHT = 230
_SYMBOLS = {"hour": "circle-open", "day": "circle"}


def effect_skill(skills: Sequence[Skill], least: float | None, lang: str) -> Figure:
    """Draw R² by split and step; a thin line where the days of held-out weeks must be.

    least: R² below which nothing is judged, None where no rule says.
    """
    known = [s for s in skills if s.r2 is not None]
    if not known:
        return empty(text(lang, "effects.skill.none"))
    low = min(0.0, *(max(-1.0, s.r2) for s in known if s.r2 is not None))
    steps = [step for step in _SYMBOLS if any(s.step == step for s in known)]
    shapes, notes = ([], []) if least is None else _least(least, lang)
    return {
        "data": [_dots([s for s in known if s.step == step], step, lang) for step in steps],
        "layout": layout(
            margin={"l": 96, "r": 24, "t": 44, "b": 32},
            hovermode="closest",
            xaxis=axis(range=[low - 0.02, 1.03], nticks=6, fixedrange=True),
            yaxis=axis(
                tickvals=list(range(len(SPLITS))),
                ticktext=[text(lang, f"effects.split.{name}") for name in SPLITS],
                range=[len(SPLITS) - 0.5, -0.5],
                fixedrange=True,
                automargin=False,
            ),
            shapes=shapes,
            annotations=notes,
            showlegend=True,
            legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.12, "yanchor": "bottom"},
        ),
    }


def _dots(own: Sequence[Skill], step: str, lang: str) -> dict[str, Any]:
    values = [max(-1.0, s.r2) for s in own if s.r2 is not None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text(lang, f"effects.step.{step}"),
        "x": typed(values),
        "y": [SPLITS.index(s.split) for s in own],
        "text": [f"{s.r2:.2f}" for s in own],
        "textposition": "top center" if step == "day" else "bottom center",
        "cliponaxis": False,
        "marker": {
            "size": 12,
            "symbol": _SYMBOLS[step],
            "color": [NEUTRAL if s.split == "random" else ACCENT for s in own],
            "line": {"width": 2},
        },
        "hovertemplate": "R² %{x:.2f}<extra></extra>",
    }


def _least(least: float, lang: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    line = {
        **{"type": "line", "xref": "x", "yref": "paper", "x0": least, "x1": least},
        **{"y0": 0, "y1": 1, "line": {"color": LIMIT, "width": 1.2}},
    }
    note = {
        **{"xref": "x", "yref": "paper", "x": least, "y": 1, "yanchor": "bottom"},
        "text": text(lang, "effects.skill.least", value=f"{least:g}"),
        "showarrow": False,
        "font": {"size": 12, "color": LIMIT},
    }
    return [line], [note]

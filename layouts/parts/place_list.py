"""Places in order of a value, as bars that choose the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from view.text import text


@dataclass(frozen=True)
class PlaceRow:
    """One row: the place, its value in words and as a share of the longest bar, its change."""

    place: str
    name: str
    value: str
    share: float
    change: str
    tone: str
    note: str


def place_list(
    title: str, rows: Sequence[PlaceRow], limit_share: float | None, selected: str, lang: str
) -> html.Div | None:
    """Return the rows under a title; `limit_share` is where on the bar the limit lies.

    Each row is a button whose id is {"type": "pick", "place": …}. None where there is no row.
    """
    if not rows:
        return None
    mark = None if limit_share is None else {"left": f"{100 * limit_share:.2f}%"}
    buttons = [_row(row, mark, row.place == selected, lang) for row in rows]
    return html.Div([html.H3(title, className="rank-title"), *buttons], className="rank-group")


def _row(row: PlaceRow, mark: dict[str, str] | None, is_selected: bool, lang: str) -> html.Button:
    aria: dict[str, Any] = {
        "aria-label": text(lang, "overview.rank.pick", name=row.name),
        "aria-pressed": "true" if is_selected else "false",
    }
    bar = html.Span(
        [
            html.Span("", className="rank-fill", style={"width": f"{100 * row.share:.2f}%"}),
            html.Span("", className="rank-limit", style=mark) if mark and row.share else None,
        ],
        className="rank-bar",
    )
    return html.Button(
        [
            html.Span(row.name, className="rank-name"),
            bar,
            html.Span(row.value, className="rank-value"),
            html.Span(row.change, className=f"rank-change {row.tone}".strip()),
        ],
        id={"type": "pick", "place": row.place},
        className="rank-row selected" if is_selected else "rank-row",
        title=row.note,
        type="button",
        **aria,
    )

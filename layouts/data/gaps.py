"""The reasons for missing hours as words: swatch, share, and what each means."""

from dash import html

from view.completeness import REASONS, Shares
from view.readings.data import percent
from view.text import text


def reason_list(shares: Shares | None, lang: str) -> html.Dl | None:
    """Return each reason with its swatch, its share of all hours and its meaning; None without."""
    if shares is None:
        return None
    pairs: list[html.Dt | html.Dd] = []
    for reason in REASONS:
        name = [
            html.Span(className=f"swatch swatch-{reason}"),
            html.Span(text(lang, f"data.reason.{reason}")),
            html.B(percent(lang, getattr(shares, reason)), className="share"),
        ]
        pairs += [html.Dt(name), html.Dd(text(lang, f"data.reason.{reason}.about"))]
    return html.Dl(pairs, className="reasons")

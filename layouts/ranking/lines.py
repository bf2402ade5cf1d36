"""Sentences of a card's reading, one a line."""

from dash import html


def as_lines(words: list[str]) -> list[html.Span]:
    """Return sentences as lines of a card's reading."""
    return [html.Span(sentence, className="reading-line") for sentence in words if sentence]

"""One panel of a series: its title, its limits and targets, and words where nothing is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.limits import WHO, LimitSpan, limit_spans, limit_words
from view.figures.sheet import NAMES, Sheet
from view.formats import amount, in_units, unit
from view.lines import Line
from view.standing import Target
from view.text import text
from view.theme import ACCENT, LIMIT
from view.wording import series_name

Marks = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""Shapes and annotations."""
Targets = Mapping[tuple[int, str], Target]
"""A city's targets by year and metric."""

#: Behind words on lines; the style sheet gives it the card's colour, in light and dark.
GROUND = "rgba(255,255,255,0.6)"
#: A limit further above the data than this would press them flat: it is told, not drawn.
MOST_HEADROOM = 2.0
_LONG_TITLE = 40
_PAPER = {"xref": "paper", "yref": "paper", "showarrow": False}
#: Without an AQI there is none of these.
_OF_AQI = ("aqi", "heavy_days", "composite_index")


@dataclass(frozen=True)
class Panel:
    """One metric's panel, number 0 on top, judged by a scheme ('': the standard in force)."""

    metric: str
    number: int
    sheet: Sheet
    standard: str = ""

    @property
    def key(self) -> str:
        """What plotly appends to `y` for this panel's axis."""
        return self.sheet.axis_key(self.number)

    @property
    def domain(self) -> list[float]:
        """The share of the plot's height that the panel takes, counted from the bottom."""
        return self.sheet.panel_domain(self.number)


@dataclass(frozen=True)
class Reach:
    """How far a panel's axis goes: its top, the limits drawn, and those too far above the data."""

    top: float
    drawn: list[LimitSpan]
    above: list[LimitSpan]


def reach(panel: Panel, lines: list[Line], targets: Targets) -> Reach:
    """Return how far a panel goes so that the data and what is drawn beside them fit."""
    metric = panel.metric
    means = [line.smooth[metric] for line in lines if metric in line.smooth]
    only_means = is_only_means(lines, metric)
    shown = means if only_means else [*(line.values[metric] for line in lines), *means]
    values = np.concatenate(shown)
    scale = 100 if METRICS[metric].unit == "%" else 1
    held = values[np.isfinite(values)] * scale
    if not len(held):
        return Reach(1.0, [], [])
    largest = max(float(held.max()), 10.0 ** -METRICS[metric].decimals)
    # A limit of a day says nothing about a mean over many.
    spans = [] if only_means else limit_spans(lines[0], metric, panel.standard)
    drawn = [s for s in spans if s.value <= MOST_HEADROOM * largest]
    goals = [t.value * scale for _, t in targets_drawn(lines[0], metric, targets)]
    top = 1.1 * max([largest, *(s.value for s in drawn), *goals])
    return Reach(
        min(top, 105.0) if scale == 100 else top, drawn, [s for s in spans if s not in drawn]
    )


def is_only_means(lines: list[Line], metric: str) -> bool:
    """Return whether a panel shows trailing means alone: of several lines that have one."""
    return len(lines) > 1 and all(metric in line.smooth for line in lines)


def targets_drawn(line: Line, metric: str, targets: Targets) -> list[tuple[int, Target]]:
    """Return (year, target) of the years of a line: a year's target belongs to years only."""
    if line.grain != "annual":
        return []
    years = [int(t.astype(int)) + 1970 for t in line.times]
    return [(year, targets[year, metric]) for year in years if (year, metric) in targets]


def panel_marks(
    panel: Panel, lines: list[Line], reached: Reach, targets: Targets, lang: str
) -> Marks:
    """Return a panel's title, its limits and targets, and words where it has nothing to draw.

    Limits are named above the panel; one too far above the data is named there and not drawn.
    """
    named = [limit_words(lang, panel.metric, span) for span in reached.drawn]
    if reached.above:
        words = limit_words(lang, panel.metric, reached.above[-1])
        named.append(text(lang, "trends.limit_above", limit=words))
    notes = [_title(panel, lines, lang, NAMES if named else 0)]
    if not any(np.isfinite(line.values[panel.metric]).any() for line in lines):
        middle = sum(panel.domain) / 2
        words = _nothing(panel, lang)
        notes.append({**_PAPER, "x": 0.5, "y": middle, "text": words, "font": {"size": 13}})
    if named:
        notes.append(_names(panel, named))
    shapes = [_limit_line(panel, span, lines[0]) for span in reached.drawn]
    for year, target in targets_drawn(lines[0], panel.metric, targets):
        for shape, note in _target_marks(panel, year, target, lang):
            shapes.append(shape)
            notes.append(note)
    return shapes, notes


def _title(panel: Panel, lines: list[Line], lang: str, above: int) -> dict[str, Any]:
    row, title = METRICS[panel.metric], series_name(lang, panel.metric, lines[0].grain)
    if is_only_means(lines, panel.metric):
        title = text(lang, "trends.hover.smooth", name=title)
    if unit(lang, row):
        title = text(lang, "trends.with_unit", name=title, unit=unit(lang, row))
    heading = {"x": 0, "xanchor": "left", "xshift": -40, "yanchor": "bottom"}
    heading["yshift"] = 4 + above
    # A phone is 340 pixels wide inside a card: a long English title fits in the smaller size only.
    font = {"size": 13 if len(title) <= _LONG_TITLE else 12}
    return {**_PAPER, **heading, "y": panel.domain[1], "text": title, "font": font}


def _nothing(panel: Panel, lang: str) -> str:
    is_none = lacks_index(panel.metric, panel.standard)
    return text(lang, "trends.who_has_none" if is_none else "common.empty.no_data")


def lacks_index(metric: str, standard: str) -> bool:
    """Return whether a metric is an index that the chosen scheme does not know."""
    return standard == WHO and metric in _OF_AQI


def _names(panel: Panel, named: list[str]) -> dict[str, Any]:
    """Return the names of a panel's limits, over it and not on its lines: there the data are."""
    return {
        **_PAPER,
        "x": 1,
        "xanchor": "right",
        "y": panel.domain[1],
        "yanchor": "bottom",
        "text": " → ".join(named),
        "font": {"size": 12, "color": LIMIT},
    }


def _across(panel: Panel, start: Any, end: Any, value: float, colour: str) -> dict[str, Any]:
    """Return a level line from one time to another."""
    return {
        "type": "line",
        "yref": f"y{panel.key}",
        "xref": "x",
        "x0": str(start),
        "x1": str(end),
        "y0": value,
        "y1": value,
        "line": {"color": colour, "width": 1.2},
    }


def _name(panel: Panel, x: Any, value: float, words: str, colour: str) -> dict[str, Any]:
    """Return words on a level line, written from x to the left."""
    return {
        "yref": f"y{panel.key}",
        "xref": "x",
        "x": str(x),
        "xanchor": "right",
        "y": value,
        "yanchor": "bottom",
        "text": words,
        "showarrow": False,
        "font": {"size": 12, "color": colour},
        "bgcolor": GROUND,
        "borderpad": 0,
    }


def _limit_line(panel: Panel, span: LimitSpan, line: Line) -> dict[str, Any]:
    """Return the line of a limit over its span.

    Markers of months and years stand on the beginning of a step, so their line ends a third of a
    step after the last marker and begins a third before the first.
    """
    start, end = (t.astype("datetime64[ms]") for t in (span.start, span.end))
    if line.step.is_long:
        step = (end - start) // max(line.step.size(span.start, span.end), 1)
        start, end = start - step // 3, end - step + step // 3
    return _across(panel, start, end, span.value, LIMIT)


def _target_marks(
    panel: Panel, year: int, target: Target, lang: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return a year's target, and the stretch target where there is one, across its marker."""
    begin = np.datetime64(f"{year}-01-01").astype("datetime64[ms]")
    third = np.timedelta64(365 * 8, "h")
    marks = []
    for kind, value in (("target", target.value), ("stretch", target.stretch)):
        if not np.isfinite(value):
            continue
        level = float(in_units(panel.metric, value) or 0.0)
        shape = _across(panel, begin - third, begin + third, level, ACCENT)
        shape["line"] |= {"dash": "dash", "width": 1.6}
        words = text(lang, f"trends.target.{kind}", year=year, value=amount(panel.metric, value))
        note = _name(panel, begin - third, level, words, ACCENT)
        # Target and stretch lie close together: one is named above its line, one below.
        other = target.stretch if kind == "target" else target.value
        note["yanchor"] = "top" if value < other else "bottom"
        marks.append((shape, note | {"xanchor": "left"}))
    return marks

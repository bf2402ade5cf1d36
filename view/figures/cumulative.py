"""The year so far against other years, for any metric that is cumulated."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout, limit_line
from view.figures.series import metric_colour, printed
from view.figures.sparkline import FIRST_DAYS
from view.figures.year_lines import BEFORE, OTHER, months_axis, on_one_year
from view.formats import THIN_SPACE, amount, unit
from view.text import text
from view.theme import ACCENT, NEUTRAL, PLACE_COLOURS
from view.years_so_far import YearSoFar

HEIGHT = 320
#: Below this share of the height a name under its line would lie on the months.
_NEAR_FOOT = 0.08
_PLOT_PIXELS, _LABEL_PIXELS = 270.0, 15.0
#: Labels of more years than this would fill the height: the plainest then go without.
_MOST_LABELS = 14


@dataclass(frozen=True)
class Goal:
    """A level that the year is held against at its end, in the printed unit.

    `words` stand on its line; "" where another line tells its name too.
    """

    kind: str
    value: float
    words: str


def cumulative_figure(
    years: Sequence[YearSoFar],
    chosen: int,
    versus: Sequence[int],
    metric: str,
    goals: Sequence[Goal],
    lang: str,
) -> Figure:
    """Draw a line a year over one clock of days, the chosen one bold, those of `versus` coloured.

    A year that began late is dotted. Monthly steps have markers. The axis is set by what comes
    after January, when a cumulated figure has settled, once that is the more.
    """
    known = [y for y in years if y.is_known]
    if not known:
        return empty(text(lang, "common.insufficient"))
    plain = [y for y in known if y.year != chosen and y.year not in versus]
    order = [*plain, *(y for y in known if y.year in versus and y.year != chosen)]
    order += [y for y in known if y.year == chosen]
    styles = {y.year: _style(y, chosen, versus, metric) for y in order}
    low, top = _reach(known, goals, metric)
    shapes, notes = [], _labels(order, chosen, styles, metric, (low, top))
    for number, goal in enumerate(goals):
        shape, note = _goal(goal, number, (goal.value - low) / (top - low))
        shapes.append(shape)
        notes += [note] if goal.words else []
    return {
        "data": [_line(y, styles[y.year], metric, lang) for y in order],
        "layout": layout(
            margin={"l": 44, "r": 100, "t": 12, "b": 28},
            xaxis={**months_axis(lang), "fixedrange": True},
            yaxis=axis(range=[low, top], nticks=5, fixedrange=True),
            shapes=shapes,
            annotations=notes,
        ),
    }


def _style(year: YearSoFar, chosen: int, versus: Sequence[int], metric: str) -> dict[str, Any]:
    style: dict[str, Any] = {"color": OTHER, "width": 1.2}
    if year.year == chosen:
        colour = metric_colour(metric)
        style = {"color": ACCENT if colour == NEUTRAL else colour, "width": 3.2}
    elif year.year in versus:
        style = {"color": PLACE_COLOURS[1 + list(versus).index(year.year) % 3], "width": 2.2}
    elif year.year == chosen - 1:
        style = {"color": BEFORE, "width": 2}
    return {**style, "dash": "dot"} if year.starts_late else style


def _line(year: YearSoFar, style: dict[str, Any], metric: str, lang: str) -> dict[str, Any]:
    row = METRICS[metric]
    is_monthly = len(year.dates) <= 12
    late = text(lang, "cumulative.hover.late") if year.starts_late else ""
    value = f"%{{y:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE)
    return {
        "type": "scatter",
        "mode": "lines+markers" if is_monthly else "lines",
        "name": text(lang, "common.year_name", year=year.year),
        "x": milliseconds(on_one_year(year.dates)),
        "y": typed(printed(year.values.astype(np.float32), metric)),
        "line": style,
        "marker": {"size": 5, "color": style["color"]},
        "connectgaps": False,
        # The last marker stands on the edge of the year.
        "cliponaxis": not is_monthly,
        "hovertemplate": f"{value}{late}",
    }


def _reach(known: Sequence[YearSoFar], goals: Sequence[Goal], metric: str) -> tuple[float, float]:
    """Return foot and top of the axis: from zero, but a share of good days near its own values."""
    settled, early = [], []
    for year in known:
        shown = printed(year.values.astype(np.float32), metric)
        is_early = (year.dates - np.datetime64(f"{year.year}-01-01")).astype(int) < FIRST_DAYS
        settled.append(shown[~is_early & np.isfinite(shown)])
        early.append(shown[is_early & np.isfinite(shown)])
    late, first = np.concatenate(settled), np.concatenate(early)
    kept = late if len(late) > len(first) else np.concatenate((late, first))
    levels = [goal.value for goal in goals]
    if METRICS[metric].unit == "%":
        low = min([float(kept.min()), *levels])
        return max(0.0, 10 * np.floor(low / 10 - 0.5)), 102.0
    most = float(kept.max())
    # A goal far above would press the years flat; it is told in words all the same.
    near = [level for level in levels if level <= 2.5 * most]
    return 0.0, max(1.1 * most, *(1.2 * level for level in near), 10.0 ** -METRICS[metric].decimals)


def _goal(goal: Goal, number: int, height: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the line of a goal with its words; height: where it lies, 0 at the foot, 1 on top."""
    shape, note = limit_line(goal.value, goal.words)
    if goal.kind != "limit":
        line = {"color": ACCENT, "width": 1.4, "dash": "dash"}
        shape = {**shape, "line": line}
        note = {**note, "font": {"size": 12, "color": ACCENT}}
    # Under the line of the lower and over the line of the higher one two names never meet.
    anchor = "top" if number == 0 and height > _NEAR_FOOT else "bottom"
    return shape, {**note, "x": 0.01, "xanchor": "left", "yanchor": anchor}


def _labels(
    order: Sequence[YearSoFar],
    chosen: int,
    styles: dict[int, dict[str, Any]],
    metric: str,
    reach: tuple[float, float],
) -> list[dict[str, Any]]:
    """Return each line's year and last value at its end, moved apart where two would touch."""
    low, top = reach
    ends = []
    for year in order[-_MOST_LABELS:]:
        last = np.flatnonzero(np.isfinite(year.values))[-1]
        shown = float(printed(year.values[last : last + 1].astype(np.float32), metric)[0])
        ends.append((year, year.dates[last], shown, float(year.values[last])))
    piled = sorted((end for end in ends if _is_at_end(end[1])), key=lambda end: end[2])
    gap = (top - low) * _LABEL_PIXELS / _PLOT_PIXELS
    spots = _move_apart([end[2] for end in piled], gap, low, top)
    heights = {end[0].year: spot for end, spot in zip(piled, spots, strict=True)}
    notes = []
    for year, when, shown, stored in ends:
        at_end = _is_at_end(when)
        is_chosen = year.year == chosen
        words = f"{year.year} · {amount(metric, stored)}"
        words = f"<b>{words}</b>" if is_chosen else words
        colour = styles[year.year]["color"]
        if colour not in (OTHER, BEFORE):
            words = f'<span style="color:{colour}">■</span> {words}'
        notes.append(
            {
                "x": str(on_one_year([when])[0]),
                "y": heights.get(year.year, min(shown, top)),
                "xanchor": "left",
                "yanchor": "middle" if at_end else _side(year, when, order),
                "xshift": 4,
                "text": words,
                "showarrow": False,
                "font": {"size": 13 if is_chosen else 12},
            }
        )
    return notes


def _move_apart(values: Sequence[float], gap: float, low: float, top: float) -> list[float]:
    """Return rising values at least a gap apart, each as near to its own as that leaves room for.

    Neighbours that would touch are laid around their common middle (pool adjacent violators).
    """
    pools: list[tuple[float, int]] = []
    for number, value in enumerate(values):
        mean, size = value - number * gap, 1
        while pools and pools[-1][0] >= mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    spots = [mean for mean, size in pools for _ in range(size)]
    spots = [spot + number * gap for number, spot in enumerate(spots)]
    # The whole pile is let down where it would leave the chart, but not below its foot.
    over = max(0.0, spots[-1] - top) if spots else 0.0
    under = max(0.0, low - (spots[0] - over)) if spots else 0.0
    return [spot - over + under for spot in spots]


def _side(year: YearSoFar, when: np.datetime64, order: Sequence[YearSoFar]) -> str:
    """Return what a label within the chart hangs by: under the line where most others are above."""
    others = np.array([other.at(when) for other in order if other is not year])
    others, own = others[np.isfinite(others)], year.at(when)
    return "top" if len(others) and (others > own).mean() > 0.5 else "bottom"


def _is_at_end(day: np.datetime64) -> bool:
    return str(day)[5:7] == "12"

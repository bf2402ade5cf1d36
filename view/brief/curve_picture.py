"""Draw the hours (or days) of a case: panels over one time axis, stages behind, warnings above."""

from typing import TYPE_CHECKING, Any

import numpy as np

from view.brief.document import printable
from view.brief.drawings import Band, Curve, Line, Panel
from view.brief.pen import FAINT, INCH, INK, SMALL, SOFT, TINY, Pen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH_MM = 160.0
_MAIN_MM, _MORE_MM, _STRIP_MM, _FRAME_MM = 47.0, 18.0, 4.6, 11.0
_LIMIT = "#9c3b30"
#: Shades of stages one after another: told apart in grey, faint below lines.
_SHADES = ("#e9edf1", "#f8f8f8")
#: Style of a line -> how it is drawn; no two of one panel differ by colour alone.
_STYLES: dict[str, dict[str, Any]] = {
    "main": {"color": "#8f2f1b", "linewidth": 1.7},
    "fine": {"color": "#6a7683", "linewidth": 0.8},
    "dashed": {"color": "#2a6aa0", "linewidth": 1.2, "linestyle": (0, (4, 1.6))},
    "plain": {"color": "#44515e", "linewidth": 1.1},
}
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MOST_TICKS = 11
_DAY = np.timedelta64(1, "D")


def stage_number(number: int) -> str:
    """Return the sign of a stage, from 1: in the picture and in the table of stages."""
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else str(number)


def draw_curve(curve: Curve, families: tuple[str, ...]) -> "Figure":
    """Return a figure of a curve; its text in the given font families."""
    from matplotlib.figure import Figure

    pen = Pen(families)
    strips = [_STRIP_MM * len(_rows(curve.strips))] if curve.strips else []
    heights = [*strips, _MAIN_MM, *[_MORE_MM] * (len(curve.panels) - 1)]
    tall = sum(heights) + _FRAME_MM
    figure = Figure(figsize=(_WIDTH_MM / INCH, tall / INCH), facecolor="white")
    frame: dict[str, Any] = {"left": 0.075, "right": 0.99, "top": 0.99, "bottom": 7.5 / tall}
    grid = figure.add_gridspec(len(heights), 1, height_ratios=heights, hspace=0.1, **frame)
    axes = [figure.add_subplot(grid[row]) for row in range(len(heights))]
    for axis in axes:
        axis.set_xlim(0.0, len(curve.times))
        _mark_days(axis, curve, pen, is_last=axis is axes[-1])
    for axis, panel in zip(axes[len(strips) :], curve.panels, strict=True):
        _draw_panel(axis, curve, panel, pen)
    if strips:
        _draw_strips(axes[0], curve, pen)
    return figure


def _at(curve: Curve, time: np.datetime64) -> float:
    """Return where a time stands on the axis, in steps from its start, within it."""
    step = _DAY if curve.is_daily else np.timedelta64(1, "h")
    place = float((time.astype("datetime64[m]") - curve.times[0].astype("datetime64[m]")) / step)
    return min(max(place, 0.0), float(len(curve.times)))


def _draw_panel(axis: "Axes", curve: Curve, panel: Panel, pen: Pen) -> None:
    is_first = panel is curve.panels[0]
    for number, band in enumerate(curve.bands):
        edges = _at(curve, band.start), _at(curve, band.end)
        axis.axvspan(*edges, color=_SHADES[number % 2], linewidth=0, zorder=0)
    for edge in (curve.start, curve.end):
        axis.axvline(_at(curve, edge), color=SOFT, linewidth=0.7, zorder=1)
    middle = np.arange(len(curve.times)) + 0.5
    for line in panel.lines:
        _draw_line(axis, middle, line)
    axis.set_ylim(*_range(panel, room=1.42 if is_first else 1.3))
    if np.isfinite(panel.limit):
        axis.axhline(panel.limit, color=_LIMIT, linewidth=0.9, linestyle=(0, (6, 2, 1, 2)))
        end = (float(len(curve.times)), panel.limit)
        side = {"ha": "right", "va": "bottom", "color": _LIMIT}
        pen.write_beside(axis, end, (-2, 1.5), panel.limit_words, **side)
    if is_first:
        _name_bands(axis, curve, pen)
        _draw_mark(axis, curve, pen)
    _dress(axis, panel, pen, is_first=is_first)


def _draw_line(axis: "Axes", middle: np.ndarray, line: Line) -> None:
    name = printable(line.name)
    if line.style == "bars":
        axis.bar(middle, line.values, 0.72, color="#9aa5b1", edgecolor=INK, lw=0.4, label=name)
        return
    axis.plot(middle, line.values, label=name, zorder=3, **_STYLES[line.style])
    # A value between two gaps is no line: it is drawn as a point.
    known = np.isfinite(line.values)
    alone = known & ~np.r_[False, known[:-1]] & ~np.r_[known[1:], False]
    axis.plot(middle[alone], line.values[alone], ".", ms=2.5, color=_STYLES[line.style]["color"])


def _range(panel: Panel, room: float) -> tuple[float, float]:
    """Return the ends of a panel's values, with room for its title above."""
    every = np.concatenate([*(line.values for line in panel.lines), [panel.limit]])
    known = every[np.isfinite(every)]
    if not len(known):
        return 0.0, 1.0
    high, least = float(known.max()), float(known.min())
    low = min(0.0, least) if panel.from_zero else least - 0.08 * (high - least)
    return low, low + max(high - low, 1e-3) * room


def _dress(axis: "Axes", panel: Panel, pen: Pen, *, is_first: bool) -> None:
    """Give a panel its title, key, scale and frame."""
    from matplotlib.ticker import MaxNLocator

    axis.yaxis.set_major_locator(MaxNLocator(4 if is_first else 3))
    axis.tick_params(labelsize=TINY, labelfontfamily=list(pen.families), length=2, width=0.5)
    axis.grid(axis="y", color=FAINT, linewidth=0.35, zorder=0.5)
    for name, spine in axis.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_linewidth(0.6)
    where = {"transform": axis.transAxes, "va": "top", "fontsize": SMALL, "weight": "bold"}
    pen.write(axis, 0.004, 0.985 if is_first else 0.97, panel.title, **where)
    if len(panel.lines) > 1:
        font = {"family": list(pen.families), "size": TINY}
        shape: dict[str, Any] = {"loc": "upper right", "frameon": False, "prop": font}
        key = axis.legend(ncols=3, borderaxespad=0.1, handlelength=2.6, columnspacing=1.2, **shape)
        for words in key.get_texts():
            words.set_parse_math(False)


def _name_bands(axis: "Axes", curve: Curve, pen: Pen) -> None:
    """Number the stages along the panel's top; the name stands beside where there is room."""
    whole, is_low = len(curve.times), False
    for number, band in enumerate(curve.bands, 1):
        low, high = _at(curve, band.start), _at(curve, band.end)
        share = (high - low) / whole
        fits = share > 0.021 * (len(printable(band.name)) + 1)
        # Numbers of narrow stages side by side stand on two lines.
        is_low = not is_low if share < 0.025 else False
        words = f"{stage_number(number)}{band.name}" if fits else stage_number(number)
        where = {"transform": axis.get_xaxis_transform(), "ha": "center", "va": "center"}
        pen.write(axis, (low + high) / 2, 0.81 if is_low else 0.87, words, **where)


def _draw_mark(axis: "Axes", curve: Curve, pen: Pen) -> None:
    if curve.mark is None:
        return
    time, value, words = curve.mark
    at = _at(curve, time) + 0.5
    axis.plot([at], [value], "o", ms=4, mfc="white", mec=INK, mew=1, zorder=5)
    is_late = at > len(curve.times) * 0.7
    side = {"ha": "right" if is_late else "left", "va": "bottom", "fontsize": SMALL}
    pen.write_beside(axis, (at, value), (-5 if is_late else 5, 2), words, **side)


def _mark_days(axis: "Axes", curve: Curve, pen: Pen, *, is_last: bool) -> None:
    """Set the ticks at midnights (of days: at their middle), as many as can be read."""
    first, last = (curve.times[end].astype("datetime64[D]") for end in (0, -1))
    days = np.arange(first, last + 1)
    shown = days[:: -(-len(days) // _MOST_TICKS)]
    shown = shown[shown >= curve.times[0]]
    axis.set_xticks([_at(curve, day) + 0.5 * curve.is_daily for day in shown])
    labels = [str(day)[5:] if is_last else "" for day in shown]
    axis.set_xticklabels(labels, fontfamily=list(pen.families))
    axis.tick_params(axis="x", labelsize=TINY, length=2.5 if is_last else 0)


def _rows(strips: tuple[Band, ...]) -> list[list[Band]]:
    """Return warnings in rows in which none lies over another."""
    rows: list[list[Band]] = []
    for strip in sorted(strips, key=lambda s: (s.start, s.end)):
        row = next((r for r in rows if r[-1].end <= strip.start), None)
        if row is None:
            rows.append(row := [])
        row.append(strip)
    return rows


def _draw_strips(axis: "Axes", curve: Curve, pen: Pen) -> None:
    rows = _rows(curve.strips)
    axis.set_ylim(len(rows), 0)
    axis.set_yticks([])
    axis.tick_params(axis="x", length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    bar: dict[str, Any] = {"facecolor": "#e2e2e2", "edgecolor": INK, "linewidth": 0.7}
    for level, row in enumerate(rows):
        for strip in row:
            low, high = _at(curve, strip.start), _at(curve, strip.end)
            axis.barh(level + 0.5, high - low, 0.8, low, **bar)
            middle = min(max((low + high) / 2, len(curve.times) * 0.05), len(curve.times) * 0.95)
            where = {"ha": "center", "va": "center", "clip_on": True}
            pen.write(axis, middle, level + 0.52, strip.name, **where)

"""Draw the values at a case's peak on the ground: areas in classes, stations with their number."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from view.brief.drawings import Area, PeakMap, Point
from view.brief.pen import INCH, INK, SMALL, TINY, Pen
from view.maps import class_colours, colour_of
from view.theme import ink_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

_WIDTH_MM, _MAP_MM, _KEY_MM = 160.0, 118.0, 38.0
_LEAST_MM, _MOST_MM = 70.0, 112.0
_EDGE = "#6b6b6b"
_KM_OF_A_DEGREE = 111.2
_LONGEST = 12
#: Half of a round, in points: three digits fit.
_HALF = 6.5


def draw_map(drawn: PeakMap, families: tuple[str, ...]) -> "Figure":
    """Return a figure of a map; its text in the given font families.

    Lightness alone tells the classes, so they are told in grey; each station has its number.
    """
    from matplotlib.figure import Figure

    pen = Pen(families)
    west, south, east, north = drawn.bounds
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    tall = (north - south) / (east - west) * stretch * _MAP_MM
    tall = min(max(tall, _LEAST_MM), _MOST_MM)
    figure = Figure(figsize=(_WIDTH_MM / INCH, tall / INCH), facecolor="white", dpi=100)
    axis = figure.add_axes((0.004, 0.005, _MAP_MM / _WIDTH_MM, 0.99))
    axis.set_xticks([])
    axis.set_yticks([])
    _fit(axis, drawn.bounds, stretch, _MAP_MM / tall)
    _draw_areas(axis, drawn)
    boxes = _draw_points(axis, drawn, pen)
    _name_points(axis, drawn, boxes, pen)
    _draw_scale(axis, stretch, pen)
    key = figure.add_axes((1 - _KEY_MM / _WIDTH_MM, 0.0, _KEY_MM / _WIDTH_MM, 1.0))
    _draw_key(key, drawn, tall, pen)
    return figure


def _fit(axis: "Axes", bounds: tuple[float, ...], stretch: float, shape: float) -> None:
    """Set the window so that it holds the bounds and a kilometre is as long in both directions."""
    west, south, east, north = bounds
    wide, high = max(east - west, 1e-3), max(north - south, 1e-3) * stretch
    wide, high = max(wide, high * shape), max(high, wide / shape)
    middle, centre = (west + east) / 2, (south + north) / 2
    axis.set_xlim(middle - wide / 2, middle + wide / 2)
    axis.set_ylim(centre - high / stretch / 2, centre + high / stretch / 2)


def _draw_areas(axis: "Axes", drawn: PeakMap) -> None:
    """Fill the areas by class; all without a value are one hatched shape."""
    from matplotlib.patches import PathPatch

    bare = [ring for a in drawn.areas if _fill(drawn, a) is None for ring in a.rings]
    if bare:
        shape: dict[str, Any] = {"facecolor": "white", "hatch": "////", "hatchcolor": "#d8d8d8"}
        axis.add_patch(PathPatch(_path(bare), edgecolor=_EDGE, linewidth=0.5, **shape))
    for area in drawn.areas:
        colour, width = _fill(drawn, area), 1.6 if area.is_own else 0.5
        if area.rings and (colour or area.is_own):
            shape = {"edgecolor": _EDGE, "linewidth": width, "zorder": 1 + 0.5 * area.is_own}
            axis.add_patch(PathPatch(_path(area.rings), facecolor=colour or "none", **shape))


def _fill(drawn: PeakMap, area: Area) -> str | None:
    return colour_of(area.value, drawn.edges)


def _path(rings: Sequence[np.ndarray]) -> "Path":
    from matplotlib.path import Path

    codes = [
        np.r_[Path.MOVETO, np.full(len(ring) - 2, Path.LINETO), Path.CLOSEPOLY] for ring in rings
    ]
    return Path(np.concatenate(rings), np.concatenate(codes))


def _draw_points(axis: "Axes", drawn: PeakMap, pen: Pen) -> list[Any]:
    """Draw every station as a round (a control point: a square) that holds its number.

    Where two would lie over each other the lower one is a dot. Returns the boxes that they take on
    the canvas.
    """
    taken: list[tuple[float, float, float, float]] = []
    for point in _from_highest(drawn):
        colour, box = colour_of(point.value, drawn.edges), _box(axis, point, _HALF)
        face = colour or "#ffffff"
        is_told = colour is not None and not any(_meet(box, other) for other in taken)
        marker: dict[str, Any] = {"ms": 2 * _HALF if is_told else 5, "mfc": face, "mec": INK}
        shape = "s" if point.is_control else "o"
        axis.plot([point.lon], [point.lat], shape, mew=0.8, zorder=4, clip_on=True, **marker)
        taken.append(box if is_told else _box(axis, point, 2.5))
        if is_told:
            where = {"ha": "center", "va": "center_baseline", "clip_on": True}
            shade = {"color": ink_on(face), "zorder": 5}
            pen.write(axis, point.lon, point.lat, f"{point.value:.0f}", **where, **shade)
    return taken


def _from_highest(drawn: PeakMap) -> list[Point]:
    return sorted(drawn.points, key=lambda p: -p.value if math.isfinite(p.value) else 1.0)


def _box(axis: "Axes", point: Point, half: float) -> tuple[float, float, float, float]:
    """Return the square around a point in points of the canvas."""
    x, y = axis.transData.transform((point.lon, point.lat)) * 72 / axis.figure.dpi
    return x - half, y - half, x + half, y + half


def _name_points(axis: "Axes", drawn: PeakMap, boxes: list[Any], pen: Pen) -> None:
    """Write the names of stations where they lie over nothing; the highest values first."""
    low, high = (axis.transAxes.transform(corner) for corner in ((0, 0), (1, 1)))
    frame = (*(low * 72 / axis.figure.dpi), *(high * 72 / axis.figure.dpi))
    taken = list(boxes)
    for point in _from_highest(drawn):
        name = _shortened(point.name)
        wide = sum(TINY if ord(c) > 0x2E80 else TINY * 0.58 for c in name)
        x, y = _box(axis, point, 0)[:2]
        for dx, dy in ((0, -11), (0, 11), (8 + wide / 2, 0), (-8 - wide / 2, 0)):
            at = (x + dx - wide / 2, y + dy - 3.6, x + dx + wide / 2, y + dy + 3.6)
            if _is_inside(at, frame) and not any(_meet(at, other) for other in taken):
                taken.append(at)
                where = {"ha": "center", "va": "center"}
                pen.write_beside(axis, (point.lon, point.lat), (dx, dy), name, **where)
                break


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _is_inside(box: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _draw_scale(axis: "Axes", stretch: float, pen: Pen) -> None:
    """Draw a bar of whole kilometres, about a fifth of the width."""
    west, east = axis.get_xlim()
    south, north = axis.get_ylim()
    wide = (east - west) / stretch * _KM_OF_A_DEGREE
    km = max((k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500) if k <= wide / 5), default=1)
    length = km / _KM_OF_A_DEGREE * stretch
    left, low = west + (east - west) * 0.02, south + (north - south) * 0.03
    axis.plot([left, left + length], [low, low], color=INK, lw=1.6, zorder=7)
    where = {"ha": "center", "va": "bottom", "zorder": 7}
    pen.write_beside(axis, (left + length / 2, low), (0, 3), f"{km} km", **where)


def _draw_key(axis: "Axes", drawn: PeakMap, tall: float, pen: Pen) -> None:
    """Draw what the classes and signs mean, in millimetres from the top left."""
    axis.set_xlim(0, _KEY_MM)
    axis.set_ylim(tall, 0)
    axis.axis("off")
    side: dict[str, Any] = {"fontsize": SMALL, "va": "center"}
    pen.write(axis, 2, 4, drawn.title, fontsize=SMALL, va="top", weight="bold")
    y = 8.0 + 3.6 * drawn.title.count("\n")
    pen.write(axis, 2, y + 2.5, drawn.unit, **side)
    edges, y = drawn.edges, y + 7
    colours = class_colours(edges)
    high = min(4.4, (tall - y - 20) / max(len(colours), 1))
    for number, colour in reversed(list(enumerate(colours))):
        axis.add_patch(_square(2, y, 6, high, facecolor=colour))
        words = f"{edges[number]:g}–{edges[number + 1]:g}"
        pen.write(axis, 10, y + high / 2, words, **{**side, "fontsize": min(SMALL, high * 2.4)})
        y += high
    y += 3
    axis.add_patch(_square(2, y, 6, 4.4, facecolor="white", hatch="////", hatchcolor="#c8c8c8"))
    pen.write(axis, 10, y + 2.2, drawn.missing, **side)
    y += 7
    if any(point.is_control for point in drawn.points):
        axis.plot([5], [y + 2.2], "s", ms=8, mfc="white", mec=INK, mew=0.8)
        pen.write(axis, 10, y + 2.2, drawn.control, **side)


def _square(x: float, y: float, wide: float, high: float, **shape: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), wide, high, edgecolor=_EDGE, linewidth=0.5, **shape)

"""Polar plots: concentration by where the wind blew from and how fast; the radius is wind speed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from airquality.metrics import METRICS
from view.figures.compass import compass, hatched, nice_step, outline, patches, rings_of, spot, told
from view.figures.frame import Figure, empty
from view.figures.wind_classes import class_names, classed_colours, classes_of
from view.formats import THIN_SPACE, amount, number, unit
from view.text import text
from view.wind_hours import Polar

_RINGS = 4
#: Classes of the conditional probability, in per cent; by chance it is 25.
CPF_EDGES = (0.0, 10.0, 25.0, 40.0, 60.0, 80.0, 100.0)


@dataclass(frozen=True)
class _Cell:
    """One cell to draw: outline, middle, what its colour says (NaN: too few), and its words."""

    outline: tuple[np.ndarray, np.ndarray]
    middle: tuple[float, float]
    value: float
    words: str


def polar_plot(polar: Polar, metric: str, edges: Sequence[float], least: int, lang: str) -> Figure:
    """Draw each cell in the class of its mean; cells with fewer than `least` hours are hatched.

    edges: of the classes of colour, in the metric's unit.
    """
    cells = _cells(polar, polar.mean, polar.calm[1], metric, least, lang)
    return _draw(polar, cells, edges, class_names(edges), least, lang)


def cpf_plot(polar: Polar, metric: str, least: int, lang: str) -> Figure:
    """Draw each cell in the class of its conditional probability, in per cent."""
    names = [f"{a:.0f}–{b:.0f}{THIN_SPACE}%" for a, b in pairwise(CPF_EDGES)]
    hours, _, over = polar.calm
    cells = _cells(
        polar, 100 * polar.cpf, 100 * over / hours if hours else np.nan, metric, least, lang
    )
    return _draw(polar, cells, CPF_EDGES, names, least, lang)


def _cells(
    polar: Polar, values: np.ndarray, calm: float, metric: str, least: int, lang: str
) -> list[_Cell]:
    """Return the cells with any hour, calm air as the disc in the middle."""
    known, middles = polar.known(least), (polar.edges[:-1] + polar.edges[1:]) / 2
    names = [text(lang, f"from_where.sector.{sector}") for sector in range(len(polar.hours))]
    speeds = [speed_words(polar, bin_) for bin_ in range(len(middles))]
    found = []
    for sector, bin_ in np.argwhere(polar.hours > 0).tolist():
        where = text(lang, "from_where.cell", sector=names[sector], speed=speeds[bin_])
        cell = (polar.hours[sector, bin_], polar.mean[sector, bin_], polar.over[sector, bin_])
        found.append(
            _Cell(
                outline(sector, polar.edges[bin_], polar.edges[bin_ + 1]),
                spot(sector, middles[bin_]),
                values[sector, bin_] if known[sector, bin_] else np.nan,
                _words(where, *cell, metric, bool(known[sector, bin_]), lang),
            )
        )
    hours, mean, over = polar.calm
    if hours:
        enough = hours >= least and np.isfinite(mean)
        words = _words(text(lang, "from_where.calm"), hours, mean, over, metric, enough, lang)
        disc = outline(0, 0, polar.edges[0], 360)
        found.append(_Cell(disc, (0.0, 0.0), calm if enough else np.nan, words))
    return found


def _draw(
    polar: Polar,
    cells: list[_Cell],
    edges: Sequence[float],
    names: Sequence[str],
    least: int,
    lang: str,
) -> Figure:
    values = np.array([cell.value for cell in cells])
    if not np.isfinite(values).any():
        return empty(text(lang, "from_where.few"))
    classes = classes_of(values, edges)
    data = []
    for k, (colour, name) in enumerate(zip(classed_colours(len(names)), names, strict=True)):
        own = [cells[n].outline for n in np.flatnonzero(classes == k)]
        data += [patches(own, colour, name)] if own else []
    few = [cells[n].outline for n in np.flatnonzero(classes < 0)]
    if few:
        data.append(hatched(few, text(lang, "from_where.legend.few", least=least)))
    data.append(told([cell.middle for cell in cells], [cell.words for cell in cells]))
    return compass(data, float(polar.edges[-1]), _rings(polar), lang)


def _rings(polar: Polar) -> list[tuple[float, str]]:
    """Return rings at round speeds; the outermost is that of all stronger wind."""
    reach = float(polar.edges[-1])
    step = max(nice_step(reach, _RINGS), 1.0)
    inner = [(r, words) for r, words in rings_of(step, reach, " m/s") if reach - r > 0.6 * step]
    return [*inner, (reach, speed_words(polar, len(polar.edges) - 2))]


def _words(
    where: str, hours: int, mean: float, over: int, metric: str, is_known: bool, lang: str
) -> str:
    shown = f"{int(hours):,}"
    if not is_known:
        return text(lang, "from_where.hover.few", where=where, hours=shown)
    value = f"{amount(metric, float(mean))}{THIN_SPACE}{unit(lang, METRICS[metric])}"
    share = number(100 * float(over) / float(hours), 0)
    return text(lang, "from_where.hover.cell", where=where, value=value, cpf=share, hours=shown)


def speed_words(polar: Polar, bin_: int) -> str:
    """Return the speeds of a bin: 2–3 m/s, ≥ 6 m/s of the last."""
    edges = [number(e, 0 if e.is_integer() else 1) for e in polar.edges[bin_ : bin_ + 2].tolist()]
    is_last = bin_ == len(polar.edges) - 2
    return f"≥{THIN_SPACE}{edges[0]} m/s" if is_last else f"{edges[0]}–{edges[1]} m/s"

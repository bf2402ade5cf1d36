"""Wind roses and pollution roses: how often each wind blew, and what it brought."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from airquality.metrics import METRICS
from view.figures.compass import (
    compass,
    hatched,
    nice_step,
    outline,
    patches,
    ring,
    rings_of,
    spot,
    told,
)
from view.figures.frame import Figure, empty
from view.figures.wind_classes import class_names, classed_colours, classes_of
from view.formats import THIN_SPACE, amount, number, unit
from view.text import text
from view.theme import LIMIT
from view.wind_hours import Rose

#: Degrees of a petal: narrower than its sector, so that neighbours are told apart.
_PETAL = 19.0
_RINGS = 4
#: Weather is grey-blue; lightness falls with the speed.
_SPEEDS = ("#dfe8f0", "#b4cadd", "#84a6c4", "#5a84ab", "#3b6a98", "#2b5a8a")


def speed_names(edges: Sequence[float], lang: str) -> list[str]:
    """Return each class of wind speed in words: 2–4, then ≥ 6 for the open one."""
    shown = [number(edge, 0 if float(edge).is_integer() else 1) for edge in edges]
    names = [f"{a}–{b}" for a, b in pairwise(shown)]
    return [*names, f"≥{THIN_SPACE}{shown[-1]}"]


def wind_rose(rose: Rose, lang: str) -> Figure:
    """Draw a petal a sector, as long as its share of all hours, parted by classes of speed."""
    if not rose.total:
        return empty(text(lang, "from_where.empty"))
    shares = 100 * rose.shares
    ends = np.cumsum(shares, axis=1)
    begins = ends - shares
    step = nice_step(max(float(ends.max()), 1.0), _RINGS)
    reach = float(step * np.ceil(max(float(ends.max()), 1.0) / step - 1e-9))
    names, data, spots, words = speed_names(rose.edges, lang), [], [], []
    for k, name in enumerate(names):
        own = [s for s in range(len(shares)) if shares[s, k] > 0]
        petals = [outline(s, begins[s, k], ends[s, k], _PETAL) for s in own]
        colour = _SPEEDS[round(k * (len(_SPEEDS) - 1) / max(len(names) - 1, 1))]
        data.append(patches(petals, colour, name))
        spots += [spot(s, (begins[s, k] + ends[s, k]) / 2) for s in own]
        words += [
            text(
                lang,
                "from_where.hover.wind",
                sector=text(lang, f"from_where.sector.{s}"),
                speed=name,
                share=number(shares[s, k], 1),
                hours=f"{int(rose.hours[s, k]):,}",
            )
            for s in own
        ]
    rings = rings_of(step, reach, f"{THIN_SPACE}%")
    return compass([*data, told(spots, words)], reach, rings, lang)


def pollution_rose(
    rose: Rose, metric: str, edges: Sequence[float], least: int, lang: str
) -> Figure:
    """Draw a petal a sector, as long and as dark as the mean concentration with that wind.

    edges: of the classes of colour. Sectors with fewer than `least` hours are hatched and have no
    length of their own. The dashed ring is the mean of all hours, calm included.
    """
    means, known = rose.of_sectors, rose.known_sectors(least)
    if not known.any():
        return empty(text(lang, "from_where.few"))
    top = max(float(means[known].max()), rose.overall)
    step = nice_step(top, _RINGS)
    reach = float(step * np.ceil(top / step - 1e-9))
    classes, names = classes_of(means, edges), class_names(edges)
    data = []
    for k, (colour, name) in enumerate(zip(classed_colours(len(names)), names, strict=True)):
        petals = [
            outline(s, 0, means[s], _PETAL) for s in np.flatnonzero(known & (classes == k)).tolist()
        ]
        data += [patches(petals, colour, name)] if petals else []
    few = np.flatnonzero(~known & (rose.hours.sum(axis=1) > 0)).tolist()
    if few:
        blank = [outline(s, 0, rose.overall, _PETAL) for s in few]
        data.append(hatched(blank, text(lang, "from_where.legend.few", least=least)))
    spots = [spot(s, means[s] * 0.7 if known[s] else rose.overall / 2) for s in range(len(means))]
    words = [_sector_words(rose, s, metric, bool(known[s]), lang) for s in range(len(means))]
    rings = rings_of(step, reach, "")
    mean = ring(rose.overall, color=LIMIT, width=1.4, dash="dash")
    return compass([*data, told(spots, words)], reach, rings, lang, shapes=[mean])


def _sector_words(rose: Rose, sector: int, metric: str, is_known: bool, lang: str) -> str:
    hours = int(rose.hours[sector].sum())
    name = text(lang, f"from_where.sector.{sector}")
    if not is_known:
        return text(lang, "from_where.hover.few", where=name, hours=f"{hours:,}")
    value = f"{amount(metric, rose.of_sectors[sector])}{THIN_SPACE}{unit(lang, METRICS[metric])}"
    return text(lang, "from_where.hover.mean", where=name, value=value, hours=f"{hours:,}")

"""A place's months, the means of its years with their limit, and how whole its hours are."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.arrays import milliseconds, typed
from view.figures.completeness import SCALE
from view.figures.frame import Figure, axis, empty, layout
from view.figures.series import metric_colour, printed
from view.formats import THIN_SPACE, unit
from view.text import text
from view.theme import LIMIT

HEIGHT = 216
#: Share of the height for the strip, and from where the panel stands above it.
_STRIP, _PANEL = 0.09, 0.17
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class History:
    """The months and years of one place and metric.

    Attributes:
        metric: a statistic of months and years.
        months: datetime64[M], one after another; values: float64, missing = NaN, in the stored
            unit; is_valid: bool, whether the month has as many days as the rules ask for.
        shares: float64 by month, share (0-1) of the stations' hours that is used; NaN = unknown.
        years: datetime64[Y]; of_years: float64; has_days: bool; limits: float64, of each year,
            NaN where there is none.
    """

    metric: str
    months: np.ndarray
    values: np.ndarray
    is_valid: np.ndarray
    shares: np.ndarray
    years: np.ndarray
    of_years: np.ndarray
    has_days: np.ndarray
    limits: np.ndarray

    @property
    def is_known(self) -> bool:
        """Whether any month has a value."""
        return bool(np.isfinite(self.values).any())

    @property
    def judged(self) -> np.ndarray:
        """Positions of the years that have a value from enough days."""
        return np.flatnonzero(np.isfinite(self.of_years) & self.has_days)


def history_figure(history: History, limit_words: str, lang: str) -> Figure:
    """Draw months as dots on a line, hollow with too few days, and years as bars of their mean.

    limit_words: name of the last year's limit, '' for none: limits belong to the years. Under
    them a strip: share of each month's hours that is used.
    """
    if not history.is_known:
        return empty(text(lang, "common.empty.no_data"))
    colour, has_strip = metric_colour(history.metric), bool(np.isfinite(history.shares).any())
    values = printed(history.values, history.metric)
    yearly = printed(history.of_years, history.metric)
    top = float(np.nanmax(np.concatenate([values, yearly, history.limits])))
    data = [_months(history, values, colour, lang), *_years(history, yearly, lang)]
    begin = history.months[0].astype("datetime64[D]")
    end = (history.months[-1] + 1).astype("datetime64[D]")
    shapes, notes = _limits(history, limit_words)
    if has_strip:
        data.append(_strip(history, lang))
    figure = layout(
        hovermode="closest",
        margin={"l": 34, "r": 6, "t": 18, "b": 24},
        xaxis=axis(
            type="date",
            anchor="y2" if has_strip else "y",
            showgrid=False,
            nticks=5,
            range=[str(begin), str(end)],
            tickformat="%Y" if len(history.months) > 24 else "%Y-%m",
        ),
        yaxis=axis(
            range=[0, 1.08 * top], domain=[_PANEL if has_strip else 0, 1], nticks=4, fixedrange=True
        ),
        shapes=shapes,
        annotations=notes,
    )
    figure["yaxis2"] = {"domain": [0, _STRIP], "visible": False, "fixedrange": True}
    return {"data": data, "layout": figure}


def _middles(history: History) -> np.ndarray:
    begins = history.months.astype("datetime64[D]")
    return begins + 14 * _DAY


def _amounts(lang: str, metric: str) -> str:
    row = METRICS[metric]
    return f"%{{y:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE)


def _months(history: History, values: np.ndarray, colour: str, lang: str) -> dict[str, Any]:
    names = [str(month) for month in history.months]
    short = text(lang, "common.insufficient")
    known = [n if ok else f"{n} · {short}" for n, ok in zip(names, history.is_valid, strict=True)]
    fill = [colour if ok else "rgba(0,0,0,0)" for ok in history.is_valid]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": milliseconds(_middles(history)),
        "y": typed(values),
        "line": {"color": colour, "width": 1.4},
        "marker": {"size": 5, "color": fill, "line": {"color": colour, "width": 1}},
        "text": known,
        "hovertemplate": f"%{{text}}<br>{_amounts(lang, history.metric)}<extra></extra>",
        "connectgaps": False,
        "name": text(lang, "station.months"),
    }


def _years(history: History, yearly: np.ndarray, lang: str) -> list[dict[str, Any]]:
    """Return each year's mean as a level over its days; years with too few days are left out."""
    at = history.judged
    if not len(at):
        return []
    begins = history.years[at].astype("datetime64[D]")
    ends = (history.years[at] + 1).astype("datetime64[D]") - 1
    blank = np.full(len(at), np.datetime64("NaT"), dtype="datetime64[D]")
    x = np.stack([begins, begins + (ends - begins) // 2, ends, blank], axis=1).ravel()
    y = np.repeat(yearly[at], 4)
    y[3::4] = np.nan
    names = np.repeat([str(year) for year in history.years[at]], 4).tolist()
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [None if np.isnat(day) else str(day) for day in x],
            "y": typed(y),
            "line": {"color": "#5a6672", "width": 3},
            "text": names,
            "hovertemplate": f"%{{text}}<br>{_amounts(lang, history.metric)}<extra></extra>",
            "connectgaps": False,
            "name": text(lang, "station.years"),
        }
    ]


def _limits(history: History, words: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a thin line over each year that has a limit, the last one's name above the panel."""
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "yref": "y",
            "x0": str(year.astype("datetime64[D]")),
            "x1": str((year + 1).astype("datetime64[D]") - 1),
            "y0": float(limit),
            "y1": float(limit),
            "line": {"color": LIMIT, "width": 1.2},
        }
        for year, limit in zip(history.years, history.limits, strict=True)
        if np.isfinite(limit)
    ]
    if not shapes or not words:
        return shapes, []
    note = {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "text": words,
        "showarrow": False,
        "font": {"size": 11, "color": LIMIT},
    }
    return shapes, [note]


def _strip(history: History, lang: str) -> dict[str, Any]:
    begins = history.months.astype("datetime64[D]")
    edges = np.append(begins, (history.months[-1] + 1).astype("datetime64[D]"))
    return {
        "type": "heatmap",
        "x": milliseconds(edges),
        "y0": 0,
        "dy": 1,
        "z": typed(100 * history.shares[None, :]),
        "yaxis": "y2",
        "zmin": 0,
        "zmax": 100,
        "colorscale": [list(step) for step in SCALE],
        "showscale": False,
        "hoverongaps": False,
        "text": [[str(month) for month in history.months]],
        "hovertemplate": f"%{{text}}<br>{text(lang, 'station.strip')}<extra></extra>",
    }

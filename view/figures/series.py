"""Series over time: a panel a metric above one another, a line a place or year, one time axis."""

from typing import Any

from view.figures.frame import Figure, axis, empty, layout
from view.figures.limits import limit_spans
from view.figures.marks import change_marks, change_rows, left_out_marks
from view.figures.panels import Panel, Targets, is_only_means, panel_marks, reach
from view.figures.series_traces import metric_colour, printed, traces
from view.figures.sheet import FOOT, NAMES, PANEL, ROW, Sheet
from view.figures.strip import strip_axis, strip_rows, strip_traces
from view.lines import Line
from view.text import text

__all__ = ["metric_colour", "printed", "series_figure", "series_height"]

#: So many months or years, or fewer, have a tick each.
_FEW_STEPS = 6


def series_height(
    lines: list[Line], metrics: tuple[str, ...], standard: str = "", basis: str = ""
) -> int:
    """Return the height in pixels that `series_figure` is drawn for."""
    if not lines:
        return PANEL + ROW + FOOT
    return _sheet(lines, metrics, standard).height + _top(lines, metrics, standard, basis) + FOOT


def series_figure(
    lines: list[Line],
    metrics: tuple[str, ...],
    lang: str,
    *,
    standard: str = "",
    basis: str = "",
    targets: Targets | None = None,
) -> Figure:
    """Draw lines over the same steps and of the same grain.

    One line has its pollutants' colours, several have the places'. A gap is a gap, a value alone
    between two gaps a dot; a trailing mean lies over its pale line. Steps longer than a day have
    markers, hollow where too few days are valid. Amounts start from zero. Limits are those of
    `standard` ('': in force), on the statistic they belong to, over the span in which they held;
    targets belong to years. What changes by no change of the air is a dotted line. A strip at the
    foot shows how much of each step is there.
    """
    if not lines:
        return empty(text(lang, "common.empty.no_data"))
    sheet, goals, first = _sheet(lines, metrics, standard), targets or {}, lines[0]
    data: list[dict[str, Any]] = []
    shapes, notes = change_marks(first, sheet, metrics, standard, basis, lang)
    top = _top(lines, metrics, standard, basis)
    figure = layout(
        margin={"l": 48, "r": 16, "t": top, "b": FOOT},
        hoversubplots="axis",
        xaxis=_time_axis(first, sheet, lang),
        showlegend=len(lines) > 1,
        legend=_legend(sheet, change_rows(first, metrics, standard, basis)),
        meta={"step": first.step.meta()},
    )
    for number, metric in enumerate(metrics):
        panel = Panel(metric, number, sheet, standard)
        data += traces(lines, panel, lang) + left_out_marks(panel, first, basis, lang)
        reached = reach(panel, lines, goals)
        # Markers that stand on zero need a little room not to be cut in half.
        foot = -0.03 * reached.top if first.step.is_long else 0
        figure[f"yaxis{panel.key}"] = axis(
            domain=panel.domain, range=[foot, reached.top], nticks=5, fixedrange=True
        )
        more_shapes, more_notes = panel_marks(panel, lines, reached, goals, lang)
        shapes, notes = shapes + more_shapes, notes + more_notes
    if sheet.rows:
        figure[f"yaxis{sheet.axis_key(sheet.panels)}"] = strip_axis(sheet)
        data += strip_traces(lines, metrics, sheet, lang)
    return {"data": data, "layout": {**figure, "shapes": shapes, "annotations": notes}}


def _sheet(lines: list[Line], metrics: tuple[str, ...], standard: str) -> Sheet:
    first = metrics[0]
    is_named = not is_only_means(lines, first) and limit_spans(lines[0], first, standard)
    return Sheet(len(metrics), strip_rows(lines, metrics), NAMES if is_named else 0)


def _top(lines: list[Line], metrics: tuple[str, ...], standard: str, basis: str) -> int:
    changes = change_rows(lines[0], metrics, standard, basis)
    head = _sheet(lines, metrics, standard).head
    return ROW * (1 + (len(lines) > 1) + changes) + head + 8


def _legend(sheet: Sheet, changes: int) -> dict[str, Any]:
    above = 1 + (sheet.head + ROW * (1 + changes)) / sheet.height
    return {"orientation": "h", "x": 0, "xanchor": "left", "y": above, "yanchor": "bottom"}


def _time_axis(line: Line, sheet: Sheet, lang: str) -> dict[str, Any]:
    low, high = line.start.astype("datetime64[ms]"), line.end.astype("datetime64[ms]")
    if line.step.is_long:
        # A marker on the edge would be cut in half; the end is the step after the last one.
        room = (high - low) // (len(line) * 3)
        low, high = low - room, high - 2 * room
    formats = [([None, 43_200_000], "hours"), ([86_400_000, 1_209_600_000], "days")]
    formats += [(["M1", "M6"], "months"), (["M12", None], "years")]
    return axis(
        type="date",
        range=[str(low), str(high)],
        anchor=sheet.lowest_axis,
        hoverformat=text(lang, f"trends.hover.{line.grain}"),
        ticklabelstandoff=4,
        tickformatstops=[
            {"dtickrange": span, "value": text(lang, f"trends.tick.{name}")}
            for span, name in formats
        ],
        **_ticks(line),
    )


def _ticks(line: Line) -> dict[str, Any]:
    """Return ticks on the steps themselves where these are long and few.

    Left to itself the axis would mark months between them.
    """
    if line.step.unit not in ("M", "Y") or len(line) > _FEW_STEPS:
        return {}
    meta = line.step.meta()
    return {"dtick": f"M{meta['count']}", "tick0": meta["origin"]}

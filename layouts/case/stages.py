"""Tables beside the curve of a case: its stages, folded away, and the numbers of a part."""

from collections.abc import Sequence
from typing import Any

from dash import html

from airquality.pollutants import POLLUTANTS
from layouts.parts.table import Cell, Head, long_table, table
from view.case_parts import Stage
from view.case_times import end_words, hour_words
from view.formats import MISSING, number
from view.text import text

_HEADS = ("stage", "start", "end", "from", "to", "peak", "rate")
_NUMBERS = ("from", "to", "peak", "rate")


def stage_table(lang: str, stages: Sequence[Stage], pollutant: str) -> dict[str, Any] | None:
    """Return a row a stage for `assets/js/case/strips.js`; None where there is no stage."""
    if not stages:
        return None
    unit = POLLUTANTS[pollutant].unit
    heads = [Head(_head(lang, name, unit), name in _NUMBERS) for name in _HEADS]
    rows = [_cells(lang, stage) for stage in stages]
    return long_table(heads, rows, css="case-stages", label=text(lang, "case_curve.stages"))


def _head(lang: str, name: str, unit: str) -> str:
    words = text(lang, f"case_curve.stages.{name}")
    if name == "rate":
        unit = text(lang, "case_curve.stages.rate.unit", unit=unit)
    return text(lang, "case_curve.title", name=words, unit=unit) if name in _NUMBERS else words


def _cells(lang: str, stage: Stage) -> list[Cell]:
    values = (stage.first_value, stage.last_value, stage.peak)
    return [
        text(lang, f"case_curve.stage.{stage.stage}"),
        hour_words(lang, stage.start),
        end_words(lang, stage.end),
        *(number(value, 0) for value in values),
        MISSING if stage.rate is None else number(stage.rate, 1, signed=True),
    ]


def part_table(lang: str, rows: Sequence[tuple[str, str, str, str]]) -> html.Div:
    """Return mean, lowest and highest hour of each pollutant over the part that was chosen."""
    heads = [
        Head(text(lang, f"case_curve.part.{name}"), name != "variable")
        for name in ("variable", "mean", "lowest", "highest")
    ]
    return table(heads, rows, css="case-part-numbers")

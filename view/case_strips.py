"""What stands in the strips above the curve of a case: warnings in force, and stages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from view.case_parts import Response, Stage
from view.case_times import end_words, hour_words
from view.case_window import Window
from view.text import text

_STATUS = {"from memory": "memory", "unverified": "unverified"}


@dataclass(frozen=True)
class Band:
    """A stretch of time with its word, its whole text, and the name of its look.

    left, width: shares of the hours shown, 0 to 1. part: what a press on it makes of
    `ViewState.part`, "" all hours again; None where there is nothing to press.
    """

    left: float
    width: float
    words: str
    said: str
    kind: str
    part: str | None = None


def stage_bands(lang: str, stages: Sequence[Stage], window: Window) -> list[Band]:
    """Return the stages that lie in a window, in order; a day of ozone is named by its date."""
    found: list[Band] = []
    for stage in stages:
        name = text(lang, f"case_curve.stage.{stage.stage}")
        told = {"start": hour_words(lang, stage.start), "end": end_words(lang, stage.end)}
        said = text(lang, "case_curve.band.stage", name=name, **told)
        is_day = stage.stage == "photochemical_day"
        words = text(lang, "case_curve.band.day", day=stage.start.day) if is_day else name
        band = _placed(stage.start, stage.end, window, words, said, stage.stage)
        if band is not None:
            found.append(replace(band, part=_part_of(stage, window)))
    return found


def _part_of(stage: Stage, window: Window) -> str:
    """Return the hours of a stage as a part; of the stage that is shown alone no part."""
    is_shown = (stage.start, stage.end) == tuple(
        pd.Timestamp(t) for t in (window.start, window.end)
    )
    return "" if is_shown else f"{stage.start:%Y%m%d%H}-{stage.end:%Y%m%d%H}"


def warning_bands(lang: str, responses: Sequence[Response], window: Window) -> list[Band]:
    """Return the warnings in force in a window by their beginning; their status is told."""
    warnings = (r for r in responses if r.kind == "warning")
    found = []
    for warning in sorted(warnings, key=lambda r: r.start):
        name = text(lang, f"case_curve.level.{warning.level}")
        said = _warning_words(lang, warning)
        if warning.status in _STATUS:
            name = text(lang, f"case_curve.band.{_STATUS[warning.status]}", words=name)
            said = text(lang, f"case_curve.band.{_STATUS[warning.status]}", words=said)
        kind = f"warning-{warning.level or 'none'}"
        found.append(_placed(warning.start, warning.end, window, name, said, kind))
    return [band for band in found if band is not None]


def _warning_words(lang: str, warning: Response) -> str:
    name, start = warning.name(lang), hour_words(lang, warning.start)
    if warning.end is None:
        return text(lang, "case_curve.band.lasting", name=name, start=start)
    end = end_words(lang, warning.end)
    return text(lang, "case_curve.band.warning", name=name, start=start, end=end)


def _placed(
    start: pd.Timestamp, end: pd.Timestamp | None, window: Window, words: str, said: str, kind: str
) -> Band | None:
    """Return a band cut to a window, None outside of it; without an end it fills the rest."""
    low, high = (pd.Timestamp(t) for t in (window.start, window.end))
    first, last = max(start, low), min(end if end is not None else high, high)
    if first >= last:
        return None
    left, width = (span / (high - low) for span in (first - low, last - first))
    return Band(float(left), float(width), words, said, kind)

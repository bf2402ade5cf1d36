"""By which days a synthetic city is made, and how far its donors lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from airquality.effects.donors import DONOR_RULE, DonorRule
from airquality.effects.held_out import MARGIN_DAYS
from airquality.effects.windows import Grid, Window, near
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE

#: Why a window has no days to compare.
OUTSIDE, REFERENCE_STATE = "outside", "reference_state"
#: Mean radius of the earth (IUGG), km.
EARTH_KM = 6_371.0088


def compared_days(
    dates: np.ndarray, window: Window, others: Sequence[Window], rule: DonorRule = DONOR_RULE
) -> tuple[np.ndarray, np.ndarray, str]:
    """Return the days before a measure and those of its window, bool (day,), and a reason.

    Args:
        dates: datetime64[D] (day,), without a gap.
        window: of the measure; a day counts where its noon lies in it.
        others: windows of the city's other measures: no days of theirs are days before.
        rule: how many days before are taken.

    The days before end `MARGIN_DAYS` before the window, for an alert is announced ahead, and lie
    in its reference state: concentrations of before 2018-09-01 and after are not compared
    (`gb3095`). Reason '', `OUTSIDE` (the window is not all in the record) or `REFERENCE_STATE`
    (it has days of both): then both are empty.
    """
    nothing = np.zeros(len(dates), dtype=bool)
    grid = Grid(dates.astype("datetime64[h]"), 24)
    span = grid.span(window)
    if span is None:
        return nothing, nothing, OUTSIDE
    first, within = dates[span[0]], grid.inside(window)
    is_old = dates < REFERENCE_STATE_CHANGE
    if is_old[within].any() and not is_old[within].all():
        return nothing, nothing, REFERENCE_STATE
    end = first - MARGIN_DAYS
    before = (dates >= end - rule.days_before) & (dates < end) & (is_old == is_old[span[0]])
    return before & ~near(others, grid, MARGIN_DAYS * 24), within, ""


def great_circle_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance of two places on a sphere, km (haversine formula); NaN of an unknown."""
    a, b = np.radians(lat), np.radians(other_lat)
    half = np.radians(other_lon - lon) / 2
    chord = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(half) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(chord)))

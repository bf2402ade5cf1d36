"""Monthly values of every place, basis by basis, as trends and change points take them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from pipeline.engine import Engine

METRICS = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
ALL, PRESENT_STATE = "all", "present_state"
_PLACE = ["city", "scope", "place"]


@dataclass(frozen=True)
class MonthSeries:
    """The months of one place, metric and basis that have a value.

    Attributes:
        keys: city, scope, place, metric and basis by name.
        months: datetime64[M]; values: float64, both (n,).
    """

    keys: dict[str, object]
    months: np.ndarray
    values: np.ndarray

    @property
    def span(self) -> tuple[np.datetime64, np.datetime64]:
        """First day of the first month and of the one after the last; NaT where there is none."""
        if not len(self.months):
            return np.datetime64("NaT", "D"), np.datetime64("NaT", "D")
        return (
            self.months.min().astype("datetime64[D]"),
            (self.months.max() + 1).astype("datetime64[D]"),
        )

    @property
    def crosses_reference_change(self) -> bool:
        """Whether the months are of two reference states."""
        first, end = self.span
        is_mixed = self.keys["basis"] != PRESENT_STATE
        return bool(is_mixed and first < REFERENCE_STATE_CHANGE < end)


def series_of(evaluations: pd.DataFrame) -> list[MonthSeries]:
    """Return the series of bases `all` and `present_state`, by city, scope and place.

    evaluations: the table of that name, or a table of months alone: without a column `kind` every
    row is a month, without `basis` every row is of basis `all`. Basis `present_state` has rows
    before 2018-09-01 only; its series goes on with the months of basis `all` from there on. A
    month that could not be converted for want of weather is missing in it. A place without months
    before that date has no such series.
    """
    months = evaluations
    if "kind" in months:
        months = months[months["kind"] == "month"]
    basis = months["basis"].astype(str) if "basis" in months else pd.Series(ALL, months.index)
    parts = {name: months[(basis == name).to_numpy()] for name in (ALL, PRESENT_STATE)}
    later = parts[ALL]["period_start"].to_numpy().astype("datetime64[D]") >= REFERENCE_STATE_CHANGE
    series: list[MonthSeries] = []
    converted = parts[PRESENT_STATE]
    if len(converted):
        known = pd.MultiIndex.from_frame(converted[_PLACE].astype(str))
        own = pd.MultiIndex.from_frame(parts[ALL][_PLACE].astype(str)).isin(known)
        parts[PRESENT_STATE] = pd.concat([converted, parts[ALL][later & own]])
    for name, part in parts.items():
        series += _split(part, name)
    return series


def _split(months: pd.DataFrame, basis: str) -> list[MonthSeries]:
    number = months["period_start"].to_numpy().astype("datetime64[M]")
    values = {metric: months[metric].to_numpy(dtype=float) for metric in METRICS}
    found = []
    for keys, rows in months.groupby(_PLACE, sort=True, observed=True).indices.items():
        named: dict[str, object] = dict(zip(_PLACE, list(keys), strict=True))  # type: ignore[call-overload]
        for metric in METRICS:
            own = rows[np.isfinite(values[metric][rows])]
            keyed = {**named, "metric": metric, "basis": basis}
            found.append(MonthSeries(keyed, number[own], values[metric][own]))
    return found


def groups_of(series: list[MonthSeries]) -> list[list[int]]:
    """Return the numbers of the series that have the same months, group by group."""
    found: dict[bytes, list[int]] = {}
    for number, own in enumerate(series):
        found.setdefault(own.months.tobytes(), []).append(number)
    return list(found.values())


def rows_of(
    series: list[MonthSeries],
    describe: Callable[[list[MonthSeries]], list[list[dict[str, object]]]],
    engine: Engine | None,
) -> list[dict[str, object]]:
    """Return the rows that each series gives, in order.

    describe: of series of the same months, which share much of the work.
    """
    groups = groups_of(series)
    found: list[list[dict[str, object]]] = [[] for _ in series]
    blocks = [[series[number] for number in group] for group in groups]
    for group, rows in zip(groups, (engine or Engine()).map(describe, blocks), strict=True):
        for number, own in zip(group, rows, strict=True):
            found[number] = own
    return [row for rows in found for row in rows]

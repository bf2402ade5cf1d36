"""What the Trends page says in words, by rule."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.formats import number, unit
from view.text import text
from view.wording import period, series_name

#: Months from which on a slope whose interval leaves out zero is called a trend: the interval
#: takes neighbouring months as independent and is too narrow. Our own choice.
_SURE_MONTHS = 120


def slope_sentence(lang: str, name: str, row: Mapping[str, Any]) -> str:
    """Return one trend in words: slope, interval, period, whether it can be told from none.

    `row` is one of the table of trends; where there is no slope the
    reason is given.
    """
    metric = str(row["metric"])
    what = series_name(lang, metric, "monthly")
    months = int(row["months"])
    if not np.isfinite(row["slope"]):
        return text(lang, "trends.slope.none", place=name, what=what, months=months)
    decimals = METRICS[metric].decimals + 1
    shown = {
        key: number(float(row[column]), decimals, signed=True)
        for key, column in (("slope", "slope"), ("low", "slope_low"), ("high", "slope_high"))
    }
    start, end = (np.datetime64(row[c], "M") for c in ("period_start", "period_end"))
    sentence = text(
        lang,
        "trends.slope",
        place=name,
        what=what,
        **shown,
        unit=unit(lang, METRICS[metric]),
        percent=number(float(row["slope_pct"]), 1, signed=True),
        period=period(lang, "monthly", start, end),
        months=months,
        verdict=text(lang, f"trends.slope.{_verdict(row)}"),
    )
    notes = [text(lang, f"trends.slope.note.{row['note']}")] if row["note"] else []
    return text(lang, "trends.slope.join").join([sentence, *notes])


def _verdict(row: Mapping[str, Any]) -> str:
    """Return which words judge a slope; none where a step that is not the air's is in it."""
    if row["crosses_reference_change"]:
        return "crosses"
    if row["slope_low"] <= 0 <= row["slope_high"]:
        return "unclear"
    way = "down" if row["slope"] < 0 else "up"
    return way if row["months"] >= _SURE_MONTHS else f"{way}.maybe"

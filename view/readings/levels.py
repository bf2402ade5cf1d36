"""What is said of the days by level: the last year against the one before, or the months."""

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANTS
from airquality.schemes import IN_FORCE, SCHEMES
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from airquality.validity import GB3095
from view.formats import number
from view.queries.levels import Levels
from view.standing import difference
from view.text import text


def levels_sentence(found: Levels, lang: str) -> str:
    """Return the reading of years or of months."""
    known = found.rows[found.rows["valid_days"] > 0]
    if known.empty:
        return text(lang, "levels.reading.none", place=found.place.name(lang))
    parts = _months(found, known, lang) if found.kind == "month" else _years(found, known, lang)
    return text(lang, "levels.reading.join").join(filter(None, parts)) + text(
        lang, "levels.reading.end"
    )


def _years(found: Levels, known: pd.DataFrame, lang: str) -> list[str]:
    """Return the last year that has a share of good days, and its change from the one before."""
    shared = known[known["good_ratio"].notna()]
    row = (shared if len(shared) else known).iloc[-1]
    year = row["period_start"].year
    parts = [_good_words(found, row, text(lang, "common.year_name", year=year), lang)]
    before = known[known["period_start"].dt.year == year - 1]
    if len(before):
        parts.append(_change_words(found.scheme, row, before.iloc[0], lang))
    return [*parts, _heavy_words(row["heavy_days"], lang), _lead_words(found, row, lang)]


def _months(found: Levels, known: pd.DataFrame, lang: str) -> list[str]:
    """Return all months together, the best and the worst of those with a share."""
    totals = known.sum(numeric_only=True, min_count=1)
    start, end = known["period_start"].iloc[0], known["period_start"].iloc[-1]
    period = text(
        lang,
        "levels.months" if start < end else "levels.one_month",
        year=start.year,
        first=text(lang, f"common.month.{start.month}"),
        last=text(lang, f"common.month.{end.month}"),
    )
    totals["good_ratio"] = totals["good_days"] / totals["valid_days"]
    parts = [_good_words(found, totals, period, lang)]
    shared = known[known["good_ratio"].notna()]
    if len(shared) > 1:
        share = shared["good_ratio"].to_numpy()
        best, worst = shared.iloc[int(np.argmax(share))], shared.iloc[int(np.argmin(share))]
        parts.append(
            text(
                lang,
                "levels.reading.months",
                best=text(lang, f"overview.calendar.month.{best['period_start'].month}"),
                best_share=_share(best),
                worst=text(lang, f"overview.calendar.month.{worst['period_start'].month}"),
                worst_share=_share(worst),
            )
        )
    return [*parts, _heavy_words(totals["heavy_days"], lang), _lead_words(found, totals, lang)]


def _good_words(found: Levels, row: pd.Series, when: str, lang: str) -> str:
    key = "limits" if SCHEMES[found.scheme].by_limits else "aqi"
    share = (
        text(lang, "levels.reading.too_few")
        if np.isnan(row["good_ratio"])
        else text(lang, "levels.reading.share", share=_share(row))
    )
    return text(
        lang,
        f"levels.reading.{key}",
        place=found.place.name(lang),
        when=when,
        good=int(row["good_days"]),
        valid=int(row["valid_days"]),
        share=share,
    )


def _share(row: pd.Series) -> str:
    return number(100 * float(row["good_ratio"]), 1)


def _change_words(scheme: str, row: pd.Series, before: pd.Series, lang: str) -> str:
    """Return the change of the share in points, or why the two years are not compared.

    Both need as many days with an AQI as GB 3095 table 4 asks of a year's mean: for a count of
    days it says nothing, so this is our own choice.
    """
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    if min(row["valid_days"], before["valid_days"]) < GB3095.days_a_year:
        return text(lang, "levels.reading.no_change.too_few")
    if scheme == IN_FORCE and row["limits"] != before["limits"]:
        return text(lang, "levels.reading.no_change.standard")
    if before["period_start"] < changed < row["period_end"]:
        return text(lang, "levels.reading.no_change.reference")
    change = difference("good_ratio", float(row["good_ratio"]), float(before["good_ratio"]))
    if change.kind in ("none", "equal"):
        return text(lang, "levels.reading.equal") if change.kind == "equal" else ""
    return text(lang, f"levels.reading.{change.kind}", points=number(change.amount, 1))


def _heavy_words(days: float, lang: str) -> str:
    return "" if np.isnan(days) else text(lang, "levels.reading.heavy", days=int(days))


def _lead_words(found: Levels, row: pd.Series, lang: str) -> str:
    """Return which pollutant led on most days, or was above its limit on most."""
    key = "primary" if SCHEMES[found.scheme].has_primary else "over"
    days = {p: float(row[f"{key}_{p}"]) for p in POLLUTANTS}
    most = max(days, key=lambda p: days[p])
    if not days[most] > 0:
        return ""
    return text(lang, f"levels.reading.{key}", symbol=POLLUTANTS[most].symbol, days=int(days[most]))

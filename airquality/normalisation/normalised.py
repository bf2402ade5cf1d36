"""A series as it would have been in average weather, by both schemes, with interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy import stats

from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.blocks import SEED
from airquality.normalisation.expectation import (
    DRAWS,
    SCHEMES,
    draw_weather,
    expect_all,
    expect_weather,
)
from airquality.normalisation.member import Fitted
from airquality.normalisation.model import Recipe, Workshop, draw_weeks, recipe_for
from airquality.normalisation.predictors import Predictors
from airquality.normalisation.refusal import NormalisationError
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE

#: Members of drawn weeks behind an interval (our own choice: more narrow nothing).
MEMBERS = 10
LEVEL = 0.95
#: How much wider the interval of one month's level is than its members scatter. What the model
#: smooths away of a month is the same in every member and in every year: it falls out of a change,
#: not of a level. (Measured on 40 made-up cities: 87 % of the months held without, 96 % with it;
#: changes of one to twelve months held in 88 to 94 % of the cases as they are.)
MONTH_WIDENED = 1.5
#: Days that a record and its values must span; below, no season can be told from weather.
LEAST_DAYS = 183
#: Rows that members of the scheme `all` take as weather: every 7th hour meets all hours.
THINNED = 7
#: Share of a month's rows that must be measured (our own choice).
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Normalised:
    """One series by one scheme.

    Attributes:
        scheme: of `SCHEMES`.
        times: datetime64[h] (row,).
        step_hours: 1 or 24.
        observed: float64 (row,), missing = NaN.
        central: float32 (row,), of the model of all weeks.
        members: float32 (member, row), of models of drawn weeks: their spread is the interval.
    """

    scheme: str
    times: np.ndarray
    step_hours: int
    observed: np.ndarray
    central: np.ndarray
    members: np.ndarray


@dataclass(frozen=True)
class Month:
    """A month; `low` and `high` are NaN without members, all is NaN of too few measured rows."""

    start: np.datetime64
    observed: float
    normalised: float
    low: float
    high: float
    days: int


def check_series(
    values: np.ndarray, times: np.ndarray, step_hours: int = 1, is_converted: bool = False
) -> None:
    """Refuse a series that allows no normalisation.

    values, times: (row,). Concentrations from before 2018-09-01 and from then on lie in two
    reference states; `is_converted` says that they were brought to one.

    Raises NormalisationError: `too_short` (measured over less than half a year), `too_few` (less
    than half a year of values in all), `constant`, `reference_state`.
    """
    measured = np.flatnonzero(~np.isnan(values))
    span = 0 if not measured.size else (measured[-1] - measured[0] + 1) * step_hours / HOURS_PER_DAY
    if span < LEAST_DAYS:
        words = f"measured over {span:.0f} days, {LEAST_DAYS} are needed to tell a season"
        raise NormalisationError("too_short", words)
    days = measured.size * step_hours / HOURS_PER_DAY
    if days < LEAST_DAYS:
        words = f"values of {days:.0f} days in all, {LEAST_DAYS} are needed"
        raise NormalisationError("too_few", words)
    if np.nanmin(values) == np.nanmax(values):
        raise NormalisationError("constant", f"every value is {np.nanmin(values):g}")
    own = times[measured]
    if not is_converted and own[0] < REFERENCE_STATE_CHANGE <= own[-1]:
        raise NormalisationError(
            "reference_state",
            "values from before and after 2018-09-01 lie in two reference states; convert them",
        )


def normalise(
    predictors: Predictors,
    values: np.ndarray,
    schemes: Sequence[str] = SCHEMES,
    recipe: Recipe | None = None,
    members: int = MEMBERS,
    draws: int = DRAWS,
    workers: int = 1,
    is_converted: bool = False,
) -> dict[str, Normalised]:
    """Normalise a series by each scheme.

    Args:
        predictors: of its rows.
        values: (row,), µg/m³ (CO mg/m³), missing = NaN.
        schemes: of `SCHEMES`.
        recipe: by default that of hours or days.
        members: models of weeks drawn with replacement, for the interval; 0: none.
        draws: of the scheme `weather`, for the central series; members take one each, the same
            for all: their spread is that of the models, not of the draws.
        workers: threads.
        is_converted: values of two reference states were brought to one.

    Every row with predictors has an answer, measured or not. Raises NormalisationError as
    `check_series`.
    """
    check_series(values, predictors.times, predictors.step_hours, is_converted)
    workshop = Workshop(predictors, recipe or recipe_for(predictors))
    weights = [np.ones(len(values)), *draw_weeks(predictors.times, members, SEED)]
    drawn = draw_weather(predictors, draws)
    one = draw_weather(predictors, 1)

    def make(number: int) -> dict[str, np.ndarray]:
        member = workshop.fit(values, weights[number], SEED + number)
        fitted = Fitted((member,), workshop.terms_maker)
        found = {}
        if "weather" in schemes:
            found["weather"] = expect_weather(fitted, predictors, one if number else drawn)[0]
        if "all" in schemes:
            thin = THINNED if number and predictors.step_hours == 1 else 1
            found["all"] = expect_all(member, fitted, predictors, thin)
        return found

    with ThreadPoolExecutor(workers) as pool:
        made = list(pool.map(make, range(len(weights))))
    return {scheme: _join(scheme, predictors, values, made) for scheme in schemes}


def _join(
    scheme: str,
    predictors: Predictors,
    values: np.ndarray,
    made: Sequence[Mapping[str, np.ndarray]],
) -> Normalised:
    series = np.stack([each[scheme] for each in made])
    observed = np.asarray(values, dtype=np.float64)
    times, step = predictors.times, predictors.step_hours
    return Normalised(scheme, times, step, observed, series[0], series[1:])


def spread(members: np.ndarray, level: float = LEVEL) -> float:
    """Return half the width of an interval from what the members say of one quantity, (member,).

    Student's t times their standard deviation: the scatter of models of drawn weeks. It holds what
    the choice of weeks does to the model, not what every model of this kind gets wrong. NaN of
    fewer than two members.
    """
    if len(members) < 2:
        return np.nan
    quantile = stats.t.ppf((1 + level) / 2, len(members) - 1)
    return float(quantile * np.std(members, ddof=1))


def months(series: Normalised, least_share: float = LEAST_SHARE) -> list[Month]:
    """Return the months that the record touches: means of the measured rows on both sides.

    Only rows with a measurement count, observed and normalised alike: a month that lost its
    cleanest week must not seem changed by it. Fewer than `least_share` of the rows of the whole
    month: NaN. `days` are those with any measured row. The central value is that of the model of
    all weeks, low and high are `MONTH_WIDENED` times `spread` either side, not below 0.
    """
    month = series.times.astype("datetime64[M]")
    found = []
    for start in np.unique(month):
        rows = np.flatnonzero((month == start) & ~np.isnan(series.observed))
        length = (start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")
        whole = length.astype(int) * HOURS_PER_DAY / series.step_hours
        days = len(np.unique(series.times[rows].astype("datetime64[D]")))
        first = start.astype("datetime64[D]")
        if len(rows) < least_share * whole:
            found.append(Month(first, np.nan, np.nan, np.nan, np.nan, days))
            continue
        mean = float(series.central[rows].mean(dtype=np.float64))
        half = MONTH_WIDENED * spread(series.members[:, rows].mean(axis=1, dtype=np.float64))
        observed = float(series.observed[rows].mean())
        found.append(Month(first, observed, mean, max(mean - half, 0.0), mean + half, days))
    return found

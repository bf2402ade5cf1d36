"""By which classes the frames of a map are coloured, and which limit belongs to them."""

import numpy as np

from airquality.metrics import limit_averaging
from airquality.schemes import IN_FORCE, limits_of_periods
from view import formats, map_scales
from view.figures.limits import limit_of
from view.frames import Series
from view.limit_words import annual_limit_words, limit_of_year, scheme_of
from view.limit_words import daily_limit_words as daily_words
from view.map_periods import SHORT_KINDS, Choice
from view.map_scales import MapScale
from view.text import text


def scale_of(choice: Choice, found: Series, lang: str) -> MapScale | None:
    """Return what the colours of a period, a day or an hour mean."""
    assert choice.span is not None
    if not np.isfinite(found.values).any() and choice.scale == "local":
        return None
    if choice.scale == "local":
        return map_scales.local_scale(choice.metric, found.values, lang)
    if choice.kind in SHORT_KINDS:
        levels = map_scales.level_scale(
            choice.metric, choice.kind, choice.standard, choice.span.last, choice.palette, lang
        )
        return levels or map_scales.who_scale(choice.metric, choice.span.last, lang)
    scheme = scheme_of(choice.standard)
    value = limit_of_year(choice.metric, scheme, choice.span.last)
    name = "" if value is None else _year_limit_words(choice, value, lang)
    return map_scales.limit_scale(choice.metric, value, name, lang)


def _year_limit_words(choice: Choice, value: float, lang: str) -> str:
    assert choice.span is not None
    scheme, last = scheme_of(choice.standard), choice.span.last
    return annual_limit_words(lang, choice.metric, value, scheme, last)


def limit(choice: Choice, lang: str) -> tuple[float, str] | None:
    """Return the limit that belongs to the statistic, and its name; None where there is none.

    Of an hour, a day or a year: months and seasons have none in GB 3095.
    """
    grain = {"hour": "hourly", "day": "daily", "year": "annual"}.get(choice.kind)
    if grain is None or choice.span is None or limit_averaging(choice.metric, grain) is None:
        return None
    scheme, last = scheme_of(choice.standard), choice.span.last
    if grain == "annual":
        value = limit_of_year(choice.metric, scheme, last)
        return None if value is None else (value, _year_limit_words(choice, value, lang))
    used = str(limits_of_periods(last + 1, IN_FORCE)[0]) if scheme == IN_FORCE else scheme
    value = limit_of(choice.metric, grain, used)
    if value is None:
        return None
    if grain == "daily":
        return value, daily_words(lang, choice.metric, value, scheme, last)
    words = text(lang, "common.limit.1h", value=formats.number(value, 0))
    key = "trends.guideline" if used == "who2021" else "trends.limit"
    standard = text(lang, f"common.standard.{used}")
    return value, text(lang, key, limit=words, standard=standard)

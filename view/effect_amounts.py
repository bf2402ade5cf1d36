"""Amounts of an effect as a reader sees them: with unit, sign and interval, rounded alike."""

from airquality.metrics import METRICS
from view.formats import MISSING, THIN_SPACE, number
from view.text import text

#: From this size on decimals of a difference tell nothing: its interval is wider.
_WHOLE_FROM = 20.0


def unit_of(modelled: str) -> str:
    """Return the unit of what is modelled."""
    return METRICS[modelled].unit


def level(modelled: str, value: float | None) -> str:
    """Return a concentration rounded as its metric is, with its unit."""
    shown = number(value, METRICS[modelled].decimals)
    return shown if shown == MISSING else f"{shown}{THIN_SPACE}{unit_of(modelled)}"


def decimals_of(modelled: str, *values: float | None) -> int:
    """Return to how many decimals differences that stand together are rounded."""
    own = METRICS[modelled].decimals
    known = [abs(v) for v in values if v is not None]
    is_large = bool(known) and max(known) >= _WHOLE_FROM
    return own if is_large else own + 1


def difference(modelled: str, value: float | None, *beside: float | None) -> str:
    """Return a signed difference with its unit, rounded as those beside it."""
    shown = number(value, decimals_of(modelled, value, *beside), signed=True)
    return shown if shown == MISSING else f"{shown}{THIN_SPACE}{unit_of(modelled)}"


def between(
    lang: str, modelled: str, low: float | None, high: float | None, *beside: float | None
) -> str:
    """Return the 95 % interval of a difference; '' where it is not known."""
    if low is None or high is None:
        return ""
    places = decimals_of(modelled, low, high, *beside)
    ends = {"low": number(low, places, signed=True), "high": number(high, places, signed=True)}
    return text(lang, "effects.interval", **ends)


def percent(value: float | None) -> str:
    """Return a signed share in per cent."""
    shown = number(value, 0, signed=True)
    return shown if shown == MISSING else f"{shown}{THIN_SPACE}%"


def percent_between(lang: str, low: float | None, high: float | None) -> str:
    """Return the 95 % interval of a share in per cent; '' where it is not known."""
    if low is None or high is None:
        return ""
    ends = {"low": number(low, 0, signed=True), "high": number(high, 0, signed=True)}
    return text(lang, "effects.interval.percent", **ends)

"""What the card of exceedance curves says in words, by rule."""

from collections.abc import Sequence

from airquality.metrics import METRICS
from view.figures.exceedance import Spread
from view.formats import THIN_SPACE, amount, number, unit
from view.limit_words import daily_limit_words
from view.queries.exceedance import Over
from view.text import text
from view.wording import series_name


def panel_sentence(
    metric: str, curves: Sequence[tuple[Spread, Over | None]], scheme: str, lang: str
) -> str:
    """Return on which share of days each curve passed the limit, or its median without one."""
    parts = [_curve_words(spread, over, metric, lang) for spread, over in curves]
    joined = text(lang, "exceedance.semicolon").join(parts)
    name = series_name(lang, metric, "daily")
    judged = [over for spread, over in curves if spread.is_known and over and over.days]
    if not judged:
        return text(lang, "exceedance.reading.panel", metric=name, parts=joined)
    limit = _limits_words(judged, metric, scheme, lang)
    return text(lang, "exceedance.reading.over", metric=name, limit=limit, parts=joined)


def _curve_words(spread: Spread, over: Over | None, metric: str, lang: str) -> str:
    if not spread.is_known:
        key = "few" if spread.count else "none"
        return text(lang, f"exceedance.reading.{key}", name=spread.name)
    if over is None or not over.days:
        median, p95 = (_said(lang, metric, spread.value_at(p)) for p in (50, 95))
        key = "exceedance.reading.no_limit"
        return text(lang, key, name=spread.name, median=median, p95=p95)
    values = {"days": over.days, "n": over.over, "share": share_words(over)}
    return text(lang, "exceedance.reading.share", name=spread.name, **values)


def _limits_words(judged: Sequence[Over], metric: str, scheme: str, lang: str) -> str:
    held = {value: when for over in judged for value, when in over.limits}
    if len(held) > 1:
        return text(lang, "exceedance.reading.limits")
    ((value, when),) = held.items()
    return daily_limit_words(lang, metric, value, scheme, when)


def share_words(over: Over) -> str:
    """Return the share of days above the limit in per cent, without its sign."""
    return number(100 * over.over / over.days, 1) if over.days else number(None, 1)


def _said(lang: str, metric: str, value: float) -> str:
    return f"{amount(metric, value)}{THIN_SPACE}{unit(lang, METRICS[metric])}".rstrip(THIN_SPACE)

"""What the card of a place on the map says in words, by rule."""

import math

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from view.completeness import Shares
from view.figures.station_history import History
from view.formats import THIN_SPACE, amount, day, number, unit
from view.limit_words import annual_limit_words, scheme_of
from view.queries.station_card import Station, StationCard
from view.readings.data import nearly_whole, reasons_with_shares
from view.standing import meets
from view.text import text
from view.wording import moment, series_name

#: Decimals of a coordinate: about 10 m.
_DEGREES = 4


def kind_words(card: StationCard, lang: str) -> str:
    """Return what the place is, and what of it enters which mean."""
    if card.place.scope == "station" and card.stations:
        return text(lang, f"station.kind.{card.stations[0].kind}")
    judged = sum(s.kind == "evaluation" for s in card.stations)
    controls = sum(s.kind == "control" for s in card.stations)
    if card.place.scope == "district":
        key = "area" if judged else "area.none"
        return text(lang, f"station.kind.{key}", count=judged)
    more = text(lang, "station.kind.city.controls", count=controls) if controls else ""
    return text(lang, "station.kind.city", count=judged, controls=more)


def year_words(history: History, standard: str, lang: str) -> str:
    """Return the last year with enough days, against its limit where it has one."""
    if not history.is_known:
        return text(lang, "station.reading.silent")
    if not len(history.judged):
        return _month_words(history, lang)
    last = int(history.judged[-1])
    metric, value = history.metric, float(history.of_years[last])
    told = {
        "year": str(history.years[last]),
        "name": series_name(lang, metric, "annual"),
        "value": _said(metric, value, lang),
    }
    limit = float(history.limits[last])
    if not math.isfinite(limit):
        return text(lang, "station.reading.value", **told)
    key = "within" if meets(metric, value, limit) else "over"
    words = limit_words(history, standard, lang, last)
    return text(lang, f"station.reading.{key}", **told, limit=words)


def _month_words(history: History, lang: str) -> str:
    """Return the last month with enough days, where no year has."""
    none, good = text(lang, "station.reading.none"), history.is_valid & np.isfinite(history.values)
    if not good.any():
        return none
    last = int(np.flatnonzero(good)[-1])
    told = {
        "month": moment(lang, "monthly", history.months[last]),
        "name": series_name(lang, history.metric, "monthly"),
        "value": _said(history.metric, float(history.values[last]), lang),
    }
    return text(lang, "station.reading.month", **told) + text(lang, "station.join") + none


def _said(metric: str, value: float, lang: str) -> str:
    return f"{amount(metric, value)}{THIN_SPACE}{unit(lang, METRICS[metric])}".rstrip(THIN_SPACE)


def limit_words(history: History, standard: str, lang: str, at: int | None = None) -> str:
    """Return the name of a year's limit, of the last year by default; '' where it has none."""
    if not len(history.years):
        return ""
    year = len(history.years) - 1 if at is None else at
    limit = float(history.limits[year])
    if not math.isfinite(limit):
        return ""
    last = (history.years[year] + 1).astype("datetime64[D]") - 1
    return annual_limit_words(lang, history.metric, limit, scheme_of(standard), last)


def facts(card: StationCard, lang: str) -> list[tuple[str, str]]:
    """Return (what, value) of a place: code, where, since when, how whole; flags are apart."""
    own = card.stations[0] if card.place.scope == "station" and card.stations else None
    found = _where(own, card.city.areas, lang) if own else []
    times = [(s.first, s.last) for s in card.stations if not s.is_silent]
    if times:
        first, last = min(t for t, _ in times), max(t for _, t in times)
        found.append((text(lang, "station.fact.first"), hour_words(first, lang)))
        found.append((text(lang, "station.fact.last"), hour_words(last, lang)))
    elif card.stations:
        found.append((text(lang, "station.fact.last"), text(lang, "station.fact.silent")))
    symbol = POLLUTANTS[card.pollutant].symbol
    whole = text(lang, "station.fact.valid", symbol=symbol)
    if card.shares is None:
        return [*found, (whole, text(lang, "station.fact.valid.none"))]
    share = nearly_whole(lang, card.shares.valid)
    hours = f"{card.shares.hours:,}"
    found.append((whole, text(lang, "station.fact.valid.value", share=share, hours=hours)))
    if card.shares.missing > 0:
        found.append((text(lang, "station.fact.missing"), missing_words(card.shares, lang)))
    return found


def _where(station: Station, areas: str, lang: str) -> list[tuple[str, str]]:
    name = station.district_zh if lang == "zh" else station.district_en
    label = "station.fact.area.city" if areas == "city" else "station.fact.area"
    return [
        (text(lang, "station.fact.code"), station.id),
        (text(lang, label), name or text(lang, "station.fact.area.unknown")),
        (text(lang, "station.fact.place"), coordinates(station, lang)),
    ]


def coordinates(station: Station, lang: str) -> str:
    """Return a station's place in degrees, or that it is unknown."""
    if not (math.isfinite(station.lon) and math.isfinite(station.lat)):
        return text(lang, "station.fact.place.none")
    told = {
        "lon": f"{number(station.lon, _DEGREES)}°E",
        "lat": f"{number(station.lat, _DEGREES)}°N",
    }
    return text(lang, "station.fact.place.value", **told)


def hour_words(time: pd.Timestamp, lang: str) -> str:
    """Return an hour (local standard time, labelled by its beginning) in words."""
    told = {"day": day(lang, time.date()), "hour": f"{time.hour}"}
    return text(lang, "station.fact.hour", **told)


def flags_title(pollutant: str, lang: str) -> str:
    """Return whose flags are counted."""
    return text(lang, "station.fact.flags", symbol=POLLUTANTS[pollutant].symbol)


def missing_words(shares: Shares, lang: str) -> str:
    """Return the reasons for missing hours, the largest first."""
    return text(lang, "station.stop").join(reasons_with_shares(shares, lang))

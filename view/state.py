"""What a viewer has chosen, as one value that fits in an address.

The address is the only place where a choice is kept, so a page can be shared, reloaded and found
again with the back button. It comes from outside and is untrusted: parsing never raises, and what
it cannot read it leaves at the default.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANTS
from view.text import LANGUAGES

GRAINS = ("hourly", "daily", "weekly", "monthly", "quarterly", "seasonal", "annual")
PALETTES = ("official", "safe")
#: By which limits something is judged; "" is the standard in force at the time.
SCHEMES = ("gb3095-2012", "gb3095-2026-transition", "gb3095-2026-final", "who2021")
#: Which days enter a statistic, and at which reference state; "" is all days as measured.
BASES = ("without_dust", "without_events", "present_state")
#: Widths of a trailing mean.
SMOOTHINGS = ("8h", "24h", "7d", "30d", "365d")
#: "" for a desk; large letters on one screen for a meeting.
MODES = ("", "meeting")
SCOPES = ("city", "district", "station")
#: What cases are laid over each other by: the hour at which they rose, or their peak.
ALIGNMENTS = ("onset", "peak")
#: What the weather is taken out of: by hours, the last by days.
MODELLED = (*POLLUTANTS, "o3_mda8")
#: "" draws the weather alone anew, 'all' everything but the trend (Effects).
SCHEMES_OF_DRAWING = ("", "all")
#: Pairs of periods whose change is parted; 'own' are the two that the viewer chooses.
CHANGES = ("year", "summer_o3", "winter_pm25", "own")
#: Two periods on the map: "" one of them, their difference, or both and the difference.
COMPARED = ("", "change", "sides")
MAX_COMPARED = 3
MAX_METRICS = 4
MAX_LAYERS = 24
MAX_CASES = 4
MAX_FACETS = 24
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_PART = re.compile(r"\d{10}-\d{10}")
_MONTHS = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])-[0-9]{4}(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class ViewState:
    """The viewer's choice; empty text, zero and None stand for "not chosen".

    Attributes:
        lang: 'zh' or 'en'.
        city: city id.
        place: city id, district adcode or station code; the page is about this place.
        compare: further places drawn beside it (Trends).
        year: the year looked at.
        until: last month of the year to date, 1 to 12.
        metrics: ids from `airquality.metrics` (Trends).
        grain: one of GRAINS (Trends).
        start, end: first and last day shown (Trends), ISO text.
        pollutant: pollutant id (Data).
        standard: one of SCHEMES; every page is judged by it.
        basis: one of BASES; the statistics of every page rest on it.
        smooth: one of SMOOTHINGS (Trends).
        versus: other years whose same days are drawn beside the chosen ones (Trends).
        day: the day looked at hour by hour, ISO text (Trends).
        tiles: what tiles of days show, "" their level or 'value' (Trends).
        variation: pollutant whose mean cycles are shown, 'relative' for all chosen ones, each
            divided by its own mean; "" is the first chosen (Trends).
        kind: kind of period ranked or mapped, on the map also 'hour' and 'day'; period: its first
            day, ISO text (Ranking, Map).
        scope: one of SCOPES, the places ranked (Ranking).
        metric: what places are ranked by, or what is mapped (Ranking, Map).
        hour: beginning of the hour looked at, 0 to 23 (Map).
        compared: one of COMPARED; against: first day of the period compared with (Map).
        scale: 'local' for colours stretched to the city, "" for the fixed ones (Map).
        layers: what is drawn, () the areas alone, ('none',) nothing but stations (Map).
        wind: period of the roses, 'all', a year or a season; "" follows the map's (Map).
        case: id of the case that is told (Case).
        part: the hours of it that are read again, `YYYYMMDDHH-YYYYMMDDHH`, the last not
            included (Case).
        cases: ids of the cases laid side by side, up to MAX_CASES; align: one of ALIGNMENTS,
            "" is the first (Compare).
        facets: what the library is narrowed to, each `facet-value` (Cases).
        modelled: one of MODELLED, what the weather is taken out of; scheme: one of
            SCHEMES_OF_DRAWING; measure: id of the measure looked at (Effects).
        change: one of CHANGES, "" is the first; former, latter: first and last month of the two
            periods that are compared, `YYYYMM-YYYYMM` (Effects).
        mode: 'meeting' shows the overview in large letters on one screen.
        palette: colours of the AQI levels, 'official' or 'safe' for colour-blind readers.
    """

    lang: str = "zh"
    city: str = ""
    place: str = ""
    compare: tuple[str, ...] = ()
    year: int = 0
    until: int = 0
    metrics: tuple[str, ...] = ()
    grain: str = ""
    start: str = ""
    end: str = ""
    pollutant: str = ""
    standard: str = ""
    basis: str = ""
    smooth: str = ""
    versus: tuple[str, ...] = ()
    day: str = ""
    tiles: str = ""
    variation: str = ""
    kind: str = ""
    period: str = ""
    scope: str = ""
    metric: str = ""
    hour: int = 0
    against: str = ""
    compared: str = ""
    scale: str = ""
    layers: tuple[str, ...] = ()
    wind: str = ""
    case: str = ""
    part: str = ""
    cases: tuple[str, ...] = ()
    align: str = ""
    facets: tuple[str, ...] = ()
    modelled: str = ""
    scheme: str = ""
    measure: str = ""
    change: str = ""
    former: str = ""
    latter: str = ""
    mode: str = ""
    palette: str = "official"

    @classmethod
    def parse(cls, query: Mapping[str, Any] | None) -> "ViewState":
        """Read a state from an address' parameters or a browser's store; never raises."""
        read: dict[str, Any] = {}
        for name, value in dict(query or {}).items() if isinstance(query, Mapping) else ():
            reader = _READERS.get(name) if isinstance(name, str) else None
            parsed = reader(value) if reader else None
            if parsed is not None:
                read[name] = parsed
        return cls(**read)

    def to_dict(self) -> dict[str, Any]:
        """Return the state as plain JSON values, all fields, for the browser's store."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    def to_query(self) -> str:
        """Return `?name=value…` with every choice that differs from the default, or ''."""
        chosen = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                chosen[field.name] = ",".join(value) if isinstance(value, tuple) else value
        return f"?{urlencode(chosen, safe=',')}" if chosen else ""

    def but(self, **changes: Any) -> "ViewState":
        """Return the state with some choices changed."""
        return replace(self, **changes)


def _one_of(*allowed: str) -> Any:
    return lambda value: value if isinstance(value, str) and value in allowed else None


def _identifier(value: Any) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _identifiers(allowed: Mapping[str, Any] | None, most: int) -> Any:
    def read(value: Any) -> tuple[str, ...] | None:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            return None
        kept = [p for p in parts if _identifier(p) and (allowed is None or p in allowed)]
        return tuple(dict.fromkeys(kept))[:most]

    return read


def _whole(low: int, high: int) -> Any:
    def read(value: Any) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int | str):
            return None
        shown = str(value)
        if not (shown.isascii() and shown.isdigit() and len(shown) <= 4):
            return None
        return int(shown) if low <= int(shown) <= high else None

    return read


def _years(value: Any) -> tuple[str, ...] | None:
    parts = _identifiers(None, MAX_COMPARED)(value)
    read = _READERS["year"]
    return None if parts is None else tuple(p for p in parts if read(p) is not None)


def _day(value: Any) -> str | None:
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _part(value: Any) -> str | None:
    if not isinstance(value, str) or not _PART.fullmatch(value):
        return None
    try:
        first, end = (datetime.strptime(hour, "%Y%m%d%H") for hour in value.split("-"))
    except ValueError:
        return None
    return value if first < end else None


def _months(value: Any) -> str | None:
    if not isinstance(value, str) or not _MONTHS.fullmatch(value):
        return None
    first, last = value.split("-")
    return value if "1990" < first <= last < "2101" else None


_READERS = {
    "lang": _one_of(*LANGUAGES),
    "city": _identifier,
    "place": _identifier,
    "compare": _identifiers(None, MAX_COMPARED),
    "year": _whole(1990, 2100),
    "until": _whole(1, 12),
    "metrics": _identifiers(METRICS, MAX_METRICS),
    "grain": _one_of(*GRAINS),
    "start": _day,
    "end": _day,
    "pollutant": _one_of(*POLLUTANTS),
    "standard": _one_of("", *SCHEMES),
    "basis": _one_of("", *BASES),
    "smooth": _one_of("", *SMOOTHINGS),
    "versus": _years,
    "day": _day,
    "tiles": _one_of("", "value"),
    "variation": _one_of("", "relative", *POLLUTANTS),
    "kind": _identifier,
    "period": _day,
    "scope": _one_of("", *SCOPES),
    "metric": _one_of("", *METRICS),
    "hour": _whole(0, 23),
    "against": _day,
    "compared": _one_of(*COMPARED),
    "scale": _one_of("", "local"),
    "layers": _identifiers(None, MAX_LAYERS),
    "wind": _identifier,
    "case": _identifier,
    "part": _part,
    "cases": _identifiers(None, MAX_CASES),
    "align": _one_of("", *ALIGNMENTS),
    "facets": _identifiers(None, MAX_FACETS),
    "modelled": _one_of("", *MODELLED),
    "scheme": _one_of(*SCHEMES_OF_DRAWING),
    "measure": _identifier,
    "change": _one_of("", *CHANGES),
    "former": _months,
    "latter": _months,
    "mode": _one_of(*MODES),
    "palette": _one_of(*PALETTES),
}

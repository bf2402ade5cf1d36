"""Ids of components, each written once. A control is known by the field of the state it sets."""

from typing import Any

from dash.dependencies import Wildcard

URL = "url"
STATE = "state"
NOTICE = "notice"
CITY = "city-select"
LANGUAGE = "language-link"
#: Filled by nobody: the output of the script that asks for cards as they come into sight.
LAZY = "lazy"
#: The page Map: what the browser draws, and what it asks for (`assets/js/atlas`).
MAP = "map"
MAP_GROUND = "map-ground"
MAP_FRAMES = "map-frames"
MAP_WANTED = "map-wanted"
MAP_WORDS = "map-words"
MAP_CHOICES = "map-choices"
MAP_STAGE = "map-stage"
#: Filled or listened to by scripts, which know them by these names.
MAP_TIME = "map-time"
MAP_LEGEND = "map-legend"
MAP_RANKING = "map-ranking"
MAP_PICTURE = "map-picture"
#: Cards of Trends: the id of their graph; what else a callback fills is a `part` of it.
TRENDS_SERIES = "trends-series"
TRENDS_PROFILES = "trends-profiles"
TRENDS_SLOPES = "trends-slopes"
TRENDS_TILES = "trends-tiles"
TRENDS_LEVELS = "trends-levels"
TRENDS_HOURS = "trends-hours"
TRENDS_COUPLING = "trends-coupling"
TRENDS_CUMULATIVE = "trends-cumulative"
TRENDS_EXCEEDANCE = "trends-exceedance"
#: Cards of Map that come in when in sight: the id of their section.
MAP_STATION = "map-station"
MAP_FROM_WHERE = "map-from-where"
#: The months behind the slopes, a graph a metric.
TRENDS_SLOPE_MONTHS = tuple(f"{TRENDS_SLOPES}-{place}" for place in range(4))
#: The button that shows all days again.
ALL_DAYS = "trends-all-days"
#: The page Case: what its callbacks fill is a `part` of it; its curve of hours or bars of days.
CASE = "case"
CASE_CURVE = "case-curve"
#: The card of the brief's buttons.
CASE_BRIEF = "case-brief"
#: Cards of Case that come in when in sight.
CASE_RESPONSE = "case-response"
CASE_CONCLUSION = "case-conclusion"
#: Its causes: the graph of the weather (the wind's is a `part`), of the ratios; the past cases.
CASE_WEATHER = "case-weather"
CASE_RATIOS = "case-ratios"
CASE_NEIGHBOURS = "case-neighbours"
#: Where it came first and went last; its map at the hour that is pointed at.
CASE_PATH = "case-path"
CASE_MAP = "case-map"
#: The page Effects: its cards, known by their graph or by what their callbacks fill.
EFFECTS = "effects"
EFFECTS_VERDICTS = "effects-verdicts"
EFFECTS_LINES = "effects-lines"
EFFECTS_WATERFALL = "effects-waterfall"
EFFECTS_EVENT = "effects-event"
EFFECTS_CONTROL = "effects-control"
EFFECTS_MODEL = "effects-model"
#: Graphs with a time axis: dragging over one chooses the page's days (`assets/js/brush.js`).
BRUSHED: tuple[str, ...] = (TRENDS_SERIES, TRENDS_LEVELS, *TRENDS_SLOPE_MONTHS)


def control(field: str | Wildcard) -> dict[str, Any]:
    """Return the id of the control that sets a field of the ViewState; its value is `value`."""
    return {"type": "control", "field": field}


def wanted(card: str | Wildcard) -> dict[str, Any]:
    """Return the id of a lazy card's store: the choice to draw once the card is in sight."""
    return {"type": "wanted", "card": card}


def folded(card: str | Wildcard) -> dict[str, Any]:
    """Return the id of the store that keeps a lazy card's section until it is mounted."""
    return {"type": "folded", "card": card}


def unfold(card: str | Wildcard) -> dict[str, Any]:
    """Return the id of the store that says whether a lazy card is to be mounted."""
    return {"type": "unfold", "card": card}


def slot(card: str | Wildcard) -> dict[str, Any]:
    """Return the id of the place where a lazy card is mounted."""
    return {"type": "slot", "card": card}


def nav(page: str | Wildcard) -> dict[str, Any]:
    """Return the id of a navigation link."""
    return {"type": "nav", "page": page}


def download(what: str) -> dict[str, str]:
    """Return the id of a download button; `file(what)` is its dcc.Download."""
    return {"type": "download", "what": what}


def file(what: str) -> dict[str, str]:
    """Return the id of the dcc.Download that a download button fills."""
    return {"type": "file", "what": what}


def part(page: str, name: str) -> str:
    """Return the id of a part of a page that its callbacks fill."""
    return f"{page}-{name}"

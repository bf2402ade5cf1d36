"""The map of a case, hour by hour: what the browser draws of its place, in one piece.

The browser needs no server while the pointer moves along the curve: it has every block of hours
that the snapshot keeps of the stations, packed as for the page Map.
"""

from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view import formats, ground, map_periods
from view.cache import remembered
from view.case_row import CaseRow
from view.case_times import days_words
from view.frames import Series, pack
from view.links import played
from view.map_frames import labels_of
from view.map_limits import scale_of
from view.map_periods import Choice
from view.queries import frames as query
from view.queries.cases import case_of
from view.state import ViewState
from view.text import text

Payload = dict[str, Any]
_WORDS = ("mean", "highest", "missing", "control", "slider", "above", "colon", "comma")


def case_map(snapshot: Snapshot, state: ViewState, row: CaseRow) -> Payload | None:
    """Return outlines, stations, values and classes of a case's place; None without such hours."""
    choice = map_periods.choose(snapshot, played(state, row))
    if choice.kind != "hour" or choice.span is None:
        return None
    found: Payload | None = _case_map(snapshot, choice, row.case_id, state.lang)
    return found


@remembered
def _case_map(snapshot: Snapshot, choice: Choice, case_id: str, lang: str) -> Payload | None:
    row = case_of(snapshot, case_id)
    assert row is not None
    whole = query.series(snapshot, choice)
    base = ground.ground(snapshot, row.city, lang)
    areas, stations = _of_place(base, row)
    known = [one["id"] for one in (*areas, *stations)]
    number = {place: k for k, place in enumerate(whole.places)}
    places = [place for place in known if place in number]
    values = whole.values[[number[place] for place in places]]
    if not np.isfinite(values).any():
        return None
    scale = scale_of(choice, whole, lang)
    metric = METRICS[choice.metric]
    mean = whole.mean if row.scope == "city" else values[places.index(row.place)]
    return {
        "areas": areas,
        "stations": stations,
        "places": places,
        "times": [str(time) for time in whole.times],
        "labels": list(labels_of(snapshot, choice, whole.times, lang)),
        "step": choice.step,
        "is_country": row.scope == "city" and choice.areas == "city",
        "at": _frame(whole, row),
        "values": pack(values, 10.0**-metric.decimals),
        "mean": pack(mean[None], 10.0**-metric.decimals),
        "decimals": metric.decimals,
        "unit": formats.unit(lang, metric),
        "scale": scale.wire() if scale else None,
        "words": {name: text(lang, f"case_map.js.{name}") for name in _WORDS}
        | {"own": row.name(lang)},
    }


def _of_place(base: Payload, row: CaseRow) -> tuple[list[Payload], list[Payload]]:
    """Return outlines and stations of a city; of an area of a nation its own, of it no station."""
    if row.scope == "city":
        return base["areas"], [] if base["area_kind"] == "city" else base["stations"]
    areas = [area for area in base["areas"] if area["id"] == row.place]
    return areas, [one for one in base["stations"] if one["area"] == row.place]


def _frame(whole: Series, row: CaseRow) -> int:
    """Return the frame of the case's highest hour, the first one where that is not known."""
    when = row.peak_time if row.peak_time is not None else row.start
    after = np.flatnonzero(whole.times <= np.datetime64(when, "h"))
    return int(after[-1]) if len(after) else 0


def map_title(lang: str, row: CaseRow) -> str:
    """Return the title of the card: what is mapped, of which days."""
    symbol = METRICS[row.pollutant].symbol
    last = (row.end - pd.Timedelta(hours=1)).date()
    days = days_words(lang, row.start.date(), last)
    return text(lang, "case_map.title", symbol=symbol, days=days)


def map_foot(lang: str, found: Payload | None, sources: str) -> str:
    """Return what a value is a mean of, and the sources of the hours."""
    if found is None:
        return ""
    title = (found["scale"] or {}).get("title", "")
    means = text(
        lang, f"case_map.foot.{'city' if found['is_country'] else 'district'}", step=found["step"]
    )
    return " · ".join(filter(None, (means, title, sources)))

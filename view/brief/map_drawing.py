"""What the map of a brief shows: the places at the case's peak, as the page Map has them."""

from dataclasses import replace

import numpy as np
import shapely

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view import formats, map_periods
from view.brief.case_told import CaseTold
from view.brief.drawings import Area, PeakMap, Point
from view.cache import remembered
from view.case_words import daily_metric
from view.frames import Series
from view.map_periods import Choice
from view.maps import base, classes
from view.queries import frames
from view.queries.cases import place_names
from view.readings.map import hour_label
from view.spans import Span
from view.state import ViewState

#: Around an area of a nation, as a share of its own extent.
_MARGIN = 0.25
#: More stations would hide each other and the areas.
_MOST_POINTS = 80
#: Outlines are drawn a hand's breadth wide: finer than this share of the width is not seen.
_FINENESS = 1 / 1500


def map_drawing(case: CaseTold) -> tuple[PeakMap, str] | None:
    """Return the map at the peak and the name of its time; None where no place has a value.

    The block of hours that holds the peak; of a case of days, or where no station has that block,
    the day with the highest daily value.
    """
    for choice, span, when in _choices(case):
        whole = replace(choice, window=(span.start, span.start + 1))
        series = frames.series(case.snapshot, whole)
        at = frames.frame_of(series, choice, span)
        if at >= 0 and np.isfinite(series.values[:, at]).any():
            drawn = _drawn(case, choice, series, at, when)
            if drawn is not None:
                return drawn, when
    return None


def _choices(case: CaseTold) -> list[tuple[Choice, Span, str]]:
    row, found = case.row, []
    if row.has_hours and row.peak_time is not None:
        day = str(row.peak_time.date())
        state = ViewState(city=row.city, kind="hour", period=day, hour=row.peak_time.hour)
        choice = map_periods.choose(case.snapshot, state.but(metric=row.pollutant))
        if choice.kind == "hour" and choice.span is not None and choice.span.key == day:
            time = choice.span.start.astype("datetime64[h]") + choice.hour
            found.append((choice, choice.span, hour_label(case.lang, time, choice.step)))
    if row.peak_day is not None:
        day = str(row.peak_day.date())
        state = ViewState(city=row.city, kind="day", period=day, metric=daily_metric(row))
        choice = map_periods.choose(case.snapshot, state)
        if choice.kind == "day" and choice.span is not None and choice.span.key == day:
            found.append((choice, choice.span, formats.day(case.lang, row.peak_day.date())))
    return found


def _drawn(case: CaseTold, choice: Choice, series: Series, at: int, when: str) -> PeakMap | None:
    lang, row = case.lang, case.row
    values = dict(zip(series.places, series.values[:, at].tolist(), strict=True))
    names = place_names(case.snapshot, row.city)
    side = 0 if lang == "zh" else 1
    own = row.place if row.scope == "district" else ""
    bounds = _bounds(case.snapshot, row.city, own)
    areas = tuple(
        Area(rings, names[place][side], values.get(place, float("nan")), place == own)
        for place, rings in _outlines(case.snapshot, row.city, bounds)
    )
    points = _points(case, own, values, side)
    shown = [p.value for p in points] + [a.value for a in areas]
    if not np.isfinite(shown).any():
        return None
    metric = METRICS[choice.metric]
    return PeakMap(
        areas,
        points,
        tuple(max(edge, 0.0) for edge in classes(shown, row.limit)),
        bounds,
        case.word("map.title", name=formats.metric_name(lang, choice.metric), when=when),
        metric.unit,
        case.word("map.control"),
        case.word("map.missing"),
    )


def _points(case: CaseTold, own: str, values: dict[str, float], side: int) -> tuple[Point, ...]:
    """Return the stations that have a place; of an area of a nation its own, of a nation none."""
    _, stations = frames.places(case.snapshot, case.row.city)
    placed = stations[np.isfinite(stations[["lon", "lat"]].to_numpy(float)).all(axis=1)]
    names = place_names(case.snapshot, case.row.city)
    if not own and len(placed) > _MOST_POINTS:
        return ()
    return tuple(
        Point(each.lon, each.lat, names[each.station][side], values[each.station], each.is_control)
        for each in placed.itertuples(index=False)
        if not own or each.district == own
    )


@remembered
def _bounds(snapshot: Snapshot, city: str, own: str) -> tuple[float, float, float, float]:
    """Return the window: that of the page's map, of an area of a nation its own with a margin."""
    if own:
        here = [("city", "==", city), ("district", "==", own)]
        area = snapshot.read("districts", ["district", "geometry"], here)
        if len(area):
            west, south, east, north = (float(v) for v in area.total_bounds)
            wide, high = (east - west) * _MARGIN, (north - south) * _MARGIN
            return west - wide, south - high, east + wide, north + high
    (south, west), (north, east) = base(snapshot, city)["bounds"]
    return west, south, east, north


@remembered
def _outlines(
    snapshot: Snapshot, city: str, bounds: tuple[float, float, float, float]
) -> tuple[tuple[str, tuple[np.ndarray, ...]], ...]:
    """Return the rings of each area within a window, as fine as they are printed."""
    west, south, east, north = bounds
    wide = (east - west) * 0.5
    window = shapely.box(west - wide, south - wide, east + wide, north + wide)
    frame = snapshot.read("districts", ["district", "geometry"], [("city", "==", city)])
    found = []
    for place, outline in zip(frame["district"], frame["geometry"], strict=True):
        if not shapely.intersects(shapely.box(*outline.bounds), window):
            continue
        seen = shapely.intersection(shapely.make_valid(outline), window)
        plain = shapely.simplify(seen, (east - west) * _FINENESS)
        rings = [
            shapely.get_coordinates(ring)
            for polygon in shapely.get_parts(plain)
            if polygon.geom_type == "Polygon" and not polygon.is_empty
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        if rings:
            found.append((str(place), tuple(rings)))
    return tuple(found)

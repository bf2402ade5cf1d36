"""Which outline of a city a station belongs to by the city that its list names."""

from __future__ import annotations

import re
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from pipeline.boundaries import NEAREST_M, locate_stations
from pipeline.report import Report

METRES_A_DEGREE = 111_200.0
# The peoples after which prefectures are named; lists of stations leave them out of the name.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|哈尼|傣|景颇|傈僳|白|羌|土家|哈萨克|柯尔克孜|满|瑶|黎"
)
_KINDS = re.compile(r"(?<=..)(市|地区|盟|自治州|州|林区|特别行政区|省|自治县)$")
_PEOPLE = re.compile(rf"(?<=..)({_PEOPLES})族$")
_SHORT_PEOPLE = re.compile(r"(?<=..)(蒙古|哈萨克)$")


def core_name(city: str) -> str:
    """Return a city's name without its kind and the peoples in it; two characters stay at least.

    "巴音郭楞蒙古自治州" and "巴音郭楞州" are both "巴音郭楞", "铜仁地区" and "铜仁市" both "铜仁";
    "杭州" and "海南州" keep what tells them from others: "杭州", "海南".
    """
    name = _KINDS.sub("", city.strip())
    while (shorter := _PEOPLE.sub("", name)) != name:
        name = shorter
    return _SHORT_PEOPLE.sub("", name)


def match_cities(listed: Iterable[str], outlines: Iterable[str]) -> dict[str, str]:
    """Return listed name -> name of the outline that is meant, of those that have one.

    The same name comes first, then the name with 市, then the core of both; a core that two
    outlines share matches none.
    """
    known = list(outlines)
    cores: dict[str, str | None] = {}
    for name in known:
        core = core_name(name)
        cores[core] = None if core in cores else name
    found: dict[str, str] = {}
    for name in dict.fromkeys(listed):
        exact = next((each for each in (name, f"{name}市") if each in known), None)
        match = exact or cores.get(core_name(name))
        if name and match:
            found[name] = match
    return found


def locate_by_city(
    stations: pd.DataFrame, outlines: gpd.GeoDataFrame, report: Report | None = None
) -> pd.DataFrame:
    """Return the stations with a column `district`: the city that their list names.

    The list decides, not the outline: a county-level city that is listed by itself (昆山) counts
    in no city's value, so its stations belong to none (None), which is reported with their number.
    A station that lies more than 2 km outside its own city is reported too, and kept. One whose
    list names no city belongs to the outline that it lies in (`pipeline.boundaries`).
    """
    report = Report("boundaries") if report is None else report
    listed = stations["listed_city"].fillna("")
    matched = match_cities(listed, outlines["name_zh"])
    adcode = dict(zip(outlines["name_zh"], outlines["district"], strict=True))
    located = locate_stations(stations[listed == ""], outlines, report)["district"]
    of_city = listed.map(lambda name: adcode.get(matched.get(name, "")))
    found = stations.assign(district=of_city.astype(object).where(of_city.notna(), None))
    found.loc[located.index, "district"] = located
    strangers = listed[(listed != "") & found["district"].isna()]
    if len(strangers):
        names = "、".join(dict.fromkeys(strangers))
        message = (
            f"stations of places without an outline of their own ({names}): they are on the map,"
            " and in no city's value"
        )
        report.add("warning", "station_of_no_city", "", names[:80], message, len(strangers))
    _report_far_ones(found, outlines, report)
    return found


def _report_far_ones(stations: pd.DataFrame, outlines: gpd.GeoDataFrame, report: Report) -> None:
    """Report each station that lies more than 2 km outside the city that it belongs to."""
    shapes = outlines.set_index("district").geometry
    placed = stations[stations["district"].notna() & stations["lon"].notna()]
    own = shapes.reindex(placed["district"]).to_numpy()
    points = shapely.points(placed["lon"], placed["lat"])
    for row in np.flatnonzero(~shapely.intersects(own, points)):
        station = placed.iloc[row]
        distance = _distance_m(station["lon"], station["lat"], own[row])
        if distance > NEAREST_M:
            message = (
                f"the station lies {distance / 1000:.0f} km outside {station['listed_city']}, to"
                " which its list counts it: are its coordinates right?"
            )
            place = f"station {station['station']}"
            report.add("warning", "station_outside_its_city", "", place, message, is_apart=True)


def _distance_m(lon: float, lat: float, outline: shapely.Geometry) -> float:
    """Return the distance of a place from an outline, good to 1 % within some 100 km."""
    scale = np.array([np.cos(np.deg2rad(lat)), 1.0]) * METRES_A_DEGREE
    around = shapely.transform(outline, lambda lonlat: (lonlat - (lon, lat)) * scale)
    return float(shapely.distance(around, shapely.Point(0.0, 0.0)))

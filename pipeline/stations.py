"""The list of stations: codes, names, places, control points."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from airquality.coordinates import gcj02_to_wgs84
from pipeline.errors import InputError
from pipeline.report import Report
from pipeline.sources.text import decode

if TYPE_CHECKING:
    from pipeline.project import Project, StationList

COLUMNS = (
    "station",
    "name_zh",
    "name_en",
    "city",
    "listed_city",
    "lon",
    "lat",
    "is_control",
    "kind",
)
LISTED = ("station", "name_zh", "name_en", "city", "lon", "lat", "is_control")

# Headers that are known by themselves, lower case -> our column.
HEADERS: dict[str, str] = {
    "station": "station",
    "code": "station",
    "监测点编码": "station",
    "站点编码": "station",
    "name_zh": "name_zh",
    "name": "name_zh",
    "监测点名称": "name_zh",
    "站点名称": "name_zh",
    "name_en": "name_en",
    "city": "city",
    "城市": "city",
    "lon": "lon",
    "longitude": "lon",
    "经度": "lon",
    "lat": "lat",
    "latitude": "lat",
    "纬度": "lat",
    "is_control": "is_control",
    "对照点": "is_control",
}
YES = frozenset({"y", "yes", "true", "1", "是"})


def station_codes(project: Project) -> tuple[str, ...]:
    """Return the codes of the project's stations, in the order of the project file or the list.

    Raises InputError where the list is needed (`city`) and cannot be read, or where no source
    says which stations it holds (`all`).
    """
    named = _named_codes(project)
    return named if named is not None else tuple(read_stations(project)["station"])


def _named_codes(project: Project) -> tuple[str, ...] | None:
    """Return the codes of the project file, or all that its sources hold; None for a city's."""
    from pipeline.sources import FORMATS  # the formats' modules know this one

    if not project.stations.all:
        return project.stations.codes or None
    held: set[str] = set()
    for source in project.sources:
        held |= set(FORMATS[source.kind].stations(source, project))
    if not held:
        message = "no source says which stations it holds: name them by `codes` or by `city`"
        raise InputError(message, project.file.name, "stations.all")
    return tuple(sorted(held))


def read_stations(project: Project, report: Report | None = None) -> pd.DataFrame:
    """Read the project's stations from its list.

    Returns one row a station: `station name_zh name_en city listed_city lon lat is_control kind`;
    `city` is the project's id, `listed_city` the list's own word for it ("" where it has none),
    `lon` and `lat` are WGS-84 degrees (NaN where the list has none, which is reported), `kind` is
    `control` for a clean background point and `evaluation` otherwise. A code of the project file,
    or of the sources, that the list does not hold keeps its code as its name.

    Raises InputError where the list is not there, is no table, or holds none of the stations.
    """
    report = Report("stations") if report is None else report
    listed = _read_list(project.stations, report)
    codes = _named_codes(project)
    if codes is not None:
        chosen = listed.set_index("station").reindex(list(codes))
        absent = chosen.index[chosen["name_zh"].isna()]
        for code in absent:
            message = f"station {code} is not in the list: it has no name and no place"
            report.add("error", "station_unknown", project.stations.path.name, code, message)
        chosen = chosen.rename_axis("station").reset_index()
    else:
        wanted = project.stations.city.strip().removesuffix("市").lower()
        of_city = listed["city"].fillna("").str.strip().str.removesuffix("市").str.lower()
        chosen = listed[of_city == wanted].reset_index(drop=True)
    if chosen["name_zh"].isna().all():
        raise InputError("holds none of the project's stations", project.stations.path.name)
    chosen["name_zh"] = chosen["name_zh"].fillna(chosen["station"])
    chosen["name_en"] = chosen["name_en"].astype("str").fillna(chosen["name_zh"])
    chosen["listed_city"] = chosen["city"].astype("str").fillna("").str.strip()
    chosen["city"] = project.city.id
    chosen["is_control"] = chosen["is_control"].fillna(False).astype(bool)
    chosen["kind"] = np.where(chosen["is_control"], "control", "evaluation")
    _check_places(chosen, project.stations, report)
    return chosen[list(COLUMNS)]


def _read_list(stations: StationList, report: Report) -> pd.DataFrame:
    """Read the whole list; a code that is there twice keeps its first row."""
    name = stations.path.name
    try:
        decoded = decode(stations.path.read_bytes(), stations.encoding)
    except OSError as error:
        raise InputError("the list of stations cannot be read: is it there?", name) from error
    if decoded is None or not decoded.text.strip():
        raise InputError("the list of stations is empty or not text", name)
    if decoded.encoding != "utf-8":
        report.add("note", "encoding", name, "", f"read as {decoded.encoding}")
    try:
        table = pd.read_csv(io.StringIO(decoded.text), dtype=str, skipinitialspace=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"the list of stations is no table: {error}", name) from error
    known = {str(header).strip().lower(): header for header in table.columns}
    names = {known[header]: column for header, column in HEADERS.items() if header in known}
    names |= {header: column for column, header in stations.columns.items()}
    table = table.rename(columns=names)
    table = table.loc[:, ~table.columns.duplicated()]
    missing = [column for column in ("station", "name_zh") if column not in table]
    if missing:
        raise InputError(
            f"no column for {', '.join(missing)}; name it in [stations.columns]", name, "line 1"
        )
    table = table.reindex(columns=list(LISTED))
    table["station"] = table["station"].str.strip()
    table = table[table["station"].notna() & (table["station"] != "")]
    twice = table["station"].duplicated()
    for code in table.loc[twice, "station"]:
        message = "the station is listed twice: the first row counts"
        report.add("warning", "station_listed_twice", name, f"station {code}", message)
    table = table[~twice]
    for axis in ("lon", "lat"):
        table[axis] = pd.to_numeric(table[axis], errors="coerce").astype(float)
    flags = table["is_control"].fillna("").str.strip().str.lower()
    return table.assign(is_control=flags.isin(YES))


def _check_places(chosen: pd.DataFrame, stations: StationList, report: Report) -> None:
    """Convert the places to WGS-84 in place; what lies outside China is taken for missing."""
    lon, lat = chosen["lon"].to_numpy(float), chosen["lat"].to_numpy(float)
    # Inclusive of the table's own range: no station of China lies beyond 70-140° E, 0-55° N.
    good = (lon >= 70) & (lon <= 140) & (lat >= 0) & (lat <= 55)
    for code in chosen.loc[~good, "station"]:
        message = "the station has no coordinates in China: it is on no map and in no district"
        report.add(
            "warning", "station_without_place", stations.path.name, f"station {code}", message
        )
    lon, lat = np.where(good, lon, np.nan), np.where(good, lat, np.nan)
    if stations.coordinates == "gcj02":
        lon, lat = gcj02_to_wgs84(lon, lat)
    chosen["lon"], chosen["lat"] = lon, lat

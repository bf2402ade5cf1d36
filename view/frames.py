"""Maps one after another, and the form in which they go to the browser.

A month of hours at a hundred stations is as many numbers as a day of pictures would be bytes:
values are whole numbers of the last printed place, each told as its change from the one before.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from view.map_scales import MapScale

_MOST = 2**16 - 2
_DTYPE = "zz16"


def pack(values: np.ndarray, scale: float) -> dict[str, Any]:
    """Return (place, time) values in the form `zz16`, NaN = missing.

    q = round((v - base) / scale) + 1 as uint16, 0 = missing; along time the change modulo 65536
    (the first from 0), as a zigzag of its int16, all low bytes before all high bytes, base64.
    base is the smallest value where one is below zero, else 0. Where the range does not fit, the
    scale is doubled until it does. ValueError unless there are two axes.
    """
    if values.ndim != 2:
        raise ValueError(f"(place, time) expected, found {values.ndim} axes")
    known = np.isfinite(values)
    low, high = (values[known].min(), values[known].max()) if known.any() else (0.0, 0.0)
    base = float(min(np.floor(low / scale) * scale, 0.0))
    while (high - base) / scale > _MOST:
        scale *= 2
    whole = np.zeros(values.shape, np.uint16)
    whole[known] = (np.rint((values[known] - base) / scale) + 1).astype(np.uint16)
    before = np.zeros_like(whole)
    before[:, 1:] = whole[:, :-1]
    change = (whole - before).view(np.int16).astype(np.int32)
    zigzag = ((change << 1) ^ (change >> 31)).astype(np.uint16)
    data = (zigzag & 0xFF).astype(np.uint8).tobytes() + (zigzag >> 8).astype(np.uint8).tobytes()
    return {
        "dtype": _DTYPE,
        "shape": list(values.shape),
        "scale": scale,
        "base": base,
        "data": base64.b64encode(data).decode("ascii"),
    }


def unpack(wire: Mapping[str, Any]) -> np.ndarray:
    """Return what `pack` was given, float64, NaN = missing: what the browser does, in Python."""
    places, times = wire["shape"]
    data = np.frombuffer(base64.b64decode(wire["data"]), np.uint8).reshape(2, places, times)
    zigzag = data[0].astype(np.int32) | (data[1].astype(np.int32) << 8)
    change = (zigzag >> 1) ^ -(zigzag & 1)
    whole = np.cumsum(change, axis=1) % 2**16
    values = (whole - 1) * float(wire["scale"]) + float(wire["base"])
    return np.where(whole == 0, np.nan, values)


@dataclass(frozen=True)
class Wind:
    """The wind of frames: float (station, time), NaN = missing; direction = where it comes from.

    calm_below: m/s, below which air is calm, as in the roses of the city.
    """

    stations: tuple[str, ...]
    speed: np.ndarray
    direction: np.ndarray
    calm_below: float


@dataclass(frozen=True)
class Series:
    """A metric at every place of the map over frames, as printed.

    Attributes:
        places: ids, areas first, then stations.
        times: datetime64, ascending: [h] for hours, else [D].
        values: float64 (place, time) in the printed unit, rounded as printed, NaN = missing.
        mean: the same of the whole city (time,).
        wind: None where there is none.
    """

    places: tuple[str, ...]
    times: np.ndarray
    values: np.ndarray
    mean: np.ndarray
    wind: Wind | None = None

    def at(self, indices: Sequence[int]) -> "Series":
        """Return the frames at some places of the time axis; -1 is a frame without any value."""
        index = np.asarray(indices, dtype=int)
        blank = index < 0
        values, mean = self.values[:, index].copy(), self.mean[index].copy()
        values[:, blank], mean[blank] = np.nan, np.nan
        return Series(self.places, self.times[index], values, mean)


@dataclass(frozen=True)
class Frames:
    """What the browser draws, with its words.

    Attributes:
        key: names the choice: two frames of one key differ in what is looked at, not in what is
            there.
        limit: (value, name) of the limit that belongs to the statistic, None without one.
        errors: mean absolute leave-one-out error of each frame's surface, None where unknown.
        reasons: by place, by month ("2015-12", "" = always) why a value is missing.
        no_surface: why there is no surface of this metric, "" where there may be one.
        difference: of two periods, a frame of its own.
    """

    key: str
    series: Series
    metric: str
    kind: str
    symbol: str
    unit: str
    decimals: int
    title: str
    foot: str
    words: str
    labels: tuple[str, ...]
    mean_label: str
    scale: MapScale | None
    limit: tuple[float, str] | None = None
    errors: tuple[float | None, ...] | None = None
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hour_step: int | None = None
    no_surface: str = ""
    difference: "Frames | None" = None

    def wire(self) -> dict[str, Any]:
        """Return plain JSON values, as `assets/js/atlas/codec.js` reads them."""
        series = self.series
        scale = 10.0**-self.decimals
        return {
            "key": self.key,
            "metric": self.metric,
            "kind": self.kind,
            "symbol": self.symbol,
            "unit": self.unit,
            "decimals": self.decimals,
            "title": self.title,
            "foot": self.foot,
            "words": self.words,
            "places": list(series.places),
            "times": [str(t) for t in series.times],
            "labels": list(self.labels),
            "values": pack(series.values, scale),
            "mean": {"label": self.mean_label, "values": pack(series.mean[None, :], scale)},
            "wind": _wind_wire(series.wind),
            "scale": None if self.scale is None else self.scale.wire(),
            "limit": self.limit and {"value": self.limit[0], "label": self.limit[1]},
            "reasons": {place: dict(words) for place, words in self.reasons.items()},
            "errors": None if self.errors is None else list(self.errors),
            "hour_step": self.hour_step,
            "no_surface": self.no_surface or None,
            "difference": None if self.difference is None else self.difference.wire(),
        }


def _wind_wire(wind: Wind | None) -> dict[str, Any] | None:
    if wind is None:
        return None
    return {
        "stations": list(wind.stations),
        "speed": pack(wind.speed, 0.1),
        "direction": pack(wind.direction, 1.0),
        "calm_below": wind.calm_below,
    }


def key_of(*parts: Any) -> str:
    """Return a name of a choice: the same for the same parts, whatever they are."""
    return json.dumps([str(part) for part in parts], ensure_ascii=False, separators=(",", ":"))

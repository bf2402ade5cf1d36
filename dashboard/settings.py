"""What an operator may set, from the environment, checked at the start."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from view.tiles import SYSTEMS, Tiles

ROOT = Path(__file__).resolve().parents[1]
#: Where tiles may come from: an address whose host holds no more than a choice of servers.
_TILES = re.compile(r"https?://(\{s\}\.)?[a-z0-9.-]+(:\d+)?/\S*", re.IGNORECASE)
_CACHES = {"memory": "SimpleCache", "files": "FileSystemCache", "off": "NullCache"}


class SettingsError(ValueError):
    """A setting cannot be used; the message names the variable and the reason."""


@dataclass(frozen=True)
class Settings:
    """How this server runs.

    Attributes:
        summaries: folder of snapshots (QINGCE_SUMMARIES).
        assets: folder of styles and scripts (QINGCE_ASSETS), for a city's own look.
        host, port: address of the development server (QINGCE_HOST, QINGCE_PORT).
        cache: 'memory' (a cache a worker process), 'files' (shared by the workers of a machine)
            or 'off' (QINGCE_CACHE).
        cache_folder: where 'files' keeps its entries, and compressed scripts wait for the next
            start (QINGCE_CACHE_FOLDER).
        cache_entries: most answers kept (QINGCE_CACHE_ENTRIES).
        look_seconds: how often a running server looks for a new snapshot (QINGCE_LOOK_SECONDS).
        tiles: what lies under the map (QINGCE_TILES, QINGCE_TILES_ATTRIBUTION,
            QINGCE_TILES_COORDINATES); None, the default: nothing is asked of another host.
    """

    summaries: Path = ROOT / "data" / "summaries"
    assets: Path = ROOT / "assets"
    host: str = "127.0.0.1"
    port: int = 8050
    cache: str = "memory"
    cache_folder: Path = ROOT / ".cache"
    cache_entries: int = 500
    look_seconds: float = 2.0
    tiles: Tiles | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; SettingsError names the variable that cannot be used."""
        given = os.environ if environment is None else environment
        cache = given.get("QINGCE_CACHE", cls.cache)
        if cache not in _CACHES:
            raise SettingsError(f"QINGCE_CACHE is {cache!r}: one of {', '.join(_CACHES)} expected")
        return cls(
            summaries=Path(given.get("QINGCE_SUMMARIES", cls.summaries)),
            assets=Path(given.get("QINGCE_ASSETS", cls.assets)),
            host=given.get("QINGCE_HOST", cls.host),
            port=int(_positive(given, "QINGCE_PORT", cls.port)),
            cache=cache,
            cache_folder=Path(given.get("QINGCE_CACHE_FOLDER", cls.cache_folder)),
            cache_entries=int(_positive(given, "QINGCE_CACHE_ENTRIES", cls.cache_entries)),
            look_seconds=_positive(given, "QINGCE_LOOK_SECONDS", cls.look_seconds),
            tiles=_tiles(given),
        )

    def cache_config(self) -> dict[str, object]:
        """Return the settings of flask-caching. Entries never expire: a key names its snapshot."""
        return {
            "CACHE_TYPE": _CACHES[self.cache],
            "CACHE_DEFAULT_TIMEOUT": 0,
            "CACHE_THRESHOLD": self.cache_entries,
            "CACHE_DIR": str(self.cache_folder),
            "CACHE_NO_NULL_WARNING": True,
        }


def _tiles(given: Mapping[str, str]) -> Tiles | None:
    """Return the tiles of the settings; whoever provides them must be named."""
    url, named = given.get("QINGCE_TILES", ""), given.get("QINGCE_TILES_ATTRIBUTION", "").strip()
    system = given.get("QINGCE_TILES_COORDINATES", SYSTEMS[0])
    if not url:
        return None
    if not (_TILES.fullmatch(url) and all(part in url for part in ("{z}", "{x}", "{y}"))):
        raise SettingsError(f"QINGCE_TILES is {url!r}: http(s)://host/… with {{z}} {{x}} {{y}}")
    if not named:
        raise SettingsError("QINGCE_TILES_ATTRIBUTION is empty: name whoever provides the tiles")
    if system not in SYSTEMS:
        expected = ", ".join(SYSTEMS)
        raise SettingsError(f"QINGCE_TILES_COORDINATES is {system!r}: one of {expected} expected")
    return Tiles(url, named, system)


def _positive(given: Mapping[str, str], name: str, default: float) -> float:
    raw = given.get(name)
    if raw is None:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = -1.0
    if not 0 < value < 1e6:
        raise SettingsError(f"{name} is {raw!r}: a positive number expected")
    return value

"""Ask a served app for its charts as a browser does: which callbacks there are, what they are sent.

The callbacks are read from the app itself, so that a new card is timed without a line here.
"""

import json
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlparse
from urllib.request import urlopen

import brotli

from benchmarks.first_visit import ROOT, serve

GRAINS = ("daily", "weekly", "monthly", "quarterly", "seasonal", "annual", "hourly")
METRICS = (["pm25", "o3_mda8"], ["pm25"], ["o3_mda8"], ["no2", "pm10"], ["aqi"])
STANDARDS = ("", "", "gb3095-2012", "gb3095-2026-transition", "gb3095-2026-final", "who2021")
KINDS = ("", "hour", "day", "month", "year")
BASES = ("", "", "", "without_dust", "present_state")
HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "br"}


@dataclass(frozen=True)
class Card:
    """One callback that draws: its name, the page it is on, and what it is sent but the state."""

    name: str
    page: str
    output: str
    outputs: Any
    given: dict[str, Any]

    def body(self, state: dict[str, Any]) -> bytes:
        """Return what a browser sends to have the card drawn for a choice."""
        given = {**self.given, "value": state}
        key = given["id"] if isinstance(given["id"], str) else json.dumps(given["id"])
        asked = {
            "output": self.output,
            "outputs": self.outputs,
            "inputs": [given],
            "changedPropIds": [f"{key}.{given['property']}"],
            "parsedChangedPropsIds": [f"{key}.{given['property']}"],
        }
        return json.dumps(asked).encode()


@contextmanager
def served() -> Iterator[str]:
    """Serve the app as shipped, a worker a core; its address."""
    process, url = serve(ROOT / "assets")
    try:
        yield url
    finally:
        process.terminate()
        process.wait()


def cards_of(url: str, pages: tuple[str, ...]) -> list[Card]:
    """Return the callbacks of some pages that draw from the viewer's choice alone."""
    with urlopen(f"{url}/_dash-dependencies", timeout=30) as answer:
        callbacks = json.load(answer)
    found = []
    for each in callbacks:
        given = [_identified(part) for part in each["inputs"]]
        draws = len(given) == 1 and (given[0]["id"] == "state" or _is_wanted(given[0]["id"]))
        if each["clientside_function"] or not draws or each["state"]:
            continue
        outputs = [_output(part) for part in _parts(each["output"])]
        name = str(outputs[0]["id"])
        page = name.split("-")[0]
        if page in pages:
            is_many = each["output"].startswith("..")
            shape = outputs if is_many else outputs[0]
            found.append(Card(name, page, each["output"], shape, given[0]))
    return found


def _parts(output: str) -> list[str]:
    return output[2:-2].split("...") if output.startswith("..") else [output]


def _output(part: str) -> dict[str, Any]:
    name, prop = part.rsplit(".", 1)
    return {"id": json.loads(name) if name.startswith("{") else name, "property": prop}


def _identified(part: dict[str, Any]) -> dict[str, Any]:
    name = part["id"]
    return {
        "id": json.loads(name) if name.startswith("{") else name,
        "property": part["property"],
    }


def _is_wanted(name: Any) -> bool:
    return name == "map-wanted" or (isinstance(name, dict) and name.get("type") == "wanted")


def choices(url: str, seed: int) -> Iterator[dict[str, Any]]:
    """Yield choices such as viewers make, without end: cities, places, years, metrics, rules."""
    with urlopen(f"{url}/health", timeout=30) as answer:
        snapshot = ROOT / "data" / "summaries" / json.load(answer)["snapshot"]
    import pandas as pd

    annual = pd.read_parquet(snapshot / "annual.parquet", columns=["city", "place", "period_start"])
    rows = list(zip(annual["city"], annual["place"], annual["period_start"].dt.year, strict=True))
    pick = random.Random(seed)
    while True:
        city, place, year = pick.choice(rows)
        yield {
            "lang": pick.choice(("zh", "en")),
            "city": city,
            "place": pick.choice((place, city)),
            "year": int(year),
            "until": pick.randint(1, 12),
            "metrics": pick.choice(METRICS),
            "grain": pick.choice(GRAINS),
            "standard": pick.choice(STANDARDS),
            "basis": pick.choice(BASES),
            "kind": pick.choice(KINDS),
            "period": f"{int(year)}-{pick.randint(1, 12):02d}-15",
        }


class Asker:
    """Asks a server for cards; an answer without the card in it is an error."""

    def __init__(self, url: str) -> None:
        self.host = urlparse(url).netloc

    def ask(self, body: bytes) -> tuple[float, int, bool]:
        """Return (seconds, bytes on the wire, whether the card is there) of one answer.

        A card that failed is answered with success too, and with words for the page's notice.
        """
        connection = HTTPConnection(self.host, timeout=60)
        began = time.perf_counter()
        connection.request("POST", "/_dash-update-component", body, HEADERS)
        answer = connection.getresponse()
        sent = answer.read()
        seconds = time.perf_counter() - began
        connection.close()
        said = brotli.decompress(sent) if answer.headers["Content-Encoding"] == "br" else sent
        is_there = answer.status == 200 and b'"response"' in said and b'"sideUpdate"' not in said
        return seconds, len(sent), is_there


def pages() -> tuple[str, ...]:
    """Return the pages whose cards are timed."""
    with (ROOT / "layouts" / "__init__.py").open(encoding="utf-8") as file:
        return tuple(re.findall(r'Page\("(\w+)"', file.read()))

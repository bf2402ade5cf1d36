"""The callbacks of the variation panel, on the bundled snapshot and on nonsense."""

import csv
import io
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import no_update

from callbacks.trends import variation
from view import cache, options

PANELS = 5


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    return component if isinstance(component, str) else words(component.children)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chosen", ["", "o3", "relative"])
def test_every_city_draws_valid_figures_and_says_what_they_are(lang: str, chosen: str) -> None:
    for city in options.cities(cache.snapshot()):
        state = {"city": city.id, "lang": lang, "variation": chosen, "basis": "without_dust"}
        shown = variation.show_cycles(state)
        for figure in shown[:PANELS]:
            go.Figure(figure)
        title, reading, foot = (words(part) for part in shown[3 * PANELS : 3 * PANELS + 3])
        assert city.name(lang) in title
        assert city.name(lang) in reading
        assert "95 %" in foot
        assert shown[2 * PANELS + 1] is False


@pytest.mark.parametrize("state", [None, 7, [], {"city": ["x"]}, {"variation": {}, "metrics": 3}])
def test_nonsense_from_a_browser_shows_the_default(state: Any) -> None:
    place = 3 * PANELS
    assert variation.show_cycles(state)[place] == variation.show_cycles({})[place]


def test_an_index_alone_has_no_cycles_and_this_is_said() -> None:
    shown = variation.show_cycles({"metrics": ["aqi"]})
    assert "没有变化规律" in shown[1]["layout"]["annotations"][0]["text"]
    assert shown[2 * PANELS : 3 * PANELS] == (True, False, True, True, True)


def test_the_switch_takes_back_what_is_no_longer_offered() -> None:
    choices, value = variation.show_cycles({"metrics": ["pm25", "so2"], "variation": "so2"})[-2:]
    assert [c["value"] for c in choices] == ["", "so2", "relative"]
    assert value is no_update
    choices, value = variation.show_cycles({"metrics": ["pm25"], "variation": "so2"})[-2:]
    assert [c["value"] for c in choices] == [""]
    assert value == ""


def test_the_file_has_every_position() -> None:
    file = variation.save_cycles(1, {"metrics": ["pm25"]})
    assert file is not None
    rows = list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))
    assert len(rows) == 168 + 24 + 12 + 7 + 288
    assert {"name", "metric", "cycle", "period", "position", "mean", "low", "high"} <= set(rows[0])
    assert variation.save_cycles(None, {}) is None
    empty = variation.save_cycles(1, {"metrics": ["aqi"]})
    assert empty is not None
    assert empty["content"].count("\r\n") == 1

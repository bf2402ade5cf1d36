"""The callbacks of Trends, on the bundled snapshot and on whatever a browser may send."""

import csv
import io
from typing import Any

import plotly.graph_objects as go
import pytest

from airquality.metrics import METRICS
from callbacks.trends import series
from view import cache, options
from view.steps import STEPS


def cities() -> list[str]:
    return [city.id for city in options.cities(cache.snapshot())]


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    return component if isinstance(component, str) else words(component.children)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("grain", list(STEPS))
def test_every_city_grain_and_metric_draws_valid_figures(lang: str, grain: str) -> None:
    metrics = [m.id for m in METRICS.values() if grain in m.grains]
    for city in cities():
        for chosen in (metrics[:4], metrics[4:8], metrics[8:]):
            state = {"city": city, "grain": grain, "lang": lang, "metrics": chosen}
            figure, style, title, reading, foot, table = series.show_series(state)
            go.Figure(figure)
            assert style["height"].endswith("px")
            assert all(map(words, (title, reading, foot)))
            assert table["rows"]


@pytest.mark.parametrize("state", [None, 7, [], {"city": ["x"]}, {"metrics": 3, "grain": {}}])
def test_nonsense_from_a_browser_shows_the_default(state: Any) -> None:
    assert series.show_series(state)[2] == series.show_series({})[2]


def test_a_chosen_period_without_data_says_which_there_is() -> None:
    figure = series.show_series({"start": "1999-01-01", "end": "1999-12-31"})[0]
    assert figure["data"] == []
    assert "已有数据" in figure["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "choice",
    [
        {"place": "1001A", "grain": "hourly"},
        {"versus": ["2015"]},
        {"versus": ["2015"], "compare": ["1001A"], "start": "2016-01-01"},
        {"versus": ["2015"], "grain": "annual"},
        {"versus": ["2015"], "grain": "weekly", "start": "2016-01-01", "end": "2016-06-30"},
        {"versus": ["2013"], "start": "2016-01-01", "end": "2016-01-31"},
        {"versus": ["2016", "2015"], "start": "2016-02-01", "end": "2016-03-31"},
        {"basis": "without_dust", "smooth": "30d"},
        {"basis": "present_state", "grain": "hourly", "smooth": "24h"},
        {"smooth": "365d", "metrics": ["aqi"]},
        {"smooth": "7d", "compare": ["1001A", "1002A", "1003A"]},
    ],
)
def test_what_cannot_be_shown_is_told_in_words(lang: str, choice: dict[str, Any]) -> None:
    figure, _, title, reading, foot, table = series.show_series(
        {"city": "beijing", "lang": lang, **choice}
    )
    go.Figure(figure)
    assert figure["data"]
    assert all(map(words, (title, reading, foot)))
    assert table["rows"]


@pytest.mark.parametrize("grain", list(STEPS))
@pytest.mark.parametrize("basis", ["without_dust", "without_events", "present_state"])
def test_every_basis_and_scheme_is_said(grain: str, basis: str) -> None:
    for city in cities():
        for standard in ("gb3095-2012", "gb3095-2026-final", "who2021"):
            state = {"city": city, "grain": grain, "basis": basis, "standard": standard}
            figure, _, _, reading, foot, _ = series.show_series({**state, "lang": "en"})
            go.Figure(figure)
            assert ("WHO" if standard == "who2021" else "GB 3095") in foot
            if grain == "hourly":
                assert "as measured" in words(reading)
            else:
                assert any(said in foot for said in ("Basis:", "is listed", "nothing to convert"))


def rows(file: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))


def test_the_file_holds_what_is_shown() -> None:
    state = {"grain": "monthly", "metrics": ["pm25"]}
    figure = series.show_series(state)[0]
    file = series.save_series(1, state)
    assert file is not None
    assert file["filename"].endswith(".csv")
    held = rows(file)
    assert len(held) == len(figure["data"][0]["marker"]["symbol"])
    assert set(held[0]) == {
        "place", "name", "time", "pm25", "pm25_share", "pm25_is_valid", "is_published",
        "standard", "basis",
    }  # fmt: skip
    assert series.save_series(None, state) is None

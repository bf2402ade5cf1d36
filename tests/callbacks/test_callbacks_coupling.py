"""The cards of coupling, years so far and exceedance: words and valid charts for any choice."""

import csv
import io
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import no_update

from callbacks.trends import coupling, cumulative, exceedance
from view import cache, options
from view.state import BASES, SCHEMES

SHOWN = (coupling.show_days, coupling.show_groups, cumulative.show_years, exceedance.show_spreads)


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    if component is None or isinstance(component, str):
        return component or ""
    return words(getattr(component, "children", ""))


def told(answer: tuple[Any, ...]) -> str:
    """Return all words outside the charts, after checking that every chart is a valid one."""
    said = []
    for part in answer:
        if isinstance(part, dict) and "layout" in part:
            go.Figure(part)
            assert part["data"] or part["layout"]["annotations"][0]["text"], "a blank"
        elif part is not no_update and not isinstance(part, bool | dict):
            said.append(words(part))
    return " ".join(said)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("standard", ["", *SCHEMES])
def test_every_city_under_every_scheme(lang: str, standard: str) -> None:
    metrics = ["pm25", "o3_mda8_p90", "good_ratio", "composite_index"]
    for city in options.cities(cache.snapshot()):
        state = {"city": city.id, "lang": lang, "standard": standard, "metrics": metrics}
        for show in SHOWN:
            assert told(show(state))


@pytest.mark.parametrize("basis", BASES)
def test_every_basis_is_named_or_why_it_changes_nothing(basis: str) -> None:
    for city in options.cities(cache.snapshot()):
        state = {"city": city.id, "basis": basis, "metrics": ["pm10", "heavy_days", "so2"]}
        for show in (coupling.show_days, cumulative.show_years):
            foot = words(show(state)[-1])
            assert "口径" in foot or "没有列出" in foot or "无需换算" in foot
        assert "不随口径变化" in words(exceedance.show_spreads(state)[-1])


@pytest.mark.parametrize(
    "state",
    [
        None,
        7,
        {"city": ["x"], "metrics": 3, "versus": {}},
        {"standard": "nonsense", "basis": "x", "year": "1e9"},
        {"start": "1999-01-01", "end": "1999-12-31"},
        {"versus": ["1990", "2099"], "metrics": ["o3_1h_max"]},
        {"metrics": ["aqi"], "start": "2016-02-29", "end": "2016-02-29"},
    ],
)
def test_nonsense_and_emptiness_are_said(state: Any) -> None:
    for show in SHOWN:
        assert told(show(state))


def test_every_place_has_words() -> None:
    for city in options.cities(cache.snapshot()):
        for place in options.places(cache.snapshot(), city.id):
            for show in SHOWN:
                assert told(show({"city": city.id, "place": place.id}))


def test_who_has_no_composite_index_and_it_is_said() -> None:
    state = {"standard": "who2021", "metrics": ["composite_index"]}
    assert "没有综合指数" in told(cumulative.show_years(state))


def test_as_many_places_as_metrics_are_shown() -> None:
    for count in (1, 2, 4):
        metrics = ["pm25", "pm10", "so2", "no2"][:count]
        answer = cumulative.show_years({"metrics": metrics})
        assert answer[8:12] == (False,) * count + (True,) * (4 - count)
        answer = exceedance.show_spreads({"metrics": metrics})
        assert answer[12:16] == (False,) * count + (True,) * (4 - count)
    none = cumulative.show_years({"metrics": ["aqi"]})
    assert none[8:12] == (False, True, True, True)


def rows(file: dict[str, Any] | None) -> list[dict[str, str]]:
    assert file is not None
    assert file["filename"].endswith(".csv")
    return list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))


def test_files_hold_what_is_shown() -> None:
    state = {"metrics": ["pm25", "o3_mda8"]}
    days = rows(coupling.save_days(1, state))
    both = [row for row in days if row["above"] == "both"]
    counts = rows(coupling.save_both(1, state))
    assert sum(int(float(row["both"])) for row in counts) == len(both)
    assert f"同时超标 {len(both)} 天" in told(coupling.show_days(state))
    assert len(rows(coupling.save_months(1, state))) == 24
    assert {"all", "season"} <= {
        r["group_kind"] for r in rows(coupling.save_correlations(1, state))
    }
    years = rows(cumulative.save_years(1, state))
    assert {row["metric"] for row in years} == {"pm25", "o3_mda8_p90"}
    spread = rows(exceedance.save_spreads(1, state))
    assert {row["metric"] for row in spread} == {"pm25", "o3_mda8"}
    for save in (
        coupling.save_days,
        coupling.save_both,
        coupling.save_months,
        coupling.save_correlations,
        cumulative.save_years,
        exceedance.save_spreads,
    ):
        assert save(None, state) is None
        assert save(1, {"start": "1999-01-01", "end": "1999-02-01", "metrics": ["o3_1h_max"]})

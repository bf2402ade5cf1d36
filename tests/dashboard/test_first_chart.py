"""The chart that a page begins with comes with the page, and says what its callback would."""

from collections.abc import Iterator
from typing import Any

import dash
import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboard import first_chart
from dashboard.app import create_app
from dashboard.settings import Settings
from view import ids

ASKED = {
    "trends": {"city": "beijing", "grain": "monthly", "lang": "en"},
    "case": {"case": "beijing-pm25-20151219"},
}


@pytest.fixture(scope="module", autouse=True)
def app() -> Iterator[None]:
    with create_app(Settings.read()).server.test_request_context("/"):
        yield


def page(key: str, query: dict[str, str]) -> Component:
    """Return the components of a page as the browser is sent them."""
    found = next(p for p in dash.page_registry.values() if p["module"] == f"layouts.{key}")
    return found["layout"](**query)


def encoded(value: Any) -> str:
    return PlotlyJSONEncoder(sort_keys=True).encode(value)


@pytest.mark.parametrize("key", list(first_chart.FIRST))
def test_the_first_card_is_filled_as_its_callback_says(key: str) -> None:
    laid = page(key, ASKED[key])
    outputs, answer = first_chart.FIRST[key]
    told = answer(laid[ids.STATE].data)
    for output, value in zip(outputs, told, strict=True):
        filled = getattr(laid[output.component_id], output.component_property)
        assert encoded(filled) == encoded(value), output
    assert told[0]["data"]


def test_a_case_that_is_not_there_has_no_chart_to_fill() -> None:
    laid = page("case", {"case": "beijing-pm25-19990101"})
    with pytest.raises(KeyError):
        laid[ids.CASE_CURVE]


@pytest.mark.parametrize("key", list(first_chart.FIRST))
def test_a_chart_that_fails_is_told_and_the_page_stands(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Any) -> tuple[Any, ...]:
        raise RuntimeError("secret of the server")

    outputs, _ = first_chart.FIRST[key]
    monkeypatch.setitem(first_chart.FIRST, key, (outputs, fail))
    laid = page(key, ASKED[key])
    assert "This step did not finish" in encoded(laid[ids.NOTICE].children)
    assert "secret" not in encoded(laid)

"""What Dash does not complain about: an id that no page has, two callbacks on one output."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from dash import Dash
from dash.development.base_component import Component

from dashboard.app import create_app
from dashboard.settings import Settings
from layouts import PAGES
from layouts.shell import shell
from view import cache, options
from view.state import MODES, ViewState


@pytest.fixture(scope="module")
def app() -> Dash:
    return create_app(Settings.read())


def ids_in(component: Any) -> Iterator[Any]:
    """Yield the id of every component below (and of) one."""
    if isinstance(component, Component):
        if getattr(component, "id", None) is not None:
            yield component.id
        for value in component.to_plotly_json()["props"].values():
            yield from ids_in(value)
    elif isinstance(component, list | tuple):
        for part in component:
            yield from ids_in(part)
    elif isinstance(component, dict):
        for part in component.values():
            yield from ids_in(part)


@pytest.fixture(scope="module")
def page_ids(app: Dash) -> dict[str, list[Any]]:
    with app.server.app_context():
        snapshot = cache.snapshot()
        found = {}
        for page in PAGES:
            for mode in MODES:
                state = options.resolve(snapshot, ViewState(mode=mode))
                laid = shell(snapshot, state, page, PAGES, page.content(snapshot, state))
                found[f"{page.key} {mode}"] = list(ids_in(laid))
    return found


def key(identifier: Any) -> str:
    return json.dumps(identifier, sort_keys=True, default=str)


def test_no_id_twice_on_a_page(page_ids: dict[str, list[Any]]) -> None:
    for page, found in page_ids.items():
        twice = [name for name, n in Counter(map(key, found)).items() if n > 1]
        assert twice == [], f"{page}: {twice}"


def test_every_id_of_a_callback_is_on_a_page(app: Dash, page_ids: dict[str, list[Any]]) -> None:
    plain = {i for found in page_ids.values() for i in found if isinstance(i, str)}
    kinds = {i["type"] for found in page_ids.values() for i in found if isinstance(i, dict)}
    plain |= {i for i in ids_in(app.layout) if isinstance(i, str)}
    unknown = set()
    for callback in app.callback_map.values():
        outputs = callback["output"]
        outputs = outputs if isinstance(outputs, list | tuple) else [outputs]
        named = [o.component_id for o in outputs]
        for given in [*callback["inputs"], *callback["state"]]:
            text = given["id"]
            named.append(json.loads(text) if text.startswith("{") else text)
        for identifier in named:
            if isinstance(identifier, dict):
                unknown |= {key(identifier)} if identifier["type"] not in kinds else set()
            elif not identifier.startswith("_pages") and identifier not in plain:
                unknown.add(identifier)
    assert unknown == set()


def test_no_two_callbacks_on_one_output(app: Dash) -> None:
    outputs = Counter(
        f"{key(o.component_id) if isinstance(o.component_id, dict) else o.component_id}"
        f".{o.component_property}"
        for callback in app.callback_map.values()
        for o in (
            callback["output"]
            if isinstance(callback["output"], list | tuple)
            else [callback["output"]]
        )
    )
    assert [name for name, n in outputs.items() if n > 1] == []

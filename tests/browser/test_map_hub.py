"""What the map asks of the server, and what it keeps, as the page's choice changes."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from view.frames import pack

TAKE = """([ground, frames]) => {
  const take = window.dash_clientside.qingce_atlas;
  take.take_ground(ground);
  take.take_frames(frames);
}"""


def made_ground(city: str, station: str) -> dict[str, Any]:
    """Return the ground of a city with one station and no areas."""
    one = {
        "id": station,
        "name": station,
        "lon": 110.0,
        "lat": 30.0,
        "control": False,
        "area": None,
    }
    return {
        "city": city,
        "name": city,
        "areas": [],
        "stations": [one],
        "unplaced": [],
        "bounds": [[29, 109], [31, 111]],
        "layers": [],
        "surface": None,
        "tiles": None,
    }


def made_frames(station: str) -> dict[str, Any]:
    """Return two hours of a station."""
    values = np.array([[35.0, 36.0]])
    return {
        "key": "made",
        "kind": "hour",
        "symbol": "",
        "unit": "",
        "decimals": 0,
        "places": [station],
        "times": ["2015-12-01T00", "2015-12-01T01"],
        "labels": ["0", "1"],
        "values": pack(values, 1.0),
        "mean": {"label": "", "values": pack(values, 1.0)},
        "wind": None,
        "scale": None,
        "limit": None,
        "reasons": {},
        "errors": None,
        "at": 0,
        "difference": None,
    }


@pytest.fixture
def stage(scripts: Page) -> Page:
    """The page with the ground and the frames of a made-up city."""
    scripts.evaluate(TAKE, [made_ground("made", "S1"), made_frames("S1")])
    return scripts


def test_only_what_the_browser_lacks_is_asked_of_the_server(stage: Page) -> None:
    page = stage
    asked = page.evaluate("""() => {
      const take = window.dash_clientside.qingce_atlas.take_state;
      const state = {city: "made", kind: "hour", metric: "pm25", period: "2015-12-01", hour: 0};
      const news = [{}, {hour: 1}, {place: "S1"}, {layers: ["surface"]}, {period: "2016-01-01"},
                    {metric: "o3"}, {metric: "o3", hour: 1}, {metric: "o3", compared: "change"},
                    {metric: "o3", compared: "change", hour: 1}];
      let asked = null;
      return news.map((one) => {
        const answer = take({...state, ...one}, asked);
        const isAsked = typeof answer.city === "string";
        if (isAsked) asked = answer;
        return isAsked;
      });
    }""")
    assert asked == [True, False, False, False, True, True, False, True, True]
    assert page.evaluate("() => qingce.atlas.hub.frames.count") == 2
    page.evaluate("() => window.dash_clientside.qingce_atlas.take_frames(null)")
    assert page.evaluate("() => qingce.atlas.hub.frames.count") == 2


def test_roses_that_are_shown_fit_the_season_looked_at(scripts: Page) -> None:
    values = pack(np.array([[1.0, 2.0, 3.0]]), 1.0)
    times = ["2015-06-30", "2015-07-01", "2015-12-01"]
    days = {"kind": "day", "times": times, "labels": times, "values": values}
    frames = {**made_frames("S1"), **days, "mean": {"label": "", "values": values}}
    scripts.evaluate(TAKE, [made_ground("made", "S1"), frames])
    asked = scripts.evaluate("""() => {
      const take = window.dash_clientside.qingce_atlas.take_state;
      const roses = {city: "made", kind: "day", period: "2015-06-30", layers: ["roses"]};
      const news = [{}, {period: "2015-07-01"}, {period: "2015-12-01"}, {period: "2015-12-01"},
                    {layers: []}, {}, {wind: "all"}, {wind: "all", period: "2015-12-01"}];
      let asked = null;
      return news.map((one) => {
        const answer = take({...roses, ...one}, asked);
        const isAsked = typeof answer.city === "string";
        if (isAsked) asked = answer;
        return [isAsked, window.qingce.atlas.hub.i];
      });
    }""")
    # The first, another season, back to the first one, another choice of the roses' period.
    assert [is_asked for is_asked, _ in asked] == [
        *(True, False, True, False),
        *(False, True, True, False),
    ]
    assert [at for _, at in asked] == [0, 1, 2, 2, 0, 0, 0, 2]


def test_another_city_takes_the_old_frames_away(stage: Page) -> None:
    page = stage
    other = made_ground("other", "X1")
    page.evaluate("g => { window.dash_clientside.qingce_atlas.take_ground(g); }", other)
    assert page.evaluate("qingce.atlas.hub.frames") is None
    page.evaluate("() => qingce.atlas.hub.drawNow()")

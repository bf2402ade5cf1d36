"""What a frame of the map costs while it plays, and that playing asks the server for nothing.

Counted is the processor's time of the page's thread, not the clock's: a busy machine is slow, not
wrong. 25 frames a second leave 40 ms each, a screen of 60 Hz 16.7 ms.
"""

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser.made_map import HOURLY, HUB, OpenPage, open_map, show_made

FRAMES = 60
PLAY = f"""(count) => new Promise((done) => {{
  const [hub, first] = [{HUB}, {HUB}.frameDrawn];
  hub.set({{ i: 0 }});
  qingce.atlas.playback.setRate(Infinity);
  qingce.atlas.playback.play();
  const look = () => {{
    if (hub.frameDrawn - first < count) return requestAnimationFrame(look);
    hub.set({{ playing: false }});
    done(hub.frameDrawn - first);
  }};
  look();
}})"""


@pytest.mark.parametrize(
    ("stations", "areas", "most"), [(12, 16, 16.7), (110, 18, 16.7), (1600, 338, 40.0)]
)
def test_a_frame_costs_no_more_than_its_share(
    open_page: OpenPage, stations: int, areas: int, most: float
) -> None:
    page = open_map(open_page, HOURLY)
    # The cards beside the map are drawn by now, and cost nothing while it plays.
    expect(page.locator("#map-station-reading")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    show_made(page, hours=4 * FRAMES, stations=stations, areas=areas)
    page.evaluate(PLAY, FRAMES // 2)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = spent(tools)
    drawn = page.evaluate(PLAY, FRAMES)
    cost = (spent(tools) - before) / drawn
    print(f"{stations} stations: {cost:.1f} ms of the page's thread a frame")
    assert cost < most
    assert asked == []


def spent(tools: CDPSession) -> float:
    """Return the processor's time that tasks of the page's thread took so far, in ms."""
    found = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
    return 1e3 * float(found["TaskDuration"])

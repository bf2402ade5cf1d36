"""When the overview's sentence, cards and sparklines can be read, against plotly.js's arrival.

The server is gunicorn as shipped; Chromium starts anew for every visit, with an empty cache. The
time is the browser's own, from navigation to the frame in which the sentence has a place on the
screen and the last sparkline is decoded. Once over the loopback, once over the line of a meeting
room (`first_visit.LINE`); there plotly.js is what the words must not wait for.
Run: python -m benchmarks.first_words
"""

import statistics
import sys

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.first_visit import FLAGS, LINE, ROOT, chromium_path, serve, told
from benchmarks.report import report

RUNS = 5
MOST_SECONDS = 0.7
WATCH = """
(() => {
  const look = () => {
    const sentence = document.querySelector(".sentence");
    const sparks = [...document.querySelectorAll(".kpi-spark")];
    const drawn = sentence && sentence.textContent && sentence.getClientRects().length
      && sparks.length && sparks.every((image) => image.complete && image.naturalWidth);
    if (drawn) requestAnimationFrame(() => { window.wordsAt = performance.now(); });
    else requestAnimationFrame(look);
  };
  look();
})();
"""
PLOTLY = """() => Math.max(...performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("plotly")).map((entry) => entry.responseEnd))"""


def visit(playwright: Playwright, url: str, line: dict[str, float] | None) -> tuple[float, float]:
    """Open the overview in a new browser; return seconds to the words and to plotly.js."""
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    if line:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", {"offline": False, **line})
    page.goto(url, wait_until="load", timeout=120_000)
    words, plotly = told(page, "wordsAt") / 1e3, page.evaluate(PLOTLY) / 1e3
    browser.close()
    return words, plotly


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    process, url = serve(ROOT / "assets")
    try:
        with sync_playwright() as playwright:
            for _ in range(4):  # each worker has a memory of its own
                visit(playwright, url, None)
            near = [visit(playwright, url, None) for _ in range(RUNS)]
            room = [visit(playwright, url, LINE) for _ in range(RUNS)]
    finally:
        process.terminate()
        process.wait()
    for name, visits in (("loopback", near), ("meeting room", room)):
        words, plotly = (statistics.median(each) for each in zip(*visits, strict=True))
        print(f"{name}: words after {words:.2f} s, plotly.js after {plotly:.2f} s")
    kept = [
        report("first_words.seconds", statistics.median(w for w, _ in near), at_most=MOST_SECONDS),
        report(
            "first_words.words_over_plotly_in_a_meeting_room",
            statistics.median(words / plotly for words, plotly in room),
            at_most=1.0,
        ),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

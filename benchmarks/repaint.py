"""What a viewer of Trends waits for: the first chart, and the new picture after a filter change.

Two servers as shipped, one of them with only the first card on the page. Chromium opens each in
turn, with an empty cache; the time is from navigation to the first drawn line. Then filters are
changed on the whole page; the time is the browser's own, from the change to the frame that shows
the new line.
Run: python -m benchmarks.repaint
"""

import statistics
import sys

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.first_visit import FLAGS, ROOT, chromium_path, first_told, serve
from benchmarks.report import report

RUNS = 7
MOST_RATIO, MOST_MS = 1.10, 300.0
PATH = "/trends?city=beijing"
LINE = "#trends-series .scatterlayer .trace path.js-line"
WATCH = """
(() => {
  const look = () => {
    if (document.querySelector("LINE")) window.chartAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();
""".replace("LINE", LINE)
#: Presses a control and waits for the frame in which the line is another one.
PRESSES = (3, 1, 2, 3, 1)
CHANGE = """
(press) => new Promise((done) => {
  const drawn = () => {
    const line = document.querySelector("LINE");
    return line ? line.getAttribute("d") : "";
  };
  const before = drawn(), began = performance.now();
  document.querySelectorAll(".choose-grain label")[press].click();
  const look = () => {
    const now = drawn();
    if (now && now !== before) requestAnimationFrame(() => done(performance.now() - began));
    else requestAnimationFrame(look);
  };
  look();
})
""".replace("LINE", LINE)


def first_chart(browser: Browser, url: str) -> float:
    """Open Trends as a new visitor; return seconds to its first line."""
    return first_told(browser, url + PATH, WATCH, "chartAt")


def changes(page: Page, url: str) -> list[float]:
    """Return the milliseconds of several changes of the time step on the whole page."""
    page.goto(url + PATH)
    page.wait_for_selector(LINE, state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector(".lazy-slot:empty", state="detached")  # the page with all its cards
    taken = []
    for press in PRESSES:
        taken.append(float(page.evaluate(CHANGE, press)))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # what follows a change must not be counted to the next
    return taken


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    servers = [serve(ROOT / "assets"), serve(ROOT / "assets", "benchmarks._one_card:server")]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
            for _, url in servers * 3:  # each worker has a memory of its own
                first_chart(browser, url)
            pairs = [[first_chart(browser, url) for _, url in servers] for _ in range(RUNS)]
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            changes(page, servers[0][1])
            taken = changes(page, servers[0][1])
            browser.close()
    finally:
        for process, _ in servers:
            process.terminate()
            process.wait()
    whole, one = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"first chart: {whole:.2f} s on the whole page, {one:.2f} s alone")
    print(f"changes: {', '.join(f'{ms:.0f}' for ms in taken)} ms")
    kept = [
        report("repaint.first_chart_whole_over_one", whole / one, at_most=MOST_RATIO),
        report("repaint.filter_change_ms", statistics.median(taken), at_most=MOST_MS),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

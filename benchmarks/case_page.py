"""What a viewer of a case waits for: its curve on a first visit, and the curve of the next case.

A server as shipped. Chromium opens a case with an empty cache, several times; the time is the
browser's own, from navigation to the first drawn line, and beside it stands that of the overview,
opened in turn. Then one goes from case to case on the page, with all its cards mounted; the time is
from the click to the frame that shows the next curve.
Run: python -m benchmarks.case_page
"""

import statistics
import sys

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.first_visit import CHART, FLAGS, ROOT, chromium_path, first_told, serve
from benchmarks.report import report

RUNS, WARM_VISITS = 7, 3
MOST_SECONDS, MOST_MS = 1.5, 400.0
PATH = "/case?case=beijing-pm25-20151219"
#: The line of the leading pollutant's hours.
LINE = "#case-curve .scatterlayer .trace + .trace path.js-line"
WATCH = """
(() => {
  const look = () => {
    if (document.querySelector("CHART")) window.chartAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();
"""
#: Presses the way to the case before, and waits for the frame in which the line is another one.
CHANGE = """
() => new Promise((done) => {
  const drawn = () => {
    const line = document.querySelector("LINE");
    return line ? line.getAttribute("d") : "";
  };
  const before = drawn(), began = performance.now();
  document.querySelector("a.case-step").click();
  const look = () => {
    const now = drawn();
    if (now && now !== before) requestAnimationFrame(() => done(performance.now() - began));
    else requestAnimationFrame(look);
  };
  look();
})
""".replace("LINE", LINE)
CHANGES = 9


def first_chart(browser: Browser, address: str, chart: str) -> float:
    """Open a page as a new visitor; return seconds to its first chart."""
    return first_told(browser, address, WATCH.replace("CHART", chart), "chartAt")


def changes(page: Page, url: str) -> list[float]:
    """Return the milliseconds of several steps from a case to the one before it."""
    page.goto(url + PATH)
    page.wait_for_selector(LINE, state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector(".lazy-slot:empty", state="detached")  # the page with all its cards
    taken = []
    for _ in range(CHANGES):
        taken.append(float(page.evaluate(CHANGE)))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1200)  # cards that follow a change are not counted to the next
    return taken


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    server, url = serve(ROOT / "assets")
    pages = ((url + PATH, LINE), (url + "/", CHART))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
            for _ in range(WARM_VISITS):  # each worker has a memory of its own
                for asked in pages:
                    first_chart(browser, *asked)
            pairs = [[first_chart(browser, *asked) for asked in pages] for _ in range(RUNS)]
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            changes(page, url)
            taken = changes(page, url)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    case, overview = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"first chart: {case:.2f} s of a case, {overview:.2f} s of the overview")
    print(f"changes: {', '.join(f'{ms:.0f}' for ms in taken)} ms")
    kept = [
        report("case_page.first_chart_seconds", case, at_most=MOST_SECONDS),
        report("case_page.change_of_case_ms", statistics.median(taken), at_most=MOST_MS),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

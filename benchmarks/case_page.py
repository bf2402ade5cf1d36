"""What a viewer of a case waits for: its curve on a first visit, and the curve of the next case.

A server as shipped. Chromium opens a case with an empty cache, several times; the time is the
browser's own, from navigation to the first drawn line, and beside it stands that of the overview,
opened in turn. Then one goes from case to case on the page, with all its cards mounted; the time is
from the click to the frame that shows the next curve.
Run: python -m benchmarks.case_page
"""

import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from benchmarks._drawn_line import change, changes, watch
from benchmarks.first_visit import CHART, FLAGS, ROOT, chromium_path, first_told, serve
from benchmarks.report import report

RUNS, WARM_VISITS = 7, 3
MOST_SECONDS, MOST_MS = 1.5, 400.0
PATH = "/case?case=beijing-pm25-20151219"
#: The line of the leading pollutant's hours.
LINE = "#case-curve .scatterlayer .trace + .trace path.js-line"
#: Presses the way to the case before.
CHANGE = change(LINE, 'document.querySelector("a.case-step").click();')
CHANGES = 9
#: Cards that follow a change are not counted to the next.
PAUSE_MS = 1200


def first_chart(browser: Browser, address: str, chart: str) -> float:
    """Open a page as a new visitor; return seconds to its first chart."""
    return first_told(browser, address, watch(chart), "chartAt")


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
            for _ in range(2):  # the first time only warms the server
                taken = changes(page, url + PATH, LINE, CHANGE, (0,) * CHANGES, PAUSE_MS)
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

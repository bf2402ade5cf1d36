"""What a viewer of Trends waits for: the first chart, and the new picture after a filter change.

Two servers as shipped, one of them with only the first card on the page. Chromium opens each in
turn, with an empty cache; the time is from navigation to the first drawn line. Then filters are
changed on the whole page; the time is the browser's own, from the change to the frame that shows
the new line.
Run: python -m benchmarks.repaint
"""

import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from benchmarks._drawn_line import change, changes, watch
from benchmarks.first_visit import FLAGS, ROOT, chromium_path, first_told, serve
from benchmarks.report import report

RUNS = 7
MOST_RATIO, MOST_MS = 1.10, 300.0
PATH = "/trends?city=beijing"
LINE = "#trends-series .scatterlayer .trace path.js-line"
PRESSES = (3, 1, 2, 3, 1)
PAUSE_MS = 300
CHANGE = change(LINE, 'document.querySelectorAll(".choose-grain label")[given].click();')


def first_chart(browser: Browser, url: str) -> float:
    """Open Trends as a new visitor; return seconds to its first line."""
    return first_told(browser, url + PATH, watch(LINE), "chartAt")


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
            for _ in range(2):  # the first time only warms the server
                address = servers[0][1] + PATH
                taken = changes(page, address, LINE, CHANGE, PRESSES, PAUSE_MS)
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

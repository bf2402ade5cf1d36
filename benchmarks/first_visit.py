"""The first visit: bytes over the wire, and when the first chart stands.

Both servers are gunicorn with one worker, as shipped; one has the smaller plotly.js in its
assets, the other Dash's own. Chromium opens the overview with an empty cache, in turn, several
times; the time is from navigation to the first drawn trace. Run: python -m benchmarks.first_visit
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from benchmarks.report import report

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1_100_000
MOST_RATIO = 0.6
RUNS = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
CHART = (
    ".js-plotly-plot .plot path, .js-plotly-plot .plot rect, .js-plotly-plot .heatmaplayer image"
)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(assets: Path) -> tuple[subprocess.Popen, str]:
    """Start gunicorn with an assets folder; return the process and its address once it answers."""
    port = free_port()
    environment = {
        **os.environ,
        "QINGCE_ASSETS": str(assets),
        "QINGCE_PORT": str(port),
        "QINGCE_WORKERS": "1",
    }
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    process = subprocess.Popen(
        [gunicorn, "-c", "gunicorn.conf.py", "--log-level", "error"], cwd=ROOT, env=environment
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            with urlopen(f"{url}/health", timeout=1):
                return process, url
        except OSError:
            time.sleep(0.2)
    process.terminate()
    raise SystemExit("the server did not start")


def visit(browser: Browser, url: str) -> tuple[float, int]:
    """Open the overview as a new visitor; return seconds to the first trace, and bytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(CHART, state="attached", timeout=60_000)
    seconds = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds, int(sum(sizes))


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    small = ROOT / "assets"
    if not (small / "plotly.min.js").is_file():
        print("first_visit: assets/plotly.min.js is not there (no npm?): nothing to compare")
        return 0
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "assets"
        shutil.copytree(small, full, ignore=shutil.ignore_patterns("plotly.min.js"))
        servers = [serve(small), serve(full)]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
                visit(browser, servers[0][1]), visit(browser, servers[1][1])
                pairs = [[visit(browser, url) for _, url in servers] for _ in range(RUNS)]
                browser.close()
        finally:
            for process, _ in servers:
                process.terminate()
                process.wait()
    seconds = [statistics.median(pair[i][0] for pair in pairs) for i in (0, 1)]
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    wire = max(pair[0][1] for pair in pairs)
    print(f"first chart: small {seconds[0]:.2f} s, full {seconds[1]:.2f} s")
    print(f"over the wire: small {wire / 1e3:.0f} kB, full {pairs[0][1][1] / 1e3:.0f} kB")
    kept = [
        report("first_visit.bytes_over_the_wire", wire, at_most=MOST_BYTES),
        report("first_visit.first_chart_small_over_full", ratio, at_most=MOST_RATIO),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

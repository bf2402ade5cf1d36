"""The first visit: bytes over the wire, and when the first chart stands.

Both servers are gunicorn as shipped, a worker a core; one has the smaller plotly.js in its
assets, the other Dash's own. Chromium opens the overview with an empty cache, in turn, several
times; the time is from navigation to the first drawn trace. The line is that of a meeting room:
thirty people who open the page at once over a wireless network of 100 Mbit/s, half of which is
throughput: 1.7 Mbit/s each. The times over the machine's own loopback, where bytes cost nothing,
are printed beside them.
Run: python -m benchmarks.first_visit
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import report

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1_100_000
MOST_RATIO = 0.6
RUNS = 5
WARM_VISITS = 4
#: bytes a second and milliseconds of delay for each of thirty people who share 50 Mbit/s
LINE = {"downloadThroughput": 50e6 / 8 / 30, "uploadThroughput": 50e6 / 8 / 30, "latency": 5}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
CHART = (
    ".js-plotly-plot .plot path, .js-plotly-plot .plot rect, .js-plotly-plot .heatmaplayer image"
)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chromium_path() -> str | None:
    """Return the system's Chromium; None lets Playwright look for its own."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def serve(assets: Path, wsgi: str = "") -> tuple[subprocess.Popen, str]:
    """Start gunicorn with an assets folder; return the process and its address once it answers.

    `wsgi` names another app than the shipped one.
    """
    port = free_port()
    environment = {
        **os.environ,
        "QINGCE_ASSETS": str(assets),
        "QINGCE_PORT": str(port),
    }
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    process = subprocess.Popen(
        [gunicorn, "-c", "gunicorn.conf.py", "--log-level", "error", *filter(None, [wsgi])],
        cwd=ROOT,
        env=environment,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        if is_ready(url):
            return process, url
        time.sleep(0.2)
    process.terminate()
    raise SystemExit("the server did not start")


def is_ready(url: str) -> bool:
    """Whether a server answers and has compressed its scripts, as it does after each start."""
    try:
        with urlopen(f"{url}/", timeout=5) as answer:
            scripts = re.findall(r'src="(/[^"]+)"', answer.read().decode())
        asked = Request(url + scripts[-1], headers={"Accept-Encoding": "br"})
        with urlopen(asked, timeout=5) as answer:
            return "public" in answer.headers.get("Cache-Control", "")
    except OSError:
        return False


def visit(browser: Browser, url: str, line: dict[str, float] | None = None) -> tuple[float, int]:
    """Open the overview as a new visitor; return seconds to the first trace, and bytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    if line:
        network.send("Network.emulateNetworkConditions", {"offline": False, **line})
    network.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(CHART, state="attached", timeout=60_000)
    seconds = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds, int(sum(sizes))


def told(page: Page, name: str, patience: float = 60.0) -> float:
    """Return a number that a script of ours puts on the window, in ms, once it is there.

    Asked again and again from outside: the content policy forbids Playwright's own way of waiting.
    """
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        found = page.evaluate(f"window.{name} ?? null")
        if found is not None:
            return float(found)
        time.sleep(0.02)
    raise TimeoutError(f"{name} was not told in {patience:.0f} s")


def first_told(browser: Browser, address: str, script: str, name: str) -> float:
    """Open a page as a new visitor; return seconds until `script` has put `name` on the window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(script)
    page.goto(address, wait_until="commit")
    seconds = told(page, name) / 1e3
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds


def ratio_of(pairs: list[list[tuple[float, int]]]) -> float:
    """Return the median over the runs of small over full."""
    return statistics.median(small[0] / full[0] for small, full in pairs)


def tell(line: str, pairs: list[list[tuple[float, int]]]) -> None:
    """Print the median seconds and the bytes of both."""
    seconds = [statistics.median(pair[i][0] for pair in pairs) for i in (0, 1)]
    print(
        f"{line}: first chart {seconds[0]:.2f} s small, {seconds[1]:.2f} s full,"
        f" ratio {ratio_of(pairs):.2f};"
        f" {pairs[0][0][1] / 1e3:.0f} kB small, {pairs[0][1][1] / 1e3:.0f} kB full"
    )


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    small = ROOT / "assets"
    if not (small / "plotly.min.js").is_file():
        print("first_visit: assets/plotly.min.js is not there (no npm?): nothing to compare")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "assets"
        shutil.copytree(small, full, ignore=shutil.ignore_patterns("plotly.min.js"))
        servers = [serve(small), serve(full)]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium_path(), args=list(FLAGS)
                )
                for _, url in servers * WARM_VISITS:  # each worker has a memory of its own
                    visit(browser, url)
                near = [[visit(browser, url) for _, url in servers] for _ in range(RUNS)]
                room = [[visit(browser, url, LINE) for _, url in servers] for _ in range(RUNS)]
                browser.close()
        finally:
            for process, _ in servers:
                process.terminate()
                process.wait()
    tell("loopback", near)
    tell("meeting room", room)
    kept = [
        report("first_visit.bytes_over_the_wire", room[0][0][1], at_most=MOST_BYTES),
        report("first_visit.first_chart_small_over_full", ratio_of(room), at_most=MOST_RATIO),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

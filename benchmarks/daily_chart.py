"""Serve one daily chart of twelve stations over four years, our way and as a `go.Figure`.

    python -m benchmarks.daily_chart

Both are answers of a Dash callback served by gunicorn with two workers; twenty visitors, threads
of a process of their own, ask again as soon as they are answered. The two ways take turns in one
run. Then a hundred visitors ask at once: none may get an error. Everything stays on 127.0.0.1.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import numpy as np

from benchmarks.daily_chart_app import BUTTON, OURS, THEIRS

ROOT = Path(__file__).resolve().parents[1]
WORKERS, USERS, CROWD = 2, 20, 100
ROUNDS, SECONDS, MOST_REQUESTS, CROWD_REQUESTS = 7, 2.0, 2_000, 5
RATIO_TARGET, P95_TARGET_MS = 5.0, 200.0
PATIENCE = 60.0


def body(output: str) -> bytes:
    """Return what a browser sends to have one callback run."""
    clicks = {"id": BUTTON, "property": "n_clicks", "value": 1}
    asked = {
        "output": f"{output}.figure",
        "outputs": {"id": output, "property": "figure"},
        "inputs": [clicks],
        "changedPropIds": [f"{BUTTON}.n_clicks"],
        "parsedChangedPropsIds": [f"{BUTTON}.n_clicks"],
    }
    return json.dumps(asked).encode()


class Visitors:
    """Threads that ask for one chart until a time or a number of requests is reached."""

    def __init__(self, port: int, output: str, users: int, seconds: float, most: int) -> None:
        self.port, self.body, self.users = port, body(output), users
        self.seconds, self.each = seconds, most // users
        self.waited: list[float] = []
        self.errors = 0
        self.bytes = 0
        self._lock = threading.Lock()

    def run(self) -> dict[str, float]:
        """Let them ask; return requests a second, p50 and p95 in ms, errors, bytes an answer."""
        threads = [threading.Thread(target=self._visit) for _ in range(self.users)]
        self.until = time.perf_counter() + self.seconds
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        p50, p95 = np.percentile(self.waited, (50, 95)) if self.waited else (np.inf, np.inf)
        return {
            "rps": len(self.waited) / took,
            "p50_ms": 1e3 * float(p50),
            "p95_ms": 1e3 * float(p95),
            "errors": self.errors,
            "bytes": self.bytes,
        }

    def _visit(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Content-Type": "application/json", "Accept-Encoding": "zstd"}
        waited, errors, size = [], 0, 0
        for _ in range(self.each):
            if time.perf_counter() > self.until:
                break
            began = time.perf_counter()
            try:
                connection.request("POST", "/_dash-update-component", self.body, headers)
                answer = connection.getresponse()
                size = len(answer.read())
                is_good = answer.status == 200 and size > 1_000
            except (OSError, HTTPException):
                connection.close()
                is_good = False
            if is_good:
                waited.append(time.perf_counter() - began)
            else:
                errors += 1
        connection.close()
        with self._lock:
            self.waited += waited
            self.errors += errors
            self.bytes = max(self.bytes, size)


def visit(port: int, output: str, users: int, seconds: float, most: int) -> dict[str, float]:
    """Run visitors in a process of their own and return what they measured."""
    arguments = [str(a) for a in (port, output, users, seconds, most)]
    command = [sys.executable, "-m", "benchmarks.daily_chart", "visit", *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=3 * PATIENCE
    )
    return json.loads(ran.stdout)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """Start gunicorn on a port and return it once it answers; RuntimeError where it does not."""
    # An empty module as settings: gunicorn would take the production file, which warms another app.
    command = [sys.executable, "-m", "gunicorn", "--config", "python:benchmarks"]
    command += ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen([*command, "benchmarks.daily_chart_app:server()"], cwd=ROOT)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/_dash-dependencies")
            if connection.getresponse().status == 200:
                return process
        except OSError:
            time.sleep(0.2)
    process.terminate()
    raise RuntimeError("the server did not start")


def measure(port: int) -> tuple[list[dict], list[dict], dict]:
    """Return the rounds of each way, taking turns, and those of the crowd asking for ours."""
    for output in (OURS, THEIRS):
        visit(port, output, USERS, 1.0, 4 * USERS)  # every worker fills its cache
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(visit(port, OURS, USERS, SECONDS, MOST_REQUESTS))
        theirs.append(visit(port, THEIRS, USERS, SECONDS, MOST_REQUESTS))
    crowd = visit(port, OURS, CROWD, PATIENCE, CROWD * CROWD_REQUESTS)
    return ours, theirs, crowd


def middle(rounds: list[dict], key: str) -> float:
    """Return the median of one number over the rounds."""
    return round(float(np.median([r[key] for r in rounds])), 1)


def report(ours: list[dict], theirs: list[dict], crowd: dict) -> bool:
    """Print one line a target; return whether all are met."""
    numbers = {
        f"{who}_{key}": middle(rounds, key)
        for who, rounds in (("ours", ours), ("go_figure", theirs))
        for key in ("rps", "p50_ms", "p95_ms", "bytes")
    }
    # Turn by turn: what else the machine does in the meantime weighs on both of a pair.
    pairs = zip(ours, theirs, strict=True)
    ratio = round(float(np.median([mine["rps"] / other["rps"] for mine, other in pairs])), 1)
    p95 = numbers["ours_p95_ms"]
    errors = int(crowd["errors"] + sum(r["errors"] for r in ours))
    lines = (
        {"name": "daily_chart", "ratio": ratio, "target": RATIO_TARGET, **numbers},
        {"name": "daily_chart_p95_ms", "value": p95, "target": P95_TARGET_MS, "users": USERS},
        {
            "name": "daily_chart_errors",
            "value": errors,
            "target": 0,
            "users": CROWD,
            "p95_ms": round(crowd["p95_ms"], 1),
        },
    )
    for line in lines:
        print(json.dumps(line))
    return ratio >= RATIO_TARGET and p95 < P95_TARGET_MS and errors == 0


def main() -> int:
    """Serve, measure, print; return 1 where a target is missed."""
    if sys.argv[1:2] == ["visit"]:
        port, output, users, seconds, most = sys.argv[2:]
        visitors = Visitors(int(port), output, int(users), float(seconds), int(most))
        print(json.dumps(visitors.run()))
        return 0
    port = free_port()
    process = serve(port)
    try:
        is_met = report(*measure(port))
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())

"""How long an official waits for a brief, once warm, and how large it is.

The briefs of the three cases with the longest hours of each city, in both languages, as the button
makes them. Run: python -m benchmarks.brief
"""

import statistics
import sys
import time

from flask import Flask

from benchmarks.report import report
from dashboard.settings import Settings
from summaries.store import Snapshot, SnapshotStore
from view import cache, options
from view.brief.file import brief_file
from view.queries.cases import cases
from view.text import LANGUAGES

MOST_SECONDS = {"docx": 1.0, "pdf": 2.0}
MOST_BYTES = 1_000_000
CASES = 3


def measure(snapshot: Snapshot, form: str) -> tuple[float, float, int]:
    """Return the median and the longest seconds of a brief, and the bytes of the largest."""
    chosen = []
    for city in options.cities(snapshot):
        found = sorted(cases(snapshot, city.id), key=lambda row: -row.hours)
        chosen += [row.case_id for row in found[:CASES]]
    brief_file(snapshot, chosen[0], form, "zh")
    seconds, size = [], 0
    for case_id in chosen:
        for lang in LANGUAGES:
            began = time.perf_counter()
            size = max(size, len(brief_file(snapshot, case_id, form, lang).content))
            seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), max(seconds), size


def main() -> int:
    """Time both forms; 1 where one is too slow or too large."""
    server = Flask("brief")
    store = SnapshotStore(Settings.read().summaries)
    cache.attach(server, store, {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 0})
    kept = []
    with server.app_context():
        for form, most in MOST_SECONDS.items():
            median, longest, size = measure(cache.snapshot(), form)
            kept.append(report(f"brief {form}, s, median", median, at_most=most))
            kept.append(report(f"brief {form}, s, longest", longest, at_most=most))
            kept.append(
                report(f"brief {form}, kB, largest", size / 1000, at_most=MOST_BYTES / 1000)
            )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

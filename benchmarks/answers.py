"""How long the server takes for each card, cold and warm, and how many bytes it sends.

gunicorn as shipped, one visitor, answers compressed. A cold answer is the first for a choice that
nobody has made before on a new server; a warm one is the same choice asked again, once every worker
has answered it (the eighth time: of two workers one has not in 1 of 128 cases). The time is from
sending the request to the last byte, over the loopback.
Run: python -m benchmarks.answers
"""

import sys
from collections import Counter
from itertools import islice

import numpy as np

from benchmarks._asking import Asker, cards_of, choices, pages, served
from benchmarks.report import report

CHOICES = 24
TIMES = 8
WARM_MS, COLD_MS, MOST_KB = 30.0, 150.0, 120.0


def _p95(times: list[float]) -> float:
    return float(np.percentile(times, 95))


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    with served() as url:
        asker = Asker(url)
        cold: dict[str, list[float]] = {}
        warm: dict[str, list[float]] = {}
        size: dict[str, int] = {}
        wrong: Counter[str] = Counter()
        cards = cards_of(url, pages())
        for choice in islice(choices(url, 7), CHOICES):
            for card in cards:
                body = card.body(choice)
                # More than once: each of the workers has a memory of its own.
                answers = [asker.ask(body) for _ in range(TIMES)]
                wrong[card.name] += sum(not is_there for _, _, is_there in answers)
                cold.setdefault(card.name, []).append(1e3 * answers[0][0])
                warm.setdefault(card.name, []).append(1e3 * answers[-1][0])
                size[card.name] = max(size.get(card.name, 0), answers[0][1])
    worst = {"cold": 0.0, "warm": 0.0}
    for name in cold:
        p95 = {"cold": _p95(cold[name]), "warm": _p95(warm[name])}
        worst = {kind: max(worst[kind], p95[kind]) for kind in worst}
        bytes_sent = f"{size[name] / 1e3:5.0f} kB"
        failed = f", {wrong[name]} failed" if wrong[name] else ""
        times = f"p95 cold {p95['cold']:6.0f} ms, warm {p95['warm']:5.1f} ms"
        print(f"{name:34} {times}, {bytes_sent}{failed}")
    kept = [
        report("answers.cold_p95_ms_of_the_slowest", worst["cold"], at_most=COLD_MS),
        report("answers.warm_p95_ms_of_the_slowest", worst["warm"], at_most=WARM_MS),
        report("answers.largest_kB", max(size.values()) / 1e3, at_most=MOST_KB),
        report("answers.errors", wrong.total(), at_most=0),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

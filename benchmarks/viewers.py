"""Fifty viewers change filters for a minute: errors, and how long they wait.

gunicorn as shipped. Each viewer changes one filter every five seconds (city, place and year count
as one) and asks at once for three cards, as many as a screen shows; the viewers are threads of a
process of their own.
Run: python -m benchmarks.viewers
"""

import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from benchmarks._asking import Asker, cards_of, choices, pages, served
from benchmarks.report import report

VIEWERS, SECONDS, PAUSE, CARDS_IN_SIGHT = 50, 60.0, 5.0, 3
MOST_MS = 500.0
FILTERS = ("until", "metrics", "grain", "standard", "basis")


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    waited: list[float] = []
    errors: list[int] = []
    with served() as url:
        cards = cards_of(url, pages())
        until = time.perf_counter() + SECONDS

        def look(number: int) -> None:
            pick, asker = random.Random(number), Asker(url)
            time.sleep(pick.random() * PAUSE)
            with ThreadPoolExecutor(CARDS_IN_SIGHT) as at_once:
                made = choices(url, number)
                choice = next(made)
                for other in made:
                    fields = pick.choice((("city", "place", "year"), *((f,) for f in FILTERS)))
                    choice = choice | {field: other[field] for field in fields}
                    began = time.perf_counter()
                    if began > until:
                        return
                    page = pick.choice([c.page for c in cards])
                    own = [c for c in cards if c.page == page]
                    seen = pick.sample(own, min(CARDS_IN_SIGHT, len(own)))
                    bodies = [card.body(choice) for card in seen]
                    for seconds, _, is_there in at_once.map(asker.ask, bodies):
                        waited.append(1e3 * seconds)
                        errors.extend([] if is_there else [1])
                    time.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))

        viewers = [threading.Thread(target=look, args=(n,)) for n in range(VIEWERS)]
        for viewer in viewers:
            viewer.start()
        for viewer in viewers:
            viewer.join()
    p50, p95 = np.percentile(waited, (50, 95))
    print(f"{len(waited)} answers in {SECONDS:.0f} s, p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    kept = [
        report("viewers.p95_ms", float(p95), at_most=MOST_MS),
        report("viewers.errors", len(errors), at_most=0),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

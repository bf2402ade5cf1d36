"""What a month of hours on the map costs: bytes on the wire, and the server's time.

The bytes are those of made-up hours at as many stations as the largest cities have, compressed as
the server compresses: 744 single hours at 110 places, in the unit that they are printed in. The
times are of real months: gunicorn as shipped, one visitor; cold is a month that nobody has asked
for, warm the same one again.
Run: python -m benchmarks.playback_payload
"""

import json
import sys

import brotli
import numpy as np

from benchmarks._asking import Asker, cards_of, served
from benchmarks.report import report
from view.frames import pack, unpack

HOURS, PLACES = 744, 110
MOST_KB, WARM_MS, COLD_MS = 150.0, 30.0, 150.0
QUALITY = 5
CITIES = {"beijing": range(2013, 2017), "chengdu": (2019,), "xiangyang": (2019,)}
METRICS = ("pm25", "o3", "no2")


def made_hours(seed: int = 12) -> np.ndarray:
    """Return hours of PM2.5 at many places: weather of days they share, noise of their own."""
    random = np.random.default_rng(seed)
    shared = np.zeros(HOURS)
    for hour in range(1, HOURS):
        shared[hour] = 0.97 * shared[hour - 1] + random.normal(0, 0.2)
    own = np.zeros((PLACES, HOURS))
    for hour in range(1, HOURS):
        own[:, hour] = 0.9 * own[:, hour - 1] + random.normal(0, 0.1, PLACES)
    values = np.round(70 * np.exp(0.8 * shared + own))
    values[random.random(values.shape) < 0.02] = np.nan
    return np.asarray(values)


def times_of(metric: str) -> tuple[list[float], list[float], float]:
    """Return cold and warm milliseconds of real months, and the largest answer in kB."""
    cold, warm, largest = [], [], 0.0
    with served() as url:
        asker = Asker(url)
        card = next(c for c in cards_of(url, ("map",)) if c.given["id"] == "map-wanted")
        # The first answer of a worker reads what all months share.
        for city in CITIES:
            for _ in range(4):
                asker.ask(card.body({"city": city, "kind": "hour", "metric": metric}))
        for city, years in CITIES.items():
            for month in range(1, 12):
                day = f"{list(years)[month % len(years)]}-{month:02d}-10"
                state = {"city": city, "kind": "hour", "metric": metric, "period": day}
                answers = [asker.ask(card.body(state)) for _ in range(4)]
                assert all(is_there for _, _, is_there in answers), state
                cold.append(1e3 * answers[0][0])
                warm.append(1e3 * answers[-1][0])
                largest = max(largest, answers[0][1] / 1e3)
    return cold, warm, largest


def main() -> int:
    """Measure and print; 1 where a number misses its target."""
    values = made_hours()
    wire = pack(values, 1.0)
    np.testing.assert_array_equal(unpack(wire), values)
    plain = json.dumps([[None if v != v else v for v in row] for row in values.tolist()]).encode()
    sent = brotli.compress(json.dumps(wire).encode(), quality=QUALITY)
    other = brotli.compress(plain, quality=QUALITY)
    print(f"packed {len(sent) / 1e3:.0f} kB; as plain numbers {len(other) / 1e3:.0f} kB")
    kept = [report("playback_payload.kB_744_hours_110_places", len(sent) / 1e3, at_most=MOST_KB)]
    cold, warm, largest = [], [], 0.0
    for metric in METRICS:
        first, again, most = times_of(metric)
        cold, warm, largest = [*cold, *first], [*warm, *again], max(largest, most)
    kept += [
        report("playback_payload.cold_p95_ms", float(np.percentile(cold, 95)), at_most=COLD_MS),
        report("playback_payload.warm_p95_ms", float(np.percentile(warm, 95)), at_most=WARM_MS),
        report("playback_payload.largest_kB_of_a_real_month", largest, at_most=MOST_KB),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

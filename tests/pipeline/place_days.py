"""Days of made-up places, without hours, files or a build."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.days import COUNTED, ITEMS, PlaceDays, judge

CITY = "testcity"
#: Good by every scheme: an AQI of 30, nothing above a level of WHO.
QUIET = {
    "pm25": 10.0,
    "pm10": 30.0,
    "so2": 5.0,
    "no2": 20.0,
    "co": 0.5,
    "o3_mda8": 60.0,
    "o3_1h_max": 80.0,
}
NO_SPECIAL = pd.DataFrame({"city": [], "date": pd.to_datetime([]), "kind": []})
NO_FACTORS = pd.DataFrame(
    {"city": [], "date": pd.to_datetime([]), "gas_factor": [], "particle_factor": []}
)
NO_TARGETS = pd.DataFrame({"city": [], "year": [], "metric": [], "value": [], "stretch": []})


def calendar(first_year: int, last_year: int) -> np.ndarray:
    """Return the days of whole calendar years, the last one included."""
    return np.arange(f"{first_year}-01-01", f"{last_year + 1}-01-01", dtype="datetime64[D]")


def make_days(
    dates: np.ndarray,
    places: Mapping[str, Mapping[str, np.ndarray]],
    missing_items: str = "na",
) -> PlaceDays:
    """Return judged days: place -> item -> (day,), `QUIET` where nothing is said.

    A place named as the city is the city, any other a station. A day on which every item is NaN
    before the first or after the last value is not active.
    """
    shape = (len(places), len(dates))
    values = {
        item: np.stack(
            [np.broadcast_to(own.get(item, QUIET[item]), dates.shape) for own in places.values()]
        ).astype(float)
        for item in ITEMS
    }
    seen = np.logical_or.reduce([~np.isnan(array) for array in values.values()])
    begun = np.logical_or.accumulate(seen, axis=1)
    lasts = np.logical_or.accumulate(seen[:, ::-1], axis=1)[:, ::-1]
    named = [("city" if name == CITY else "station", name) for name in places]
    counts = {item: np.zeros(shape, np.int32) for item in COUNTED}
    days = PlaceDays.unjudged(CITY, named, dates, values, counts, begun & lasts)
    return judge(days, missing_items)


def random_days(dates: np.ndarray, seed: int, places: int = 2) -> PlaceDays:
    """Return days of the city and of stations with gaps, haze and ozone."""
    rng = np.random.default_rng(seed)
    scales = {"pm25": 30, "pm10": 50, "so2": 6, "no2": 20, "co": 0.5, "o3_mda8": 50}
    made = {}
    for name in (CITY, *(f"900{number}A" for number in range(1, places))):
        own = {k: rng.gamma(2, scale, len(dates)).round(2) for k, scale in scales.items()}
        own["o3_1h_max"] = own["o3_mda8"] * 1.2
        for array in own.values():
            array[rng.random(len(dates)) < 0.06] = np.nan
        made[name] = own
    return make_days(dates, made)


def special_days(*days: str, kind: str = "sand_dust", city: str = CITY) -> pd.DataFrame:
    """Return rows of the table `special_days`."""
    dates = pd.to_datetime(list(days)).as_unit("ms")
    return pd.DataFrame({"city": city, "date": dates, "kind": kind})


def row_of(table: pd.DataFrame, **key: object) -> pd.Series:
    """Return the one row of a key; dates as text."""
    chosen = np.ones(len(table), dtype=bool)
    for name, word in key.items():
        wanted = pd.Timestamp(str(word)) if table[name].dtype.kind == "M" else word
        chosen &= (table[name] == wanted).to_numpy()
    assert chosen.sum() == 1, f"{chosen.sum()} rows of {key}"
    return table[chosen].iloc[0]

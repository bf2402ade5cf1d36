"""Rules that hold between the tables of the case library."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

_KEY = ["city", "case_id"]
#: Tables that hang on a case.
_HANGING = (
    "episode_hours",
    "episode_stages",
    "episode_places",
    "episode_drivers",
    "episode_neighbours",
    "episode_measures",
    "conclusions",
)
_PARTS = ("size", "length", "shape", "weather", "composition", "season")
#: Parts are rounded to four decimals before they are added up.
_SLACK = 2e-3


def find_case_faults(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return where the cases contradict themselves or what hangs on them.

    Rules: a case begins before it ends, on known ground; its peak lies within it; it is ranked
    among its like; what hangs on a case names one that is there, a stage lies within it and after
    the stage before, a neighbour is an earlier case of the same place and kind whose parts make
    the distance, a measure is one of the list.
    """
    episodes = frames["episodes"]
    return [
        *_cases_hold(episodes, frames),
        *_cases_are_known(episodes, frames),
        *_stages_lie_within(episodes, frames["episode_stages"]),
        *_neighbours_are_earlier(episodes, frames["episode_neighbours"]),
        *_measures_are_known(frames["episode_measures"], frames["measures"]),
    ]


def _cases_hold(episodes: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    levels = episodes[[f"level_{number}_days" for number in range(3, 7)]].sum(axis=1)
    within = (episodes["peak_time"] >= episodes["start"]) & (
        episodes["peak_time"] < episodes["end"]
    )
    names = ("cities", "city"), ("districts", "district")
    known = {(n, *p) for t, n in names for p in zip(frames[t]["city"], frames[t][n], strict=True)}
    places = zip(episodes["scope"], episodes["city"], episodes["place"], strict=True)
    rules = {
        "it ends before it begins": episodes["start"] >= episodes["end"],
        "its last day lies before the first": episodes["first_day"] > episodes["last_day"],
        "its peak lies outside": episodes["peak_time"].notna() & ~within,
        "more days by level than over the limit": levels > episodes["days"],
        "its rank is none of the ranked": (episodes["rank"] < 1)
        | (episodes["rank"] > episodes["ranked"]),
        "no table knows its place": pd.Series([p not in known for p in places], dtype=bool),
    }
    return _name_broken("episodes", episodes["case_id"], rules)


def _cases_are_known(episodes: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    known = pd.MultiIndex.from_frame(episodes[_KEY].astype("str"))
    found = []
    for name in _HANGING:
        own = frames[name][_KEY].drop_duplicates().astype("str")
        unknown = ~pd.MultiIndex.from_frame(own).isin(known)
        if unknown.any():
            found.append(f"{name}: no case {own['case_id'].to_numpy()[unknown][0]} in episodes")
    return found


def _stages_lie_within(episodes: pd.DataFrame, stages: pd.DataFrame) -> list[str]:
    joined = _with_case(stages, episodes, ["start", "end"])
    begins, ends = joined["start"].to_numpy(), joined["end"].to_numpy()
    # The tables are sorted by case and number: the row before is the stage before.
    follows = (joined["case_id"].to_numpy()[1:] == joined["case_id"].to_numpy()[:-1]) & (
        joined["city"].to_numpy()[1:] == joined["city"].to_numpy()[:-1]
    )
    overlaps = np.zeros(len(joined), dtype=bool)
    overlaps[1:] = follows & (begins[1:] < ends[:-1])
    rules = {
        "a stage ends before it begins": begins >= ends,
        "a stage lies outside its case": (begins < joined["start_case"].to_numpy())
        | (ends > joined["end_case"].to_numpy()),
        "a stage begins before the one before it ends": overlaps,
    }
    return _name_broken("episode_stages", joined["case_id"], rules)


def _neighbours_are_earlier(episodes: pd.DataFrame, neighbours: pd.DataFrame) -> list[str]:
    columns = ["start", "scope", "place", "kind"]
    own = _with_case(neighbours, episodes, columns)
    other = _with_case(neighbours.assign(case_id=neighbours["neighbour"]), episodes, columns)
    square = neighbours[[f"part_{name}" for name in _PARTS]].sum(axis=1)
    distance = neighbours["distance"].to_numpy(dtype=float)
    alike = np.logical_and.reduce(
        [(own[f"{n}_case"] == other[f"{n}_case"]).to_numpy() for n in columns[1:]]
    )
    earlier = (other["start_case"] < own["start_case"]).to_numpy()
    rules = {
        "a neighbour is no earlier case of the same place and kind": ~(alike & earlier),
        "the parts are not the squared distance": ~np.isclose(
            square.to_numpy(dtype=float), distance**2, rtol=_SLACK, atol=_SLACK
        ),
    }
    return _name_broken("episode_neighbours", neighbours["case_id"], rules)


def _measures_are_known(joined: pd.DataFrame, measures: pd.DataFrame) -> list[str]:
    known = set(zip(measures["city"], measures["measure"], strict=True))
    unknown = [
        measure
        for city, measure in zip(joined["city"], joined["measure"], strict=True)
        if (city, measure) not in known
    ]
    return [f"episode_measures: no measure {unknown[0]} in measures"] if unknown else []


def _with_case(frame: pd.DataFrame, episodes: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the rows, in their order, with columns of their cases as `<name>_case`."""
    of_case = episodes[[*_KEY, *columns]].rename(columns={n: f"{n}_case" for n in columns})
    plain = frame.astype(dict.fromkeys(_KEY, "str"))
    joined = plain.merge(of_case.astype(dict.fromkeys(_KEY, "str")), on=_KEY, how="left")
    return joined.reset_index(drop=True)


def _name_broken(
    table: str, cases: pd.Series, rules: Mapping[str, pd.Series | np.ndarray]
) -> list[str]:
    found = []
    for rule, broken in rules.items():
        flags = np.asarray(broken)
        if flags.any():
            case = cases.to_numpy()[flags][0]
            found.append(f"{table}: {rule} at {case} ({int(flags.sum())} rows)")
    return found

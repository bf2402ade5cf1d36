"""Compute the tables of a city's case library, each handed on as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pipeline.case_causes import find_causes, traits_of
from pipeline.case_marks import find_marks
from pipeline.case_sizes import size_of
from pipeline.cases import gather_cases
from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays
from pipeline.steps.conclusions import build_conclusions
from pipeline.steps.episode_drivers import build_episode_drivers
from pipeline.steps.episode_hours import build_episode_hours
from pipeline.steps.episode_measures import build_episode_measures
from pipeline.steps.episode_neighbours import build_episode_neighbours
from pipeline.steps.episode_places import build_episode_places, find_paths
from pipeline.steps.episode_rules import build_episode_rules
from pipeline.steps.episode_stages import build_episode_stages, find_stages
from pipeline.steps.episodes import build_episodes
from pipeline.steps.measures import build_measures

Done = Callable[[str, pd.DataFrame], None]
TABLES_OF_CASES = (
    "episodes",
    "episode_hours",
    "episode_stages",
    "episode_places",
    "episode_drivers",
    "episode_neighbours",
    "episode_rules",
    "measures",
    "episode_measures",
    "conclusions",
)


def compute_case_tables(
    city: CityData,
    days: PlaceDays,
    means: list[Arrays],
    special: pd.DataFrame,
    done: Done,
) -> None:
    """Find the cases of a city and compute every table of them (`TABLES_OF_CASES`).

    means: of `pipeline.days.mean_hours`; special: the table `special_days`.
    """
    cases = gather_cases(city, days, means)
    sizes = {each.id: size_of(each, cases) for each in cases.cases}
    marks = find_marks(cases, special)
    stages, paths = find_stages(cases), find_paths(cases, means)
    causes = find_causes(cases, frozenset(name for name, own in marks.items() if own.is_dust))
    traits = {e.id: traits_of(e, cases, causes[e.id], sizes[e.id]) for e in cases.cases}
    episodes = build_episodes(cases, sizes, marks, stages, paths, causes)
    done("episodes", episodes)
    done("episode_hours", build_episode_hours(cases, stages))
    done("episode_stages", build_episode_stages(cases, stages))
    done("episode_places", build_episode_places(cases, paths))
    done("episode_drivers", build_episode_drivers(cases, causes))
    done("episode_neighbours", build_episode_neighbours(cases, traits))
    done("episode_rules", build_episode_rules(cases))
    done("measures", build_measures(city))
    done("episode_measures", build_episode_measures(city, episodes))
    done("conclusions", build_conclusions(city, episodes))

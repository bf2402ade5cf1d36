"""What Ranking asks of a snapshot: on a made-up one of two districts, and on the bundled one."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from flask import Flask

from airquality.pollutants import POLLUTANT_IDS
from dashboard.settings import Settings
from summaries.store import Snapshot, SnapshotStore
from view import cache, options
from view.options import Place
from view.queries import ranking as query
from view.queries.period_values import of_span, values
from view.rank_options import Choice, choose, kinds, places, spans
from view.ranks import RANKED, RANKED_METRICS
from view.spans import Span
from view.state import BASES, SCHEMES, ViewState


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    """The bundled snapshot (or QINGCE_SUMMARIES), within an app that remembers answers."""
    server = Flask("test")
    store = SnapshotStore(Settings.read().summaries)
    cache.attach(server, store, {"CACHE_TYPE": "SimpleCache", "CACHE_THRESHOLD": 5000})
    with server.app_context():
        yield cache.snapshot()


class MadeUp:
    """A snapshot of two tables: a city's districts over one year, by three ways of counting."""

    id = "made-up"

    def __init__(self, evaluations: pd.DataFrame, judgements: pd.DataFrame) -> None:
        self.tables = {"evaluations": evaluations, "judgements": judgements}

    def read(
        self, table: str, columns: Sequence[str], filters: Sequence[tuple[str, str, Any]]
    ) -> pd.DataFrame:
        rows = self.tables[table]
        for name, operator, value in filters:
            rows = rows[rows[name].isin(value) if operator == "in" else rows[name] == value]
        return rows[list(columns)].reset_index(drop=True)


KEY = {
    "city": "x",
    "scope": "district",
    "kind": "year",
    "period_start": pd.Timestamp(2016, 1, 1),
    "period_end": pd.Timestamp(2017, 1, 1),
}


def evaluated(place: str, basis: str, pm25: float, left_out: int = 0) -> dict[str, Any]:
    own = {f"{p}_is_valid": True for p in POLLUTANT_IDS} | {f"{p}_days": 360 for p in POLLUTANT_IDS}
    counts = {"calendar_days": 366, "excluded_days": left_out, "is_valid": True}
    return {**KEY, "place": place, "basis": basis, "pm25": np.float32(pm25), **own, **counts}


def judged(place: str, basis: str, standard: str, **columns: float) -> dict[str, Any]:
    row = {**KEY, "place": place, "basis": basis, "standard": standard, "valid_days": 350}
    row |= {"good_ratio": 0.5, "heavy_days": 9.0, "composite_index": 5.0}
    return row | {f"index_{p}": 0.9 for p in POLLUTANT_IDS} | columns


@pytest.fixture
def made_up() -> MadeUp:
    rows = [evaluated("a", "all", 60), evaluated("b", "all", 50)]
    rows.append(evaluated("a", "without_dust", 55, left_out=7))
    days = [judged("a", "all", "in_force", index_pm25=1.2, index_o3=1.0)]
    days += [judged("b", "all", "in_force"), judged("a", "all", "who2021", heavy_days=np.nan)]
    days += [judged("a", "without_dust", "in_force", good_ratio=0.55)]
    return MadeUp(pd.DataFrame(rows), pd.DataFrame(days))


def of(made_up: MadeUp, metric: str, standard: str = "", basis: str = "") -> pd.DataFrame:
    arguments = ("x", "district", "year", metric, standard, basis)
    return values.__wrapped__(made_up, *arguments).set_index("place")  # type: ignore[attr-defined]


def test_a_basis_stands_where_it_has_a_row_and_all_days_elsewhere(made_up: MadeUp) -> None:
    found = of(made_up, "pm25", basis="without_dust")
    assert found["value"].to_dict() == {"a": 55, "b": 50}
    assert found["is_other"].to_dict() == {"a": True, "b": False}
    assert found["excluded_days"].to_dict() == {"a": 7, "b": 0}
    assert of(made_up, "pm25")["value"].to_dict() == {"a": 60, "b": 50}


def test_days_are_judged_by_the_scheme(made_up: MadeUp) -> None:
    assert of(made_up, "good_ratio")["value"].to_dict() == {"a": 0.5, "b": 0.5}
    ratio = of(made_up, "good_ratio", basis="without_dust")["value"]
    assert ratio["a"] == np.float32(0.55)
    heavy = of(made_up, "heavy_days", "who2021")
    assert heavy["value"].isna().all()
    assert heavy["days"].to_dict() == {"a": 350, "b": 0}, "b has no row by that scheme"
    # Days are not converted to another state: what was measured stands.
    assert of(made_up, "good_ratio", basis="present_state")["value"]["a"] == 0.5


def test_which_limits_an_index_says_are_exceeded(made_up: MadeUp) -> None:
    found = of(made_up, "composite_index")
    assert found["over"].to_dict() == {"a": "pm25", "b": ""}, "1.0 is at the limit, not above it"
    assert found["meets_all"].to_dict() == {"a": False, "b": True}


def test_a_place_without_a_row_is_there_without_a_value(made_up: MadeUp) -> None:
    names = tuple(Place(p, "district", p, p, False) for p in ("a", "b", "c"))
    span = Span.of("year", KEY["period_start"], KEY["period_end"])
    found = of_span(of(made_up, "pm25").reset_index(), span, names).set_index("place")
    assert np.isnan(found["value"]["c"])
    assert not found["is_valid"]["c"]
    assert (found["days"]["c"], found["calendar_days"]["c"]) == (0, 366)
    assert of_span(of(made_up, "pm25").reset_index(), None, names)["days"].eq(0).all()


RULES = (("", ""), *zip(SCHEMES, (*BASES, ""), strict=True))


@pytest.mark.parametrize("scope", ["district", "station", "city"])
def test_every_kind_of_every_city_by_turns_of_metric_and_rule(
    snapshot: Snapshot, scope: str
) -> None:
    turn = 0
    for city in options.cities(snapshot):
        for kind in kinds(spans(snapshot, city.id, scope)):
            for _ in range(2):
                turn += 1
                metric = RANKED_METRICS[turn % len(RANKED_METRICS)]
                # Eleven is no multiple of the metrics': each meets every rule in time.
                standard, basis = RULES[turn % 11 % len(RULES)]
                state = ViewState(city=city.id, scope=scope, kind=kind, metric=metric)
                asked = options.resolve(snapshot, state.but(standard=standard, basis=basis))
                check(snapshot, choose(snapshot, asked), kind, metric)


def check(snapshot: Snapshot, choice: Choice, kind: str, metric: str) -> None:
    assert choice.span is not None
    assert (choice.span.kind, choice.metric) == (kind, metric)
    rows = query.ranking(snapshot, choice).rows
    assert set(rows["place"]) == {p.id for p in places(snapshot, choice.city, choice.scope)}
    ranked = rows[rows["group"] == RANKED]
    assert ranked["is_valid"].all()
    assert ranked["shown"].notna().all()
    if len(ranked) > 1:
        assert ranked["rank"].min() == 1
    found = query.history(snapshot, choice, 24)
    assert found is not None
    assert found.spans[found.chosen] == choice.span
    assert found.ranks.shape == (len(found.places), len(found.spans))


def test_the_ranks_over_time_hold_the_ranks_of_the_table(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    state = ViewState(city=city, scope="station", kind="quarter", metric="no2")
    choice = choose(snapshot, options.resolve(snapshot, state))
    table = query.ranking(snapshot, choice).rows.set_index("place")["rank"].dropna()
    found = query.history(snapshot, choice, 24)
    assert found is not None
    drawn = pd.Series(found.ranks[:, found.chosen], found.places).dropna()
    assert drawn.sort_index().to_dict() == table.sort_index().to_dict()
    assert len(table) > 1


def test_a_table_agrees_with_the_table_it_comes_from(snapshot: Snapshot) -> None:
    city = options.cities(snapshot)[0].id
    year = options.years(snapshot, city)[1]
    state = ViewState(city=city, scope="station", kind="year", period=f"{year}-01-01")
    choice = choose(snapshot, options.resolve(snapshot, state))
    mine = query.ranking(snapshot, choice).rows.set_index("place")
    where = [("city", "==", city), ("period_start", "==", pd.Timestamp(year, 1, 1))]
    theirs = snapshot.read("annual", ["place", "pm25", "pm25_days", "pm25_is_valid"], where)
    theirs = theirs.set_index("place").loc[mine.index]
    np.testing.assert_array_equal(mine["value"], theirs["pm25"])
    np.testing.assert_array_equal(mine["days"], theirs["pm25_days"])
    np.testing.assert_array_equal(mine["is_valid"], theirs["pm25_is_valid"])


def test_quarters_on_two_sides_of_the_change_are_not_compared(snapshot: Snapshot) -> None:
    state = ViewState(city="chengdu", scope="city", kind="quarter", period="2018-10-01")
    found = query.rebounds(snapshot, choose(snapshot, options.resolve(snapshot, state)))
    assert found.reason == "reference_change"
    assert set(found.rows["verdict"]) == {"not_compared"}
    assert found.rows[["change_all", "exact_without"]].isna().all(axis=None)

"""A year so far by other rules, who stands where, three years: held against the tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from view import cache, options
from view.links import to_ranking
from view.queries.overview import last_day
from view.queries.overview_days import judged_so_far
from view.queries.overview_places import places_so_far, pm25_of_years, ranking
from view.queries.ranking import ranking as order_of
from view.queries.rules_so_far import line_between, rows_of_place
from view.queries.standing import standing, three_years
from view.rank_options import choose
from view.standing import shown_value
from view.state import ViewState

CITY = "shili"


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Iterator[Snapshot]:
    app = create_app(Settings(summaries=tiny_snapshot, cache="off"))
    with app.server.app_context():
        yield cache.snapshot()


def row(snapshot: Snapshot, table: str, **where: Any) -> pd.Series:
    found = snapshot.read(table, None, [(name, "==", value) for name, value in where.items()])
    assert len(found) == 1, f"{len(found)} rows of {table}"
    return found.iloc[0]


def to_date(snapshot: Snapshot, table: str, place: str, end: str, **where: Any) -> pd.Series:
    after = (pd.Timestamp(end) + pd.Timedelta(days=1)).to_pydatetime()
    here = {"city": CITY, "place": place, "kind": "to_date", "period_end": after}
    return row(snapshot, table, **here, **where)


@pytest.mark.parametrize("scheme", ["gb3095-2012", "gb3095-2026-final", "who2021"])
def test_by_a_scheme_the_days_are_those_of_the_judgements(snapshot: Snapshot, scheme: str) -> None:
    found = standing(snapshot, CITY, CITY, 2019, 9, scheme)
    assert found.now is not None
    assert found.before is not None
    for window, end in ((found.now, "2019-09-30"), (found.before, "2018-09-30")):
        own = to_date(snapshot, "judgements", CITY, end, basis="all", standard=scheme)
        for metric in ("good_ratio", "heavy_days", "composite_index"):
            np.testing.assert_equal(window.values[metric], float(own[metric]))
        assert window.days["good_ratio"] == own["valid_days"]
        assert window.good == own["good_days"]
        measured = to_date(snapshot, "evaluations", CITY, end, basis="all")
        assert window.values["pm25"] == measured["pm25"]
    assert found.scheme == scheme
    assert not found.is_different


def test_the_usual_rules_and_the_tables_of_periods_agree(snapshot: Snapshot) -> None:
    usual = standing(snapshot, CITY, CITY, 2019, 9).now
    own = to_date(snapshot, "judgements", CITY, "2019-09-30", basis="all", standard="in_force")
    assert usual is not None
    assert usual.values["good_ratio"] == own["good_ratio"]
    assert usual.values["heavy_days"] == own["heavy_days"]
    assert usual.values["composite_index"] == pytest.approx(own["composite_index"])


def test_converted_values_are_the_tables_or_said_not_to_be_convertible(snapshot: Snapshot) -> None:
    found = standing(snapshot, CITY, CITY, 2018, 6, "", "present_state").now
    own = to_date(snapshot, "evaluations", CITY, "2018-06-30", basis="present_state")
    assert found is not None
    assert found.values["o3_mda8_p90"] == own["o3_mda8_p90"]
    if np.isnan(own["pm25"]):
        assert found.unfair["pm25"] == "unconverted"
    else:
        assert found.values["pm25"] == own["pm25"]


def test_a_basis_that_changes_nothing_leaves_the_rows_of_all_days(snapshot: Snapshot) -> None:
    plain = standing(snapshot, CITY, CITY, 2019, 12)
    converted = standing(snapshot, CITY, CITY, 2019, 12, "", "present_state")
    assert plain.now is not None
    assert converted.now is not None
    assert converted.now.values["pm25"] == plain.now.values["pm25"]
    # 2018 has days of the old state, so the comparison is another one.
    assert converted.is_different


def test_the_allowance_is_the_row_of_the_last_day(snapshot: Snapshot) -> None:
    goals = standing(snapshot, CITY, CITY, 2019, 9).goals("pm25")
    assert goals[0].goal == "target"
    own = row(
        snapshot,
        "allowances",
        city=CITY,
        place=CITY,
        until=pd.Timestamp("2019-09-30").to_pydatetime(),
        metric="pm25",
        goal="target",
    )
    assert goals[0].allowed == own["allowed"]
    assert goals[0].days_left == 92
    station = standing(snapshot, CITY, "9001A", 2019, 9).goals("pm25")
    assert [g.goal for g in station] == ["limit:gb3095-2012"]


def test_three_years_need_three(snapshot: Snapshot) -> None:
    assert three_years(snapshot, CITY, CITY, pd.Timestamp("2019-12-31"), "") is None


def test_places_are_ranked_from_the_lowest_without_the_control_point(snapshot: Snapshot) -> None:
    rows = places_so_far(snapshot, CITY, 2019, 12)
    stations = rows[(rows["scope"] == "station") & rows["is_valid"]]
    judged = stations[stations["place"] != "9005A"].sort_values("pm25")
    found = ranking(snapshot, CITY, str(judged["place"].iloc[0]), 2019, 12)
    assert found.scope == "station"
    assert found.count == len(judged)
    assert found.rank == 1
    assert found.best is not None
    assert found.worst is not None
    # Equals as shown stand in the order of the table, whatever is behind the rounding.
    for (_, value), row in ((found.best, 0), (found.worst, -1)):
        assert shown_value("pm25", value) == shown_value("pm25", float(judged["pm25"].iloc[row]))
    control = ranking(snapshot, CITY, "9005A", 2019, 12)
    assert control.rank is None
    assert control.is_control
    for place in judged["place"]:
        rank = ranking(snapshot, CITY, place, 2019, 12).rank
        own = shown_value("pm25", float(judged.set_index("place")["pm25"][place]))
        lower = sum(shown_value("pm25", float(v)) < own for v in judged["pm25"])
        assert rank == lower + 1


@pytest.mark.parametrize(("year", "until"), [(2018, 12), (2019, 6), (2019, 12)])
def test_the_order_is_that_of_the_page_that_the_card_leads_to(
    snapshot: Snapshot, year: int, until: int
) -> None:
    for place in ("9001A", "9004A"):
        end = last_day(snapshot, CITY, year, until)
        found = ranking(snapshot, CITY, place, year, until)
        state = ViewState(city=CITY, place=place, year=year, until=until)
        asked = dict(parse_qsl(urlsplit(to_ranking(state, found.scope, end)).query))
        choice = choose(snapshot, options.resolve(snapshot, ViewState.parse(asked)))
        assert choice.span is not None
        assert choice.span.last == np.datetime64(end, "D")
        rows = order_of(snapshot, choice).rows.set_index("place")
        ranked = rows[rows["group"] == "ranked"]
        assert found.count == len(ranked)
        assert found.few == int((rows["group"] == "too_few").sum())
        assert found.group == rows["group"][place]
        assert (found.rank or 0) == (rows["rank"].fillna(0)[place])
        assert found.best == (ranked.index[0], float(ranked["value"].iloc[0]))
        assert found.worst == (ranked.index[-1], float(ranked["value"].iloc[-1]))
        valid = places_so_far(snapshot, CITY, year, until).set_index("place")["is_valid"]
        assert set(ranked.index) <= set(valid.index[valid])


def test_a_place_of_too_few_days_has_a_mean_but_no_rank(snapshot: Snapshot) -> None:
    row = places_so_far(snapshot, CITY, 2018, 12).set_index("place").loc["9004A"]
    assert np.isfinite(row["pm25"])
    assert not row["is_valid"]
    found = ranking(snapshot, CITY, "9004A", 2018, 12)
    assert (found.rank, found.group) == (None, "too_few")


def test_ranks_say_why_there_is_no_improvement(snapshot: Snapshot) -> None:
    assert ranking(snapshot, CITY, CITY, 2018, 12).apart == "no_data"
    assert ranking(snapshot, CITY, CITY, 2019, 12).apart == "reference_change"
    # One city has nobody to be ranked with.
    assert ranking(snapshot, CITY, CITY, 2019, 12).of_cities is None


def test_lines_on_a_basis_pass_through_the_ends_of_months(snapshot: Snapshot) -> None:
    series = pm25_of_years(snapshot, CITY, CITY, "present_state")
    assert series["date"].dt.is_month_end.all()
    rows = rows_of_place(snapshot, CITY, CITY, "gb3095-2012", "")
    own = to_date(snapshot, "judgements", CITY, "2019-06-30", basis="all", standard="gb3095-2012")
    line = line_between(rows, "good_ratio", 2019)
    assert len(line) == 366
    assert line[180] == pytest.approx(float(own["good_ratio"]), abs=1e-6)
    assert np.isnan(line_between(rows, "good_ratio", 2010)).all()


def test_a_month_without_a_value_is_a_gap_of_the_line() -> None:
    ends = pd.to_datetime(["2019-01-31", "2019-02-28", "2019-03-31", "2019-04-30", "2019-05-31"])
    rows = pd.DataFrame({"pm25": [10.0, 38.0, np.nan, 60.0, 29.0]}, index=ends)
    line = np.array(line_between(rows, "pm25", 2019))
    assert line[30] == 10
    assert line[44] == 24
    assert line[58] == 38
    assert np.isnan(line[59:119]).all()
    assert line[119] == 60
    assert np.isnan(line[151:]).all()
    assert np.isnan(line[:30]).all()


def test_the_days_end_with_the_month_and_count_as_the_judgements(snapshot: Snapshot) -> None:
    for scheme in ("", "gb3095-2026-final", "who2021"):
        state = ViewState(city=CITY, place=CITY, year=2019, until=6, standard=scheme)
        days = judged_so_far(snapshot, state)
        assert len(days) == 181
        own = to_date(
            snapshot,
            "judgements",
            CITY,
            "2019-06-30",
            basis="all",
            standard=scheme or "in_force",
        )
        assert int((days.standing == 1).sum()) == own["good_days"]
        assert int((days.standing >= 0).sum()) == own["valid_days"]

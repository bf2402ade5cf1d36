"""What the map is asked for and what it gets, on a made-up city."""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from view import cache, map_frames, map_periods, options
from view.frames import unpack
from view.state import BASES, SCHEMES, ViewState

CITY = "shili"
EVALUATION = ("9001A", "9002A", "9003A", "9004A")


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Iterator[Snapshot]:
    app = create_app(Settings(summaries=tiny_snapshot))
    with app.server.app_context():
        yield cache.snapshot()


def ask(snapshot: Snapshot, **query: Any) -> dict[str, Any]:
    """Return the wire of a choice."""
    return map_frames.frames(snapshot, options.resolve(snapshot, ViewState.parse(query)))


def chosen(snapshot: Snapshot, **query: Any) -> map_periods.Choice:
    """Return a choice made whole."""
    return map_periods.choose(snapshot, options.resolve(snapshot, ViewState.parse(query)))


def values(found: dict[str, Any], place: str) -> np.ndarray:
    """Return the values of a place."""
    return unpack(found["values"])[found["places"].index(place)]


def test_days_are_those_of_the_year_and_the_last_is_looked_at(snapshot: Snapshot) -> None:
    found = ask(snapshot)
    assert found["kind"] == "day"
    assert found["metric"] == "pm25"
    assert found["times"][0] == "2019-01-01"
    assert found["times"][-1] == "2019-12-31"
    assert found["at"] == 364
    daily = snapshot.read("daily", ["place", "date", "pm25"], [("scope", "==", "station")])
    own = daily[(daily["place"] == "9001A") & (daily["date"] >= pd.Timestamp("2019-01-01"))]
    np.testing.assert_allclose(values(found, "9001A"), own["pm25"].to_numpy(), atol=0.51)
    assert found["scale"]["edges"][:3] == [0.0, 35.0, 75.0]
    assert found["limit"]["value"] == 75


def test_a_day_outside_the_record_is_said(snapshot: Snapshot) -> None:
    found = ask(snapshot, kind="day", period="2030-05-01")
    assert found["words"].startswith("资料中没有 2030-05-01，改为显示与它最近的 2019-12-31。")
    assert "资料中没有" not in ask(snapshot, kind="day", period="2019-05-01")["words"]
    # A day within the month that is shown names that month.
    assert "资料中没有" not in ask(snapshot, kind="month", period="2019-05-17")["words"]


def test_hours_are_those_of_the_month_and_a_mean_needs_half_of_its_stations(
    snapshot: Snapshot,
) -> None:
    found = ask(snapshot, kind="hour", period="2018-02-10", hour=10)
    assert len(found["times"]) == 28 * 8
    assert found["times"][found["at"]] == "2018-02-10T09"
    assert found["hour_step"] == 3
    # 9004A begins in March: until then it is not in operation, so two of two stations are enough.
    assert np.isnan(values(found, "9004A")).all()
    assert found["reasons"]["9004A"]["2018-02"].startswith("2018-03-01")
    mean = unpack(found["mean"]["values"])[0]
    stations = np.stack([values(found, s) for s in EVALUATION[:3]])
    np.testing.assert_allclose(mean, stations.mean(axis=0), atol=1.01)
    assert np.isnan(values(found, "990103")).all()
    assert found["reasons"]["990103"][""] == "境内没有评价点"


def test_a_tie_is_rounded_by_the_decimals_that_are_stored(snapshot: Snapshot) -> None:
    # GB/T 8170: 0.85 mg/m3 is printed 0.8 and 0.95 1.0, on whichever side of it the float32 lies.
    found = ask(snapshot, kind="day", metric="co", period="2018-03-01")
    rows = snapshot.read("daily", ["date", "co"], [("place", "==", "9001A")])
    stored = dict(zip(rows["date"].dt.strftime("%Y-%m-%d"), rows["co"], strict=True))
    ties = 0
    for time, shown in zip(found["times"], values(found, "9001A"), strict=True):
        if np.isnan(shown):
            assert np.isnan(stored[time])
            continue
        text = Decimal(str(np.float32(stored[time])))
        ties += (text * 100) % 10 == 5
        assert shown == pytest.approx(float(text.quantize(Decimal("0.1"), ROUND_HALF_EVEN)))
    assert ties


def test_an_outage_is_missing_everywhere_and_has_its_reason(snapshot: Snapshot) -> None:
    found = ask(snapshot, kind="day", period="2018-05-06")
    at = found["times"].index("2018-05-06")
    assert at == found["at"]
    assert np.isnan(unpack(found["values"])[:, at]).all()
    assert "缺" in found["reasons"]["9001A"]["2018-05"]


@pytest.mark.parametrize("kind", [*map_periods.KINDS, "nonsense"])
@pytest.mark.parametrize("compared", ["", "change", "sides"])
def test_every_kind_says_something(snapshot: Snapshot, kind: str, compared: str) -> None:
    found = ask(snapshot, kind=kind, compared=compared, metric="o3_mda8", lang="en")
    json.dumps(found, allow_nan=False)
    assert found["words"]
    assert found["title"]
    assert found["foot"]
    assert len(found["labels"]) == len(found["times"]) == found["values"]["shape"][1]
    assert 0 <= found["at"] < max(len(found["times"]), 1)


@pytest.mark.parametrize("standard", ["", *SCHEMES])
@pytest.mark.parametrize("basis", ["", *BASES])
@pytest.mark.parametrize("kind", ["day", "month"])
def test_every_standard_and_basis(snapshot: Snapshot, standard: str, basis: str, kind: str) -> None:
    for metric in map_periods.metrics_of(kind):
        found = ask(snapshot, kind=kind, metric=metric, standard=standard, basis=basis)
        json.dumps(found, allow_nan=False)
        assert found["metric"] == metric
        assert found["words"]


def test_what_a_standard_lacks_is_said(snapshot: Snapshot) -> None:
    found = ask(snapshot, metric="aqi", standard="who2021")
    assert found["times"] == []
    assert "AQI" in found["words"]
    assert "没有" in found["words"]


def test_a_metric_gives_way_to_its_like(snapshot: Snapshot) -> None:
    assert chosen(snapshot, kind="hour", metric="o3_mda8").metric == "o3"
    assert chosen(snapshot, kind="year", metric="o3").metric == "o3_mda8_p90"
    assert chosen(snapshot, kind="hour", metric="aqi").metric == "pm25"
    assert chosen(snapshot, kind="month", metric="aqi").metric == "good_ratio"


def test_a_period_that_is_not_there_gives_way_to_the_nearest(snapshot: Snapshot) -> None:
    def day(**query: Any) -> str:
        span = chosen(snapshot, **query).span
        assert span is not None
        return span.key

    assert day(kind="day", period="2030-01-01") == "2019-12-31"
    assert day(kind="month", period="2018-05-17") == "2018-05-01"
    assert day(kind="year", period="1999-01-01") == "2018-01-01"


def test_chosen_days_cut_the_frames_and_few_days_replace_the_month(snapshot: Snapshot) -> None:
    few = {"start": "2019-01-28", "end": "2019-02-03"}
    hours = ask(snapshot, kind="hour", **few)
    assert hours["times"][0] == "2019-01-28T00"
    assert hours["times"][-1] == "2019-02-03T21"
    days = ask(snapshot, kind="day", period="2019-01-30", **few)
    assert (days["times"][0], days["times"][-1], days["at"]) == ("2019-01-28", "2019-02-03", 2)
    # A period outside the chosen days is looked at in its own year.
    assert len(ask(snapshot, kind="day", period="2018-07-01", **few)["times"]) == 365


def test_the_key_stays_while_only_the_frame_changes(snapshot: Snapshot) -> None:
    one = ask(snapshot, kind="hour", period="2019-01-05", hour=3)
    other = ask(snapshot, kind="hour", period="2019-01-20")
    assert one["key"] == other["key"]
    assert one["at"] != other["at"]
    assert ask(snapshot, kind="hour", period="2019-02-01")["key"] != one["key"]
    assert ask(snapshot, kind="hour", period="2019-01-05", metric="so2")["key"] != one["key"]


def test_a_difference_is_that_of_the_printed_values(snapshot: Snapshot) -> None:
    asked = {"kind": "month", "period": "2019-07-01", "against": "2019-04-01"}
    sides = ask(snapshot, compared="sides", **asked)
    before, now = unpack(sides["values"]).T
    delta = unpack(sides["difference"]["values"])[:, 0]
    np.testing.assert_allclose(delta, now - before)
    change = ask(snapshot, compared="change", **asked)
    np.testing.assert_allclose(unpack(change["values"])[:, 0], delta)
    assert change["limit"] is None
    assert change["scale"]["continuous"]


def test_two_reference_states_are_not_subtracted(snapshot: Snapshot) -> None:
    asked = {"kind": "month", "period": "2019-01-01", "metric": "no2", "compared": "change"}
    told = ask(snapshot, **asked)
    assert "2018-09-01" in told["words"]
    assert np.isnan(unpack(told["values"])).all()
    assert "2018-09-01" in told["reasons"]["9001A"][""]
    converted = ask(snapshot, basis="present_state", **asked)
    assert np.isfinite(unpack(converted["values"])).any()


def test_the_first_period_has_none_before_it(snapshot: Snapshot) -> None:
    found = ask(snapshot, kind="year", period="2017-01-01", compared="change")
    assert found["times"] == []
    assert "没有更早的时段" in found["words"]


def test_a_kind_that_a_city_has_not_is_replaced_in_words(snapshot: Snapshot) -> None:
    found = ask(snapshot, kind="heating")
    assert found["kind"] == "hour"
    assert "heating" in found["words"]


def test_control_points_are_in_no_mean(snapshot: Snapshot) -> None:
    found = ask(snapshot, kind="hour", period="2019-03-01")
    # 9005A measures half of what the others do; district 2 is 9003A and 9004A.
    mean = np.nanmean([values(found, s) for s in ("9003A", "9004A")], axis=0)
    np.testing.assert_allclose(values(found, "990102"), mean, atol=1.01)
    assert np.nanmean(values(found, "9005A")) < 0.7 * np.nanmean(values(found, "990102"))

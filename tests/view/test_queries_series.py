"""Lines by scheme and basis from tables made by hand, and the series of the bundled snapshot."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from flask import Flask

from dashboard.settings import Settings
from summaries.store import Snapshot, SnapshotStore
from view import cache, options
from view.queries.lines import line_of
from view.queries.series import series, windows
from view.state import ViewState

NAN = np.nan
OWN = {"city": "x", "scope": "city", "place": "x"}


class Tables:
    """A snapshot of frames; reads as the real one does."""

    def __init__(self, name: str, **frames: pd.DataFrame) -> None:
        self.id, self.frames = name, frames

    def read(self, table: str, columns: Any = None, filters: Any = None) -> pd.DataFrame:
        frame = self.frames[table]
        for column, operator, value in filters or ():
            wanted = value if operator == "in" else [value]
            frame = frame[frame[column].isin(wanted)]
        return frame if columns is None else frame[list(columns)]


@pytest.fixture(scope="module", autouse=True)
def snapshot() -> Iterator[Snapshot]:
    """The bundled snapshot (or QINGCE_SUMMARIES), within an app."""
    settings = Settings.read()
    server = Flask("test")
    cache.attach(server, SnapshotStore(settings.summaries), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


def days(**columns: Any) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    dates = pd.date_range("2018-08-30", periods=size)
    counts = {f"{p}_count": 2 for p in ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")}
    return pd.DataFrame({**OWN, "date": dates, "origin": "hours", **counts, **columns})


def special(*rows: tuple[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["date", "kind"])
    return frame.assign(city="x", date=pd.to_datetime(frame["date"]))


def test_dust_days_leave_particles_events_leave_all() -> None:
    tables: Any = Tables(
        "dust",
        daily=days(pm25=[10.0, 20, 30, 40], no2=[1.0, 2, 3, 4], aqi=[50.0, 60, 70, 80]),
        special_days=special(("2018-08-31", "sand_dust"), ("2018-09-02", "exceptional")),
    )
    metrics = ("pm25", "no2", "aqi")
    dust = line_of(tables, "x", "city", "x", "daily", metrics, "", "without_dust")
    np.testing.assert_array_equal(dust.values["pm25"], [10, NAN, 30, 40])
    np.testing.assert_array_equal(dust.values["no2"], [1, 2, 3, 4])
    np.testing.assert_array_equal(dust.values["aqi"], [50, NAN, 70, 80])
    np.testing.assert_array_equal(dust.touched["pm25"], [False, True, False, False])
    assert not dust.touched["no2"].any()
    events = line_of(tables, "x", "city", "x", "daily", metrics, "", "without_events")
    np.testing.assert_array_equal(events.values["no2"], [1, 2, 3, NAN])
    np.testing.assert_array_equal(events.values["pm25"], [10, NAN, 30, NAN])


def test_days_before_the_change_are_converted_an_aqi_is_not() -> None:
    factors = pd.DataFrame(
        {
            "city": "x",
            "date": pd.to_datetime(["2018-08-30", "2018-08-31"]),
            "gas_factor": np.float32(0.9156),
            "particle_factor": [0.9, NAN],
        }
    )
    tables: Any = Tables(
        "state",
        daily=days(pm25=[100.0, 100, 100], no2=[100.0, 100, 100], aqi=[90.0, 90, 90]),
        reference_factors=factors,
    )
    metrics = ("pm25", "no2", "aqi")
    found = line_of(tables, "x", "city", "x", "daily", metrics, "", "present_state")
    np.testing.assert_allclose(found.values["pm25"], [90, NAN, 100], rtol=1e-6)
    np.testing.assert_allclose(found.values["no2"], [91.56, 91.56, 100], rtol=1e-6)
    np.testing.assert_array_equal(found.values["aqi"], [90, 90, 90])
    np.testing.assert_array_equal(found.touched["pm25"], [True, True, False])
    assert not found.touched["aqi"].any()


def test_the_aqi_is_that_of_the_scheme() -> None:
    tables: Any = Tables("aqi", daily=days(aqi=[50.0], aqi_2012=[51.0], aqi_2026=[52.0]))
    schemes = ("", "gb3095-2012", "gb3095-2026-transition", "gb3095-2026-final", "who2021")
    found = [
        float(line_of(tables, "x", "city", "x", "daily", ("aqi",), scheme).values["aqi"][0])
        for scheme in schemes
    ]
    np.testing.assert_array_equal(found, [50, 51, 52, 52, NAN])


def test_the_share_of_a_day_is_of_stations_or_of_hours() -> None:
    frame = days(pm25=[10.0, 20], o3_mda8=[1.0, 2]).assign(pm25_count=[3, 6], o3_mda8_count=[17, 4])
    city: Any = Tables("share", daily=frame)
    held = line_of(city, "x", "city", "x", "daily", ("pm25",)).share["pm25"]
    np.testing.assert_array_equal(held, [0.5, 1])
    station: Any = Tables("share2", daily=frame.assign(scope="station"))
    found = line_of(station, "x", "station", "x", "daily", ("pm25", "o3_mda8")).share
    np.testing.assert_allclose(found["pm25"], [3 / 24, 0.25])
    np.testing.assert_allclose(found["o3_mda8"], [1, 4 / 17])


def periods(rows: list[dict[str, Any]]) -> pd.DataFrame:
    valid = {f"{p}_is_valid": True for p in ("pm25", "pm10", "so2", "no2", "co", "o3")}
    counted = {f"{p}_days": 90 for p in ("pm25", "pm10", "so2", "no2", "co", "o3")}
    base = OWN | valid | counted | {"is_valid": True, "calendar_days": 90, "excluded_days": 0}
    frame = pd.DataFrame([base | row for row in rows])
    return frame.assign(period_start=pd.to_datetime(frame["period_start"]))


def test_a_basis_without_a_row_rests_on_the_one_before_it() -> None:
    quarter = {"kind": "quarter"}
    first, second = "2016-01-01", "2016-04-01"
    rows = [
        quarter | {"period_start": first, "basis": "all", "pm25": 80.0},
        quarter | {"period_start": second, "basis": "all", "pm25": 60.0},
        quarter
        | {"period_start": second, "basis": "without_dust", "pm25": 50.0, "excluded_days": 4},
        {"kind": "month", "period_start": first, "basis": "all", "pm25": 1.0},
    ]
    tables: Any = Tables("basis", evaluations=periods(rows))
    arguments = (tables, "x", "city", "x", "quarterly", ("pm25",), "")
    for basis, expected in (
        ("", [80, 60]),
        ("without_dust", [80, 50]),
        ("without_events", [80, 50]),
        ("present_state", [80, 60]),
    ):
        np.testing.assert_array_equal(line_of(*arguments, basis).values["pm25"], expected)
    dust = line_of(*arguments, "without_dust")
    np.testing.assert_array_equal(dust.touched["pm25"], [False, True])


def test_a_year_is_judged_by_the_scheme() -> None:
    year = {"kind": "year", "period_start": "2016-01-01", "basis": "all"}
    judged = pd.DataFrame(
        [
            OWN | year | {"standard": name, "good_ratio": ratio, "limits": limits}
            for name, ratio, limits in (
                ("in_force", 0.6, "gb3095-2012"),
                ("gb3095-2026-final", 0.4, "gb3095-2026-final"),
            )
        ]
    )
    judged["period_start"] = pd.to_datetime(judged["period_start"])
    tables: Any = Tables("year", evaluations=periods([year | {"pm25": 73.0}]), judgements=judged)
    metrics = ("pm25", "good_ratio")
    usual = line_of(tables, "x", "city", "x", "annual", metrics)
    assert usual.values["good_ratio"][0] == pytest.approx(0.6)
    assert usual.standards is not None
    assert list(usual.standards) == ["gb3095-2012"]
    final = line_of(tables, "x", "city", "x", "annual", metrics, "gb3095-2026-final")
    assert final.values["good_ratio"][0] == pytest.approx(0.4)
    assert final.values["pm25"][0] == 73


def shown(snapshot: Snapshot, **choice: Any) -> Any:
    return series(snapshot, options.resolve(snapshot, ViewState(**choice)))


def test_other_years_lie_on_the_chosen_years_days(snapshot: Snapshot) -> None:
    found = shown(
        snapshot, city="beijing", start="2016-02-01", end="2016-03-31", versus=("2015", "2014")
    )
    assert found.years == (2016, 2015, 2014)
    assert [line.name for line in found.lines] == ["2016", "2015", "2014"]
    assert len({(line.start, len(line)) for line in found.lines}) == 1
    whole = line_of(snapshot, "beijing", "city", "beijing", "daily", found.metrics)
    at = int((np.datetime64("2015-03-20") - whole.start).astype(int))
    on = int((np.datetime64("2016-03-20") - found.lines[0].start).astype(int))
    assert found.lines[1].values["pm25"][on] == whole.values["pm25"][at]
    assert ("leap", {}) in found.remarks
    state = options.resolve(
        snapshot,
        ViewState(city="beijing", start="2016-02-01", end="2016-03-31", versus=("2015", "2014")),
    )
    rows = windows(snapshot, state, found)
    assert [str(row.now.window.start) for row in rows[:3]] == [
        "2016-02-01", "2015-02-01", "2014-02-01",
    ]  # fmt: skip


def test_what_is_not_shown_is_told(snapshot: Snapshot) -> None:
    def keys(**choice: Any) -> set[str]:
        return {key for key, _ in shown(snapshot, city="beijing", **choice).remarks}

    assert keys(versus=("2015",)) == {"versus_cut"}
    assert keys(versus=("2015",), compare=("1001A",), start="2016-01-01") >= {"versus_alone"}
    assert keys(versus=("2015",), grain="annual") == {"versus_annual"}
    assert keys(versus=("2013",), start="2016-01-01", end="2016-01-31") == {"versus_nothing"}
    assert keys(versus=("2016",), start="2016-01-01", end="2016-01-31") == {"versus_same"}
    assert keys(basis="without_dust", smooth="30d") == {"smooth_basis"}
    assert keys(basis="without_dust", grain="hourly") == {"hours_basis"}
    assert keys(smooth="30d", metrics=("aqi",)) == {"smooth_few"}
    assert keys(place="1001A", grain="hourly") == {"city_only"}


def test_a_year_without_data_is_no_choice(snapshot: Snapshot) -> None:
    state = options.resolve(snapshot, ViewState(city="beijing", versus=("1999", "2015")))
    assert state.versus == ("2015",)


def test_running_means_are_those_of_the_table(snapshot: Snapshot) -> None:
    line = line_of(snapshot, "beijing", "city", "beijing", "daily", ("pm25", "aqi"), "", "", "30d")
    assert set(line.smooth) == {"pm25"}
    own = [("city", "==", "beijing"), ("scope", "==", "city")]
    table = snapshot.read("running_daily", ["date", "pm25_30d"], own).set_index("date")["pm25_30d"]
    given = table.reindex(line.times.astype("datetime64[ms]")).to_numpy()
    np.testing.assert_array_equal(line.smooth["pm25"], given)
    by_hand = np.nanmean(line.values["pm25"][100:130].astype(np.float64))
    assert line.smooth["pm25"][129] == pytest.approx(by_hand, abs=0.006)


def test_the_table_of_a_long_step_ends_with_the_data(snapshot: Snapshot) -> None:
    for city in options.cities(snapshot):
        state = options.resolve(snapshot, ViewState(city=city.id, grain="annual"))
        found = series(snapshot, state)
        rows = windows(snapshot, state, found)
        assert rows
        for row in rows:
            assert row.now.window.end <= city.last_day.to_datetime64().astype("M8[D]") + 1

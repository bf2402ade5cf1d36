"""What tiles, levels and hours read from a snapshot, held against the tables themselves."""

import numpy as np
import pandas as pd
import pytest

from airquality.schemes import SCHEMES
from summaries.store import Snapshot
from view import options
from view.queries import hours, levels, tiles
from view.state import SCHEMES as CHOICES
from view.state import ViewState


def state(snapshot: Snapshot, **chosen: object) -> ViewState:
    return options.resolve(snapshot, ViewState.parse(chosen))


@pytest.mark.parametrize("standard", ["", *CHOICES])
def test_tiles_and_judgements_count_the_same_days(snapshot: Snapshot, standard: str) -> None:
    """The card of tiles judges days itself; the table of judgements is the other way to them."""
    for city in options.cities(snapshot):
        chosen = state(snapshot, city=city.id, standard=standard)
        days = tiles.tiles(snapshot, chosen).days
        rows = levels.judged_periods(
            snapshot, city.id, "city", city.id, "year", standard or "in_force", "all"
        )
        for row in rows.itertuples():
            own = days.standing[days.year == row.period_start.year]
            assert (own >= 0).sum() == row.valid_days
            assert (own == 1).sum() == row.good_days
            if SCHEMES[days.scheme].has_levels:
                level = days.level[days.year == row.period_start.year]
                assert (level >= 5).sum() == row.heavy_days


def test_the_period_cuts_the_days_and_its_year_is_the_calendars(snapshot: Snapshot) -> None:
    found = tiles.tiles(
        snapshot, state(snapshot, city="beijing", start="2014-06-01", end="2015-02-10")
    )
    assert [str(found.days.dates[i]) for i in (0, -1)] == ["2014-06-01", "2015-02-10"]
    # 214 days of 2014, 41 of 2015: the last year that is mostly there.
    assert found.year == 2014
    picked = state(snapshot, city="beijing", start="2014-06-01", day="2015-01-05")
    assert tiles.tiles(snapshot, picked).year == 2015
    chosen = state(snapshot, city="beijing", year=2013)
    assert tiles.tiles(snapshot, chosen).year == 2013
    nothing = tiles.tiles(snapshot, state(snapshot, city="beijing", start="2030-01-01"))
    assert (len(nothing.days), nothing.year, str(nothing.last)) == (0, None, "2017-02-28")


def test_values_are_converted_only_where_asked(snapshot: Snapshot) -> None:
    plain = state(snapshot, city="beijing", metrics="no2", start="2015-01-01", end="2015-12-31")
    measured = tiles.tiles(snapshot, plain)
    present = tiles.tiles(snapshot, plain.but(basis="present_state"))
    assert not measured.is_converted
    assert present.is_converted
    # 273 / 298.15 for a gas.
    known = np.isfinite(measured.values)
    np.testing.assert_allclose(present.values[known], measured.values[known] * 0.9156, rtol=1e-4)
    late = tiles.tiles(snapshot, state(snapshot, city="xiangyang", basis="present_state"))
    assert not late.is_converted
    assert not late.is_different


def test_dust_days_leave_particles_and_judgements_but_not_gases(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dust = np.array(["2015-04-15", "2015-04-16"], dtype="datetime64[D]")
    listed = {"sand_dust": dust, "exceptional": np.empty(0, "datetime64[D]")}
    monkeypatch.setattr(tiles, "special_days", lambda *_: listed)
    chosen = state(
        snapshot, city="beijing", basis="without_dust", start="2015-04-14", end="2015-04-17"
    )
    found = tiles.tiles(snapshot, chosen)
    assert found.days.left_out.tolist() == [False, True, True, False]
    assert found.days.kind.tolist() == ["", "sand_dust", "sand_dust", ""]
    assert np.isnan(found.values).tolist() == [False, True, True, False]
    gas = tiles.tiles(snapshot, chosen.but(metrics=("no2",)))
    assert np.isfinite(gas.values).all()
    everything = tiles.tiles(snapshot, chosen.but(basis=""))
    assert not everything.days.left_out.any()
    assert everything.days.kind.tolist()[1] == "sand_dust"


def test_a_period_within_a_year_is_shown_by_months(snapshot: Snapshot) -> None:
    whole = levels.levels(snapshot, state(snapshot, city="beijing"))
    assert (whole.kind, len(whole.rows)) == ("year", 5)
    part = levels.levels(
        snapshot, state(snapshot, city="beijing", start="2015-03-10", end="2015-05-02")
    )
    assert part.kind == "month"
    assert part.rows["period_start"].dt.month.tolist() == [3, 4, 5]
    one_year = levels.levels(snapshot, state(snapshot, city="xiangyang"))
    assert (one_year.kind, len(one_year.rows)) == ("month", 12)
    for outside in ({"start": "2030-01-01"}, {"end": "1999-01-01"}):
        assert levels.levels(snapshot, state(snapshot, city="beijing", **outside)).rows.empty


def test_a_row_a_period_whatever_the_basis(snapshot: Snapshot) -> None:
    for basis in ("", "without_dust", "without_events", "present_state"):
        found = levels.levels(snapshot, state(snapshot, city="beijing", basis=basis))
        assert found.rows["period_start"].is_unique
        assert found.is_different == (found.rows["basis"] != "all").any()
        told = found.rows[list(levels.LEVEL_COLUMNS)].sum(axis=1)
        assert (told + found.rows["excluded_days"] <= found.rows["calendar_days"]).all()


def test_blocks_are_the_rows_of_the_table(snapshot: Snapshot) -> None:
    blocks = hours.station_blocks(snapshot, "beijing", "pm25")
    here = [("city", "==", "beijing"), ("station", "==", "1003A")]
    table = snapshot.read("station_hours", ["time", "pm25"], here).set_index("time")["pm25"]
    at = list(blocks.days).index(np.datetime64("2015-12-01"))
    own = blocks.values[at, blocks.stations.index("1003A")]
    assert own.shape == (24 // blocks.step,)
    for number, value in enumerate(own):
        when = pd.Timestamp("2015-12-01") + pd.Timedelta(hours=number * blocks.step)
        assert value == table[when]


def test_the_worst_day_is_the_citys_within_the_period(snapshot: Snapshot) -> None:
    here = [("city", "==", "beijing"), ("scope", "==", "city")]
    days = snapshot.read("daily", ["date", "pm25", "o3_mda8"], here).set_index("date")
    found = hours.day_hours(snapshot, state(snapshot, city="beijing"))
    assert found.day == np.datetime64(days["pm25"].idxmax(), "D")
    assert not found.is_chosen
    ozone = state(snapshot, city="beijing", metrics="o3_mda8_p90", grain="annual", end="2014-12-31")
    of_ozone = hours.day_hours(snapshot, ozone)
    assert (of_ozone.metric, of_ozone.daily) == ("o3", "o3_mda8")
    assert of_ozone.day == np.datetime64(days.loc[:"2014-12-31", "o3_mda8"].idxmax(), "D")
    names = [row.name for row in found.rows]
    assert len(names) == 12
    assert any("对照点" in name for name in names)


def test_the_days_around_and_a_day_without_hours(snapshot: Snapshot) -> None:
    first = hours.day_hours(snapshot, state(snapshot, city="beijing", day="2013-03-01"))
    assert (first.previous, str(first.next)) == (None, "2013-03-02")
    gone = hours.day_hours(snapshot, state(snapshot, city="beijing", day="2020-01-01"))
    assert (gone.mean, gone.next, str(gone.previous)) == (None, None, "2017-02-28")
    # Chengdu has published days from 2014 on, but hours of 2019 only.
    outside = hours.day_hours(snapshot, state(snapshot, city="chengdu", end="2015-01-01"))
    assert (outside.has_stations, outside.day) == (True, None)


def test_hours_come_from_sources_of_hours(snapshot: Snapshot) -> None:
    found = hours.hour_sources(snapshot, "chengdu")
    assert [source.title("zh") for source in found] == ["全国城市空气质量实时发布数据（2019 年）"]


def test_an_index_alone_is_shown_by_pm25(snapshot: Snapshot) -> None:
    found = hours.day_hours(snapshot, state(snapshot, city="beijing", metrics="aqi"))
    assert (found.metric, found.is_fallback) == ("pm25", True)

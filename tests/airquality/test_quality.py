"""Quality flags: each rule's two sides, and the real peaks that must stay."""

import numpy as np
import pytest

from airquality.hours import Gap, HourGrid
from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from airquality.quality import (
    DEFAULT_SETTINGS,
    FLAG_TEXTS,
    Flag,
    QualitySettings,
    flag_grid,
    usable,
)

HOURS = 96


def make_grid(
    variables: tuple[str, ...] = ("pm25",), stations: int = 5, base: float = 40.0
) -> HourGrid:
    """A grid of a sawtooth around base, so that no rule finds anything in it."""
    values = np.full((len(variables), stations, HOURS), base, dtype=np.float32)
    values += np.arange(HOURS, dtype=np.float32) % 5
    names = tuple(f"s{number}" for number in range(stations))
    gaps = np.full(values.shape, Gap.NONE, dtype=np.uint8)
    return HourGrid(variables, names, np.datetime64("2019-01-01T00"), values, gaps)


def flags_of(grid: HourGrid, **changes) -> np.ndarray:
    return flag_grid(grid, QualitySettings(**changes))


def test_ordinary_air_has_no_flag_and_the_grid_stays() -> None:
    grid = make_grid(POLLUTANT_IDS, base=0.8)
    before = grid.values.copy()
    flags = flag_grid(grid)
    assert flags.shape == grid.values.shape
    assert flags.dtype == np.uint8
    # PM2.5 equals PM10 here: no inversion.
    assert not flags.any()
    np.testing.assert_array_equal(grid.values, before)


def test_missing_cells_have_no_flag() -> None:
    grid = make_grid(POLLUTANT_IDS)
    grid.values[:] = np.nan
    assert not flag_grid(grid).any()


@pytest.mark.parametrize("code", DEFAULT_SETTINGS.sentinels)
def test_a_code_for_missing_is_a_sentinel_and_nothing_else(code: float) -> None:
    grid = make_grid()
    grid.values[0, 2, 10:40] = code
    flags = flag_grid(grid)
    assert (flags[0, 2, 10:40] == Flag.SENTINEL).all()
    assert np.count_nonzero(flags) == 30


def test_sentinels_are_found_in_weather_and_cold_air_is_not_negative() -> None:
    grid = make_grid(("temperature",), base=-20.0)
    grid.values[0, 0, 5] = -999
    flags = flag_grid(grid)
    assert flags[0, 0, 5] == Flag.SENTINEL
    assert np.count_nonzero(flags) == 1


def test_a_code_that_can_be_a_measurement_is_refused() -> None:
    with pytest.raises(ValueError, match=r"999\.0"):
        QualitySettings(sentinels=(-999.0, 999.0))


@pytest.mark.parametrize(("value", "expected"), [(-1.0, Flag.NEGATIVE), (0.0, 0), (-0.0, 0)])
def test_negative_but_not_zero(value: float, expected: int) -> None:
    grid = make_grid()
    grid.values[0, 1, 7] = value
    assert flag_grid(grid)[0, 1, 7] == expected


@pytest.mark.parametrize("pollutant", POLLUTANT_IDS)
def test_the_plausible_maximum_itself_is_plausible(pollutant: str) -> None:
    grid = make_grid((pollutant,), base=1.0)
    top = POLLUTANTS[pollutant].plausible_max
    grid.values[0, :4, 7] = top  # shared by stations: no spike
    grid.values[0, 4, 7] = np.nextafter(np.float32(top), np.float32(np.inf))
    flags = flag_grid(grid)
    assert not flags[0, :4].any()
    assert flags[0, 4, 7] == Flag.ABOVE_RANGE


@pytest.mark.parametrize(("pollutant", "value"), [("pm10", 9985.0), ("co", 90.0)])
def test_outliers_of_the_raw_archive_are_caught(pollutant: str, value: float) -> None:
    grid = make_grid((pollutant,), base=1.0)
    grid.values[0, 3, 50] = value
    flags = flag_grid(grid)
    assert flags[0, 3, 50] == Flag.ABOVE_RANGE
    assert np.isnan(usable(grid, flags).values[0, 3, 50])


@pytest.mark.parametrize(("hours", "count"), [(7, 0), (8, 8), (9, 9), (30, 30)])
def test_a_run_of_one_value_from_the_set_length(hours: int, count: int) -> None:
    grid = make_grid(base=60.0)
    grid.values[0, 2, 20 : 20 + hours] = 75.5
    flags = flag_grid(grid)
    stuck = np.flatnonzero(flags[0, 2] == Flag.STUCK)
    assert stuck.tolist() == list(range(20, 20 + hours))[:count]
    assert np.count_nonzero(flags) == count


@pytest.mark.parametrize(("first", "last"), [(0, 12), (HOURS - 12, HOURS)])
def test_a_run_at_an_edge_of_the_grid(first: int, last: int) -> None:
    grid = make_grid()
    grid.values[0, 0, first:last] = 75.5
    assert np.flatnonzero(flag_grid(grid)[0, 0]).tolist() == list(range(first, last))


def test_a_gap_ends_a_run() -> None:
    grid = make_grid()
    grid.values[0, 0, 20:34] = 75.5
    grid.values[0, 0, 27] = np.nan
    assert not flag_grid(grid).any()


def test_clean_air_may_stand_still() -> None:
    grid = make_grid()
    grid.values[0, 0, 20:60] = 5.0
    grid.values[0, 1, 20:60] = 5.5
    flags = flag_grid(grid)
    assert not flags[0, 0].any()
    assert np.count_nonzero(flags[0, 1]) == 40


def test_stuck_values_are_marked_and_stay_usable() -> None:
    grid = make_grid()
    grid.values[0, 0, 20:60] = 75.5
    flags = flag_grid(grid)
    np.testing.assert_array_equal(usable(grid, flags).values, grid.values)


def test_a_lone_spike_is_called() -> None:
    grid = make_grid()
    grid.values[0, 2, 30] = 500
    flags = flag_grid(grid)
    assert flags[0, 2, 30] == Flag.SPIKE
    assert np.count_nonzero(flags) == 1


def test_a_peak_of_two_hours_is_no_spike() -> None:
    grid = make_grid()
    grid.values[0, 2, 30:32] = 500
    assert not flag_grid(grid).any()


def test_a_peak_that_another_station_shares_is_no_spike() -> None:
    grid = make_grid()
    grid.values[0, 2, 30] = 500
    grid.values[0, 4, 30] = 200
    assert not flag_grid(grid).any()


@pytest.mark.parametrize(("stations", "is_called"), [(4, True), (3, False), (1, False)])
def test_a_spike_needs_three_other_stations(stations: int, is_called: bool) -> None:
    grid = make_grid(stations=stations)
    grid.values[0, 0, 30] = 500
    assert flag_grid(grid).any() == is_called


def test_stations_without_a_value_at_the_hour_are_no_witnesses() -> None:
    grid = make_grid()
    grid.values[0, 2, 30] = 500
    grid.values[0, 3:, 30] = np.nan
    assert not flag_grid(grid).any()


@pytest.mark.parametrize("hour", [0, HOURS - 1])
def test_a_value_without_both_neighbours_is_no_spike(hour: int) -> None:
    grid = make_grid()
    grid.values[0, 2, hour] = 500
    assert not flag_grid(grid).any()
    grid.values[0, 3, 30] = 500
    grid.values[0, 3, 31] = np.nan
    assert not flag_grid(grid).any()


@pytest.mark.parametrize(("value", "is_called"), [(150.0, True), (149.0, False)])
def test_a_spike_rises_by_the_set_amount(value: float, is_called: bool) -> None:
    grid = make_grid()
    grid.values[:] = 10 + grid.values % 2
    grid.values[0, 2, 29:32] = [50, value, 40]
    assert flag_grid(grid).any() == is_called


def test_the_ratio_is_three_by_default() -> None:
    grid = make_grid()
    grid.values[0, 2, 29:32] = [100, 299, 90]
    assert not flag_grid(grid).any()
    grid.values[0, 2, 30] = 300
    assert flag_grid(grid)[0, 2, 30] == Flag.SPIKE


def test_only_stations_of_the_same_city_are_asked() -> None:
    grid = make_grid(stations=8)
    grid.values[0, 0, 30] = 500
    grid.values[0, 7, 30] = 480
    assert not flag_grid(grid).any()
    cities = ["west"] * 4 + ["east"] * 4
    flags = flag_grid(grid, cities=cities)
    assert np.argwhere(flags).tolist() == [[0, 0, 30], [0, 7, 30]]
    with pytest.raises(ValueError, match="8 stations, but 3 cities"):
        flag_grid(grid, cities=cities[:3])


def test_a_sentinel_is_nobodys_neighbour_nor_witness() -> None:
    grid = make_grid()
    grid.values[0, 2, 30] = 500
    grid.values[0, 2, 31] = -999
    grid.values[0, 3, 30] = 9999
    flags = flag_grid(grid)
    assert flags[0, 2, 30] == 0
    assert flags[0, 2, 31] == Flag.SENTINEL


@pytest.mark.parametrize(("fine", "expected"), [(41.0, 0), (42.5, Flag.PM_INVERSION)])
def test_pm_inversion_beyond_rounding_marks_both(fine: float, expected: int) -> None:
    grid = make_grid(("pm25", "o3", "pm10"))
    grid.values[2, 1, 9] = 40
    grid.values[0, 1, 9] = fine
    flags = flag_grid(grid)
    assert flags[:, 1, 9].tolist() == [expected, 0, expected]
    np.testing.assert_array_equal(usable(grid, flags).values, grid.values)


def test_a_negative_pm10_is_no_inversion() -> None:
    grid = make_grid(("pm25", "pm10"))
    grid.values[1, 1, 9] = -3
    assert flag_grid(grid)[:, 1, 9].tolist() == [0, Flag.NEGATIVE]


def test_what_is_left_out_is_a_setting_and_the_gaps_stay() -> None:
    grid = make_grid()
    grid.values[0, 0, 20:60] = 75.5
    grid.values[0, 1, 3] = -2
    settings = QualitySettings(excluded=Flag.STUCK)
    kept = usable(grid, flag_grid(grid, settings), settings)
    assert np.isnan(kept.values).sum() == 40
    assert kept.values[0, 1, 3] == -2
    assert (kept.gaps == Gap.NONE).all()
    with pytest.raises(ValueError, match="flags"):
        usable(grid, np.zeros((1, 1, 1), dtype=np.uint8))


@pytest.mark.parametrize(
    "wrong", [{"spike_ratio": 1.0}, {"spike_stations": 0}, {"stuck_hours": {"pm25": 1}}]
)
def test_settings_without_sense_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="at least"):
        QualitySettings(**wrong)


def test_a_rule_without_a_threshold_is_not_applied() -> None:
    grid = make_grid()
    grid.values[0, 0, 20:60] = 75.5
    grid.values[0, 1, 30] = 1400
    assert not flags_of(grid, stuck_hours={}, spike_rise={}).any()


def test_every_flag_is_one_bit_with_names_and_reasons() -> None:
    assert set(FLAG_TEXTS) == set(Flag)
    assert len({int(flag) for flag in Flag}) == 6
    for text in FLAG_TEXTS.values():
        assert all((text.name_zh, text.name_en, text.reason_zh, text.reason_en))

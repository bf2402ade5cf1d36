"""The hour grid: what it refuses, how it is read, how two grids are joined."""

import numpy as np
import pytest

from airquality.hours import Gap, HourGrid, merge

DAY = np.datetime64("2019-01-01")


def make_grid(stations: tuple[str, ...], first: str, values: np.ndarray) -> HourGrid:
    values = np.asarray(values, dtype=np.float32)
    gaps = np.where(np.isnan(values), Gap.SOURCE_EMPTY, Gap.NONE).astype(np.uint8)
    return HourGrid(("pm25",), stations, np.datetime64(first, "h"), values, gaps)


def test_an_empty_grid_holds_both_days_and_nothing_loaded() -> None:
    grid = HourGrid.empty(("pm25", "o3"), ("a", "b", "c"), DAY, np.datetime64("2019-01-03"))
    assert grid.values.shape == (2, 3, 72)
    assert (grid.hours, grid.days) == (72, 3)
    assert np.isnan(grid.values).all()
    assert (grid.gaps == Gap.NOT_LOADED).all()
    assert grid.values.dtype == np.float32


def test_a_leap_day_has_its_place() -> None:
    grid = HourGrid.empty(("o3",), ("a",), np.datetime64("2016-02-28"), np.datetime64("2016-03-01"))
    assert [str(day) for day in grid.dates] == ["2016-02-28", "2016-02-29", "2016-03-01"]
    assert str(grid.times[0]) == "2016-02-28T00"
    assert str(grid.times[-1]) == "2016-03-01T23"


def test_a_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        HourGrid.empty(("o3",), ("a",), DAY, np.datetime64("2018-12-31"))


def test_a_grid_must_be_whole_days_from_midnight() -> None:
    with pytest.raises(ValueError, match="whole days"):
        make_grid(("a",), "2019-01-01T00", np.zeros((1, 1, 23)))
    with pytest.raises(ValueError, match="begins at 00:00"):
        make_grid(("a",), "2019-01-01T01", np.zeros((1, 1, 24)))


def test_shapes_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        make_grid(("a", "b"), "2019-01-01T00", np.zeros((1, 1, 24)))
    values = np.zeros((1, 1, 24), dtype=np.float32)
    with pytest.raises(ValueError, match="expected"):
        HourGrid(("pm25",), ("a",), DAY.astype("datetime64[h]"), values, np.zeros((1, 1, 48), "u1"))


def test_one_variable_is_a_view_and_an_unknown_one_is_named() -> None:
    grid = make_grid(("a",), "2019-01-01T00", np.arange(24.0).reshape(1, 1, 24))
    assert np.shares_memory(grid.of("pm25"), grid.values)
    with pytest.raises(KeyError, match="o3"):
        grid.of("o3")


def test_other_values_keep_the_gaps() -> None:
    grid = make_grid(("a",), "2019-01-01T00", np.zeros((1, 1, 24)))
    other = grid.with_values(np.full((1, 1, 24), np.nan, dtype=np.float32))
    assert np.isnan(other.values).all()
    assert (other.gaps == Gap.NONE).all()


def test_merge_takes_the_union_and_counts_contradictions() -> None:
    first = make_grid(("a", "b"), "2019-01-01T00", np.full((1, 2, 24), 10.0))
    first.values[0, 0, 5] = np.nan
    first.gaps[0, 0, 5] = Gap.SOURCE_EMPTY
    second = make_grid(("b", "a", "c"), "2019-01-01T00", np.full((1, 3, 48), 10.0))
    second.values[0, 0, 3] = 11  # station b differs in one hour of both
    joined, conflicts = merge(first, second)
    assert joined.stations == ("a", "b", "c")
    assert joined.days == 2
    assert conflicts == 1
    assert joined.of("pm25")[1, 3] == 10  # the first stays
    assert joined.of("pm25")[0, 5] == 10  # the second fills a gap
    assert (joined.gaps[:, :2] == Gap.NONE).all()
    assert not np.isnan(joined.values).any()


def test_merge_keeps_the_better_known_reason_of_a_gap() -> None:
    nothing = np.full((1, 1, 24), np.nan)
    first = make_grid(("a",), "2019-01-01T00", nothing)
    second = make_grid(("a",), "2019-01-01T00", nothing)
    first.gaps[0, 0, :3] = [Gap.REJECTED, Gap.NOT_LOADED, Gap.SOURCE_EMPTY]
    second.gaps[0, 0, :3] = [Gap.SOURCE_EMPTY, Gap.REJECTED, Gap.NOT_LOADED]
    joined, conflicts = merge(first, second)
    assert conflicts == 0
    assert joined.gaps[0, 0, :3].tolist() == [Gap.REJECTED, Gap.REJECTED, Gap.SOURCE_EMPTY]


def test_merge_leaves_days_between_not_loaded() -> None:
    first = make_grid(("a",), "2019-01-01T00", np.ones((1, 1, 24)))
    second = make_grid(("a",), "2019-01-03T00", np.ones((1, 1, 24)))
    joined, _ = merge(second, first)
    assert str(joined.start) == "2019-01-01T00"
    assert (joined.gaps[0, 0, 24:48] == Gap.NOT_LOADED).all()
    assert np.isnan(joined.values[0, 0, 24:48]).all()
    assert (joined.gaps[0, 0, 48:] == Gap.NONE).all()


def test_grids_of_other_variables_do_not_merge() -> None:
    grid = HourGrid.empty(("pm25",), ("a",), DAY, DAY)
    with pytest.raises(ValueError, match="different variables"):
        merge(grid, HourGrid.empty(("o3",), ("a",), DAY, DAY))

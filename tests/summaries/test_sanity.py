"""Each rule between the tables, broken on purpose, must be caught."""

import pandas as pd
import pytest

from summaries.sanity import check_tables
from summaries.table import ContractError

Frames = dict[str, pd.DataFrame]


def test_tables_that_agree_pass(frames: Frames) -> None:
    check_tables(frames)


def test_a_table_that_was_not_written_is_named(frames: Frames) -> None:
    del frames["daily"]
    with pytest.raises(ContractError, match="tables not written: daily"):
        check_tables(frames)


@pytest.mark.parametrize(
    "table",
    ["daily", "monthly", "annual", "year_to_date", "profiles", "trends", "evaluations"],
)
def test_an_unknown_place_is_caught(frames: Frames, table: str) -> None:
    frames[table].loc[frames[table].index[-1], "place"] = "9999A"
    with pytest.raises(ContractError, match=rf"{table}: places that no table knows: \['9999A'\]"):
        check_tables(frames)


@pytest.mark.parametrize("table", ["monthly", "annual"])
@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("level1_days", 1, "days by level do not sum to the valid days"),
        ("good_days", 2, "levels 1 and 2 are not the good days"),
        ("heavy_days", 2, "levels 5 and 6 are not the heavy days"),
        ("calendar_days", 1, "more valid days than the calendar has"),
    ],
)
def test_days_that_do_not_add_up_are_caught(
    frames: Frames, table: str, column: str, value: int, words: str
) -> None:
    frames[table].loc[0, column] = value
    with pytest.raises(ContractError, match=f"{table}: {words} at .*ganjing"):
        check_tables(frames)


@pytest.mark.parametrize("table", ["monthly", "annual", "year_to_date"])
@pytest.mark.parametrize(
    ("exceeding", "heavy", "words"),
    [
        (0, 1, "more heavy than exceeding days without an AQI"),
        (31, 0, "days with and without an AQI outnumber the (calendar|elapsed)_days"),
    ],
)
def test_days_without_an_aqi_that_cannot_be_are_caught(
    frames: Frames, table: str, exceeding: int, heavy: int, words: str
) -> None:
    columns = ["exceeding_days_without_aqi", "heavy_days_without_aqi"]
    frames[table].loc[0, columns] = [exceeding, heavy]
    with pytest.raises(ContractError, match=f"{table}: {words} at .*ganjing"):
        check_tables(frames)


@pytest.mark.parametrize(
    ("aqi", "at_least", "level", "words"),
    [
        (120.0, 110.0, 3, "an AQI and what it is at least"),
        (float("nan"), 110.0, 3, "a level without an AQI"),
    ],
)
def test_a_day_has_an_aqi_or_a_bound_of_it(
    frames: Frames, aqi: float, at_least: float, level: int, words: str
) -> None:
    frames["daily"].loc[0, ["aqi", "aqi_at_least", "level"]] = [aqi, at_least, level]
    with pytest.raises(ContractError, match=f"daily: {words} at .*2019-01-01"):
        check_tables(frames)


def test_a_bound_without_an_aqi_passes(frames: Frames) -> None:
    frames["daily"].loc[0, ["aqi", "aqi_at_least", "level"]] = [float("nan"), 486.0, 0]
    check_tables(frames)


@pytest.mark.parametrize(
    "column",
    ["valid_days", "good_days", "heavy_days", "pm25_days", "exceeding_days_without_aqi"],
)
def test_a_year_that_is_not_the_sum_of_its_months_is_caught(frames: Frames, column: str) -> None:
    frames["annual"].loc[0, column] += 1
    with pytest.raises(ContractError, match=f"annual: {column} is not the sum of the months"):
        check_tables(frames)


def test_a_year_without_its_months_is_caught(frames: Frames) -> None:
    frames["monthly"] = frames["monthly"].iloc[1:]
    with pytest.raises(ContractError, match="is not the sum of the months"):
        check_tables(frames)


@pytest.mark.parametrize("column", ["valid_days", "good_days"])
def test_a_year_to_date_that_ends_off_the_year_is_caught(frames: Frames, column: str) -> None:
    frames["year_to_date"].loc[0, column] = 1 if column == "valid_days" else 0
    with pytest.raises(ContractError, match="year_to_date ends off the year"):
        check_tables(frames)


def test_shares_that_do_not_sum_to_one_are_caught(frames: Frames) -> None:
    frames["completeness"].loc[0, "share_valid"] = 0.8
    with pytest.raises(ContractError, match="completeness: shares do not sum to 1"):
        check_tables(frames)


@pytest.mark.parametrize("value", [0.0315, 31500.0])
def test_a_day_outside_its_hours_is_caught(frames: Frames, value: float) -> None:
    is_city = frames["daily"]["scope"] == "city"
    frames["daily"].loc[is_city, "pm25"] = value
    with pytest.raises(ContractError, match=r"daily: pm25 .* outside its hours"):
        check_tables(frames)


def test_a_published_day_is_not_held_against_hours(frames: Frames) -> None:
    is_city = frames["daily"]["scope"] == "city"
    frames["daily"].loc[is_city, ["pm25", "origin"]] = [300.0, "published"]
    check_tables(frames)


def test_all_breaches_come_in_one_message(frames: Frames) -> None:
    frames["completeness"].loc[0, "share_valid"] = 0.8
    frames["annual"].loc[0, "good_days"] = 2
    with pytest.raises(ContractError) as caught:
        check_tables(frames)
    assert str(caught.value).count(";") >= 2


@pytest.mark.parametrize(
    ("table", "column"), [("evaluations", "pm25"), ("judgements", "good_days")]
)
@pytest.mark.parametrize(("kind", "older"), [("month", "monthly"), ("year", "annual")])
def test_two_tables_that_differ_on_one_period_are_caught(
    frames: Frames, table: str, column: str, kind: str, older: str
) -> None:
    row = frames[table].index[frames[table]["kind"] == kind][0]
    frames[table].loc[row, column] += 1
    with pytest.raises(ContractError, match=f"{table}: {column} is not that of {older} at"):
        check_tables(frames)


def test_a_period_that_only_one_of_two_tables_holds_is_caught(frames: Frames) -> None:
    frames["judgements"] = frames["judgements"].iloc[1:].reset_index(drop=True)
    with pytest.raises(ContractError, match="do not hold the same periods"):
        check_tables(frames)

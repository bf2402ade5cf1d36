"""A CSV file holds what the frame holds, opens in Excel, and runs nothing."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

from view.csv import csv_text


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_bom_header_and_line_ends() -> None:
    text = csv_text(pd.DataFrame({"站点": ["万寿西宫"], "pm25": [35.0]}), ["站点", "pm25"])
    assert text == "\ufeff站点,pm25\r\n万寿西宫,35.0\r\n"
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")


def test_only_the_columns_asked_for_in_their_order() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert read(csv_text(frame, ["c", "a"])) == [["c", "a"], ["3", "1"]]
    assert read(csv_text(frame))[0] == ["a", "b", "c"]
    with pytest.raises(KeyError):
        csv_text(frame, ["d"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_formula_becomes_text(start: str) -> None:
    frame = pd.DataFrame({"message": [f"{start}cmd|' /C calc'!A0"], "value": [-5.0]})
    rows = read(csv_text(frame))
    assert rows[1][0] == f"'{start}cmd|' /C calc'!A0"
    assert rows[1][1] == "-5.0", "a number is no formula"


def test_a_formula_in_a_header_or_a_category_becomes_text() -> None:
    frame = pd.DataFrame({"=a": pd.Categorical(["=1+1", "b"])})
    assert read(csv_text(frame)) == [["'=a"], ["'=1+1"], ["b"]]


def test_missing_is_empty_in_every_type() -> None:
    frame = pd.DataFrame(
        {
            "number": [np.nan, 1.5],
            "text": [None, "x"],
            "time": [pd.NaT, pd.Timestamp("2016-12-03")],
            "whole": pd.array([pd.NA, 3], dtype="Int32"),
        }
    )
    assert read(csv_text(frame))[1:] == [["", "", "", ""], ["1.5", "x", "2016-12-03", "3"]]


def test_times_are_days_or_minutes_by_the_column() -> None:
    hours = pd.date_range("2016-12-03 22:00", periods=3, freq="h")
    frame = pd.DataFrame({"time": hours, "day": hours.normalize()})
    assert read(csv_text(frame))[1:] == [
        ["2016-12-03 22:00", "2016-12-03"],
        ["2016-12-03 23:00", "2016-12-03"],
        ["2016-12-04 00:00", "2016-12-04"],
    ]


def test_a_float32_is_written_short_and_reads_back_the_same() -> None:
    values = np.array([0.1, 64.35, 1 / 3], dtype="f4")
    shown = [row[0] for row in read(csv_text(pd.DataFrame({"v": values})))[1:]]
    assert shown[:2] == ["0.1", "64.35"]
    assert (np.array(shown, dtype="f4") == values).all()


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    message = 'a, "b"\nc'
    assert read(csv_text(pd.DataFrame({"m": [message]})))[1] == [message]


def test_no_rows_leaves_the_header() -> None:
    assert csv_text(pd.DataFrame({"a": [], "b": []})) == "\ufeffa,b\r\n"

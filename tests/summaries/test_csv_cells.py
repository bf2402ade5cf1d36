"""A cell of a CSV file is text, a number, a time, or nothing; never a formula."""

import numpy as np
import pandas as pd
import pytest

from summaries.csv import neutralise, neutralise_column


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert neutralise(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["1+1", "站点", "", -5.0, None])
def test_anything_else_stays(value: object) -> None:
    assert neutralise(value) is value


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([-5.0, np.nan]),
        pd.Series([True, False]),
        pd.to_datetime(pd.Series(["2016-12-03", None])),
    ],
)
def test_columns_without_text_are_not_touched(column: pd.Series) -> None:
    assert neutralise_column(column) is column


def test_a_category_and_a_gap() -> None:
    found = neutralise_column(pd.Series(pd.Categorical(["=a", "b", None])))
    assert found.tolist()[:2] == ["'=a", "b"]
    assert found.isna().tolist() == [False, False, True]

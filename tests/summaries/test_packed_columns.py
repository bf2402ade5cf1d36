"""Columns of packed arrays: kept to the byte, refused where they are text, left out for people."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from summaries.table import Column, ContractError, Table

PACKED = Table(
    name="packed",
    about_zh="打包的数组",
    about_en="Packed arrays",
    grain_zh="城市",
    grain_en="city",
    key=("city",),
    columns=(
        Column("city", "str", "城市", "City", nullable=False),
        Column("cells", "bytes", "格", "Cells"),
    ),
)
ZEROS = np.zeros(3, np.float32).tobytes()


def _frame(cells: list[object]) -> pd.DataFrame:
    city = pd.Series(list("bca")[: len(cells)], dtype="str")
    return pd.DataFrame({"city": city, "cells": cells})


def test_bytes_are_kept_as_they_are_zeros_and_gaps_too() -> None:
    frame = PACKED.conform(_frame([ZEROS, None, b"\xff\x00"]))
    PACKED.check(frame)
    written = PACKED.arrow(frame)
    assert written.schema.field("cells").type == pa.binary()
    assert written.column("cells").to_pylist() == [b"\xff\x00", ZEROS, None]


@pytest.mark.parametrize(
    ("cells", "found"), [(["text"], "str"), ([3], "int"), ([b"1", [1, 2]], "list")]
)
def test_what_is_not_bytes_is_refused(cells: list[object], found: str) -> None:
    with pytest.raises(ContractError, match=rf"mistyped cells \(bytes\): bytes expected, {found}"):
        PACKED.conform(_frame(cells))


def test_a_gap_is_refused_where_none_may_be() -> None:
    strict = Column("cells", "bytes", "格", "Cells", nullable=False)
    table = Table("packed", "", "", "", "", ("city",), (PACKED.columns[0], strict))
    with pytest.raises(ContractError, match="cells has 1 missing values"):
        table.check(table.conform(_frame([ZEROS, None])))


def test_a_table_without_rows_keeps_its_types() -> None:
    written = PACKED.arrow(PACKED.conform(_frame([])))
    assert written.num_rows == 0
    assert written.schema.field("cells").type == pa.binary()

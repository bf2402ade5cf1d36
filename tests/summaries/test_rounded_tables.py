"""Tables of rounded numbers repeat them: they are stored with dictionaries, in longer groups."""

import io

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from summaries.snapshot import ROW_GROUP, ROW_GROUP_ROUNDED, _encode
from summaries.table import Table
from summaries.tables.hourly_city import HOURLY_CITY
from summaries.tables.running import RUNNING_HOURLY


@pytest.mark.parametrize("table", [HOURLY_CITY, RUNNING_HOURLY])
def test_how_a_table_is_stored(table: Table) -> None:
    rows = ROW_GROUP + 1
    generator = np.random.default_rng(1)
    frame = pd.DataFrame(
        {column.name: generator.integers(0, 100, rows).astype(float) for column in table.columns}
    ).assign(city="x", time=pd.date_range("2019-01-01", periods=rows, freq="h", unit="ms"))
    written = table.conform(frame)
    file = pq.ParquetFile(io.BytesIO(_encode(table, written)))
    stored = file.metadata.row_group(0).column(2)
    assert stored.has_dictionary_page == (table is RUNNING_HOURLY)
    assert file.metadata.num_row_groups == (1 if table is RUNNING_HOURLY else 2)
    assert ROW_GROUP_ROUNDED > ROW_GROUP
    pd.testing.assert_frame_equal(file.read().to_pandas(), written, check_dtype=False)

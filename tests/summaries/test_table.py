"""The contract of a table: columns, types, keys, ranges."""

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

from summaries.table import Column, ContractError, Table
from summaries.tables import TABLES

SMALL = Table(
    name="small",
    about_zh="小表",
    about_en="A small table",
    grain_zh="地点",
    grain_en="place",
    key=("place",),
    columns=(
        Column("place", "str", "地点", "Place", nullable=False),
        Column("pm25", "f4", "浓度", "Concentration", "µg/m³", 0.0, 1000.0),
        Column("days", "i4", "天数", "Days", nullable=False),
        Column("is_valid", "bool", "是否有效", "Valid or not", nullable=False),
        Column("date", "time", "日期", "Day"),
    ),
)


def _frame(**changes: object) -> pd.DataFrame:
    columns: dict[str, object] = {
        "place": ["b", "a"],
        "pm25": [1.5, np.nan],
        "days": [3, 4],
        "is_valid": [True, False],
        "date": pd.to_datetime(["2019-01-02", "2019-01-01"]),
    }
    return pd.DataFrame({**columns, **changes})


def test_conform_orders_columns_and_rows_and_sets_types() -> None:
    frame = SMALL.conform(_frame()[["days", "date", "pm25", "place", "is_valid"]])
    assert list(frame.columns) == list(SMALL.column_names)
    assert list(frame["place"]) == ["a", "b"]
    assert frame["pm25"].dtype == np.float32
    assert frame["days"].dtype == np.int32
    assert frame["date"].dtype == "datetime64[ms]"
    SMALL.check(frame)


def test_missing_extra_and_mistyped_columns_are_named_in_one_message() -> None:
    frame = _frame(days=["three", "four"], more=1).drop(columns=["pm25"])
    with pytest.raises(ContractError) as caught:
        SMALL.conform(frame)
    message = str(caught.value)
    assert "missing pm25 |" in message
    assert "extra more |" in message
    assert "mistyped days (i4): numbers expected" in message


@pytest.mark.parametrize(
    ("column", "values", "word"),
    [
        ("place", [1, 2], "text expected"),
        ("pm25", ["1.5", "2.5"], "numbers expected"),
        ("days", [1.5, 2.0], "not whole numbers"),
        ("days", [1, 2**40], "out of the range of i4"),
        ("days", [1, None], "not whole numbers"),
        ("is_valid", [True, None], "true or false expected"),
        ("is_valid", [0, 1], "true or false expected"),
        ("date", ["2019-01-01", "2019-01-02"], "times without a zone expected"),
        ("date", pd.to_datetime(["2019-01-01"] * 2).tz_localize("UTC"), "times without a zone"),
    ],
)
def test_a_value_that_would_change_by_the_cast_is_refused(
    column: str, values: object, word: str
) -> None:
    with pytest.raises(ContractError, match=f"mistyped {column} .*{word}"):
        SMALL.conform(_frame(**{column: values}))


def test_categories_and_missing_text_are_text() -> None:
    frame = SMALL.conform(_frame(place=pd.Categorical(["b", "a"])))
    assert list(frame["place"]) == ["a", "b"]
    missing = SMALL.conform(_frame(place=["b", None]))
    with pytest.raises(ContractError, match="place has 1 missing values"):
        SMALL.check(missing)


def test_a_category_is_sorted_by_its_words_whatever_its_order() -> None:
    words = pd.Categorical(["b", "a"], categories=["b", "a"], ordered=True)
    frame = SMALL.conform(_frame(place=words))
    assert list(frame["place"]) == ["a", "b"]
    assert list(frame["days"]) == [4, 3]


def test_text_and_category_are_one_in_the_file() -> None:
    words = ["乙", "甲", None]
    other = {"pm25": [1.5, np.nan, 2.5], "days": [3, 4, 5], "is_valid": [True, False, True]}
    dates = pd.to_datetime(["2019-01-02", None, "2019-01-01"])
    frames = [_frame(place=place, date=dates, **other) for place in (words, pd.Categorical(words))]
    plain, coded = (SMALL.arrow(SMALL.conform(frame)) for frame in frames)
    assert coded.schema.equals(plain.schema, check_metadata=True)
    assert sorted(map(str, coded.to_pylist())) == sorted(map(str, plain.to_pylist()))
    assert coded["pm25"].null_count == coded["date"].null_count == 1


def test_rows_that_are_not_sorted_are_no_frame_of_conform() -> None:
    frame = SMALL.conform(_frame())
    with pytest.raises(ValueError, match="small: the rows are not sorted"):
        SMALL.check(frame.iloc[::-1])


def test_an_empty_frame_keeps_the_types() -> None:
    frame = SMALL.conform(pd.DataFrame({name: [] for name in SMALL.column_names}).astype(object))
    assert len(frame) == 0
    arrow = pa.Table.from_pandas(frame, schema=SMALL.schema(), preserve_index=False)
    assert arrow.schema.field("days").type == pa.int32()


def test_duplicate_keys_are_counted_with_the_first() -> None:
    frame = SMALL.conform(_frame(place=["a", "a"]))
    with pytest.raises(ContractError, match=r"1 duplicate keys, the first \{'place': 'a'\}"):
        SMALL.check(frame)


@pytest.mark.parametrize(
    ("value", "word"), [(-0.1, "below 0.0"), (1000.5, "above 1000.0"), (np.inf, "is infinite")]
)
def test_a_value_out_of_range_is_named_with_its_place(value: float, word: str) -> None:
    frame = SMALL.conform(_frame(pm25=[value, 2.0]))
    with pytest.raises(ContractError, match=f"pm25 .* {word} at {{'place': 'b'}}"):
        SMALL.check(frame)


def test_all_breaches_come_in_one_message() -> None:
    frame = SMALL.conform(_frame(place=["a", "a"], pm25=[-1.0, 2000.0]))
    with pytest.raises(ContractError) as caught:
        SMALL.check(frame)
    for words in ("duplicate keys", "below 0.0", "above 1000.0"):
        assert words in str(caught.value)


def test_the_schema_carries_unit_and_description() -> None:
    field = SMALL.schema().field("pm25")
    assert field.metadata[b"unit"].decode() == "µg/m³"
    assert field.metadata[b"about"].decode() == "Concentration"
    assert field.metadata[b"about_zh"].decode() == "浓度"
    assert not SMALL.schema().field("place").nullable


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_declared_table_is_sound(table: Table) -> None:
    names = table.column_names
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert not [c.name for c in table.columns if c.name in table.key and c.nullable]
    assert [c.name for c in table.columns if not (c.about_zh and c.about_en)] == []
    assert all(f.metadata for f in table.schema())


def test_geometry_survives_conform() -> None:
    frame = geopandas.GeoDataFrame(
        {"city": ["a"], "district": ["1"], "name_zh": ["区"], "name_en": ["Qu"]},
        geometry=[shapely.box(0, 0, 1, 1)],
        crs="EPSG:4326",
    )
    out = TABLES["districts"].conform(frame)
    assert out["geometry"].iloc[0].area == 1

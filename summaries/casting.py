"""Cast columns to the types of a contract without changing a value, and on to arrow."""

from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa


def cast(values: pd.Series, type_: str) -> object:
    """Cast a series to a contract type; ValueError where a value would be lost or changed.

    Returns an array without an index; text that is a category stays one, sorted by its words.
    """
    if type_ == "str":
        return _cast_text(values)
    if type_ == "bytes":
        return _cast_bytes(values)
    if type_ == "time":
        if not (pd.api.types.is_datetime64_dtype(values) or values.isna().all()):
            raise ValueError(f"times without a zone expected, {values.dtype} found")
        return pd.to_datetime(values).to_numpy(dtype="datetime64[ms]")
    if type_ == "geometry":
        is_geometry = isinstance(values, geopandas.GeoSeries)
        return (values if is_geometry else geopandas.GeoSeries(values)).array
    if type_ == "bool":
        if len(values) and (not pd.api.types.is_bool_dtype(values) or values.isna().any()):
            raise ValueError(f"true or false expected, {values.dtype} found")
        return values.to_numpy(dtype=bool)
    if not (pd.api.types.is_numeric_dtype(values) or values.isna().all()):
        raise ValueError(f"numbers expected, {values.dtype} found")
    if type_ in ("i2", "i4"):
        return _cast_whole(values, np.dtype(type_))
    return values.to_numpy(dtype=np.dtype(type_), na_value=np.nan)


def codes_of(values: Any) -> np.ndarray:
    """Return numbers that sort and compare as the values of a cast column do; missing first.

    values: a series, or the array of one.
    """
    if values.dtype.kind == "M":
        return np.asarray(values).view(np.int64)
    if values.dtype.kind in "iufb":
        return np.asarray(values)
    words = values.array if isinstance(values, pd.Series) else values
    if isinstance(words, pd.Categorical):
        return words.codes
    return np.unique(words.fillna("").to_numpy(object), return_inverse=True)[1]


def to_arrow(values: pd.Series, type_: pa.DataType) -> pa.Array:
    """Return a cast column as arrow; missing is null, a category a dictionary of its words."""
    words = values.array
    if not isinstance(words, pd.Categorical):
        return pa.array(words, type=type_, from_pandas=True)
    codes = pa.array(words.codes, mask=words.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(words.categories, type=type_))


def _cast_text(values: pd.Series) -> object:
    """Return text as text; a number would become text unnoticed, so it is refused."""
    words = values.array
    if isinstance(values.dtype, pd.StringDtype) and values.dtype == "str":
        return words
    kinds = words.categories if isinstance(words, pd.Categorical) else values
    found = pd.api.types.infer_dtype(kinds, skipna=True)
    if found not in ("string", "empty"):
        raise ValueError(f"text expected, {found} found")
    if not isinstance(words, pd.Categorical) or not len(words.categories):
        return values.astype("str").array
    if words.categories.is_monotonic_increasing:
        return words
    return words.set_categories(words.categories.sort_values())


def _cast_bytes(values: pd.Series) -> np.ndarray:
    """Return packed arrays as they are, None where there is none; text would be encoded unsaid."""
    packed = values.astype(object).where(values.notna(), None)
    others = {type(each).__name__ for each in packed if each is not None} - {"bytes"}
    if others:
        raise ValueError(f"bytes expected, {', '.join(sorted(others))} found")
    return packed.to_numpy(object)


def _cast_whole(values: pd.Series, type_: np.dtype) -> np.ndarray:
    """Return whole numbers of the type; a fraction, a gap or an overflow is refused."""
    if values.dtype == type_:
        return values.to_numpy()
    whole = values.to_numpy(dtype=float, na_value=np.nan)
    if not np.array_equal(whole, np.rint(whole)):
        raise ValueError("not whole numbers")
    limits = np.iinfo(type_)
    if whole.size and (whole.min() < limits.min or whole.max() > limits.max):
        raise ValueError(f"out of the range of {type_.str[1:]}")
    return whole.astype(type_)

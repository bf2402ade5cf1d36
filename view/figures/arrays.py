"""Numbers in the form that plotly.js reads without parsing: base64 of typed arrays."""

import base64
from typing import Any

import numpy as np


def typed(values: Any, dtype: str = "f4") -> dict[str, str]:
    """Return {"dtype", "bdata"} of a one-dimensional array, {"shape"} too for two dimensions.

    NaN in a float array is a gap in the chart. `dtype` is one of plotly's: f4, f8, i1 … u4.
    """
    array = np.ascontiguousarray(values, dtype=np.dtype(dtype).newbyteorder("<"))
    encoded = {"dtype": dtype, "bdata": base64.b64encode(array.tobytes()).decode("ascii")}
    if array.ndim == 2:
        encoded["shape"] = f"{array.shape[0]}, {array.shape[1]}"
    return encoded


def milliseconds(times: Any) -> dict[str, str]:
    """Return times (datetime64, local standard time) as float64 milliseconds for a date axis."""
    moments = np.asarray(times).astype("datetime64[ms]").astype(np.int64)
    return typed(moments, "f8")

"""The centred mean that stages and paths look at instead of single hours."""

import numpy as np


def centred_mean(values: np.ndarray, window: int) -> np.ndarray:
    """Return the mean of each hour and those around it, as far as they are there.

    values: (..., hour), missing = NaN; window: an odd number of hours. An hour without a value of
    its own stays NaN; at the ends the window is shorter. ValueError for an even window.
    """
    if window < 1 or window % 2 == 0:
        raise ValueError(f"a centred window has an odd number of hours, not {window}")
    held = np.isfinite(values)
    reach, length = window // 2, values.shape[-1]
    pad = [(0, 0)] * (values.ndim - 1) + [(reach, reach)]
    known, count = np.pad(np.where(held, values, 0.0), pad), np.pad(held.astype(float), pad)
    total = sum(known[..., shift : shift + length] for shift in range(window))
    number = sum(count[..., shift : shift + length] for shift in range(window))
    return np.where(held, total / np.maximum(number, 1), np.nan)

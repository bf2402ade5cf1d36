"""A surface through the values of stations, and how far it is off where it can be checked.

Radial basis functions of the linear kernel -r with a constant (scipy's `RBFInterpolator`, degree
0), on kilometres: the same as ordinary kriging with a linear variogram (Cressie 1993, Statistics
for Spatial Data, 3.4). Any such surface is linear in the stations' values v,

    surface = W v        coefficients (c, b) = inverse (v, 0)

so that weights W and the inverse, once a set of stations, serve every hour. Where stations lack a
value, the surface of the others is the one of all stations with those values put in that make the
coefficients of the missing stations vanish: inverse_MM v_M = -inverse_MK v_K.

Why this kernel, by the error at left-out stations (tests/pipeline/test_real_surface.py): in Beijing
2013-2017 and Xiangyang 2019 it is off less than thin-plate and cubic splines and multiquadrics in
every pollutant, by 10 % and more. Inverse squared distances are as good where stations are few
(Xiangyang: up to 6 % better) and worse in Beijing for all but O3 and SO2 (PM2.5: by 8 %). A nugget
of 2 to 10 km would take another 1 or 2 % off, but the surface would no longer show at a station
what the station measured.
"""

import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial.distance import cdist

#: Kilometres a degree of a great circle: mean radius of the earth 6,371.0088 km (IUGG).
KM_A_DEGREE = 111.195
#: Added to the kernel at zero distance, km: far below what a map shows, it keeps two stations at
#: one place (a station and its successor) solvable.
NUGGET_KM = 0.1


def to_km(lon: np.ndarray, lat: np.ndarray, latitude: float) -> np.ndarray:
    """Return places in kilometres east of 0° and north of the equator, (place, 2).

    Equirectangular projection, true along `latitude`: right to a few in a thousand over a city.
    """
    east = KM_A_DEGREE * np.cos(np.radians(latitude)) * np.asarray(lon, dtype=float)
    return np.stack([east, KM_A_DEGREE * np.asarray(lat, dtype=float)], axis=-1)


def weigh_stations(stations: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return the weights of each station's value in each cell, float64 (cell, station).

    stations, cells: km, (n, 2). A cell's weights add up to 1; some are negative, so that a surface
    may run a little beyond its stations' values, below zero too. One station: its value
    everywhere. ValueError without any.
    """
    if not len(stations):
        raise ValueError("a surface needs a station")
    unit = np.eye(len(stations))
    kernel = RBFInterpolator(stations, unit, kernel="linear", degree=0, smoothing=NUGGET_KM)
    return kernel(cells)


def invert_kernel(stations: np.ndarray) -> np.ndarray:
    """Return the inverse of the bordered kernel matrix, float64 (n + 1, n + 1), the constant last.

    stations: km, (n, 2); two may share a place. ValueError without any.
    """
    count = len(stations)
    if not count:
        raise ValueError("a surface needs a station")
    bordered = np.ones((count + 1, count + 1))
    bordered[:count, :count] = NUGGET_KM * np.eye(count) - cdist(stations, stations)
    bordered[count, count] = 0.0
    return np.linalg.inv(bordered)


def fill_missing(values: np.ndarray, inverse: np.ndarray) -> np.ndarray:
    """Return values with each missing one replaced so that `W values` is the others' surface.

    values: (station,), missing = NaN; inverse: of all stations (`invert_kernel`). What is filled
    in is the others' estimate at the missing station. All missing stay so.
    """
    gone = np.isnan(values)
    if gone.all() or not gone.any():
        return values.astype(float)
    gaps, held = np.flatnonzero(gone), np.flatnonzero(~gone)
    filled = values.astype(float)
    told = inverse[np.ix_(gaps, held)] @ filled[held]
    filled[gaps] = -np.linalg.solve(inverse[np.ix_(gaps, gaps)], told)
    return filled


def leave_one_out(values: np.ndarray, inverse: np.ndarray, least_stations: int = 2) -> np.ndarray:
    """Return at each station the others' estimate minus its value, float64 (station, time).

    values: (station, time), missing = NaN; inverse: of all stations (`invert_kernel`). In closed
    form, without refitting: value minus estimate is c_k / inverse_kk (Rippa 1999, Advances in
    Computational Mathematics 11, 193-210; with a constant, Dubrule 1983, Mathematical Geology 15,
    687-699), for the inverse of the stations valid at that time. NaN where a station has no value
    and at times with fewer than least_stations valid, at least 2.
    """
    found = np.full(values.shape, np.nan)
    valid = np.isfinite(values)
    counted = np.flatnonzero(valid.sum(axis=0) >= max(least_stations, 2))
    for chosen, times in _group_by_stations(valid, counted):
        own = _restrict(inverse, chosen)[:-1, :-1]
        rows = chosen[:, np.newaxis]
        found[rows, times] = -(own @ values[rows, times]) / np.diag(own)[:, np.newaxis]
    return found


def is_supported(stations: np.ndarray, cells: np.ndarray, reach_km: float) -> np.ndarray:
    """Return bool (cell,): whether any of the stations lies within reach_km; both in km (n, 2)."""
    if not len(stations):
        return np.zeros(len(cells), dtype=bool)
    return cdist(cells, stations).min(axis=1) <= reach_km


def _restrict(inverse: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return the inverse of the bordered matrix of some stations, from that of all of them."""
    kept = np.zeros(len(inverse), dtype=bool)
    kept[chosen] = kept[-1] = True
    own, gone = np.flatnonzero(kept), np.flatnonzero(~kept)
    block = inverse[own[:, np.newaxis], own]
    if not len(gone):
        return block
    across = inverse[own[:, np.newaxis], gone]
    return block - across @ np.linalg.solve(inverse[gone[:, np.newaxis], gone], across.T)


def _group_by_stations(valid: np.ndarray, times: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the distinct sets of valid stations and the times of each; few serve many times."""
    if not len(times):
        return []
    packed = np.ascontiguousarray(np.packbits(valid[:, times], axis=0).T)
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group))
    members = np.split(times[order], ends[:-1])
    return [
        (np.flatnonzero(valid[:, times[one]]), own) for one, own in zip(first, members, strict=True)
    ]

"""Made-up series that are as persistent as a given one: what chance alone would show.

Neighbouring months are alike: after a foggy December the January is rather foggy too. A test that
takes them as independent finds trends and steps where there are none. So the persistence is
estimated, and the question is put to many made-up series that have it and nothing else.

Blocks alone cannot hold the persistence of so short series (measured on first-order
autoregressive months, coefficient 0.5, six years: with blocks of 6 or of 12 months 8 to 9 % of
true nulls are rejected and a 95 % interval covers 87 %). The residuals are therefore whitened by
a first-order autoregression first, its innovations resampled in moving blocks, and coloured again
("post-blackening": Davison and Hinkley, Bootstrap Methods and their Application, section 8.2;
moving blocks: Kuensch, Annals of Statistics 17:1217, 1989, here by the library `arch`).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

REPLICATES = 1000
SEED = 20180901
# One at 1 would never forget; a monthly series above 0.9 is a trend rather than persistence.
MOST_PERSISTENCE = 0.9
LEAST_PAIRS = 8


@dataclass(frozen=True)
class Whitened:
    """Series of residuals taken apart into what is left of the value before and what is new.

    Attributes, of one series (n,) or of several (series, n):
        carry: part of the value before that is left: the coefficient to the power of the
            steps since; 0 for the first.
        scale: spread of what is new over its spread at one step.
        innovations: what is new, brought to one spread, of mean zero.
    """

    carry: np.ndarray
    scale: np.ndarray
    innovations: np.ndarray


def estimate_persistence(times: np.ndarray, residuals: np.ndarray, regressors: int) -> float:
    """Return the coefficient of a first-order autoregression from step to step, 0 ... 0.9.

    The lag-1 autocorrelation over pairs of neighbouring steps that are both there, less its bias:
    residuals of k slow regressors (mean, slope, steps) have it too low by about
    (k + (k + 2) r) / n (Kendall, Biometrika 41:403, 1954, for a mean; more of them alike). Not
    below 0: a negative one by chance must not make a test less strict. 0 without 8 such pairs.

    Args:
        times: whole numbers (n,), rising: the step of each value, such as months since some month.
        residuals: (n,), no NaN.
        regressors: number of slow regressors taken out, the season not counted.
    """
    count = len(residuals)
    pairs = np.flatnonzero(np.diff(times) == 1)
    squares = float(np.sum(residuals**2))
    if len(pairs) < LEAST_PAIRS or squares == 0:
        return 0.0
    alike = float(np.mean(residuals[pairs] * residuals[pairs + 1]) / (squares / count))
    spare = 1 - (regressors + 2) / count
    if spare > 0:
        alike = (alike + regressors / count) / spare
    return float(np.clip(alike, 0, MOST_PERSISTENCE))


def whiten(times: np.ndarray, residuals: np.ndarray, coefficient: float | np.ndarray) -> Whitened:
    """Take residuals apart by a coefficient in 0 ... 0.9; after a gap less is left of a value.

    residuals: (..., n), of one series or of several at the same times; coefficient: (...).
    """
    count = residuals.shape[-1]
    share = np.asarray(coefficient, dtype=np.float64)[..., None]
    carry = np.zeros(residuals.shape)
    carry[..., 1:] = share ** np.diff(times)
    scale = np.sqrt((1 - carry**2) / (1 - share**2))
    before = np.zeros(residuals.shape)
    before[..., 1:] = residuals[..., :-1]
    innovations = (residuals - carry * before) / scale
    middle = innovations.mean(axis=-1, keepdims=True) if count else 0.0
    return Whitened(carry, scale, innovations - middle)


def resample(
    whitened: Whitened,
    replicates: int = REPLICATES,
    block: int | None = None,
    part: slice = slice(None),
) -> np.ndarray:
    """Return made-up residuals (replicate, n) of the same persistence, times and spread.

    Blocks of innovations are n ** (1/3) long unless `block` says otherwise, the rate at which the
    error of a block bootstrap's variance is least (Hall, Horowitz and Jing, Biometrika 82:561,
    1995). The seed is fixed: the same series gives the same numbers, and two series of one length
    are drawn alike. `part` of the replicates only: the same ones as among all of them.
    """
    group = Whitened(whitened.carry[None], whitened.scale[None], whitened.innovations[None])
    return resample_group(group, replicates, block, part)[:, :, 0].T


def resample_group(
    whitened: Whitened,
    replicates: int = REPLICATES,
    block: int | None = None,
    part: slice = slice(None),
) -> np.ndarray:
    """Return the same of several series at the same times, (n, replicate, series).

    Series come last, so that a draw takes the values of all of them from one place of the memory.
    """
    series, count = whitened.innovations.shape
    if count == 0:
        return np.zeros((0, len(range(replicates)[part]), series))
    length = max(1, round(count ** (1 / 3))) if block is None else block
    drawn = _draw(count, replicates, length)[:, part]
    made = np.take(np.ascontiguousarray(whitened.innovations.T), drawn, axis=0)
    made *= whitened.scale.T[:, None, :]
    carry = whitened.carry.T[:, None, :]
    for step in np.flatnonzero(carry.any(axis=(1, 2))):
        made[step] += carry[step] * made[step - 1]
    return made


@lru_cache(maxsize=256)
def _draw(count: int, replicates: int, block: int) -> np.ndarray:
    """Return the positions (count, replicate) of a moving-block bootstrap.

    Replicates come last: what is done step by step then runs along the memory.
    """
    from arch.bootstrap import MovingBlockBootstrap  # over a second, which only a build need pay

    # Positions are drawn, not values, so that all series of a length share them.
    bootstrap = MovingBlockBootstrap(block, np.arange(count), seed=SEED)
    drawn = np.stack([args[0] for args, _ in bootstrap.bootstrap(replicates)], axis=1)
    drawn.setflags(write=False)
    return drawn

"""Where the wind of a case came from, beside the same weeks, in eight sectors and calm air."""

from dataclasses import dataclass

import numpy as np

from airquality.wind import CALM, CALM_BELOW, FULL_TURN, NO_WIND, sectors_of

#: Eight sectors clockwise, each centred on its direction (N is 337.5° to 22.5°), then calm air.
SECTOR_IDS: tuple[str, ...] = ("n", "ne", "e", "se", "s", "sw", "w", "nw", "calm")
_TURNS = len(SECTOR_IDS) - 1

#: Hours with a wind that the same weeks need before their shares are told: ten days (own choice).
LEAST_HOURS = 240
#: Least share of a case's hours that have a wind (own choice).
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class SectorShares:
    """Shares of hours by sector, in the order of `SECTOR_IDS`.

    Attributes:
        share: % of the case's hours with a wind, float64 (sector,).
        usual: % of the hours of the same weeks, NaN where these have too few.
        mean: mean concentration of the case's hours in the sector, in the unit given; NaN where
            none has a value.
        hours: the case's hours with a wind.
        usual_hours: those of the same weeks.
    """

    share: np.ndarray
    usual: np.ndarray
    mean: np.ndarray
    hours: int
    usual_hours: int


def eight_sectors(
    speed: np.ndarray, direction: np.ndarray, calm_below: float = CALM_BELOW
) -> np.ndarray:
    """Return the place in `SECTOR_IDS` of each hour's wind, int8; -1 without a usable one.

    speed (m/s), direction (degrees, from), missing = NaN, any one shape. What is calm and what is
    no wind is `airquality.wind.sectors_of`'s; a sector's first edge belongs to it.
    """
    sixteen = sectors_of(speed, direction, calm_below)
    turn = np.floor(np.nan_to_num(direction) / (FULL_TURN / _TURNS) + 0.5) % _TURNS
    found = np.where(sixteen == CALM, _TURNS, turn)
    return np.where(sixteen == NO_WIND, -1, found).astype(np.int8)


def wind_sectors(
    sector: np.ndarray, values: np.ndarray, own: np.ndarray, around: np.ndarray
) -> SectorShares | None:
    """Return how often the case's wind came from each sector, and with how much of a pollutant.

    sector: of `eight_sectors`, (hour,); values: concentrations (hour,), missing = NaN; own: bool
    (hour,), the case's hours; around: bool (hour,), those of the same weeks without the case's.
    None where less than half of the case's hours have a wind.
    """
    mine = own & (sector >= 0)
    hours = int(mine.sum())
    if not hours or hours < LEAST_SHARE * own.sum():
        return None
    size = len(SECTOR_IDS)
    count = np.bincount(sector[mine], minlength=size)
    theirs = around & (sector >= 0)
    usual_hours = int(theirs.sum())
    usual = np.full(size, np.nan)
    if usual_hours >= LEAST_HOURS:
        usual = 100.0 * np.bincount(sector[theirs], minlength=size) / usual_hours
    held = mine & np.isfinite(values)
    number = np.bincount(sector[held], minlength=size)
    total = np.bincount(sector[held], weights=values[held], minlength=size)
    mean = np.full(size, np.nan)
    np.divide(total, number, out=mean, where=number > 0)
    return SectorShares(100.0 * count / hours, usual, mean, hours, usual_hours)

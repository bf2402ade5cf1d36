"""What the cards of Ranking show: an order of places, their ranks over time, whose PM2.5 rose."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from view.spans import Span


@dataclass(frozen=True)
class Ranking:
    """The places of a period in order.

    Attributes:
        rows: see `view.ranks.order_places`.
        change: why no place can be compared with the year before, '' where they can.
        step: the same of the period before; None for kinds that are not held against it.
    """

    rows: pd.DataFrame
    change: str
    step: str | None


@dataclass(frozen=True)
class History:
    """The ranks of places over the periods of a kind, oldest first.

    Attributes:
        spans: the periods; places: ids of those that have a rank in any of them.
        ranks, shown: float64 (place, period), NaN where a place is not ranked; shown as printed.
        totals: places ranked in each period.
        chosen: which of the periods is the one looked at.
    """

    spans: tuple[Span, ...]
    places: tuple[str, ...]
    ranks: np.ndarray
    shown: np.ndarray
    totals: np.ndarray
    chosen: int

    @property
    def ranked_periods(self) -> np.ndarray:
        """Which periods have ranks; with fewer than two there is no history."""
        return np.flatnonzero(self.totals > 0)

    def without_empty_ends(self) -> "History":
        """Return the periods from the first to the last with a ranked place or chosen."""
        held = [*np.flatnonzero(self.totals > 0), self.chosen]
        cut = slice(min(held), max(held) + 1)
        return replace(
            self,
            spans=self.spans[cut],
            ranks=self.ranks[:, cut],
            shown=self.shown[:, cut],
            totals=self.totals[cut],
            chosen=self.chosen - cut.start,
        )


@dataclass(frozen=True)
class Rebounds:
    """The quarter that is looked at, and how its PM2.5 stands against that of a year before.

    Attributes:
        span: the quarter; None where there is no period at all.
        rows: see `view.rebounds.find_rebounds`; empty where the quarters cannot be compared.
        reason: why they cannot, '' where they can.
        has_dust: whether any place has dust days in either quarter.
    """

    span: Span | None
    rows: pd.DataFrame
    reason: str
    has_dust: bool

"""Where a place stands among its like in the year so far, as the overview's card says it."""

from dataclasses import dataclass

from view.ranks import CONTROL
from view.standing import Change


@dataclass(frozen=True)
class PlaceRank:
    """Who stands where by PM2.5 so far, lowest first, in the order of the page Ranking.

    Attributes:
        scope: 'district' or 'station': which places are ranked; count: how many are; few: how
            many are not, as they have too few days.
        rank: rank of the place looked at, counted from the lowest; equals share one; None where
            it has none. group: its group (view.ranks.GROUPS); '' where it is none of them.
        best, worst: (place, value); None with fewer than two places.
        improved: (place, per cent, change) of the largest fall by the per cent; None where none
            fell or none is compared.
        apart: why there is no comparison with the year before: 'reference_change', 'no_data',
            'too_few', 'unconverted' or ''.
        of_cities: (rank, count) of the city among those that have the same days; None where it has
            none. among_cities: why, 'alone' (no other has enough days) or its group; '' where
            there is no other city at all.
    """

    scope: str
    count: int
    few: int
    rank: int | None
    group: str
    best: tuple[str, float] | None
    worst: tuple[str, float] | None
    improved: tuple[str, float, Change] | None
    apart: str
    of_cities: tuple[int, int] | None
    among_cities: str

    @property
    def is_control(self) -> bool:
        """Whether the place looked at is a control point: it is not ranked."""
        return self.group == CONTROL

"""Where a place stands among its like in the year so far, as the overview's card says it."""

from dataclasses import dataclass

from view.standing import Change


@dataclass(frozen=True)
class PlaceRank:
    """Who stands where by PM2.5 so far, lowest first; control points are not ranked.

    Attributes:
        scope: 'district' or 'station': which places are ranked; count: how many have a value.
        rank: rank of the place looked at, counted from the lowest; equals share one; None where
            it is none of them.
        is_control: whether the place looked at is a control point.
        best, worst: (place, value); None with fewer than two places.
        improved: (place, change) of the largest fall; None where none fell or none is compared.
        apart: why there is no comparison with the year before: 'reference_change', 'no_data',
            'unconverted' or ''.
        of_cities: (rank, count) of the city among those that have the same days; None if alone.
    """

    scope: str
    count: int
    rank: int | None
    is_control: bool
    best: tuple[str, float] | None
    worst: tuple[str, float] | None
    improved: tuple[str, Change] | None
    apart: str
    of_cities: tuple[int, int] | None

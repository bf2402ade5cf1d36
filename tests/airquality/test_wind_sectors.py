"""Wind of a case in eight sectors: by hand, edges, calm air, hours without a wind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.episodes.wind_sectors import SECTOR_IDS, eight_sectors, wind_sectors

NAN = np.nan
N, NE, S, SW, CALM = (SECTOR_IDS.index(name) for name in ("n", "ne", "s", "sw", "calm"))


@pytest.mark.parametrize(
    ("speed", "direction", "expected"),
    [
        (2.0, 0.0, N),
        (2.0, 360.0, N),
        (2.0, 22.4, N),
        (2.0, 22.5, NE),  # a first edge belongs to its sector
        (2.0, 337.5, N),
        (2.0, 337.4, SECTOR_IDS.index("nw")),
        (2.0, 180.0, S),
        (0.5, 225.0, SW),
        (0.49, 225.0, CALM),
        (0.0, NAN, CALM),
        (2.0, NAN, -1),
        (NAN, 90.0, -1),
        (-999.0, 90.0, -1),
    ],
)
def test_sectors_and_their_edges(speed: float, direction: float, expected: int) -> None:
    assert eight_sectors(np.array([speed]), np.array([direction])).tolist() == [expected]


def test_shares_by_hand() -> None:
    # Ten hours of the case: four from the south, one of them without a value, four from the
    # southwest, one calm, one without a wind; then 300 hours of the weeks, two thirds northerly.
    own_sector = [S, S, S, S, SW, SW, SW, SW, CALM, -1]
    values = np.array([100, 200, 300, NAN, 10, 10, 10, 50, 80, 999.0])
    sector = np.array(own_sector + [N] * 200 + [S] * 100, dtype=np.int8)
    own = np.arange(310) < 10
    found = wind_sectors(sector, np.concatenate([values, np.full(300, 5.0)]), own, ~own)
    assert found is not None
    assert (found.hours, found.usual_hours) == (9, 300)
    assert found.share[[S, SW, CALM, N]] == pytest.approx([400 / 9, 400 / 9, 100 / 9, 0])
    assert found.usual[[N, S, CALM]] == pytest.approx([200 / 3, 100 / 3, 0])
    np.testing.assert_allclose(found.mean[[S, SW, CALM, N]], [200, 20, 80, NAN])


@pytest.mark.parametrize(("hours", "is_said"), [(240, True), (239, False)])
def test_the_weeks_need_ten_days_of_wind(hours: int, is_said: bool) -> None:
    sector = np.zeros(hours + 4, dtype=np.int8)
    own = np.arange(hours + 4) < 4
    found = wind_sectors(sector, np.ones(hours + 4), own, ~own)
    assert found is not None
    assert np.isfinite(found.usual).all() == is_said
    assert found.share[N] == 100.0


def test_half_of_the_case_needs_a_wind() -> None:
    sector = np.array([S, S, -1, -1, -1], dtype=np.int8)
    own, nothing = np.ones(5, dtype=bool), np.zeros(5, dtype=bool)
    assert wind_sectors(sector, np.ones(5), own, nothing) is None
    assert wind_sectors(sector[:4], np.ones(4), own[:4], nothing[:4]) is not None
    assert wind_sectors(sector, np.ones(5), nothing, own) is None  # a case without an hour


HOURS = st.lists(
    st.tuples(st.floats(0, 9), st.integers(0, 31).map(lambda n: n * 11.25)), min_size=1, max_size=80
)


@given(HOURS, st.integers(1, 7))
def test_turning_the_wind_turns_the_shares(hours: list[tuple[float, float]], turns: int) -> None:
    speed, direction = np.array(hours).T
    own, nothing = np.ones(len(speed), dtype=bool), np.zeros(len(speed), dtype=bool)
    found = [
        wind_sectors(eight_sectors(speed, (direction + by) % 360), speed, own, nothing)
        for by in (0, 45 * turns)
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].share.sum() == pytest.approx(100)
    np.testing.assert_allclose(np.roll(found[0].share[:8], turns), found[1].share[:8])
    assert found[0].share[CALM] == found[1].share[CALM]
